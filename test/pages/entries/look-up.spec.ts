import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PDFiumLibrary } from '@hyzyla/pdfium';
import sharp from 'sharp';
import { startApp, type TestApp, type Visitor } from '../../app.js';
import { submitOne } from '../../fixtures/entries.js';
import { buildWorld, type World } from '../../fixtures/world.js';

let house: TestApp;
let world: World;
let xa: Visitor;
let number: string;
let secret: string;

beforeAll(async () => {
  house = await startApp();
  world = await buildWorld(house.database);
  xa = await house.signedIn('xa');
  number = await submitOne(xa, world.villages.banBo[0]);
  const row = await house.database.reader.one<{ secret: string }>('SELECT secret FROM entry_receipts');
  secret = row?.secret ?? '';
});
afterAll(() => house.close());

const ask = (ma: string, maTraCuu: string) => house.visitor().send('/tra-cuu', { ma, maTraCuu });

describe('A receipt', () => {
  it('is a PDF of two copies, the secret on the one for whoever submitted', async () => {
    const answer = await xa.get(`/nop/${number}/phieu.pdf`).buffer(true).parse(binary);
    expect([answer.status, answer.headers['content-type']]).toEqual([200, 'application/pdf']);
    const [first, second] = await pagesOf(answer.body as Buffer);
    const shown = `${secret.slice(0, 4)} ${secret.slice(4)}`;
    for (const words of [number, 'Báo cáo.pdf', 'Liên 1']) expect(first).toContain(words);
    expect([first?.includes(shown), second?.includes(shown), second?.includes('Liên 2')]).toEqual([true, false, true]);
  });

  it('is a picture to send on, which fits a chat and was drawn from a page without the secret', async () => {
    const answer = await xa.get(`/nop/${number}/phieu.png`).buffer(true).parse(binary);
    expect([answer.status, answer.headers['content-type']]).toEqual([200, 'image/png']);
    const { format, width = 0 } = await sharp(answer.body as Buffer).metadata();
    expect([format, width > 900 && width <= 1240, (answer.body as Buffer).length < 200_000]).toEqual([
      'png',
      true,
      true,
    ]);
  });

  it('leads by its short address to the look-up, which tells nobody whether the dossier exists', async () => {
    const page = (await xa.get(`/nop/${number}/da-nop`)).text;
    expect(page).toContain(`${house.url}/h/${number}`);
    const [known, unknown] = [
      await house.visitor().get(`/h/${number}`),
      await house.visitor().get('/h/ZALO21-990101-0001'),
    ];
    expect([known.status, known.headers['location']]).toEqual([303, `/tra-cuu?ma=${number}`]);
    expect([unknown.status, unknown.headers['location']]).toEqual([303, '/tra-cuu?ma=ZALO21-990101-0001']);
    expect((await house.visitor().get(`/tra-cuu?ma=${number}`)).text).not.toContain('Bản Bo');
  });
});

describe('Whoever holds the receipt looks the dossier up', () => {
  it('by both codes, in any case and without dashes: where it is, what comes next, whom to ask, and no more', async () => {
    const answer = await ask(
      number.toLowerCase().replaceAll('-', ' '),
      `${secret.slice(0, 4)}-${secret.slice(4).toLowerCase()}`,
    );
    expect(answer.status).toBe(200);
    for (const words of [number, 'Đã nộp, chờ tiếp nhận', 'chờ thẩm định', 'Cần hỏi'])
      expect(answer.text).toContain(words);
    // who submitted, what was written, names of files, the secret itself
    for (const words of ['Lò Văn Bo', 'Nhóm Zalo của bản', 'Báo cáo.pdf', secret])
      expect(answer.text).not.toContain(words);
  });

  it('hears the same of a wrong secret and of an unknown number', async () => {
    const [wrong, unknown] = [await ask(number, 'AAAA2222'), await ask('ZALO21-990101-0001', secret)];
    expect([wrong.status, unknown.status]).toEqual([422, 422]);
    const told = (text: string) => /Không có hồ sơ nào khớp[^<]*/.exec(text)?.[0];
    expect(told(wrong.text)).toBe(
      'Không có hồ sơ nào khớp với hai mã này. Kiểm tra từng ký tự trên giấy biên nhận rồi nhập lại.',
    );
    expect(told(unknown.text)).toBe(told(wrong.text));
  });

  it('waits after ten wrong pairs, even with the right one then', async () => {
    // two wrong ones were tried above; eight more make ten, the eleventh starts the wait
    for (let i = 0; i < 9; i++) expect((await ask(`ZALO21-990101-000${i}`, 'AAAA2222')).status).toBe(422);
    const refused = await ask(number, secret);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(50);
    expect(refused.text).not.toContain('chờ thẩm định');
  });
});

function binary(res: NodeJS.EventEmitter, done: (error: Error | null, body: Buffer) => void): void {
  const chunks: Buffer[] = [];
  res.on('data', (chunk: Buffer) => chunks.push(Buffer.from(chunk)));
  res.on('end', () => done(null, Buffer.concat(chunks)));
}

async function pagesOf(pdf: Buffer): Promise<string[]> {
  const library = await PDFiumLibrary.init();
  const document = await library.loadDocument(pdf);
  const pages = [...document.pages()].map((page) => page.getText().replace(/\s+/g, ' ').normalize('NFC'));
  library.destroy();
  return pages;
}
