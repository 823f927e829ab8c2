import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { hiddenFields, startApp, type TestApp, type Visitor } from '../../app.js';
import { counting } from '../../fixtures/counting.js';
import { asProgram, wholeList } from '../api/asking.js';
import { begunDrive, begunMovement } from '../../fixtures/movements.js';
import { buildWorld, type World } from '../../fixtures/world.js';

let app: TestApp;
let world: World;
let organiser: Visitor;
let organiser2: Visitor;
let office: Visitor;
let otherOffice: Visitor;
let commune: Visitor;
let auditor: Visitor;
let record: string;

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

beforeAll(async () => {
  app = await startApp();
  world = await buildWorld(app.database);
  [organiser, organiser2, office, otherOffice, commune, auditor] = await Promise.all([
    app.signedIn('to-chuc'),
    app.signedIn('to-chuc-2'),
    app.signedIn('tham-dinh'),
    app.signedIn('tham-dinh2'),
    app.signedIn('xa'),
    app.signedIn('kiem-tra'),
  ]);
  const movement = await begunMovement(organiser, world.units.province);
  // Offices and communes reach a movement through a drive in which they report.
  await begunDrive(organiser, movement, world.units.province);
  record = movement.replace('/phong-trao/', '/thi-dua/');
});
afterAll(() => app.close());

