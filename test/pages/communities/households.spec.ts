import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readCsv } from '../../../src/press/csv-reading.js';
import { hiddenFields, startApp, type TestApp, type Visitor } from '../../app.js';
import { buildWorld, type World } from '../../fixtures/world.js';

let test: TestApp;
let world: World;
let commune: Visitor;
beforeAll(async () => {
  test = await startApp();
  world = await buildWorld(test.database);
  commune = await test.signedIn('xa');
});
afterAll(() => test.close());

const COVID = '7ea00000-0000-4000-8000-000000000001';
const IMPORT = '/to/nhap-ho';
const HEAD = 'Thôn, bản;Chủ hộ;Địa chỉ, số nhà;Số người;Tổ phụ trách;Ghi chú của xã';
const file = (...lines: string[]) => ({ name: 'Hộ.csv', bytes: Buffer.from([HEAD, ...lines].join('\n')) });

async function added(name: string, villageId: string): Promise<string> {
  const answer = await commune.send('/to/moi', { kindId: COVID, villageId, name, 'memberName[0]': 'Lò Văn Một' });
  return String(answer.headers['location']);
}
async function sendFile(bytes: { name: string; bytes: Buffer } | null, fields: Record<string, string> = {}) {
  const hidden = hiddenFields((await commune.get(IMPORT)).text, IMPORT);
  const post = commune.agent.post(IMPORT).redirects(0);
  for (const [name, value] of Object.entries({ ...hidden, kindId: COVID, ...fields })) void post.field(name, value);
  if (bytes !== null) void post.attach('tep', bytes.bytes, bytes.name);
  return post;
}
/** Presses the button of a preview, as it stands on the page. */
function confirm(page: string, send = commune) {
  const rows = /<textarea name="rows" hidden>([^<]*)</.exec(page)?.[1] ?? '';
  const body = new URLSearchParams({ ...hiddenFields(page, `${IMPORT}/ghi`), kindId: COVID, rows }).toString();
  return send.agent.post(`${IMPORT}/ghi`).redirects(0).type('form').send(body);
}
/** Takes a file out with the form of a page. */
async function takeOut(who: Visitor, path: string, page: string) {
  const hidden = hiddenFields((await who.get(page)).text, path.replace('.csv', '.xlsx'));
  return who.agent
    .post(path)
    .redirects(0)
    .type('form')
    .send(new URLSearchParams(hidden).toString())
    .buffer(true)
    .parse((res, done) => {
      const parts: Buffer[] = [];
      res.on('data', (part: Buffer) => parts.push(part));
      res.on('end', () => done(null, Buffer.concat(parts)));
    });
}
const told = () =>
  test.database.reader.rows<{ act: string; facts: Record<string, unknown> }>(
    `SELECT act, facts FROM audit_events WHERE act LIKE 'community-%export%' ORDER BY id`,
  );
const stored = async () =>
  (await test.database.reader.one<{ count: number }>(`SELECT count(*)::int AS count FROM community_households`))?.count;

describe('A list of households from a file', () => {
  it('is looked at first: every fault by its line, and the kind that was chosen stays', async () => {
    const answer = await sendFile(
      file('Bản Hợp Nhất;;Số 1;4;;x', 'Bản Lạ;Lò Văn A;;4;;', 'Bản Hợp Nhất;Lò Văn B;;4;;'),
    );
    expect(answer.status).toBe(422);
    for (const text of ['Có 2 chỗ cần sửa, 1 dòng đúng. Chưa ghi gì', 'Dòng 2:', 'Dòng 3:'])
      expect(answer.text).toContain(text);
    expect(answer.text).not.toContain('name="rows"');
    expect(answer.text).toContain(`value="${COVID}" selected`);
    const none = await sendFile(null);
    expect([
      none.status,
      none.text.includes('Chọn tệp (Excel hoặc CSV) hoặc dán nội dung, rồi bấm Kiểm tra tệp.'),
    ]).toEqual([422, true]);
    expect(await stored()).toBe(0);
  });

  it('says what would come in, and one press takes it without the file, once', async () => {
    await added('Tổ 1', world.villages.banBo[0] ?? '');
    const lines = ['Bản Hợp Nhất;Lò Văn Một;Số 1;4;Tổ 1;ghi chú', 'Bản Nà Can;Lò Thị Hai;-;;;'];
    const checked = await sendFile(file(...lines));
    expect(checked.status).toBe(200);
    expect(checked.text).toContain('2 hộ mới, 1 hộ được giao cho tổ, 0 hộ không đổi. Chưa ghi gì.');
    expect(checked.text).toMatch(/<th scope="row">Bản Hợp Nhất<\/th><td data-label="Dòng" class="num">1</);
    expect(await stored()).toBe(0);
    const taken = await confirm(checked.text);
    expect([taken.status, taken.headers['location']]).toEqual([303, '/to']);
    expect((await confirm(checked.text)).status).toBe(303);
    expect(await stored()).toBe(2);
  });

  it('that meets something new between look and press is told by line again, and nothing of it goes in', async () => {
    const two = await added('Tổ 2', world.villages.banBo[0] ?? '');
    const checked = await sendFile(file('Bản Hợp Nhất;Lò Văn Ba;;4;Tổ 2;', 'Bản Hợp Nhất;Lò Văn Tư;;4;Tổ 2;'));
    await added('Tổ 3', world.villages.banBo[0] ?? '');
    const other = await sendFile(file('Bản Hợp Nhất;Lò Văn Ba;;4;Tổ 3;'));
    expect((await confirm(other.text)).status).toBe(303);
    const late = await confirm(checked.text);
    expect([late.status, late.text.includes('đang do “Tổ 3” phụ trách')]).toEqual([422, true]);
    expect((await commune.get(`${two}/ho`)).text).toContain('Tổ chưa có hộ nào.');
  });

  it('of 60,000 rows goes through the form', async () => {
    const many = Array.from({ length: 60_000 }, (_, index) => {
      const village = `Bản ${['Hợp Nhất', 'Nà Can', 'Nà Khum'][index % 3] ?? ''}`;
      return `${village};Lò Văn ${['Pao', 'Chung', 'Dính', 'Sơn'][index % 4] ?? ''};Số ${(index * 7919) % 60_000};${1 + (index % 9)};;`;
    });
    const checked = await sendFile(file(...many));
    expect([checked.status, checked.text.includes('Đã kiểm tra xong: 60.000 hộ mới')]).toEqual([200, true]);
    const rows = /<textarea name="rows" hidden>([^<]*)</.exec(checked.text)?.[1] ?? '';
    expect(rows.length).toBeLessThan(900 * 1024);
  }, 60_000);
});

