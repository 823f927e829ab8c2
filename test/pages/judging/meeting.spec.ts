import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp, type Visitor } from '../../app.js';
import { allVillages, givenEntries, givenPanel, JUDGING_DAY, type JudgedFixture } from '../../fixtures/judging.js';
import { wordsOfDocx } from '../../fixtures/papers.js';
import { buildWorld, setClock, type World } from '../../fixtures/world.js';

// One of a kind: 31.25 + 20.5 + 17.75 is nobody else's sum.
const POINTS = { 'points[A]': '31.25', 'points[B]': '20.5', 'points[C]': '17.75' };
const SCORES = ['69,5', '69.5', '31,25', '20,5', '17,75'];
const HERE = '/thu-ky/hop/1';

let app: TestApp;
let world: World;
let entries: JudgedFixture[];
let secretary: Visitor;
let first: Visitor;
let second: Visitor;

const numberOf = (index: number): string => entries[index]?.number ?? '';
const versionOf = (html: string, name: string): string =>
  new RegExp(`name="${name}" value="(\\d+)"`).exec(html)?.[1] ?? '';
/** Presses a button of the meeting's page, which carries where the meeting stood when it was drawn. */
const press = async (part: string, words: Record<string, string>, from = HERE) => {
  const meeting = versionOf((await secretary.get(HERE)).text, 'meeting');
  return secretary.send(`${HERE}/${part}`, { meeting, ...words }, from);
};

beforeAll(async () => {
  app = await startApp();
  world = await buildWorld(app.database);
  await setClock(app.database, world.contestId, JUDGING_DAY);
  entries = await givenEntries(app.database, world, allVillages(world).slice(9, 12));
  await givenPanel(app.database, world, [world.actors.judge1, world.actors.judge2], entries);
  secretary = await app.signedIn('thu-ky');
  first = await app.signedIn('giam-khao-1');
  second = await app.signedIn('giam-khao-2');
  for (const judge of [first, second])
    for (const { number } of entries) await judge.send(`/cham/${number}`, POINTS, `/cham/${number}`);
  for (const judge of [first, second]) await judge.send('/cham/tong-ket', {});
  await secretary.send(
    '/thu-ky/phan-cong/xung-dot',
    { judgeCode: 'GK2', number: numberOf(1), reason: 'Em ruột là trưởng bản' },
    '/thu-ky/phan-cong',
  );
});
afterAll(() => app.close());

describe('The secretary', () => {
  it('reads that a meeting waits for the closing of the round', async () => {
    const page = await secretary.get('/thu-ky/hop');
    expect(page.text).toContain('Chưa khóa vòng chấm.');
    expect((await secretary.send('/thu-ky/khoa', { reason: 'Hết thời gian chấm.' })).status).toBe(303);
    expect((await secretary.get('/thu-ky/hop')).text).toContain('Mở phiên họp</button>');
  });

  it('opens one: what is missing is told beside what was typed, then the agenda stands in the order of the ranking', async () => {
    const bare = await secretary.send('/thu-ky/hop', { place: 'Phòng họp 2', agenda: 'mot-so', present: 'GK1' });
    expect(bare.status).toBe(422);
    for (const words of ['Chọn người chủ trì, hoặc', 'Nhập mã các hồ sơ', 'value="Phòng họp 2"'])
      expect(bare.text).toContain(words);
    const absent = { place: 'Phòng họp 2', chair: 'GK1', agenda: 'tat-ca', present: 'GK2' };
    expect((await secretary.send('/thu-ky/hop', absent)).text).toContain('giám khảo thì phải có mặt');
    const asked = { place: 'Phòng họp 2', chair: 'GK1', agenda: 'tat-ca' };
    expect((await secretary.send('/thu-ky/hop', { ...asked, chair: 'GK9', present: 'GK1' })).status).toBe(422);
    const opened = await secretary.send('/thu-ky/hop', { ...asked, present: ['GK1', 'GK2'] });
    expect([opened.status, opened.headers['location']]).toEqual([303, HERE]);
    const page = await secretary.get(HERE);
    for (const { number } of entries) expect(page.text).toContain(number);
    expect(page.text).toContain('Đã bàn 0/3 hồ sơ.');
    expect(page.text).toMatch(/Chủ trì: [^.]+, giám khảo\./);
    expect((await secretary.get(`${HERE}/bien-ban`)).text).toMatch(/, giám khảo</);
  });

  it('puts a dossier on the screens and writes: words save themselves, and a second window overwrites nothing', async () => {
    expect((await press('hien', { entry: numberOf(0) })).status).toBe(303);
    const words = { entry: numberOf(0), notes: 'GK1: rõ ràng', conclusion: '' };
    const saved = await secretary.send(`${HERE}/nhap`, { ...words, version: '1' }, HERE);
    expect([saved.status, (saved.body as { version: number }).version]).toEqual([200, 2]);
    const late = await secretary.send(`${HERE}/nhap`, { ...words, notes: 'Khác', version: '1' }, HERE);
    expect(late.status).toBe(409);
    const pressed = await secretary.send(`${HERE}/ghi`, { ...words, notes: 'Cửa sổ thứ hai', version: '1' }, HERE);
    expect(pressed.status).toBe(409);
    for (const both of ['Cửa sổ thứ hai', 'GK1: rõ ràng', 'Chỗ khác nhau']) expect(pressed.text).toContain(both);
    expect((await secretary.get(HERE)).text).toContain('>GK1: rõ ràng</textarea>');
    // Having seen the difference, a press saves: the page that shows it stands at the newest version.
    expect(versionOf(pressed.text, 'version')).toBe('2');
  });
});

