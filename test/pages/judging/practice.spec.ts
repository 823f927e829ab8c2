import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type request from 'supertest';
import { hiddenFields, startApp, type TestApp, type Visitor } from '../../app.js';
import { imageFile, officeFile, pdfFile } from '../../fixtures/files.js';
import { allVillages, givenEntries, givenPanel, JUDGING_DAY } from '../../fixtures/judging.js';
import { buildWorld, setClock, type World } from '../../fixtures/world.js';

let app: TestApp;
let world: World;
let organiser: Visitor;
let one: Visitor;
let two: Visitor;

beforeAll(async () => {
  app = await startApp();
  world = await buildWorld(app.database);
  const entries = await givenEntries(app.database, world, allVillages(world).slice(0, 1));
  const { judge1, judge2 } = world.actors;
  await givenPanel(app.database, world, [judge1, judge2], entries);
  [organiser, one, two] = [
    await app.signedIn('to-chuc'),
    await app.signedIn('giam-khao-1'),
    await app.signedIn('giam-khao-2'),
  ];
});
afterAll(() => app.close());

const SAMPLE = '/cham/tap-cham/1';
const marks = (A: string, B: string, C: string) => ({ 'points[A]': A, 'points[B]': B, 'points[C]': C });

const filesHref = async (): Promise<string> => {
  const list = (await organiser.get(`/to-chuc/${world.slug}/tap-cham`)).text;
  return /href="([^"]+\/tep)"/.exec(list)?.[1] ?? '';
};
/** Sends files to the first sample by its own form. */
async function send(files: readonly (readonly [name: string, content: Buffer])[]): Promise<request.Response> {
  const action = await filesHref();
  const form = organiser.agent.post(action).redirects(0);
  for (const [name, value] of Object.entries(hiddenFields((await organiser.get(action)).text, action)))
    void form.field(name, value);
  void form.field('reason', 'Thống nhất thang điểm');
  for (const [name, content] of files) void form.attach('files', content, name);
  return form;
}

