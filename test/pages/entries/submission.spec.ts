import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { hiddenFields, startApp, type TestApp, type Visitor } from '../../app.js';
import { begin, upload, WORDS } from '../../fixtures/entries.js';
import { imageFile, pdfFile } from '../../fixtures/files.js';
import { buildWorld, setClock, type World } from '../../fixtures/world.js';

let house: TestApp;
let world: World;
let xa: Visitor;

beforeAll(async () => {
  house = await startApp();
  world = await buildWorld(house.database);
  xa = await house.signedIn('xa');
});
afterAll(() => house.close());

describe('A commune enters a village', () => {
  let entry: string;

  it('begins a draft, and a village that has one already leads to it', async () => {
    entry = await begin(xa, world.villages.banBo[0]);
    expect(entry).toMatch(/^\/nop\/[0-9A-Z]{6}$/);
    expect(await begin(xa, world.villages.banBo[0])).toBe(entry);
  });

  it('is told everything that is missing when it presses too early, each with a link', async () => {
    const answer = await xa.send(`${entry}/kiem-tra`, { camKet: '1' });
    expect(answer.status).toBe(422);
    for (const text of [
      'Nhập “Tên nhóm Zalo”.',
      'Gửi tệp vào mục “Báo cáo thành tích”.',
      'Gửi tệp vào ít nhất một trong các mục “Ảnh hoạt động” hoặc “Video”.',
    ]) {
      expect(answer.text).toContain(text);
    }
    expect(answer.text).toContain(`href="${entry}/tep/bao-cao"`);
  });

  it('keeps its words, and shows them again', async () => {
    const answer = await xa.send(`${entry}/thong-tin`, WORDS);
    expect(answer.status).toBe(303);
    expect((await xa.get(`${entry}/thong-tin`)).text).toContain('Nhóm Zalo của bản');
  });

  it('sends a report and photos, which stand there with their facts and can be looked at', async () => {
    expect((await upload(xa, entry, 'bao-cao', [['Báo cáo.pdf', pdfFile(2)]])).status).toBe(303);
    const photos: [string, Buffer][] = [
      ['một.jpg', await imageFile('jpeg')],
      ['hai.png', await imageFile('png')],
    ];
    expect((await upload(xa, entry, 'anh', photos)).status).toBe(303);
    const report = (await xa.get(`${entry}/tep/bao-cao`)).text;
    expect(report).toContain('Báo cáo.pdf');
    expect(report).toContain('2 trang');
    const page = (await xa.get(`${entry}/tep/anh`)).text;
    const thumb = /src="([^"]+\/nho)"/.exec(page)?.[1] ?? '';
    const picture = await xa.get(thumb);
    expect(picture.status).toBe(200);
    expect(picture.headers).toMatchObject({
      'content-type': 'image/webp',
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
    });
    const look = await xa.get(/href="([^"]+\/xem)"/.exec(report)?.[1] ?? '');
    expect(look.text).toContain('Trang 2/2');
    const original = /href="([^"]+\/goc)"/.exec(look.text)?.[1] ?? '';
    expect((await xa.get(original)).headers['content-disposition']).toBe(
      `attachment; filename="Bao cao.pdf"; filename*=UTF-8''B%C3%A1o%20c%C3%A1o.pdf`,
    );
    expect((await xa.get(original.replace('/goc', '/trang/2'))).headers['content-type']).toBe('image/webp');
    expect((await xa.get(original.replace('/goc', '/trang/3'))).status).toBe(404);
  });

  it('must tick the commitment, then submits and gets the number of the contest day and a receipt', async () => {
    expect((await xa.send(`${entry}/kiem-tra`)).text).toContain('Đánh dấu vào ô cam kết');
    const answer = await xa.send(`${entry}/kiem-tra`, { camKet: '1' });
    expect([answer.status, answer.headers['location']]).toEqual([303, '/nop/ZALO21-211120-0001/da-nop']);
    const receipt = await xa.get('/nop/ZALO21-211120-0001/da-nop');
    expect(receipt.status).toBe(200);
    expect(receipt.text).toContain('09:00 ngày 20/11/2021');
    expect(receipt.text).toMatch(/[0-9a-f]{64}/);
  });

  it('cannot change what was submitted', async () => {
    const answer = await xa.send('/nop/ZALO21-211120-0001/thong-tin', WORDS);
    expect(answer.status).toBe(409);
  });

  it('is hidden from another commune, whether it exists or not', async () => {
    const other = await house.signedIn('xa2');
    const foreign = await other.get('/nop/ZALO21-211120-0001');
    const missing = await other.get('/nop/ZALO21-211120-0009');
    expect([foreign.status, missing.status]).toEqual([404, 404]);
  });

  it('sees its desk with the quota and the villages that are missing', async () => {
    const desk = (await xa.get('/nop')).text;
    expect(desk).toContain('1/11 bản, cần ít nhất 6');
    expect(desk).toContain('Bản Phiêng Tiên');
  });
});

