import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { hiddenFields, startApp, type TestApp, type Visitor } from '../../app.js';
import { begunDrive, begunMovement } from '../../fixtures/movements.js';
import { buildWorld } from '../../fixtures/world.js';

const WORDS = {
  title: 'về sử dụng nhóm Zalo cộng đồng',
  addressee: 'Chủ tịch UBND huyện Tam Đường',
  grounds: 'Căn cứ Kế hoạch số 3417/KH-UBND ngày 22/10/2021',
  proposedOn: '20/11/2021',
};
const NOMINEE = {
  kind: 'individual',
  name: 'Lò Văn Mẫu',
  post: 'Trưởng bản Nà Khum',
  communeId: '',
  achievements: 'Giữ nhóm của bản gửi tin đúng giờ.',
  form: 'khen:giay-khen-xa',
  formName: '',
  unlinkedReason: 'Thành tích cả năm',
};

let app: TestApp;
let organiser: Visitor;
let office: Visitor;
let auditor: Visitor;
let record: string;

beforeAll(async () => {
  app = await startApp();
  const { units } = await buildWorld(app.database);
  [organiser, office, auditor] = [
    await app.signedIn('to-chuc'),
    await app.signedIn('tham-dinh'),
    await app.signedIn('kiem-tra'),
  ];
  const movement = await begunMovement(organiser, units.province);
  await begunDrive(organiser, movement, units.province);
  record = movement.replace('/phong-trao/', '/thi-dua/');
});
afterAll(() => app.close());

const registered = async (made: string): Promise<number> =>
  (
    await app.database.reader.rows('SELECT 1 FROM documents WHERE source = $1', [
      `de-nghi-khen-thuong:${made.split('/').at(-1)}`,
    ])
  ).length;

describe('The letter of a proposal', () => {
  it('comes into the register of the office that wrote it with its list, in one act, once', async () => {
    const made = String((await office.send(`${record}/de-nghi/moi`, WORDS)).headers['location']);
    await office.send(`${made}/de-cu`, NOMINEE);
    await organiser.send(`${made}/xac-nhan`, {}, made);
    expect((await office.get(made)).text).not.toContain('Đưa vào sổ</button>');
    const early = await office.send(`${made}/vao-so`, {}, made);
    expect(early.status).toBe(409);
    expect(early.text).toContain('Đưa đề nghị vào tờ trình rồi mới đưa vào sổ.');
    await office.send(`${made}/trinh`, { number: '', datedOn: '' }, made);
    expect((await office.get(made)).text).toContain('Đưa vào sổ</button>');
    expect((await auditor.get(made)).text).not.toContain('Đưa vào sổ</button>');
    const events = () => app.database.reader.rows('SELECT 1 FROM audit_events');
    const before = (await events()).length;
    const taken = await office.send(`${made}/vao-so`, {}, made);
    expect(taken.status).toBe(303);
    expect((await events()).length).toBe(before + 1);
    const document = (await office.get(String(taken.headers['location']))).text;
    expect(document).toContain('Về việc đề nghị khen thưởng về sử dụng nhóm Zalo cộng đồng');
    expect(document).toContain('HUYỆN TAM ĐƯỜNG');
    expect(document).toContain('3417/KH-UBND');
    const kept = await app.database.reader.one<{ paper: string }>(`SELECT paper FROM documents WHERE source = $1`, [
      `de-nghi-khen-thuong:${made.split('/').at(-1)}`,
    ]);
    expect(kept?.paper).toContain('TỜ TRÌNH');
    expect(kept?.paper).toContain('DANH SÁCH ĐỀ NGHỊ KHEN THƯỞNG');
    expect(kept?.paper).toContain(NOMINEE.name);
    const at = String(taken.headers['location']);
    const linked = (await office.get(made)).text;
    expect(linked).toContain(`href="${at}"`);
    expect(linked).toContain('Tờ trình đã vào sổ');
    expect(linked).not.toContain('Đưa vào sổ</button>');
    const after = (await events()).length;
    const again = await office.send(`${made}/vao-so`, {}, made);
    expect([again.status, again.headers['location']]).toEqual([303, at]);
    expect((await events()).length).toBe(after);
    expect(await registered(made)).toBe(1);
    // Auditors of everything read it; the organiser of the contest, whose register it is not, is told alone that it is in one.
    expect((await auditor.get(made)).text).toContain(`href="${at}"`);
    const told = (await organiser.get(made)).text;
    expect([told.includes('Tờ trình đã vào sổ'), told.includes(`href="${at}"`)]).toEqual([true, false]);
    const elsewhere = await organiser.send(`${made}/vao-so`, {}, made);
    expect([elsewhere.status, elsewhere.text.includes('đã vào sổ văn bản của cơ quan khác')]).toEqual([409, true]);
  });

  it('is registered once by two presses at one moment, both led to it', async () => {
    const made = String((await office.send(`${record}/de-nghi/moi`, WORDS)).headers['location']);
    await office.send(`${made}/de-cu`, NOMINEE);
    await organiser.send(`${made}/xac-nhan`, {}, made);
    await office.send(`${made}/trinh`, { number: '', datedOn: '' }, made);
    const page = () => office.get(made).then(({ text }) => hiddenFields(text, `${made}/vao-so`));
    const [first, second] = [await page(), await page()];
    const press = (hidden: Record<string, string>) =>
      office.agent.post(`${made}/vao-so`).redirects(0).type('form').send(new URLSearchParams(hidden).toString());
    const answers = await Promise.all([press(first), press(second)]);
    expect(answers.map(({ status }) => status)).toEqual([303, 303]);
    expect(new Set(answers.map(({ headers }) => headers['location'])).size).toBe(1);
    expect(await registered(made)).toBe(1);
  });

  it('that was taken out of the register comes into it again', async () => {
    const made = String((await office.send(`${record}/de-nghi/moi`, WORDS)).headers['location']);
    await office.send(`${made}/de-cu`, NOMINEE);
    await organiser.send(`${made}/xac-nhan`, {}, made);
    await office.send(`${made}/trinh`, { number: '', datedOn: '' }, made);
    const one = String((await office.send(`${made}/vao-so`, {}, made)).headers['location']);
    await office.send(`${one}/bo`, {}, one);
    expect((await office.get(made)).text).toContain('Đưa vào sổ</button>');
    const again = await office.send(`${made}/vao-so`, {}, made);
    expect([again.status, again.headers['location'] === one]).toEqual([303, false]);
  });
});
