import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { UnitImport } from '../../../src/units/unit.import.js';
import { type TestApp, type Visitor, startApp } from '../../app.js';
import { buildWorld } from '../../fixtures/world.js';

let app: TestApp;
let admin: Visitor;

beforeAll(async () => {
  app = await startApp();
  // The world's own few units lie beside the shipped ones under other codes.
  await buildWorld(app.database, 'thu-nghiem', 'THU');
  await app.database.transaction((tx) => app.app.get(UnitImport, { strict: false }).loadShipped(tx));
  admin = await app.signedIn('quan-tri-thu');
});
afterAll(() => app.close());

const unitHref = async (name: string, query = ''): Promise<string> => {
  const page = await admin.get(`/quan-tri/don-vi?tim=${encodeURIComponent(name)}${query}`);
  return new RegExp(`href="(/quan-tri/don-vi/[0-9a-f-]{36})">${name}<`).exec(page.text)?.[1] ?? 'none';
};
const villagesNamed = async (name: string): Promise<number> =>
  (
    await app.database.reader.one<{ n: number }>(
      `SELECT count(*) AS n FROM units WHERE level = 'village' AND name = $1`,
      [name],
    )
  )?.n ?? 0;

describe('The units of an administrator', () => {
  it('begin with the provinces', async () => {
    const page = await admin.get('/quan-tri/don-vi');
    expect(page.status).toBe(200);
    for (const name of ['Tỉnh Lai Châu', 'Tỉnh Vĩnh Phúc']) expect(page.text).toContain(name);
  });

  it('are found without tone marks, each with what is above it and since when', async () => {
    const page = await admin.get('/quan-tri/don-vi?tim=tam+duong&cap=district&ngay=01/11/2021');
    expect(page.text).toContain('Huyện Tam Dương');
    expect(page.text).toContain('Tỉnh Vĩnh Phúc');
    expect(page.text).toContain('Huyện Tam Đường');
    expect(page.text).toContain('đến hết ngày 30/06/2025');
  });

  it('tell under an old name what it belongs to now', async () => {
    const page = await admin.get('/quan-tri/don-vi?tim=xa+ban+hon&ngay=01/01/2026');
    expect(page.text).toContain('Trước đây: Xã Bản Hon');
  });

  it('say when nothing is found, and when the day is none', async () => {
    expect((await admin.get('/quan-tri/don-vi?tim=khong-co-xa-nay')).text).toContain(
      'Không có đơn vị nào có tên như vậy.',
    );
    const page = await admin.get('/quan-tri/don-vi?tim=ban+bo&ngay=31/02/2021');
    expect(page.text).toContain('Ngày “31/02/2021” chưa đúng.');
  });

  it('show one unit with history, and its parts on a day', async () => {
    const district = await app.database.reader.one<{ id: string }>(
      `SELECT id FROM units WHERE level = 'district' AND code = '106'`,
    );
    const href = `/quan-tri/don-vi/${district?.id}`;
    const page = await admin.get(href);
    expect(page.text).toContain('Đã kết thúc');
    expect(page.text).toContain('13 đơn vị trực thuộc vào ngày 30/06/2025');
    const commune = await admin.get(await unitHref('Xã Bản Hon'));
    expect(commune.text).toContain('Nay thuộc');
    expect(commune.text).toContain('nhập toàn bộ, Nghị quyết 1670/NQ-UBTVQH15, từ ngày 01/07/2025');
    const empty = await admin.get(`${href}?ngay=01/07/2025`);
    expect(empty.text).toContain('Không có đơn vị trực thuộc vào ngày này.');
  });

  it('take another name, once, by which they are found, and lose it again', async () => {
    const href = await unitHref('Xã Bản Hon');
    expect((await admin.send(`${href}/ten-khac`, { alias: 'Bản Hôn' }, href)).status).toBe(303);
    const twice = await admin.send(`${href}/ten-khac`, { alias: 'Bản Hôn' }, href);
    expect([twice.status, twice.text.includes('Đơn vị đã có tên này.')]).toEqual([422, true]);
    expect((await admin.get('/quan-tri/don-vi?tim=ban+hon')).text).toContain('Xã Bản Hon');
    expect((await admin.send(`${href}/ten-khac/xoa`, { alias: 'Bản Hôn' }, href)).status).toBe(303);
    expect((await admin.send(`${href}/ten-khac/xoa`, { alias: 'Bản Hôn' }, href)).status).toBe(404);
  });

  it('take an office below a province, which may vet there', async () => {
    const href = await unitHref('Tỉnh Lai Châu', '&cap=province');
    const name = 'Sở Văn hóa, Thể thao và Du lịch';
    expect((await admin.send(`${href}/co-quan`, { name }, href)).status).toBe(303);
    const twice = await admin.send(`${href}/co-quan`, { name }, href);
    expect([twice.status, twice.text.includes('Đã có cơ quan cùng tên')]).toEqual([422, true]);
    expect((await admin.get(`/quan-tri/don-vi?tim=so+van+hoa&cap=office&ngay=01/11/2021`)).text).toContain(name);
  });

  it('are 404 for an address that is none', async () => {
    for (const id of ['khong-phai', '00000000-0000-4000-8000-000000000000']) {
      expect((await admin.get(`/quan-tri/don-vi/${id}`)).status).toBe(404);
    }
  });

  it('are refused to everybody else', async () => {
    const commune = await app.signedIn('xa-thu');
    for (const path of ['/quan-tri/don-vi', '/quan-tri/don-vi/nhap-ban'])
      expect((await commune.get(path)).status).toBe(403);
  });
});