describe('Pressing the button more than once', () => {
  it('submits once, and every press is answered with the same number', async () => {
    const entry = await begin(xa, world.villages.banBo[1]);
    await xa.send(`${entry}/thong-tin`, WORDS);
    await upload(xa, entry, 'bao-cao', [['b.pdf', pdfFile(1, 'hai')]]);
    await upload(xa, entry, 'anh', [['a.jpg', await imageFile('jpeg', { red: 10 })]]);
    const hidden = hiddenFields((await xa.get(`${entry}/kiem-tra`)).text, `${entry}/kiem-tra`);
    const body = new URLSearchParams({ ...hidden, camKet: '1' }).toString();
    const presses = await Promise.all(
      Array.from({ length: 8 }, () => xa.agent.post(`${entry}/kiem-tra`).redirects(0).type('form').send(body)),
    );
    expect(new Set(presses.map(({ headers }) => headers['location']))).toEqual(
      new Set(['/nop/ZALO21-211120-0002/da-nop']),
    );
    const { rows } = await house.database.source
      .query(`SELECT count(*)::int AS n FROM entry_receipts`)
      .then((r) => ({ rows: r as { n: number }[] }));
    expect(rows[0]?.n).toBe(2);
  });
});

describe('Two tabs on the same words', () => {
  it('the later one is shown both versions, and may then overwrite knowingly', async () => {
    const entry = await begin(xa, world.villages.banBo[2]);
    const hidden = hiddenFields((await xa.get(`${entry}/thong-tin`)).text, `${entry}/thong-tin`);
    await xa.send(`${entry}/thong-tin`, { ...WORDS, 'answers[ten-nhom]': 'Tên từ tab hai' });
    const late = await xa.agent
      .post(`${entry}/thong-tin`)
      .redirects(0)
      .type('form')
      .send({ ...hidden, 'answers[ten-nhom]': 'Tên từ tab một' });
    expect(late.status).toBe(409);
    expect(late.text).toContain('Tên từ tab hai');
    expect(late.text).toContain('Tên từ tab một');
    const version = hiddenFields(late.text, `${entry}/thong-tin`);
    const again = await xa.agent
      .post(`${entry}/thong-tin`)
      .redirects(0)
      .type('form')
      .send({ ...version, 'answers[ten-nhom]': 'Tên từ tab một' });
    expect(again.status).toBe(303);
  });
});

describe('After the deadline', () => {
  it('the draft is read-only, with whom to call; nothing is lost', async () => {
    const entry = await begin(xa, world.villages.banBo[3]);
    await setClock(house.database, world.contestId, '2021-12-01T00:00:00+07:00');
    const page = await xa.get(entry);
    expect(page.text).toContain('Đã hết hạn nộp (hết ngày 30/11/2021). Bản nháp vẫn còn.');
    expect(page.text).toContain('Lò Thị Mẫu');
    const late = await xa.send(`${entry}/thong-tin`, WORDS, entry);
    expect(late.status).toBe(409);
    const sent = await upload(xa, entry, 'bao-cao', [['b.pdf', pdfFile()]]);
    expect(sent.status).not.toBe(303);
    await setClock(house.database, world.contestId, '2021-11-20T09:00:00+07:00');
  });
});

describe('Taking a dossier back', () => {
  it('needs a reason, and leaves the village free for another', async () => {
    const entry = await begin(xa, world.villages.banBo[4]);
    expect((await xa.send(`${entry}/rut`)).status).toBe(422);
    expect((await xa.send(`${entry}/rut`, { reason: 'Nhập nhầm bản' })).status).toBe(303);
    expect((await xa.get(entry)).text).toContain('Đã rút');
    expect(await begin(xa, world.villages.banBo[4])).not.toBe(entry);
    expect((await xa.get(`${entry}/lich-su`)).text).toContain('Nhập nhầm bản');
  });
});