describe('Practising before the round', () => {
  it('is on samples that the organiser writes', async () => {
    expect((await one.get('/cham/tap-cham')).text).toContain('Ban Tổ chức chưa lập hồ sơ tập chấm nào.');
    const made = await organiser.send(`/to-chuc/${world.slug}/tap-cham/moi`, {
      title: 'Mẫu 1: nhóm hoạt động đều',
      body: 'Nhóm 60 hộ, tuần nào cũng có tin.',
      reason: 'Thống nhất thang điểm',
    });
    expect(made.status).toBe(303);
    expect((await one.get('/cham/tap-cham')).text).toContain('Mẫu 1: nhóm hoạt động đều');
    expect((await one.get('/cham')).text).toContain('href="/cham/tap-cham"');
  });

  it('may have files, which come in as any other, and judges see them as those of a real dossier', async () => {
    expect((await send([['Báo cáo.docx', officeFile('docx')]])).status).toBe(422);
    const two = await send([
      ['Báo cáo của bản Nà Can.pdf', pdfFile(2)],
      ['Ảnh Lò Văn Mẫu.jpg', await imageFile('jpeg')],
    ]);
    expect([two.status, two.headers['location']]).toEqual([303, await filesHref()]);
    expect((await organiser.get(await filesHref())).text).toContain('Báo cáo của bản Nà Can.pdf');
    const page = (await one.get(SAMPLE)).text;
    expect(page).not.toContain('bản Nà Can');
    const drawn = [...page.matchAll(/src="([^"]+\/tep\/[^"]+)"/g)].map(([, href = '']) => href);
    expect(drawn.map((href) => href.replace(/[0-9a-f-]{36}/, 'ID'))).toEqual([
      `${SAMPLE}/tep/ID/trang/1`,
      `${SAMPLE}/tep/ID/trang/2`,
      `${SAMPLE}/tep/ID/anh`,
    ]);
    for (const href of drawn)
      expect([(await one.get(href)).headers['content-type'], href]).toEqual(['image/webp', href]);
    const [original = ''] = /[^"]+\/goc/.exec(page) ?? [];
    const sent = await one.get(original);
    expect([sent.status, sent.headers['content-disposition']]).toEqual([200, expect.stringContaining('tep.pdf')]);
    expect((await one.get(original.replace('/tap-cham/1/', '/tap-cham/2/'))).status).toBe(404);
    expect((await organiser.get(original)).status).toBe(403);
  });

  it('gives blind judges what was drawn and no original, not by its address either', async () => {
    const { source } = app.database;
    const [original = ''] = /[^"]+\/goc/.exec((await one.get(SAMPLE)).text) ?? [];
    await source.query(`UPDATE contests SET blind = true, blind_shows_files = true WHERE id = $1`, [world.contestId]);
    const page = (await one.get(SAMPLE)).text;
    expect(page).toContain('/trang/2');
    expect(page).not.toContain('/goc');
    expect((await one.get(original)).status).toBe(404);
    expect((await one.get(original.replace('/goc', '/trang/1'))).status).toBe(200);
    await source.query(`UPDATE contests SET blind = false, blind_shows_files = false WHERE id = $1`, [world.contestId]);
  });

  it('loses a file that its organiser takes away, and takes no more than twenty', async () => {
    const page = (await organiser.get(await filesHref())).text;
    const removal = /action="([^"]+\/xoa)"/.exec(page)?.[1] ?? '';
    expect((await organiser.send(removal, { reason: 'Nhầm tệp' }, await filesHref())).status).toBe(303);
    expect((await one.get(SAMPLE)).text).not.toContain('/trang/1');
    const four = await Promise.all(
      [0, 1, 2, 3].map((n) =>
        Promise.all(
          [1, 2, 3, 4, 5].map(async (m) => [`${n}${m}.jpg`, await imageFile('jpeg', { red: n * 10 + m })] as const),
        ),
      ),
    );
    const answers = [];
    for (const files of four) answers.push((await send(files)).status);
    expect(answers).toEqual([303, 303, 303, 422]);
    expect((await organiser.get(await filesHref())).text.match(/\/xoa"/g)).toHaveLength(16);
  });

  it('takes complete marks alone, under the same rules as a sheet, and shows what is wrong beside the field', async () => {
    const answer = await one.send(SAMPLE, marks('41', '20', ''));
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('nhập số từ 0 đến 40');
    expect(answer.text).toContain('tập chấm cần đủ điểm mọi tiêu chí');
    expect(answer.text).toContain('value="41"');
  });

  it('shows the panel’s spread, without names, to who has marked, and to nobody before', async () => {
    expect((await one.send(SAMPLE, marks('35,25', '20', '20'))).status).toBe(303);
    const before = (await two.get(SAMPLE)).text;
    expect(before).toContain('Chấm xong mẫu này mới xem được điểm của Ban Giám khảo.');
    expect(before).not.toContain('35,25');
    expect((await two.send(SAMPLE, marks('25', '20', '22,5'))).status).toBe(303);
    const after = (await two.get(SAMPLE)).text;
    expect(after).toMatch(
      /data-label="Của tôi">25<[\s\S]*?data-label="Thấp nhất">25<[\s\S]*?data-label="Cao nhất">35,25</,
    );
    expect(after).not.toContain('Trần Thị Một');
    expect((await one.get('/cham/tap-cham')).text).toContain('2 giám khảo');
  });

  it('shows the secretary who has practised, and how far the panel lies apart, without names', async () => {
    const page = (await (await app.signedIn('thu-ky')).get('/thu-ky/tap-cham')).text;
    expect(page.match(/data-label="Đã chấm thử">1\/1</g)).toHaveLength(2);
    // 35,25 and 25 on criterion A
    expect(page).toMatch(/data-label="Cao nhất">35,25<[^]*?data-label="Chênh lệch"><strong>10,25</);
  });

  it('can be marked anew, but not over what another window has saved', async () => {
    expect((await one.send(SAMPLE, { ...marks('30', '20', '20'), version: '0' })).status).toBe(409);
    expect((await one.send(SAMPLE, marks('30', '20', '20'))).status).toBe(303);
  });

  it('counts nowhere: no sheet, no progress, no score on the criteria comes of it', async () => {
    const sheets = await app.database.reader.rows(`SELECT DISTINCT points, progress FROM score_sheets`);
    expect(sheets).toEqual([{ points: {}, progress: 'none' }]);
    const page = await organiser.get(`/to-chuc/${world.slug}/tieu-chi`);
    expect(page.text).not.toContain('phiếu có điểm');
  });

  it('goes on while judging is open and ends with it', async () => {
    await setClock(app.database, world.contestId, JUDGING_DAY);
    expect((await one.send(SAMPLE, marks('31', '20', '20'))).status).toBe(303);
    await setClock(app.database, world.contestId, '2022-03-01T09:00:00+07:00');
    const over = (await one.get(SAMPLE)).text;
    expect(over).toContain('Thời gian chấm đã kết thúc');
    expect(over).not.toContain('name="points[A]"');
    expect((await one.get('/cham/tap-cham/2')).status).toBe(404);
    // Once it is over, who never marked the sample sees the panel's spread too: nothing can be pulled along any more.
    await app.database.transaction((tx) =>
      tx.changed(`DELETE FROM practice_marks WHERE person_id = $1`, [world.actors.judge2.personId]),
    );
    expect((await two.get(SAMPLE)).text).toMatch(/data-label="Của tôi">–<[^]*?data-label="Cao nhất">31</);
  });
});
