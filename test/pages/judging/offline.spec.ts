import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Workbook } from '@cj-tech-master/excelts';
import type request from 'supertest';
import { newId } from '../../../src/kernel/ids.js';
import { hiddenFields, startApp, type TestApp, type Visitor } from '../../app.js';
import { allVillages, givenEntries, givenPanel, JUDGING_DAY, type JudgedFixture } from '../../fixtures/judging.js';
import { askForMembers } from '../../fixtures/members.js';
import { partsOf } from '../../fixtures/workbooks.js';
import { buildWorld, setClock, type World } from '../../fixtures/world.js';
import { storeFiles } from '../rights/dossiers.js';

let app: TestApp;
let world: World;
let entries: JudgedFixture[];
let judge: Visitor;
let other: Visitor;

const SECRET = '7319470'; // nobody else's comment may say this
const numberOf = (index: number): string => entries[index]?.number ?? '';

beforeAll(async () => {
  app = await startApp();
  world = await buildWorld(app.database);
  await setClock(app.database, world.contestId, JUDGING_DAY);
  entries = await givenEntries(app.database, world, allVillages(world).slice(0, 4));
  await givenPanel(app.database, world, [world.actors.judge1, world.actors.judge2], entries);
  const { picture, paper } = await storeFiles(app);
  await app.database.transaction(async (tx) => {
    for (const { id } of entries)
      for (const [slot, file, name] of [
        [world.slots.report, paper, 'Báo cáo của bản.pdf'],
        [world.slots.photos, picture, 'IMG_0001 nhà ông Lò.png'],
      ] as const)
        await tx.changed(
          `INSERT INTO entry_files (id, entry_id, slot_id, sha256, name, kind, size, pages, position, uploaded_by, uploaded_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7, 1, 1, $8, now())`,
          [newId(), id, slot, file.sha256, name, file.kind, file.size, world.actors.xa.personId],
        );
  });
  judge = await app.signedIn('giam-khao-1');
  other = await app.signedIn('giam-khao-2');
  await other.send(`/cham/${numberOf(0)}`, { 'points[A]': '31', comment: SECRET });
});
afterAll(() => app.close());

