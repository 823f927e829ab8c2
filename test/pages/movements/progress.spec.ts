import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { hiddenFields, startApp, type TestApp, type Visitor } from '../../app.js';
import { counting } from '../../fixtures/counting.js';
import { begunDrive, begunMovement } from '../../fixtures/movements.js';
import { mergeCommunes } from '../../fixtures/reform.js';
import { buildWorld, setClock, type World } from '../../fixtures/world.js';

let app: TestApp;
let world: World;
let organiser: Visitor;
let office: Visitor;
let otherOffice: Visitor;
let commune: Visitor;
let auditor: Visitor;
let movement: string;
let list: string;
let drive: string;

const report = (followers: string, more: Record<string, string> = {}) =>
  commune.send(
    `/bao-cao/${drive}`,
    { 'part[0]': followers, 'part[1]': '1', sure: '1', ...more },
    `/bao-cao/${drive}?ky=2021-11-08`,
  );

beforeAll(async () => {
  app = await startApp();
  world = await buildWorld(app.database);
  [organiser, office, otherOffice, commune, auditor] = await Promise.all([
    app.signedIn('to-chuc'),
    app.signedIn('tham-dinh'),
    app.signedIn('tham-dinh2'),
    app.signedIn('xa'),
    app.signedIn('kiem-tra'),
  ]);
  movement = await begunMovement(organiser, world.units.province);
  list = `${movement}/bao-cao`;
  drive = (await begunDrive(organiser, movement, world.units.province)).replace('/dot/', '');
  // Sent in time, on the Friday of its week.
  await setClock(app.database, world.contestId, '2021-11-12T09:00:00+07:00');
  expect((await report('45')).status).toBe(303);
  await setClock(app.database, world.contestId, '2021-11-20T09:00:00+07:00');
});
afterAll(() => app.close());

const draft = async (who: Visitor, words: Record<string, string>): Promise<string> => {
  const answer = await who.send(`${list}/moi`, words);
  expect(answer.status).toBe(303);
  return String(answer.headers['location']);
};

