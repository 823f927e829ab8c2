import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp, type Visitor } from '../../app.js';
import { submitOne } from '../../fixtures/entries.js';
import { buildWorld, type World } from '../../fixtures/world.js';

const PAGE = '/tham-dinh/cau-mau';
const OWN = 'Báo cáo chưa có xác nhận của bản. Đề nghị bổ sung.';

describe('An office keeps its ready sentences', () => {
  let app: TestApp;
  let world: World;
  let officer: Visitor;
  let other: Visitor;
  let number: string;

  beforeAll(async () => {
    app = await startApp();
    world = await buildWorld(app.database);
    officer = await app.signedIn('tham-dinh');
    other = await app.signedIn('tham-dinh2');
    number = await submitOne(await app.signedIn('xa'), world.villages.banBo[0], 1);
  });
  afterAll(() => app.close());

  /** The id of a sentence, as the button beside it on the page carries it. */
  const idOf = async (sentence: string): Promise<string> => {
    const { text } = await officer.get(PAGE);
    const row = text.split('<tr>').find((one) => one.includes(sentence)) ?? '';
    return /name="id" value="([^"]*)"/.exec(row)?.[1] ?? '';
  };
  const offers = async (visitor: Visitor, sentence: string): Promise<boolean> => {
    const { text } = await visitor.get(PAGE);
    const row = text.split('<tr>').find((one) => one.includes(`<div>${sentence}</div>`));
    return row !== undefined && !row.includes('đã bỏ');
  };

  it('begins with those that are shipped, beside every place of a dossier', async () => {
    const page = await officer.get(`/tham-dinh/${number}`);
    const select = /<select[^>]*name="stock\[muc\.anh\]"[\s\S]*?<\/select>/.exec(page.text)?.[0] ?? '';
    expect(select).toContain('<optgroup label="Không đọc được">');
    expect(select).toContain('Ảnh mờ, không thấy rõ hoạt động.');
    expect(select).not.toContain('Báo cáo chưa có chữ ký');
  });

  it('does not offer sentences about files beside an answer', async () => {
    const page = (await officer.get(`/tham-dinh/${number}`)).text;
    const select = /<select[^>]*name="stock\[o\.[a-z0-9-]+\]"[\s\S]*?<\/select>/.exec(page)?.[0] ?? '';
    expect(select).toContain('Chưa ghi đủ nội dung của ô này.');
    expect(select).toContain('Nội dung chưa khớp với các mục khác của hồ sơ.');
    expect(select).not.toContain('Chưa có tệp');
  });

  it('adds its own, which no other office sees', async () => {
    const added = await officer.send(PAGE, { kind: 'missing', place: 'muc.bao-cao', sentence: `  ${OWN} ` });
    expect([added.status, added.headers['location']]).toEqual([303, PAGE]);
    expect(await offers(officer, OWN)).toBe(true);
    expect((await other.get(PAGE)).text).not.toContain(OWN);
    expect((await officer.get(`/tham-dinh/${number}`)).text).toContain(OWN);
  });

  it('is told when a sentence stands there already, shipped ones counted, and keeps its words', async () => {
    const twice = await officer.send(PAGE, { kind: 'missing', place: 'muc.bao-cao', sentence: OWN });
    expect(twice.status).toBe(422);
    expect(twice.text).toContain('Câu này đã có trong danh sách');
    expect(twice.text).toContain(`>${OWN}</textarea>`);
    const shipped = await officer.send(PAGE, {
      kind: 'missing',
      place: 'muc.*',
      sentence: 'Chưa có tệp ở mục này. Đề nghị gửi bổ sung.',
    });
    expect(shipped.status).toBe(422);
  });

  it('leaves out a shipped one for itself alone, and takes it in again', async () => {
    const sentence = 'Chưa đủ số ảnh theo thể lệ. Đề nghị gửi thêm ảnh.';
    const id = await idOf(sentence);
    await officer.send(`${PAGE}/bo`, { id }, PAGE);
    expect([await offers(officer, sentence), await offers(other, sentence)]).toEqual([false, true]);
    expect((await officer.get(`/tham-dinh/${number}`)).text).not.toContain(sentence);
    await officer.send(`${PAGE}/dung-lai`, { id }, PAGE);
    expect(await offers(officer, sentence)).toBe(true);
  });

  it('cannot reach another office’s sentence', async () => {
    const answer = await other.send(`${PAGE}/bo`, { id: await idOf(OWN) }, PAGE);
    expect(answer.status).toBe(404);
  });

  it('fills a chosen sentence into its note without saving, to be edited, then saves what stands there', async () => {
    const stock = await idOf(OWN);
    const words = { 'verdict[muc.bao-cao]': 'fail', 'stock[muc.bao-cao]': stock, 'note[muc.bao-cao]': 'Trang 3.' };
    const filled = await officer.send(`/tham-dinh/${number}`, { ...words, then: 'fill' });
    expect(filled.status).toBe(200);
    expect(filled.text).toContain(`>${OWN} Trang 3.</textarea>`);
    expect(filled.text).not.toContain('lưu lần cuối');
    const saved = await officer.send(`/tham-dinh/${number}`, { ...words, then: 'return' });
    expect([saved.status, saved.headers['location']]).toEqual([303, `/tham-dinh/${number}/yeu-cau-bo-sung`]);
    const letter = await officer.get(`/tham-dinh/${number}/yeu-cau-bo-sung`);
    expect(letter.text).toContain(`Thiếu – ${OWN} Trang 3.`);
  });

  it('writes every change into the log', async () => {
    const rows = await app.database.reader.rows<{ act: string; n: number }>(
      `SELECT act, count(*)::int AS n FROM audit_events WHERE act LIKE 'vetting.stock%' GROUP BY act ORDER BY act`,
    );
    expect(rows).toEqual([
      { act: 'vetting.stock-add', n: 1 },
      { act: 'vetting.stock-remove', n: 1 },
      { act: 'vetting.stock-return', n: 1 },
    ]);
  });
});