/** Sends a form with files as a browser does. */
async function sendFiles(who: Visitor, action: string, fields: Record<string, string>, files: readonly string[] = []) {
  const hidden = hiddenFields((await who.get(action)).text, action);
  const post = who.agent.post(action).redirects(0);
  for (const [name, value] of Object.entries({ ...hidden, ...fields })) void post.field(name, value);
  for (const name of files) void post.attach('tep', PNG, name);
  return post;
}
const observed = (more: Record<string, string> = {}) => ({
  communeId: world.units.banBo,
  observedOn: '10/11/2021',
  kind: 'merit',
  seen: 'Nhóm của cả 11 bản gửi tin đúng giờ.',
  ...more,
});
const observationsOf = (html: string): string[] => [
  ...new Set([...html.matchAll(/href="([^"]*\/ghi-nhan\/[0-9a-f-]{36})"/g)].map((found) => found[1] ?? '')),
];

describe('The emulation record', () => {
  it('is written by the office for its own tree, with a picture, and read by who oversees', async () => {
    const answer = await sendFiles(office, `${record}/ghi`, observed(), ['anh nhóm.png']);
    expect(answer.status).toBe(303);
    for (const reader of [office, organiser, auditor]) {
      const page = (await reader.get(record)).text;
      expect(page).toContain('Nhóm của cả 11 bản gửi tin đúng giờ.');
      expect(page).toContain('1 tệp kèm theo');
    }
    const [one = ''] = observationsOf((await office.get(record)).text);
    const file = /href="([^"]*\/tep\/[^"]*)"/.exec((await office.get(one)).text)?.[1] ?? '';
    expect((await office.get(file)).headers['content-type']).toBe('image/png');
    expect((await otherOffice.get(file)).status).toBe(404);
    expect((await otherOffice.get(one)).status).toBe(404);
    expect((await otherOffice.get(record)).text).not.toContain('đúng giờ');
  });

  it('keeps what was typed when something is wrong, and takes no unit of another office', async () => {
    const ahead = await sendFiles(office, `${record}/ghi`, observed({ observedOn: '21/11/2021' }));
    expect(ahead.status).toBe(422);
    expect(ahead.text).toContain('Ngày ghi nhận không sau hôm nay, ngày 20/11/2021.');
    expect(ahead.text).toContain('Nhóm của cả 11 bản gửi tin đúng giờ.');
    const stranger = await sendFiles(office, `${record}/ghi`, observed({ communeId: world.units.nongHeo }));
    expect(stranger.status).toBe(422);
    expect(stranger.text).toContain('chưa có hoặc không còn đơn vị này');
    const gone = await sendFiles(office, `${record}/ghi`, observed({ observedOn: '31/12/2020' }));
    expect(gone.status).toBe(422);
  });

  it('shows a commune the good that is written of itself, and nothing else', async () => {
    const seen = 'Ba bản gửi báo cáo chậm.';
    await sendFiles(office, `${record}/ghi`, observed({ kind: 'shortcoming', seen }));
    await sendFiles(office, `${record}/ghi`, observed({ communeId: world.units.binhLu, seen: 'Bình Lư làm tốt.' }));
    const page = (await commune.get(record)).text;
    expect(page).toContain('Nhóm của cả 11 bản gửi tin đúng giờ.');
    for (const hidden of [seen, 'Bình Lư làm tốt.', 'Đề nghị khen thưởng</a>', 'so.xlsx'])
      expect(page).not.toContain(hidden);
    for (const path of observationsOf((await office.get(`${record}?loai=shortcoming`)).text))
      expect((await commune.get(path)).status).toBe(404);
    expect((await commune.get(`${record}/ghi`)).status).toBe(403);
    expect((await commune.get(`${record}/de-nghi`)).status).toBe(403);
  });

  it('is put right by another row that says why; the second of two hands is told', async () => {
    await sendFiles(office, `${record}/ghi`, observed({ seen: 'Ghi sai số bản.' }));
    const [wrong = ''] = observationsOf((await office.get(record)).text);
    const without = await sendFiles(office, `${wrong}/dinh-chinh`, observed({ seen: 'Ghi đúng số bản.' }));
    expect(without.status).toBe(422);
    expect(without.text).toContain('Ghi lý do đính chính.');
    const form = hiddenFields((await organiser.get(`${wrong}/dinh-chinh`)).text, `${wrong}/dinh-chinh`);
    const right = await sendFiles(
      office,
      `${wrong}/dinh-chinh`,
      observed({ seen: 'Ghi đúng số bản.', reason: 'Đếm nhầm' }),
    );
    expect(right.status).toBe(303);
    const list = (await office.get(record)).text;
    expect(list).toContain('Ghi đúng số bản.');
    expect(list).not.toContain('Ghi sai số bản.');
    const old = (await office.get(wrong)).text;
    expect(old).toContain('Ghi nhận này đã được đính chính.');
    expect(old).toContain('Đếm nhầm');
    const late = organiser.agent.post(`${wrong}/dinh-chinh`).redirects(0);
    for (const [name, value] of Object.entries({ ...form, ...observed({ reason: 'Tôi cũng sửa' }) }))
      void late.field(name, value);
    expect((await late).status).toBe(409);
    const withdrawn = String(right.headers['location']);
    await sendFiles(office, `${withdrawn}/dinh-chinh`, observed({ reason: 'Việc của xã khác', withdraws: '1' }));
    expect((await office.get(record)).text).not.toContain('Ghi đúng số bản.');
    expect((await office.get(withdrawn)).text).toContain('Ghi nhận này đã được rút: Việc của xã khác');
  });

  it('goes out as a spreadsheet, and costs as many queries for many rows as for few', async () => {
    expect((await auditor.get(`${record}/so.xlsx`)).status).toBe(200);
    const count = counting(app);
    const before = await count(() => office.get(record));
    for (let i = 0; i < 4; i += 1) await sendFiles(office, `${record}/ghi`, observed({ seen: `Việc tốt số ${i}` }));
    expect(await count(() => office.get(record))).toBe(before);
  });
});

const words = {
  title: 'về sử dụng nhóm Zalo cộng đồng',
  addressee: 'Chủ tịch UBND huyện Tam Đường',
  grounds: 'Căn cứ Kế hoạch số 3417/KH-UBND ngày 22/10/2021',
  proposedOn: '20/11/2021',
};
const nominee = (more: Record<string, string | string[]> = {}) => ({
  kind: 'individual',
  name: 'Lò Văn Mẫu',
  post: 'Trưởng bản Nà Khum',
  communeId: world.units.banBo,
  achievements: 'Giữ nhóm của bản gửi tin đúng giờ.',
  form: 'khen:giay-khen-xa',
  formName: '',
  unlinkedReason: '',
  ...more,
});

describe('A proposal to reward', () => {
  let proposal: string;
  const ids = (html: string): string[] =>
    [...html.matchAll(/name="observations" value="([0-9a-f-]{36})"/g)].map((found) => found[1] ?? '');

  it('is begun by the office; a nominee rests on an observation, or says why on none', async () => {
    proposal = String((await office.send(`${record}/de-nghi/moi`, words)).headers['location']);
    const none = await office.send(`${proposal}/de-cu`, nominee());
    expect(none.status).toBe(422);
    expect(none.text).toContain('Chọn ít nhất một ghi nhận ở trên');
    const offered = ids((await office.get(`${proposal}/de-cu`)).text);
    expect(offered.length).toBeGreaterThan(1);
    const first = await office.send(`${proposal}/de-cu`, nominee({ observations: offered[0] ?? '' }));
    expect(first.status).toBe(303);
    const why = { unlinkedReason: 'Thành tích cả năm' };
    await office.send(`${proposal}/de-cu`, nominee({ kind: 'organisation', name: 'Chi đoàn Bản Bo', ...why }));
    await office.send(
      `${proposal}/de-cu`,
      nominee({ kind: 'unit', name: 'Trạm y tế xã', form: 'khac', formName: 'Thư khen', ...why }),
    );
    const page = (await office.get(proposal)).text;
    expect(page).toContain('3 trường hợp đề nghị');
    // 0,15 × 1.490.000 up to ten thousand is 230.000; a collective 0,3: 450.000; no norm is known of a letter of praise.
    expect(page).toContain('680.000 đồng (Bằng chữ: Sáu trăm tám mươi nghìn đồng); 1 trường hợp chưa có định mức');
    expect(page).toContain('0,15 × 1.490.000, làm tròn lên hàng chục nghìn; Nghị định 91/2017/NĐ-CP, Điều 73');
  });

  it('is not there for another office and for no commune', async () => {
    expect((await otherOffice.get(proposal)).status).toBe(404);
    expect((await otherOffice.get(`${record}/de-nghi`)).text).not.toContain('về sử dụng nhóm');
    expect((await commune.get(proposal)).status).toBe(403);
    expect((await auditor.get(proposal)).text).toContain('Lò Văn Mẫu');
    expect((await auditor.get(`${proposal}/sua`)).status).toBe(403);
  });

  it('is confirmed by a second person, who finds it among the tasks', async () => {
    expect((await office.get('/viec')).text).not.toContain('Xác nhận đề nghị khen thưởng');
    expect((await office.send(`${proposal}/xac-nhan`, {}, proposal)).status).toBe(409);
    expect((await organiser2.get('/viec')).text).toContain('Xác nhận đề nghị khen thưởng');
    expect((await organiser2.send(`${proposal}/xac-nhan`, {}, proposal)).status).toBe(303);
    expect((await organiser2.get('/viec')).text).not.toContain('Xác nhận đề nghị khen thưởng');
    expect((await office.get(`${proposal}/sua`)).status).toBe(409);
  });

  it('is returned with a reason, and neither of those who wrote it may confirm', async () => {
    expect((await organiser2.send(`${proposal}/tra-lai`, { reason: '' }, proposal)).status).toBe(422);
    expect((await organiser2.send(`${proposal}/tra-lai`, { reason: 'Thiếu chức vụ' }, proposal)).status).toBe(303);
    expect((await organiser2.send(`${proposal}/sua`, { ...words, grounds: '' })).status).toBe(303);
    expect((await organiser2.send(`${proposal}/xac-nhan`, {}, proposal)).status).toBe(409);
    expect((await organiser.send(`${proposal}/xac-nhan`, {}, proposal)).status).toBe(303);
  });

  it('goes into a letter; a page that is older is refused, and the sums stay', async () => {
    const stale = hiddenFields((await office.get(proposal)).text, `${proposal}/trinh`);
    const faulty = await office.send(`${proposal}/trinh`, { number: '', datedOn: '31/02/2021' }, proposal);
    expect(faulty.status).toBe(422);
    const sent = await office.send(`${proposal}/trinh`, { number: '12/TTr-UBND', datedOn: '20/11/2021' }, proposal);
    expect(sent.status).toBe(303);
    const again = await office.agent
      .post(`${proposal}/tra-lai`)
      .redirects(0)
      .type('form')
      .send({ ...stale, reason: 'x' });
    expect(again.status).toBe(409);
    await app.database.transaction((tx) =>
      tx.changed(`UPDATE reward_norms SET multiple_hundredths = 99 WHERE form = 'khen:giay-khen-xa'`),
    );
    const page = (await office.get(proposal)).text;
    expect(page).toContain('Số 12/TTr-UBND');
    expect(page).toContain('680.000 đồng');
  });

  it.each(['to-trinh.pdf', 'to-trinh.docx', 'danh-sach.pdf', 'danh-sach.docx', 'danh-sach.xlsx'])(
    'goes out as %s for who reads it',
    async (file) => {
      expect((await auditor.get(`${proposal}/${file}`)).status).toBe(200);
      expect((await otherOffice.get(`${proposal}/${file}`)).status).toBe(404);
    },
  );

  it('has no other papers, and none comes into a register with a number from a book elsewhere', async () => {
    expect((await office.get(`${proposal}/quyet-dinh.pdf`)).status).toBe(404);
    expect((await office.get(proposal)).text).not.toContain('Đưa vào sổ</button>');
    const refused = await office.send(`${proposal}/vao-so`, {}, proposal);
    expect(refused.status).toBe(409);
    expect(refused.text).toContain('Tờ trình đã có số 12/TTr-UBND');
  });

  it('is found by commune and by kind', async () => {
    const found = async (query: string) => (await office.get(`${record}/de-nghi?${query}`)).text.includes('1 đề nghị');
    expect(await found(`xa=${world.units.banBo}&loai=unit`)).toBe(true);
    expect(await found(`xa=${world.units.binhLu}`)).toBe(false);
  });

  it('whose ground was corrected is not confirmed before it is looked at again', async () => {
    const other = String((await organiser.send(`${record}/de-nghi/moi`, words)).headers['location']);
    await sendFiles(organiser, `${record}/ghi`, observed({ seen: 'Căn cứ sẽ rút.' }));
    const [ground = ''] = observationsOf((await organiser.get(record)).text.split('Căn cứ sẽ rút.')[0] ?? '').slice(-1);
    const id = ground.split('/').at(-1) ?? '';
    expect((await organiser.send(`${other}/de-cu`, nominee({ observations: id }))).status).toBe(303);
    await sendFiles(organiser, `${ground}/dinh-chinh`, observed({ reason: 'Ghi nhầm', withdraws: '1' }));
    expect((await organiser2.get(other)).text).toContain('Có đề cử dựa vào ghi nhận đã được đính chính hoặc rút.');
    expect((await organiser2.send(`${other}/xac-nhan`, {}, other)).status).toBe(409);
    expect((await organiser.send(`${other}/bo`, {}, other)).status).toBe(303);
    expect((await organiser.get(other)).status).toBe(404);
  });
});

describe('For programs', () => {
  const MOVEMENTS = 'movements';
  const OBSERVED = 'movements/{id}/observations';
  const PROPOSED = 'movements/{id}/proposals';
  const movementId = (): string => record.split('/').at(-1) ?? '';

  it('movements are told within reach', async () => {
    expect(await wholeList(await asProgram(app, world.actors.thamDinh), MOVEMENTS, MOVEMENTS)).toMatchObject([
      { name: 'Nhóm Zalo cộng đồng', drives: 1, plan: { number: '3417/KH-UBND' } },
    ]);
  });

  it('the record is told as its page shows it: a commune reads the good that is written of itself', async () => {
    const seenBy = async (who: keyof World['actors'], query = '') => {
      const asks = await asProgram(app, world.actors[who]);
      const rows = await wholeList<{ seen: string }>(
        asks,
        `movements/${movementId()}/observations${query}`,
        OBSERVED,
        2,
      );
      return rows.map(({ seen }) => seen);
    };
    const all = await seenBy('auditor');
    expect(new Set(all).size).toBe(all.length);
    expect(all).toContain('Ba bản gửi báo cáo chậm.');
    expect(all).not.toContain('Ghi đúng số bản.');
    expect(await seenBy('auditor', `?commune=${world.units.binhLu}`)).toEqual(['Bình Lư làm tốt.']);
    expect(await seenBy('auditor', '?kind=shortcoming')).toEqual(['Ba bản gửi báo cáo chậm.']);
    const own = await seenBy('xa');
    expect(own).toContain('Nhóm của cả 11 bản gửi tin đúng giờ.');
    for (const hidden of ['Ba bản gửi báo cáo chậm.', 'Bình Lư làm tốt.']) expect(own).not.toContain(hidden);
    expect(await seenBy('thamDinh2')).toEqual([]);
  });

  it('a list of proposals goes on though the one that the cursor came from was taken out', async () => {
    const asks = await asProgram(app, world.actors.auditor);
    const at = `movements/${movementId()}/proposals?state=draft&limit=1`;
    const begun = async (proposedOn: string) =>
      String((await organiser.send(`${record}/de-nghi/moi`, { ...words, proposedOn })).headers['location']);
    const [older, newer] = [await begun('18/11/2021'), await begun('19/11/2021')];
    const first = await asks(at, PROPOSED);
    expect(first.rows[0]?.['id']).toBe(newer.split('/').at(-1));
    expect((await organiser.send(`${newer}/bo`, {}, newer)).status).toBe(303);
    const rest = await asks(`${at}&cursor=${first.nextCursor ?? ''}`, PROPOSED);
    expect(rest.rows.map(({ id }) => id)).toEqual([older.split('/').at(-1)]);
  });

  it('proposals are told in figures, and name nobody', async () => {
    const asks = await asProgram(app, world.actors.thamDinh);
    const told = await asks(`movements/${movementId()}/proposals?state=submitted`, PROPOSED);
    expect(told.rows).toMatchObject([{ submission: { number: '12/TTr-UBND', datedOn: '2021-11-20' } }]);
    expect((told.rows[0]?.['nominees'] as Record<string, number>)['unit']).toBeGreaterThan(0);
    const other = await asProgram(app, world.actors.thamDinh2);
    expect((await other(`movements/${movementId()}/proposals`, PROPOSED)).rows).toEqual([]);
    const commune_ = await asProgram(app, world.actors.xa);
    expect((await commune_(`movements/${movementId()}/proposals`, PROPOSED)).status).toBe(403);
  });
});
