import { readdirSync } from 'node:fs';
import type request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readWorkbook } from '../../../src/press/workbook-reading.js';
import { hiddenFields, startApp, type TestApp, type Visitor } from '../../app.js';
import { begin, returnEntry, submitOne, WORDS } from '../../fixtures/entries.js';
import { askForMembers, sendList } from '../../fixtures/members.js';
import { partsOf } from '../../fixtures/workbooks.js';
import { buildWorld, type World } from '../../fixtures/world.js';

let house: TestApp;
let world: World;
let xa: Visitor;
let entry: string;
const page = (query = ''): Promise<string> => xa.get(`${entry}/thanh-vien${query}`).then(({ text }) => text);
const csv = (...lines: string[]): Buffer => Buffer.from(`Họ và tên;SĐT;Vai trò\n${lines.join('\n')}\n`);
/** The words of the form that puts rows right, with those given in place. */
const fix = (words: Record<string, string | string[]>) => xa.send(`${entry}/thanh-vien`, { viec: 'luu', ...words });
const cell = (line: number, code: string): string => `dong[${line}][${code}]`;
const FAULT = 'Dòng 3: số điện thoại “098 12” thiếu số. Cần đủ 10 chữ số.';

beforeAll(async () => {
  house = await startApp();
  world = await buildWorld(house.database);
  await askForMembers(house.database, world.contestId, world.slots.members);
  xa = await house.signedIn('xa');
  entry = await begin(xa, world.villages.banBo[0]);
});
afterAll(() => house.close());

