import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp, type Visitor } from '../../app.js';
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