describe('A list of households as a file', () => {
  const MINUS = '-Lò Văn Trừ';
  let team: string;
  let wide: string;
  beforeAll(async () => {
    await test.database.transaction((tx) => tx.changed(`DELETE FROM community_household_assignments`));
    await test.database.transaction((tx) => tx.changed(`DELETE FROM community_households`));
    team = await added('Tổ xuất', world.villages.banBo[4] ?? '');
    wide = await added('Tổ toàn xã', '');
    await commune.send(`${team}/ho`, { headName: MINUS, address: '=Số 5', persons: '4' });
    await commune.send(`${team}/ho`, { headName: 'Lò Thị Cộng', address: '', persons: '' });
    await commune.send(`${wide}/ho`, { headName: 'Lò Văn Xã', address: 'Ngõ 1', persons: '2' });
  });

  it('is taken out by its commune and its office, each time told to the log without a name', async () => {
    const office = await test.signedIn('tham-dinh');
    for (const who of [commune, office]) {
      const csv = await takeOut(who, `${team}/danh-sach-ho.csv`, `${team}/ho`);
      expect([csv.status, csv.headers['content-type']]).toEqual([200, 'text/csv; charset=utf-8']);
      expect(String(csv.body).startsWith('\uFEFF')).toBe(true);
      const [head, ...rows] = String(csv.body).trim().split('\r\n');
      expect(head).toBe('"Xã, phường, thị trấn","Thôn, bản",Chủ hộ,"Địa chỉ, số nhà",Số người,Tổ phụ trách');
      expect(rows.sort()).toEqual([
        `Xã Bản Bo,Bản Nà Ly,'${MINUS},'=Số 5,4,Tổ xuất`,
        'Xã Bản Bo,Bản Nà Ly,Lò Thị Cộng,,,Tổ xuất',
      ]);
    }
    const facts = { name: 'Tổ xuất', households: 2, format: 'csv' };
    const line = { act: 'community-team.export-households', facts };
    expect(await told()).toEqual([line, line]);
  });

  it('is not offered to whoever reads no names, and not to a neighbour', async () => {
    for (const [username, status] of [
      ['to-chuc', 403],
      ['kiem-tra', 403],
      ['quan-tri', 403],
      ['xa2', 404],
      ['tham-dinh2', 404],
    ] as const) {
      const who = await test.signedIn(username);
      const hidden = hiddenFields((await who.get('/tai-khoan')).text, '/dang-xuat');
      for (const path of [`${team}/danh-sach-ho.xlsx`, `/to/danh-sach-ho.csv?xa=${world.units.banBo}`]) {
        const answer = await who.agent
          .post(path)
          .redirects(0)
          .type('form')
          .send(new URLSearchParams(hidden).toString());
        const isOwn = username === 'xa2' && path.startsWith('/to/danh-sach-ho');
        expect([username, path, answer.status]).toEqual([username, path, isOwn ? 200 : status]);
        expect(answer.text ?? '').not.toContain('Lò Thị Cộng');
      }
    }
  });

  it('of a whole commune comes in again as it went out, from CSV and from XLSX, and nothing changes', async () => {
    const page = (await commune.get('/to/danh-sach-ho')).text;
    expect(page).toContain('3 hộ trong sổ, 0 hộ chưa có tổ loại này.');
    // One household has moved to a team of another village since: it stays where it is.
    const other = await added('Tổ xuất', world.villages.banBo[5] ?? '');
    const household = await test.database.reader.one<{ id: string }>(
      `SELECT id FROM community_households WHERE head_name = 'Lò Thị Cộng'`,
    );
    const moved = await commune.send(`${team}/ho/${household?.id ?? ''}`, {
      to: other.split('/').at(-1) ?? '',
      reason: 'Chuyển nhà',
    });
    expect(moved.status).toBe(303);
    for (const format of ['csv', 'xlsx']) {
      const out = await takeOut(commune, `/to/danh-sach-ho.${format}`, '/to/danh-sach-ho');
      const checked = await sendFile({ name: `Hộ.${format}`, bytes: out.body as Buffer });
      expect(checked.text).toContain('0 hộ mới, 0 hộ được giao cho tổ, 3 hộ không đổi');
      if (format === 'csv')
        expect(readCsv(out.body as Buffer, { rows: 10, columns: 10 }).rows[1]?.cells[1]?.text).toBe(
          'Không ghi thôn, bản',
        );
    }
    expect((await told()).at(-1)).toEqual({
      act: 'community-household.export',
      facts: { name: 'Xã Bản Bo', teamKind: 'Tổ Covid cộng đồng', households: 3, format: 'xlsx' },
    });
  });
});