describe('A list of members', () => {
  it('is a task of its own on the dossier, and begins with a template', async () => {
    expect((await xa.get(entry)).text).toContain(`href="${entry}/thanh-vien"`);
    const answer = await xa.get(`${entry}/thanh-vien/mau.xlsx`).buffer(true).parse(asBuffer);
    const [table] = await readWorkbook(partsOf(answer.body as Buffer), { rows: 10, columns: 10 });
    expect([table?.name, ...(table?.rows ?? []).map(({ cells }) => cells.map(({ text }) => text).join('|'))]).toEqual([
      'Thành viên',
      'Họ và tên|Vai trò trong nhóm|Số điện thoại',
      'Ví dụ: Lò Văn Mẫu||0912 345 678',
    ]);
    expect((await xa.get(`${entry}/thanh-vien/mau.csv`)).text).toContain('Họ và tên,Vai trò trong nhóm,Số điện thoại');
  });

  it.each([
    ['ds.xls', Buffer.from('x'), 'là Excel đời cũ hoặc có mật khẩu'],
    ['ds.pdf', Buffer.from('%PDF'), 'Gửi tệp Excel (.xlsx) hoặc CSV theo mẫu'],
    ['ds.xlsx', Buffer.from('PK'), 'ds.xlsx'],
    ['ds.csv', Buffer.from('a,b\n1,2\n'), 'Tệp không có dòng tiêu đề với cột “Họ và tên”'],
    ['ds.csv', Buffer.concat([csv(), Buffer.from([0xb5])]), 'Dòng 3: có ký tự không đúng bảng mã UTF-8'],
  ])('%s is refused with what to do, and nothing of it is kept', async (name, content, sentence) => {
    const answer = await sendList(xa, entry, name, content);
    expect([answer.status, answer.text.includes(sentence)]).toEqual([422, true]);
    expect(await page()).not.toContain('Bản đang soát');
  });

  it('is read whole and looked over before anything is taken, and the file is not kept', async () => {
    const answer = await sendList(xa, entry, 'ds.csv', csv('Lò Văn Một;912345678;Trưởng nhóm', 'Tẩn Thị Hai;098 12;'));
    expect([answer.status, answer.headers['location']]).toEqual([303, `${entry}/thanh-vien#dang-soat`]);
    const shown = await page();
    expect(shown).toContain(FAULT);
    expect(shown).toContain('1 người đúng, 1 dòng có lỗi. Chưa lấy dòng nào vào hồ sơ.');
    expect(shown).toContain('Chưa có danh sách.');
    expect(readdirSync(`${house.uploadsDir}/tmp`)).toEqual([]);
  });

  it('is told of as not yet in the dossier, among its tasks and before it is sent', async () => {
    const left = 'Còn bản đang soát 2 dòng, chưa lấy vào hồ sơ';
    for (const path of [entry, `${entry}/kiem-tra`]) expect((await xa.get(path)).text).toContain(left);
  });

  it('goes on for a colleague on another device, as far as it was put right', async () => {
    expect(await (await house.signedIn('xa')).get(`${entry}/thanh-vien`).then(({ text }) => text)).toContain(FAULT);
  });

  it('keeps the words of a row that is still wrong, with the message beside the cell', async () => {
    const answer = await fix({
      [cell(3, 'ho-ten')]: 'Tẩn Thị Hai',
      [cell(3, 'dien-thoai')]: '098 123',
      [cell(3, 'vai-tro')]: 'Phó',
    });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('<title>Lỗi: ');
    expect(answer.text).toContain('href="#f-dong-3-dien-thoai"');
    expect(answer.text).toMatch(/id="f-dong-3-dien-thoai"[^>]*value="098 123"[^>]*aria-invalid="true"/);
    expect(await page()).toContain('value="098 123"');
  });

  it('comes back as a workbook with the wrong cells marked, which reads as it is', async () => {
    const answer = await xa.get(`${entry}/thanh-vien/cho-sua.xlsx`).buffer(true).parse(asBuffer);
    const parts = partsOf(answer.body as Buffer);
    const comments = (await parts.part('xl/comments1.xml', 100_000))?.toString('utf8');
    expect(comments).toContain('số điện thoại “098 123” thiếu số');
    expect(comments).toContain('ref="C3"');
    const [table] = await readWorkbook(parts, { rows: 10, columns: 10 });
    expect(table?.rows.map(({ cells }) => cells.map(({ text }) => text))).toEqual([
      ['Họ và tên', 'Vai trò trong nhóm', 'Số điện thoại'],
      ['Lò Văn Một', 'Trưởng nhóm', '912345678'],
      ['Tẩn Thị Hai', 'Phó', '098 123'],
    ]);
  });

  it('is not taken while one row of it is wrong', async () => {
    const answer = await fix({ viec: 'lay' });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('Chưa lấy được danh sách: còn 1 chỗ cần sửa. Chưa lấy dòng nào.');
    expect(await page()).toContain('Chưa có danh sách.');
  });

  it('shows the difference to the second of two who put it right at once', async () => {
    const stale = hiddenFields(await page(), `${entry}/thanh-vien`);
    await fix({ [cell(3, 'vai-tro')]: 'Phó trưởng nhóm' });
    const answer = await xa.agent
      .post(`${entry}/thanh-vien`)
      .redirects(0)
      .type('form')
      .send({ ...stale, viec: 'luu', [cell(3, 'vai-tro')]: 'Thủ quỹ' });
    expect(answer.status).toBe(409);
    expect(answer.text).toContain('vừa được Lò Văn Bo đổi');
    expect(answer.text).toMatch(/Thủ quỹ[\s\S]*Phó trưởng nhóm/);
    expect(await page()).not.toContain('Thủ quỹ');
  });

  it('grows and shrinks by rows', async () => {
    const grown = await fix({ viec: 'them' });
    expect(grown.status).toBe(303);
    expect(await page('?loc=tat-ca')).toContain('name="dong[13][ho-ten]"');
    await fix({ viec: 'luu', [cell(4, 'ho-ten')]: 'Giàng A Ba' });
    await fix({ viec: 'xoa', chon: ['5', '6', '7'] });
    const shown = await page('?loc=tat-ca');
    expect([shown.includes('value="Giàng A Ba"'), shown.includes('name="dong[6][ho-ten]"')]).toEqual([true, false]);
  });

  it('is taken whole once nothing is wrong, with numbers as they are read aloud', async () => {
    const answer = await fix({ viec: 'lay', [cell(3, 'dien-thoai')]: '0987 654 321' });
    expect(answer.status).toBe(303);
    const shown = await page();
    expect(shown).toMatch(/3 người\. Lò Văn Bo lấy vào hồ sơ lúc/);
    expect(shown).toContain('0912 345 678');
    expect(shown).not.toContain('Bản đang soát');
    expect((await xa.get(entry)).text).not.toContain('bản đang soát');
    const { rows } = await house.database.pool.query<{ members: unknown }>('SELECT members FROM entry_member_lists');
    expect(rows[0]?.members).toEqual([
      { 'ho-ten': 'Lò Văn Một', 'vai-tro': 'Trưởng nhóm', 'dien-thoai': '+84912345678' },
      { 'ho-ten': 'Tẩn Thị Hai', 'vai-tro': 'Phó trưởng nhóm', 'dien-thoai': '+84987654321' },
      { 'ho-ten': 'Giàng A Ba' },
    ]);
  });

  it('is told of by number and hash alone, in the log and on the receipt', async () => {
    const { rows } = await house.database.pool.query<{ facts: string }>(
      `SELECT string_agg(facts::text, ' ') AS facts FROM audit_events`,
    );
    expect(rows[0]?.facts).toContain('"count":3');
    expect(rows[0]?.facts).not.toMatch(/Tẩn Thị Hai|987|Giàng/);
  });

  it('can be opened again, put right and dropped without a change, and be taken out', async () => {
    await xa.send(`${entry}/thanh-vien/sua`, {}, `${entry}/thanh-vien`);
    expect(await page()).toContain('value="0987 654 321"');
    await xa.send(`${entry}/thanh-vien/bo`, {}, `${entry}/thanh-vien`);
    expect(await page()).toContain('3 người.');
    await xa.send(`${entry}/thanh-vien/xoa`);
    expect(await page()).toContain('Chưa có danh sách.');
  });

  it('that is required keeps the dossier back until it is there, and stands on the receipt', async () => {
    const set = (requirement: string) =>
      house.database.transaction((tx) =>
        tx.changed(`UPDATE contest_slots SET requirement = $2 WHERE id = $1`, [world.slots.members, requirement]),
      );
    const other = await begin(xa, world.villages.banBo[1]);
    await xa.send(`${other}/thong-tin`, WORDS);
    await set('required');
    const check = (await xa.get(`${other}/kiem-tra`)).text;
    expect(check).toContain(`<a href="${other}/thanh-vien">Nhập danh sách ở mục “Danh sách thành viên nhóm”.</a>`);
    await set('optional');
    const number = await submitOne(xa, world.villages.banBo[2], 7, (draft) =>
      sendList(xa, draft, 'ds.csv', csv('Lò Văn Một;;')).then(() => xa.send(`${draft}/thanh-vien`, { viec: 'lay' })),
    );
    const receipt = (await xa.get(`/nop/${number}/da-nop`)).text;
    expect(receipt).toMatch(/Danh sách thành viên nhóm: 1 người, SHA-256 <code>[0-9a-f]{64}</);
    expect(receipt).not.toContain('Lò Văn Một');
    const office = await house.signedIn('tham-dinh');
    const seen = (await office.get(`/tham-dinh/${number}`)).text;
    expect(seen).toContain('1 người. SHA-256');
    expect(seen).toContain('Lò Văn Một');
  });

  it('that was left over is not asked for where a supplement keeps its slot shut', async () => {
    const number = await submitOne(xa, world.villages.banBo[1], 8, (draft) =>
      sendList(xa, draft, 'ds.csv', csv('Lò Văn Một;;')),
    );
    const pages = async (): Promise<string[]> =>
      Promise.all(['', '/bo-sung'].map(async (part) => (await xa.get(`/nop/${number}${part}`)).text));
    await returnEntry(house.database, world, number, [{ slotId: world.slots.report, note: 'mờ' }]);
    for (const text of await pages()) expect(text).not.toContain('bản đang soát');
    await returnEntry(house.database, world, number, [{ slotId: world.slots.members, note: 'thiếu' }]);
    for (const text of await pages()) expect(text).toContain('Còn bản đang soát 1 dòng');
  });
});

function asBuffer(res: request.Response, done: (error: Error | null, body: Buffer) => void): void {
  const chunks: Buffer[] = [];
  const stream = res as unknown as NodeJS.ReadableStream;
  stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  stream.on('end', () => done(null, Buffer.concat(chunks)));
}