describe('Pasting a file of villages', () => {
  const page = '/quan-tri/don-vi/nhap-ban';
  const file = (...rows: string[]) => ['parent_code,type,name,alias,valid_from,note', ...rows].join('\r\n');

  it('first says what it would bring and writes nothing; then takes it, once', async () => {
    const csv = file('03424,bản,Bản Dán Vào,,01/01/2021,', '03427,bản,Bản Dán Nữa,Dán Thêm,01/01/2021,');
    const checked = await admin.send(page, { csv });
    expect(checked.status).toBe(200);
    expect(checked.text).toContain('Đã kiểm tra xong: 2 thôn, bản của 2 xã, 1 tên khác. Chưa ghi gì.');
    expect(checked.text).toContain('Nhập 2 thôn, bản');
    expect(await villagesNamed('Bản Dán Vào')).toBe(0);
    const taken = await admin.send(page, { csv, step: 'import' });
    expect([taken.status, taken.headers['location']]).toEqual([303, '/quan-tri/don-vi']);
    expect(await villagesNamed('Bản Dán Vào')).toBe(1);
    const again = await admin.send(page, { csv, step: 'import' });
    expect(again.status).toBe(422);
    expect(await villagesNamed('Bản Dán Vào')).toBe(1);
  });

  it('with faults comes back with each of them and its line, the text still there', async () => {
    const csv = file('03424,bản,Bản Tốt,,01/01/2021,', '99999,bản,Bản Lạc,,01/01/2021,', '03424,bãn,,,ngày nào,');
    const answer = await admin.send(page, { csv, step: 'import' });
    expect(answer.status).toBe(422);
    for (const text of ['Dòng 3:', 'Dòng 4:', 'không có xã, phường, thị trấn nào mang mã 99999', 'Bản Tốt']) {
      expect(answer.text).toContain(text);
    }
    expect(await villagesNamed('Bản Tốt')).toBe(0);
  });

  it('asks for something to read', async () => {
    const answer = await admin.send(page, { csv: '' });
    expect([answer.status, answer.text.includes('Dán nội dung tệp CSV')]).toEqual([422, true]);
  });
});
