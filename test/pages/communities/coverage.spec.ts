import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readWorkbook } from '../../../src/press/workbook-reading.js';
import { startApp, type TestApp, type Visitor } from '../../app.js';
import { counting } from '../../fixtures/counting.js';
import { partsOf, unzip } from '../../fixtures/workbooks.js';
import { buildWorld } from '../../fixtures/world.js';

let test: TestApp;
let auditor: Visitor;
const MORE = 5_000;
beforeAll(async () => {
  test = await startApp();
  const world = await buildWorld(test.database);
  auditor = await test.signedIn('kiem-tra');
  await test.database.transaction(async (tx) => {
    await tx.changed(
      `INSERT INTO units (id, level, type, name, parent_id, valid_from, sort_key, folded)
       SELECT md5('c' || i)::uuid, 'commune', 'xã', 'Xã Thêm ' || i, $1, '2021-01-01', 'them ' || lpad(i::text, 5, '0'), 'xa them ' || i FROM generate_series(1, $2::int) i`,
      [world.units.tamDuong, MORE],
    );
    await tx.changed(
      `INSERT INTO units (id, level, type, name, parent_id, valid_from, sort_key, folded)
       SELECT md5('v' || i)::uuid, 'village', 'bản', 'Bản ' || i, md5('c' || i)::uuid, '2021-01-01', 'ban', 'ban ' || i FROM generate_series(1, $1::int) i`,
      [MORE],
    );
  });
});
afterAll(() => test.close());

const bytesOf = async (path: string) =>
  auditor.agent
    .get(path)
    .buffer(true)
    .parse((res, done) => {
      const parts: Buffer[] = [];
      res.on('data', (part: Buffer) => parts.push(part));
      res.on('end', () => done(null, Buffer.concat(parts)));
    });
const DAY = 'ngay=2021-11-20';

describe('The coverage of more than five thousand communes', () => {
  it('stands on the screen fifty at a time, with the sums of all, for one question to the database', async () => {
    const page = await auditor.get(`/to/do-phu?${DAY}`);
    expect(page.text).toContain('5.003 xã, phường, thị trấn');
    expect(page.text.match(/data-label="Hộ đã biết"/g)).toHaveLength(50);
    expect(page.text).toContain('Bảng có 5.003 dòng: bản in là tệp ZIP');
    const count = counting(test);
    const first = await count(() => auditor.get(`/to/do-phu?${DAY}`));
    expect(await count(() => auditor.get(`/to/do-phu?${DAY}&trang=40`))).toBe(first);
  });

  it('comes whole as a sheet', async () => {
    const sheet = await bytesOf(`/to/do-phu.xlsx?${DAY}`);
    const [table] = await readWorkbook(partsOf(sheet.body as Buffer), { rows: 10_000, columns: 10 });
    const names = (table?.rows ?? []).map(({ cells }) => cells[0]?.text ?? '');
    expect(names.filter((name) => name.startsWith('Xã '))).toHaveLength(MORE + 3);
    expect(names.at(-1)).toBe('Tổng cộng');
  });

  it('is printed in volumes, each a paper of its own', async () => {
    const printed = await bytesOf(`/to/do-phu/ban-in.pdf?${DAY}`);
    expect(printed.headers['content-type']).toBe('application/zip');
    const files = unzip(printed.body as Buffer);
    expect([...files.keys()]).toEqual([1, 2].map((one) => `Độ phủ của tổ đến 2021-11-20, quyển ${one}.pdf`));
    for (const pdf of files.values()) expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  }, 60_000);

  it('of one district with few stays one paper', async () => {
    const one = await test.database.reader.one<{ id: string }>(`SELECT id FROM units WHERE name = 'Huyện Sìn Hồ'`);
    const printed = await bytesOf(`/to/do-phu/ban-in.pdf?${DAY}&huyen=${one?.id ?? ''}`);
    expect(printed.headers['content-type']).toBe('application/pdf');
  });
});
