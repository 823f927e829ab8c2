import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp, type Visitor } from '../../app.js';
import { returnEntry, submitOne, upload } from '../../fixtures/entries.js';
import { pdfFile } from '../../fixtures/files.js';
import { buildWorld, setClock, type World } from '../../fixtures/world.js';

let house: TestApp;
let world: World;
let xa: Visitor;
/** Supplemented in the end, withdrawn in the end. */
let [number, other]: string[] = [];

beforeAll(async () => {
  house = await startApp();
  world = await buildWorld(house.database);
  xa = await house.signedIn('xa');
  number = await submitOne(xa, world.villages.banBo[0]);
  other = await submitOne(xa, world.villages.banBo[1], 2);
});
afterAll(() => house.close());

const receiptsOf = (of = number) =>
  house.database.reader.rows<{ check: string; secret: string; hash: string }>(
    `SELECT r.check_value AS check, r.secret, r.body -> 'files' -> 0 ->> 'sha256' AS hash
       FROM entry_receipts r JOIN entries e ON e.id = r.entry_id WHERE e.number = $1 ORDER BY r.round`,
    [of],
  );
const ask = (so: string | undefined, maKiemTra: string | undefined, who = house.visitor()) =>
  who.send('/xac-thuc', { so: so ?? '', maKiemTra: maKiemTra ?? '' });
const spaced = (check = ''): string => `${check.slice(0, 5)} ${check.slice(5)}`;

describe('The QR code of a receipt', () => {
  it('stands on its page with the address and the check value, which is not the secret of the look-up', async () => {
    const [receipt] = await receiptsOf();
    const page = (await xa.get(`/nop/${number}/da-nop`)).text;
    expect(page).toContain(`${house.url}/xac-thuc/${number}`);
    expect(page).toContain(spaced(receipt?.check));
    expect(receipt?.check).toMatch(/^[2-9A-HJKMNP-TW-Z]{10}$/);
    expect(receipt?.check).not.toContain(receipt?.secret ?? 'none');
  });

  it('leads to a form that is filled in, and a number alone to one that asks for the check value: both tell nothing', async () => {
    const [receipt] = await receiptsOf();
    const scanned = await house.visitor().get(`/xac-thuc/${number}?kiem=${receipt?.check}`);
    expect(scanned.status).toBe(200);
    for (const words of [`value="${number}"`, `value="${receipt?.check}"`]) expect(scanned.text).toContain(words);
    const [known, unknown] = [
      (await house.visitor().get(`/xac-thuc/${number}`)).text,
      (await house.visitor().get('/xac-thuc/ZALO21-990101-0001')).text,
    ];
    const alike = (text: string): string =>
      text
        .replaceAll(/ZALO21-\d{6}-\d{4}/g, 'N')
        .replaceAll(/(_csrf|_key|nonce|content)[^>]*?value="[^"]*"|nonce="[^"]*"/g, '');
    expect(alike(known)).toBe(alike(unknown));
    for (const page of [scanned.text, known]) expect(page).not.toContain('Bản Bo');
  });
});

describe('Whoever holds a paper learns whether it is genuine', () => {
  it('a receipt that counts: what the paper says, by hash and never by file name, and nobody’s name', async () => {
    const [receipt] = await receiptsOf();
    const answer = await ask(number?.toLowerCase().replaceAll('-', ' '), spaced(receipt?.check).toLowerCase());
    expect(answer.status).toBe(200);
    for (const words of [
      'Giấy biên nhận nộp hồ sơ',
      'Còn giá trị',
      number,
      'Bản Hợp Nhất, xã Bản Bo',
      'Báo cáo thành tích',
      receipt?.hash.slice(0, 8),
    ])
      expect(answer.text).toContain(words);
    for (const words of ['Lò Văn Bo', 'Nhóm Zalo của bản', 'Báo cáo.pdf', receipt?.secret, 'chờ thẩm định', 'Đã nộp'])
      expect(answer.text).not.toContain(words);
  });

  it('a receipt of before a supplement is replaced, the newer one counts', async () => {
    await returnEntry(house.database, world, number ?? '', [{ slotId: world.slots.report, note: 'mờ' }]);
    const [before] = await receiptsOf();
    expect((await ask(number, before?.check)).text).toContain('Còn giá trị'); // asked to supplement, nothing newer yet
    await setClock(house.database, world.contestId, '2021-11-25T16:00:00+07:00');
    await upload(xa, `/nop/${number}`, 'bao-cao', [['Bản rõ.pdf', pdfFile(3, 'rõ')]]);
    expect((await xa.send(`/nop/${number}/bo-sung`, { camKet: '1' })).status).toBe(303);
    const [first, second] = await receiptsOf();
    expect(first?.check).not.toBe(second?.check);
    const old = (await ask(number, first?.check)).text;
    for (const words of ['Đã có giấy mới hơn', 'Giấy biên nhận bổ sung lần 1', '16:00', first?.hash.slice(0, 8)])
      expect(old).toContain(words);
    expect(old).not.toContain(second?.check);
    const newer = (await ask(number, second?.check)).text;
    for (const words of ['Giấy biên nhận bổ sung lần 1', 'Còn giá trị']) expect(newer).toContain(words);
  });

  it('a receipt of a withdrawn dossier no longer counts', async () => {
    await setClock(house.database, world.contestId, '2021-11-24T09:00:00+07:00');
    expect((await xa.send(`/nop/${other}/rut`, { reason: 'Nhập nhầm bản' })).status).toBe(303);
    const [receipt] = await receiptsOf(other);
    const answer = (await ask(other, receipt?.check)).text;
    for (const words of ['Hết giá trị', 'rút', '09:00']) expect(answer).toContain(words);
    expect(answer).not.toContain('Nhập nhầm bản');
  });
});

describe('A paper that nobody issued', () => {
  it('gets one answer for a wrong check value and for an unknown number, with what to do about a fake', async () => {
    const [receipt] = await receiptsOf();
    const answers = [
      await ask(number, 'AAAAA22222'),
      await ask('ZALO21-990101-0001', receipt?.check),
      await ask(number, receipt?.secret), // the secret of the look-up is another key
    ];
    expect(answers.map(({ status }) => status)).toEqual([422, 422, 422]);
    const told = (text: string) => /Không có giấy nào khớp[^<]*/.exec(text)?.[0];
    expect(told(answers[0]?.text ?? '')).toMatch(/^Không có giấy nào khớp với số và mã kiểm tra này\./);
    expect(new Set(answers.map(({ text }) => told(text))).size).toBe(1);
    for (const { text } of answers) expect(text).toContain('Nghi là giấy giả');
  });

  it('is waited for after ten wrong pairs, even with the right one then; a look-up is not', async () => {
    const [receipt] = await receiptsOf();
    // three wrong ones were tried above; seven more make ten, the eleventh starts the wait
    for (let i = 0; i < 8; i++) expect((await ask(`ZALO21-990101-000${i}`, 'AAAAA22222')).status).toBe(422);
    const refused = await ask(number, receipt?.check);
    expect([refused.status, Number(refused.headers['retry-after']) > 50]).toEqual([429, true]);
    expect(refused.text).not.toContain('Còn giá trị');
    const lookUp = await house.visitor().send('/tra-cuu', { ma: number ?? '', maTraCuu: receipt?.secret ?? '' });
    expect(lookUp.status).toBe(200);
  });
});