describe('A member’s screen', () => {
  it('shows the dossier that is discussed, and nothing of anybody’s scores, ranks or notes', async () => {
    expect((await first.get('/viec')).text).toContain('Vào phiên họp Ban Giám khảo');
    const { text } = await first.get('/cham/hop');
    expect(text).toContain(numberOf(0));
    expect(text).toContain(`href="/cham/${numberOf(0)}"`);
    for (const secret of [...SCORES, 'Hạng', 'chênh lệch', 'rõ ràng']) expect(text).not.toContain(secret);
  });

  it('learns that it is behind from a mark that changes with what there is to see', async () => {
    const mark = async () => ((await first.get('/cham/hop/dau')).body as { mark: string }).mark;
    const before = await mark();
    expect((await first.get('/cham/hop')).text).toContain(`data-mark="${before}"`);
    expect((await press('hoi', { wording: 'Xếp giải Nhất' })).status).toBe(303);
    expect(await mark()).not.toBe(before);
  });

  it('takes the vote, says what was chosen, and keeps it from the others until the secretary ends it', async () => {
    const question = /name="question" value="([^"]+)"/.exec((await first.get('/cham/hop')).text)?.[1] ?? '';
    const none = await first.send('/cham/hop', { question });
    expect([none.status, none.text.includes('Chọn một ý kiến rồi gửi.')]).toEqual([422, true]);
    expect((await first.send('/cham/hop', { question, choice: 'no' })).status).toBe(303);
    expect((await first.get('/cham/hop')).text).toContain('Ông/bà đã chọn: Không đồng ý.');
    expect((await second.get('/cham/hop')).text).not.toContain('GK1');
    expect((await press('phieu', { 'phieu[GK2]': 'yes', then: 'chot' })).status).toBe(303);
    for (const visitor of [first, second, secretary])
      expect((await visitor.get(visitor === secretary ? HERE : '/cham/hop')).text).toContain(
        'Đồng ý 1/2 (GK2), không đồng ý 1/2 (GK1).',
      );
  });

  it('of a member in conflict shows nothing of the dossier, not even its name', async () => {
    await press('hien', { entry: numberOf(1) });
    const { text } = await second.get('/cham/hop');
    expect(text).toContain('ông/bà có xung đột lợi ích');
    expect(text).not.toContain(numberOf(1));
    expect((await secretary.get(HERE)).text).toContain('Không tham gia bàn và biểu quyết vì xung đột lợi ích: ');
  });
});

describe('The minutes', () => {
  it('stand as page and PDF, with what was written and how each voted; other roles know of none', async () => {
    const page = await secretary.get(`${HERE}/bien-ban`);
    for (const words of ['Bản nháp', 'GK1: rõ ràng', 'Biểu quyết “Xếp giải Nhất”', ', giám khảo'])
      expect(page.text).toContain(words);
    const pdf = await secretary.get(`${HERE}/bien-ban.pdf`);
    expect([pdf.status, pdf.headers['content-type']]).toEqual([200, 'application/pdf']);
    const docx = await secretary.get(`${HERE}/bien-ban.docx`).responseType('blob');
    expect(wordsOfDocx(docx.body as Buffer)).toContain('Biểu quyết “Xếp giải Nhất”');
    for (const who of [first, await app.signedIn('to-chuc'), await app.signedIn('xa')])
      expect((await who.get(`${HERE}/bien-ban`)).status).toBe(403);
  });

  it('are settled when the meeting ends', async () => {
    const ended = await press('ket-thuc', {});
    expect([ended.status, ended.headers['location']]).toEqual([303, `${HERE}/bien-ban`]);
    expect((await secretary.get(`${HERE}/bien-ban`)).text).not.toContain('Bản nháp');
    expect((await secretary.get(HERE)).text).not.toContain('Đưa ra bàn');
    expect((await first.get('/cham/hop')).text).toContain('Chưa có phiên họp nào đang diễn ra.');
  });
});