describe('A report upward', () => {
  let weekly: string;

  it('of last week is among the tasks of the office until it is drafted', async () => {
    expect((await office.get('/viec')).text).toContain('Lập báo cáo tuần của phong trào');
    expect((await office.get(`${list}/moi`)).text).toContain('08/11/2021');
    weekly = await draft(office, { kind: 'weekly', week: '10/11/2021' });
    expect((await office.get('/viec')).text).not.toContain('Lập báo cáo tuần của phong trào');
  });

  it('says numbers of its own tree, a table, and who is behind', async () => {
    const page = (await office.get(weekly)).text;
    expect(page).toContain('1/2 đơn vị đã báo cáo, 1 đơn vị đạt chỉ tiêu');
    expect(page).toContain('Cộng 45 người');
    expect(page).toContain('Chưa báo cáo: Xã Bình Lư (huyện Tam Đường).');
    expect(page).not.toContain('Noong Hẻo');
    expect(page).toContain('<svg class="chart-drawing"');
    // The contest asks for more than half of the villages of each commune: 6 of 11, 3 of 4; none has entered any.
    expect(page).toContain('0/15 bản đã nộp hồ sơ; 0/2 xã đủ tỷ lệ.');
    expect(page).toContain('Còn thiếu: Xã Bản Bo (huyện Tam Đường; 6), Xã Bình Lư (huyện Tam Đường; 3).');
  });

  it('is worded by people; a page that is older is refused', async () => {
    const form = hiddenFields((await office.get(`${weekly}/sua`)).text, `${weekly}/sua`);
    const words = {
      addressee: 'UBND tỉnh',
      bases: '',
      opening: 'Mở đầu',
      done: '<b>Đã làm</b>',
      behind: '',
      next: '',
      asks: '',
      recipients: 'Lưu: VT',
    };
    expect((await office.send(`${weekly}/sua`, { ...words, addressee: '' })).status).toBe(422);
    expect((await office.send(`${weekly}/sua`, words)).status).toBe(303);
    const late = await office.agent
      .post(`${weekly}/sua`)
      .redirects(0)
      .type('form')
      .send({ ...form, ...words });
    expect(late.status).toBe(409);
    const page = (await office.get(weekly)).text;
    expect(page).toContain('&lt;b&gt;Đã làm&lt;/b&gt;');
    expect(page).not.toContain('<h2>Kiến nghị</h2>');
  });

  it('on the same period twice asks first', async () => {
    const asked = await office.send(`${list}/moi`, { kind: 'weekly', week: '14/11/2021' });
    expect(asked.status).toBe(422);
    expect(asked.text).toContain('Kỳ này đã có báo cáo.');
    const other = await draft(office, { kind: 'weekly', week: '14/11/2021', sure: '1' });
    expect((await office.send(`${other}/bo`, {}, other)).status).toBe(303);
    expect((await office.get(other)).status).toBe(404);
  });

  it('stays as it was issued, whatever the figures become', async () => {
    expect((await office.send(`${weekly}/vao-so`, {}, weekly)).status).toBe(409);
    expect((await office.send(`${weekly}/chot`, {}, weekly)).status).toBe(303);
    expect((await report('52', { reason: 'Đếm thiếu' })).status).toBe(303);
    const again = await draft(office, { kind: 'weekly', week: '10/11/2021', sure: '1' });
    expect((await office.get(weekly)).text).toContain('Cộng 45 người');
    expect((await office.get(again)).text).toContain('Cộng 45 người');
    // The correction was sent on 20/11: a report on the week of 15/11 has it, one on the week before does not.
    const next = await draft(office, { kind: 'weekly', week: '20/11/2021' });
    expect((await office.get(next)).text).toContain('Cộng 52 người');
    expect((await office.get(`${weekly}/sua`)).status).toBe(409);
    expect((await office.send(`${weekly}/bo`, {}, weekly)).status).toBe(409);
    await expect(
      app.database.transaction((tx) =>
        tx.changed(`UPDATE progress_reports SET facts = '{}' WHERE id = $1`, [weekly.split('/').at(-1)]),
      ),
    ).rejects.toThrow('an issued report stays as it was');
  });

  it.each(['pdf', 'docx'])('goes out as %s for who reads it', async (format) => {
    expect((await auditor.get(`${weekly}/ban-in.${format}`)).status).toBe(200);
    expect((await otherOffice.get(`${weekly}/ban-in.${format}`)).status).toBe(404);
  });

  it('comes into the register of the office that wrote it, once', async () => {
    expect((await auditor.get(weekly)).text).not.toContain('Đưa vào sổ</button>');
    const taken = await office.send(`${weekly}/vao-so`, {}, weekly);
    expect(taken.status).toBe(303);
    const document = (await office.get(String(taken.headers['location']))).text;
    expect(document).toContain('Kết quả thực hiện phong trào thi đua');
    expect(document).toContain('HUYỆN TAM ĐƯỜNG');
    const page = (await office.get(weekly)).text;
    expect(page).toContain(`href="${taken.headers['location']}"`);
    expect(page).not.toContain('Đưa vào sổ</button>');
  });

  it('is not there for another office and for no commune', async () => {
    expect((await otherOffice.get(weekly)).status).toBe(404);
    expect((await otherOffice.get(list)).text).toContain('Chưa có báo cáo nào.');
    expect((await commune.get(weekly)).status).toBe(403);
    expect((await commune.get(movement)).text).not.toContain('Báo cáo tổng hợp');
  });

  it('of the whole movement tells of districts, and costs as many queries for more units', async () => {
    const whole = await draft(organiser, { kind: 'final', week: '' });
    const page = (await organiser.get(whole)).text;
    expect(page).toContain('Huyện Sìn Hồ');
    expect(page).toContain('toàn phong trào từ ngày 25/10/2021 đến ngày 25/11/2021');
    const count = counting(app);
    const before = await count(() => organiser.get(whole));
    await app.database.transaction((tx) =>
      tx.changed(
        `INSERT INTO drive_units (id, drive_id, ordinal, commune_id, commune_name, district_id, district_name, province_id, name, sort_key)
         SELECT gen_random_uuid(), drive_id, ordinal + 100 * n, commune_id, commune_name, district_id, district_name, province_id, name || n, sort_key
           FROM drive_units, generate_series(1, 4) n WHERE drive_id = $1`,
        [drive],
      ),
    );
    expect(await count(() => organiser.get(whole))).toBe(before);
  });

  it('after the communes have merged groups by those of today, the old ones inside', async () => {
    await mergeCommunes(app.database, world);
    await app.database.transaction((tx) =>
      tx.changed(`UPDATE movements SET ends_on = '2026-12-31' WHERE id = $1`, [movement.split('/').at(-1)]),
    );
    await setClock(app.database, world.contestId, '2026-03-10T09:00:00+07:00');
    const page = (await organiser.get(await draft(organiser, { kind: 'weekly', week: '04/03/2026' }))).text;
    expect(page).toContain('Xã Bình Lư mới');
    expect(page).toContain('Gồm: xã Bình Lư, xã Bản Bo');
    expect((await office.get(list)).text).toContain('08/11/2021');
  });
});
