import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { hiddenFields, startApp, type TestApp, type Visitor } from '../../app.js';
import { allVillages, givenEntries, JUDGING_DAY, type JudgedFixture } from '../../fixtures/judging.js';
import { buildWorld, setClock, type World } from '../../fixtures/world.js';

let app: TestApp;
let world: World;
let entries: JudgedFixture[];
let secretary: Visitor;
let judge: Visitor;

const PANEL = '/thu-ky/phan-cong';
const GIVEN = '/thu-ky/phan-cong/tu-tep';

beforeAll(async () => {
  app = await startApp();
  world = await buildWorld(app.database);
  await setClock(app.database, world.contestId, JUDGING_DAY);
  entries = await givenEntries(app.database, world, allVillages(world).slice(9, 13));
  secretary = await app.signedIn('thu-ky');
  judge = await app.signedIn('giam-khao-1');
  for (const { personId } of [world.actors.judge1, world.actors.judge2])
    await secretary.send('/thu-ky/phan-cong/giam-khao', { personId, unitId: '' }, PANEL);
});
afterAll(() => app.close());

const numberOf = (index: number): string => entries[index]?.number ?? '';
const table = (...rows: (readonly [number, string])[]): string =>
  ['entry,judge', ...rows.map(([index, name]) => `${numberOf(index)},${name}`)].join('\n');
const check = (bang: string, cach = 'them') => secretary.send(GIVEN, { bang, cach, buoc: 'xem' });
/** Presses the button that a preview shows. */
const apply = (text: string, bang: string) =>
  secretary.agent
    .post(GIVEN)
    .redirects(0)
    .type('form')
    .send(new URLSearchParams({ ...hiddenFields(text, GIVEN), bang }).toString());
const sheets = (): Promise<string[]> =>
  app.database.reader
    .rows<{ pair: string }>(
      `SELECT p.code || ' ' || e.number AS pair FROM score_sheets s JOIN entries e ON e.id = s.entry_id
         JOIN panel_judges p ON p.round_id = s.round_id AND p.person_id = s.person_id ORDER BY 1`,
    )
    .then((rows) => rows.map(({ pair }) => pair));

describe('An assignment that the secretary brings along', () => {
  it('with a fault comes back as it was typed, with the line, and gives nothing out', async () => {
    const bang = `${table([0, 'GK1'])}\n${numberOf(1)},GK7`;
    const page = await check(bang);
    expect(page.status).toBe(200);
    expect(page.text).toContain('<strong>Dòng 3:</strong> không có giám khảo nào mang mã hoặc tên đăng nhập GK7');
    expect(page.text).toContain(`${numberOf(1)},GK7</textarea>`);
    expect(page.text).not.toContain('Giao theo bảng này');
    // pressed all the same: the act asks again
    const pressed = await secretary.send(GIVEN, { bang, cach: 'them', buoc: 'giao', dau: '' });
    expect(pressed.status).toBe(422);
    expect(pressed.text).toContain('Có 1 chỗ cần sửa nên chưa ghi dòng nào.');
    expect(pressed.text).toContain(`${numberOf(1)},GK7</textarea>`);
    expect(await sheets()).toEqual([]);
  });

  it('shows what it would come to, and is applied as it was shown', async () => {
    const bang = table([0, 'GK1'], [1, 'giam-khao-1'], [1, 'GK2']);
    const seen = await check(bang);
    expect(seen.text).toContain('Sẽ giao thêm 3 phiếu. Chưa ghi gì.');
    expect(seen.text).toContain(
      'Sau khi giao: 1 hồ sơ có 2 giám khảo, 1 hồ sơ có 1 giám khảo, 2 hồ sơ có 0 giám khảo.',
    );
    expect(seen.text).toContain(`2 hồ sơ: ${numberOf(2)}, ${numberOf(3)}.`);
    expect(await sheets()).toEqual([]);
    const done = await apply(seen.text, bang);
    expect([done.status, done.headers['location']]).toEqual([303, PANEL]);
    expect(await sheets()).toEqual([`GK1 ${numberOf(0)}`, `GK1 ${numberOf(1)}`, `GK2 ${numberOf(1)}`]);
    const again = await apply(seen.text, bang);
    expect(again.status).toBe(303);
    expect((await sheets()).length).toBe(3);
  });

  it('as the whole assignment says what it takes back and what stays, and is refused when a judge began meanwhile', async () => {
    const bang = table([2, 'GK2']);
    const seen = await check(bang, 'thay');
    expect(seen.text).toContain('Bảng đúng. Sẽ giao thêm 1 phiếu, thu hồi 3 phiếu chưa ai chấm. Chưa ghi gì.');
    expect(seen.text).toContain('<li>GK1: 2 phiếu</li><li>GK2: 1 phiếu</li>');
    expect(seen.text).toContain(`GK1 – ${numberOf(0)}, GK1 – ${numberOf(1)}, GK2 – ${numberOf(1)}.`);
    const saved = await judge.send(`/cham/${numberOf(0)}`, { 'points[A]': '7' });
    expect(saved.status).toBe(303);
    const stale = await apply(seen.text, bang);
    expect(stale.status).toBe(409);
    expect(stale.text).toContain('vừa thay đổi nên chưa giao phiếu nào');
    expect(stale.text).toContain('1 phiếu ngoài bảng vẫn giữ vì đã có điểm. Chưa ghi gì.');
    expect((await sheets()).length).toBe(3);
    const done = await apply(stale.text, bang);
    expect(done.status).toBe(303);
    expect(await sheets()).toEqual([`GK1 ${numberOf(0)}`, `GK2 ${numberOf(2)}`]);
  });

  it('is read from a file into the form, and checked there', async () => {
    const page = await secretary.get(GIVEN);
    const send = (bytes: Buffer) =>
      secretary.agent
        .post('/thu-ky/phan-cong/tu-tep/doc')
        .redirects(0)
        .field('_csrf', hiddenFields(page.text, GIVEN)['_csrf'] ?? '')
        .attach('tep', bytes, 'phan-cong.csv');
    const read = await send(Buffer.from(`\uFEFF${table([3, 'GK1']).replaceAll(',', ';')}`));
    expect(read.status).toBe(200);
    expect(read.text).toContain('Sẽ giao thêm 1 phiếu. Chưa ghi gì.');
    expect(read.text).toContain(`${numberOf(3)};GK1</textarea>`);
    const broken = await send(Buffer.from([0x65, 0xff, 0x00]));
    expect(broken.status).toBe(422);
    expect(broken.text).toContain('không đúng bảng mã UTF-8');
  });
});