const fetch = async (visitor: Visitor, path: string): Promise<Buffer> => {
  const answer = await visitor.get(path).buffer(true).parse(binary);
  if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`);
  return answer.body as Buffer;
};
/** Takes a pack out by its button and fetches the file that this leads to. */
async function takeOut(visitor: Visitor, goi: 'ho-so' | 'tep-diem'): Promise<Buffer> {
  const taken = await visitor.send('/cham/ngoai-tuyen/goi', { goi }, '/cham/ngoai-tuyen');
  if (taken.status !== 303) throw new Error(`taking ${goi} answered ${taken.status}`);
  return fetch(visitor, String(taken.headers['location']));
}
const binary = (res: request.Response, done: (fault: Error | null, body: Buffer) => void): void => {
  const pieces: Buffer[] = [];
  const stream = res as unknown as NodeJS.ReadableStream;
  stream.on('data', (piece: Buffer) => pieces.push(piece));
  stream.on('end', () => done(null, Buffer.concat(pieces)));
};
/** Names of the files in an archive, in its order. */
const namesIn = (zip: Buffer): string[] => {
  const names: string[] = [];
  let at = zip.readUInt32LE(zip.length - 6);
  while (zip.readUInt32LE(at) === 0x02014b50) {
    const length = zip.readUInt16LE(at + 28);
    names.push(zip.toString('utf8', at + 46, at + 46 + length));
    at += 46 + length + zip.readUInt16LE(at + 30);
  }
  return names;
};

/** What a judge does with the workbook: writes into cells of dossiers, by number and header. */
async function filled(
  workbook: Buffer,
  changes: readonly [number: string, header: string, value: unknown][],
): Promise<Buffer> {
  const book = new Workbook();
  await book.xlsx.load(workbook as never);
  const page = book.worksheets[0];
  if (page === undefined) throw new Error('no sheet');
  const head =
    [...Array(12).keys()].map((i) => i + 1).find((line) => page.getRow(line).getCell(2).text === 'Mã hồ sơ') ?? 0;
  for (const [number, header, value] of changes) {
    let [row, column] = [0, 0];
    for (let line = head + 1; line <= page.rowCount; line++)
      if (page.getRow(line).getCell(2).text === number) row = line;
    for (let at = 1; at <= page.columnCount; at++)
      if (page.getRow(head).getCell(at).text.startsWith(header)) column = at;
    if (row === 0 || column === 0) throw new Error(`no cell for ${number} ${header}`);
    page.getRow(row).getCell(column).value = value as never;
  }
  return Buffer.from(await book.xlsx.writeBuffer());
}

async function sendBack(visitor: Visitor, file: Buffer, name = 'phieu-cham.xlsx'): Promise<request.Response> {
  const hidden = hiddenFields((await visitor.get('/cham/ngoai-tuyen')).text, '/cham/ngoai-tuyen');
  const form = visitor.agent.post('/cham/ngoai-tuyen').redirects(0);
  for (const [field, value] of Object.entries(hidden)) void form.field(field, value);
  void form.attach('tep', file, name);
  return form;
}
const pointsOf = async (index: number): Promise<unknown> =>
  (
    await app.database.reader.one<{ points: unknown }>(
      `SELECT s.points FROM score_sheets s JOIN panel_judges p USING (round_id, person_id) WHERE p.code = 'GK1' AND s.entry_id = $1`,
      [entries[index]?.id],
    )
  )?.points;
const save = (index: number, points: string): Promise<request.Response> =>
  judge.send(`/cham/${numberOf(index)}`, { 'points[A]': points });

describe('A judge takes the dossiers along', () => {
  it('as an archive with pages to read, files under our own names, and the workbook first', async () => {
    const zip = await takeOut(judge, 'ho-so');
    const folder = `ho-so/${numberOf(0)}`;
    const names = namesIn(zip);
    expect(names[0]).toBe('phieu-cham.xlsx');
    expect(names.at(-1)).toBe('index.html');
    expect(names.filter((name) => name.startsWith(folder))).toEqual([
      `${folder}/index.html`,
      `${folder}/bao-cao-1.pdf`,
      `${folder}/anh-1.webp`,
    ]);
    const parts = partsOf(zip);
    const page = String(await parts.part(`${folder}/index.html`, 1e6));
    expect(page).toContain('href="bao-cao-1.pdf"');
    expect(page).toContain('Nhóm Zalo số 1');
    // A photo goes out redrawn, and no sender's name goes out at all.
    expect(String((await parts.part(`${folder}/anh-1.webp`, 1e6))?.subarray(8, 12))).toBe('WEBP');
    expect(zip.includes('nhà ông Lò')).toBe(false);
    expect(String(await parts.part('index.html', 1e6))).toContain(`${folder}/index.html`);
  });

  it('with nothing of other judges in it, nothing declined, and no scan of a list of members', async () => {
    await judge.send(`/cham/${numberOf(3)}/xung-dot`, { reason: 'Người nhà ở bản này.' });
    await askForMembers(app.database, world.contestId, world.slots.photos);
    const zip = await takeOut(judge, 'ho-so');
    const told = namesIn(zip).join(' ');
    expect(told).not.toContain(numberOf(3));
    expect(told).not.toContain('anh-1');
    expect(told).toContain(`${numberOf(2)}/bao-cao-1.pdf`);
    const workbook = await partsOf(zip).part('phieu-cham.xlsx', 1e7);
    const sheet = await partsOf(workbook ?? Buffer.alloc(0)).part('xl/worksheets/sheet1.xml', 1e7);
    const texts = `${String(sheet)} ${String(await partsOf(workbook ?? Buffer.alloc(0)).part('xl/sharedStrings.xml', 1e7))}`;
    expect(texts).toContain(numberOf(0));
    expect(texts).not.toContain(numberOf(3));
    expect(texts).not.toContain(SECRET);
    // Locked, and each open column checked: three criteria, three comments, one on the whole.
    expect(String(sheet)).toContain('<sheetProtection');
    expect(String(sheet).match(/<dataValidation /g)?.length).toBe(7);
    await app.database.transaction((tx) => tx.changed('DELETE FROM contest_member_lists'));
  });

  it('not before judging begins', async () => {
    await setClock(app.database, world.contestId, '2021-12-01T09:00:00+07:00');
    expect((await judge.send('/cham/ngoai-tuyen/goi', { goi: 'ho-so' }, '/cham/ngoai-tuyen')).status).toBe(409);
    expect((await judge.get('/cham/ngoai-tuyen/goi/ho-so')).status).toBe(409);
    expect((await judge.get('/cham/ngoai-tuyen')).text).toContain('Chưa đến thời gian chấm');
    await setClock(app.database, world.contestId, JUDGING_DAY);
  });
});

describe('What was taken out', () => {
  it('is on record before a byte is sent, and is fetched again without being taken again', async () => {
    expect((await other.get('/cham/ngoai-tuyen/goi/ho-so')).status).toBe(409);
    expect((await other.get('/cham/ngoai-tuyen/goi/khac')).status).toBe(404);
    expect((await other.send('/cham/ngoai-tuyen/goi', { goi: 'khac' }, '/cham/ngoai-tuyen')).status).toBe(422);
    expect((await other.get('/cham/ngoai-tuyen')).text).not.toContain('Gói đã lấy, chưa gửi lại');
    await takeOut(other, 'ho-so');
    await fetch(other, '/cham/ngoai-tuyen/goi/ho-so');
    const page = (await other.get('/cham/ngoai-tuyen')).text;
    expect(page).toContain('Gói hồ sơ không có video, 4 hồ sơ, lấy lúc');
    expect(page).toContain('href="/cham/ngoai-tuyen/goi/ho-so"');
    const events = await app.database.reader.rows(
      `SELECT facts FROM audit_events WHERE act = 'pack.take' AND person_name = $1`,
      [world.actors.judge2.name],
    );
    expect(events).toEqual([{ facts: { judge: 'GK2', contents: 'dossiers', entries: 4 } }]);
  });

  it('is listed for the secretary, and named before the round is closed', async () => {
    const secretary = await app.signedIn('thu-ky');
    const list = (await secretary.get('/thu-ky/goi-ngoai-tuyen')).text;
    expect(list).toMatch(/GK2 – [^<]+<\/th><td data-label="Gói">Gói hồ sơ không có video<\/td>/);
    expect(list).toContain('Chưa gửi lại <span class="count">2</span>');
    expect((await secretary.get('/thu-ky/nhap-phieu')).text).toContain('2 gói chưa gửi lại.');
    expect((await secretary.get('/thu-ky/khoa')).text).toContain(
      '2 giám khảo còn phiếu chưa chốt và giữ gói chấm ngoại tuyến chưa gửi lại: GK1, GK2.',
    );
  });

  it('is no longer out once its judge says that it is not used', async () => {
    const done = await other.send('/cham/ngoai-tuyen/thoi-dung', {}, '/cham/ngoai-tuyen');
    expect([done.status, done.headers['location']]).toEqual([303, '/cham/ngoai-tuyen']);
    expect((await other.get('/cham/ngoai-tuyen/goi/ho-so')).status).toBe(409);
    const secretary = await app.signedIn('thu-ky');
    expect((await secretary.get('/thu-ky/goi-ngoai-tuyen?loc=xong')).text).toContain('Không dùng nữa');
    expect((await secretary.get('/thu-ky/khoa')).text).toContain('1 giám khảo còn phiếu chưa chốt và giữ gói');
  });
});

describe('The workbook comes back', () => {
  it('is shown cell by cell first, nothing written; then all of it is written at once', async () => {
    const workbook = await takeOut(judge, 'tep-diem');
    const file = await filled(workbook, [
      [numberOf(0), 'Điểm A', 35.5],
      [numberOf(0), 'Điểm B', '25,5'],
      [numberOf(0), 'Điểm C', 20],
      [numberOf(1), 'Nhận xét chung', 'Cần bổ sung ảnh.'],
    ]);
    const answer = await sendBack(judge, file);
    expect([answer.status, answer.headers['location']]).toEqual([303, '/cham/ngoai-tuyen#doi-chieu']);
    const page = (await judge.get('/cham/ngoai-tuyen')).text;
    expect(page).toContain('2 phiếu sẽ được ghi.');
    expect(page).toContain('1 phiếu giống bản đang lưu.');
    expect(page).toContain('35,5');
    expect(await pointsOf(0)).toEqual({});
    const closing = (await (await app.signedIn('thu-ky')).get('/thu-ky/khoa')).text;
    expect(closing).toContain('1 tệp chấm ngoại tuyến đã gửi lên nhưng giám khảo chưa xác nhận: GK1.');
    const confirmed = await judge.send('/cham/ngoai-tuyen/xac-nhan', {}, '/cham/ngoai-tuyen');
    expect([confirmed.status, confirmed.headers['location']]).toEqual([303, '/cham/tong-ket']);
    expect(await pointsOf(0)).toEqual({ A: 3550, B: 2550, C: 2000 });
    const after = (await judge.get('/cham/ngoai-tuyen')).text;
    expect(after).not.toContain('Đối chiếu tệp vừa gửi');
    // With its marks written, everything that the judge had out has come back.
    expect(after).not.toContain('Gói đã lấy, chưa gửi lại');
    expect((await (await app.signedIn('thu-ky')).get('/thu-ky/khoa')).text).not.toContain('chưa gửi lại');
    const events = await app.database.reader.rows<{ act: string }>(
      `SELECT act FROM audit_events WHERE act LIKE 'sheet.%' AND person_name = $1 ORDER BY id DESC LIMIT 4`,
      [world.actors.judge1.name],
    );
    expect(events.map(({ act }) => act)).toEqual(['sheet.return-written', 'sheet.save', 'sheet.save', 'sheet.return']);
  });

  it('never writes over what was saved on line meanwhile, and shows both', async () => {
    const workbook = await takeOut(judge, 'tep-diem');
    const file = await filled(workbook, [
      [numberOf(1), 'Điểm A', 11],
      [numberOf(2), 'Điểm A', 12],
    ]);
    await save(1, '30');
    await sendBack(judge, file);
    const page = (await judge.get('/cham/ngoai-tuyen')).text;
    expect(page).toContain('1 phiếu đã được sửa trên mạng sau khi tải tệp');
    expect(page).toMatch(/<td data-label="Đang lưu trên mạng">30<\/td><td data-label="Trong tệp">11<\/td>/);
    // Between looking and confirming another sheet is saved: what was shown no longer holds, so nothing is written.
    const hidden = hiddenFields(page, '/cham/ngoai-tuyen/xac-nhan');
    await save(2, '29');
    const stale = await judge.agent.post('/cham/ngoai-tuyen/xac-nhan').redirects(0).type('form').send(hidden);
    expect(stale.status).toBe(409);
    expect(await pointsOf(2)).toEqual({ A: 2900 });
    expect(await pointsOf(1)).toEqual({ A: 3000 });
    const nothing = await judge.send(
      '/cham/ngoai-tuyen/xac-nhan',
      { version: hidden['version'] ?? '' },
      '/cham/ngoai-tuyen',
    );
    expect(nothing.status).toBe(409);
    const dropped = await judge.send('/cham/ngoai-tuyen/bo', {}, '/cham/ngoai-tuyen');
    expect(dropped.status).toBe(303);
  });

  it('is held up whole by one cell that cannot be taken, named by line and column', async () => {
    const workbook = await takeOut(judge, 'tep-diem');
    const file = await filled(workbook, [
      [numberOf(0), 'Điểm A', 10],
      [numberOf(1), 'Điểm B', 99],
      [numberOf(2), 'Điểm C', { formula: '1+1', result: 2 }],
      [numberOf(2), 'Bản', '1.aaaaaa'],
    ]);
    await sendBack(judge, file);
    const page = (await judge.get('/cham/ngoai-tuyen')).text;
    expect(page).toContain('2 dòng có ô không nhận được.');
    expect(page).toContain('ô có công thức');
    expect(page).toContain('Ô khóa của dòng này đã bị sửa');
    expect(page).not.toContain('action="/cham/ngoai-tuyen/xac-nhan"');
    const before = await pointsOf(0);
    const { version = '' } = hiddenFields(page, '/cham/ngoai-tuyen/bo');
    const forced = await judge.send('/cham/ngoai-tuyen/xac-nhan', { version, digest: 'x' }, '/cham/ngoai-tuyen');
    expect(forced.status).toBe(409);
    expect(await pointsOf(0)).toEqual(before);
    await judge.send('/cham/ngoai-tuyen/bo', {}, '/cham/ngoai-tuyen');
  });

  it('is refused when it is another judge’s, no workbook, or nothing at all', async () => {
    const theirs = await takeOut(other, 'tep-diem');
    const answer = await sendBack(judge, theirs);
    expect([answer.status, answer.text]).toEqual([422, expect.stringContaining('Tệp này lập cho giám khảo khác.')]);
    expect((await sendBack(judge, Buffer.from('a;b'), 'điểm.csv')).status).toBe(422);
    expect((await sendBack(judge, Buffer.from('PK nhưng không phải'), 'điểm.xlsx')).status).toBe(422);
    const hidden = hiddenFields((await judge.get('/cham/ngoai-tuyen')).text, '/cham/ngoai-tuyen');
    const form = judge.agent.post('/cham/ngoai-tuyen').redirects(0);
    for (const [field, value] of Object.entries(hidden)) void form.field(field, value);
    expect((await form).status).toBe(422);
  });

  it('is seen by nobody but its judge', async () => {
    const file = await filled(await takeOut(judge, 'tep-diem'), [[numberOf(0), 'Điểm A', 13]]);
    await sendBack(judge, file);
    expect((await other.get('/cham/ngoai-tuyen')).text).not.toContain('Đối chiếu tệp vừa gửi');
    expect((await judge.get('/cham/ngoai-tuyen')).text).toContain('Đối chiếu tệp vừa gửi');
    const secretary = await app.signedIn('thu-ky');
    expect((await secretary.get('/cham/ngoai-tuyen')).status).toBe(403);
  });

  it('is not taken any more once the round is closed', async () => {
    const secretary = await app.signedIn('thu-ky');
    expect((await secretary.send('/thu-ky/khoa', { reason: 'Hết thời gian chấm.' })).status).toBe(303);
    const late = await judge.send('/cham/ngoai-tuyen/xac-nhan', {}, '/cham/ngoai-tuyen');
    expect(late.status).toBe(409);
    const page = (await judge.get('/cham/ngoai-tuyen')).text;
    expect(page).toContain('Vòng chấm đã khóa');
    // What is out stays on record, and is not handed out again.
    expect(page).toContain('Tệp điểm (XLSX), 3 hồ sơ');
    expect(page).not.toContain('href="/cham/ngoai-tuyen/goi/');
    expect((await judge.get('/cham/ngoai-tuyen/goi/tep-diem')).status).toBe(409);
  });
});
