import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type AssignmentId, newId } from '../../../src/kernel/ids.js';
import { hiddenFields, startApp, type TestApp, type Visitor } from '../../app.js';
import { givenLying, givenRole, type LyingEntry, marks, PLACES } from '../../fixtures/vetting.js';
import { buildWorld, setClock, type World } from '../../fixtures/world.js';

let app: TestApp;
let world: World;
let officer: Visitor;
let lying: LyingEntry[];

beforeAll(async () => {
  app = await startApp();
  world = await buildWorld(app.database);
  officer = await app.signedIn('tham-dinh');
  lying = await givenLying(
    app.database,
    world,
    world.villages.banBo.map((village) => ({ village, commune: world.units.banBo })),
  );
});
afterAll(() => app.close());

const at = (index: number, page = ''): string => `/tham-dinh/${lying[index]?.number}${page}`;
const DUE = { dueDate: '25/11/2021', dueTime: '17:00', message: '' };
const fail = (key: string) => ({ ...marks(PLACES, { [key]: ['unreadable', 'Chụp lại'] }), then: 'stay' });

describe('The home page of a vetting officer', () => {
  it('says how many wait and since when, and which communes are below quota', async () => {
    const { text } = await officer.get('/viec');
    expect(text).toContain('Thẩm định hồ sơ chờ tiếp nhận');
    expect(text).toContain('Hồ sơ lâu nhất chờ 2 ngày.');
    expect(text).toContain('Hạn thẩm định: hết ngày 10/12/2021');
    // Bình Lư: over 50 % of 4 is 3, none has come.
    expect(text).toContain('Xã Bình Lư thiếu 3.');
    expect(text).not.toContain('Noong Hẻo');
  });
});

describe('A request for supplement', () => {
  it.each([
    ['before now', { dueDate: '20/11/2021', dueTime: '08:59' }, 'Hạn bổ sung phải sau lúc này (09:00 ngày 20/11/2021)'],
    [
      'after the vetting window',
      { dueDate: '11/12/2021', dueTime: '00:01' },
      'không được sau hạn thẩm định (hết ngày 10/12/2021)',
    ],
    ['on a day that does not exist', { dueDate: '31/11/2021', dueTime: '17:00' }, 'Nhập ngày hết hạn bổ sung'],
  ])('due %s is asked back with the words kept', async (_when, due, sentence) => {
    await officer.send(at(0), fail('muc.anh'));
    const answer = await officer.send(at(0, '/yeu-cau-bo-sung'), { ...DUE, ...due, message: 'Ảnh mờ quá' });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(sentence);
    expect(answer.text).toContain(`value="${due.dueDate}"`);
    expect(answer.text).toContain('Ảnh mờ quá');
    const preview = await officer.send(at(0, '/yeu-cau-bo-sung'), { ...DUE, ...due, step: 'preview' });
    expect(preview.status).toBe(422);
  });

  it('has nothing to ask for before something was found wrong', async () => {
    const page = await officer.get(at(1, '/yeu-cau-bo-sung'));
    expect(page.text).toContain('Chưa có mục nào “Chưa đạt”.');
    expect(page.text).not.toContain('name="dueDate"');
  });
});

describe('Two officers at one checklist', () => {
  it('the second sees both versions side by side, and the own words in the form', async () => {
    const colleague = await app.signedIn('tham-dinh');
    const hidden = hiddenFields((await officer.get(at(2))).text, at(2));
    await colleague.send(at(2), { ...marks(PLACES), then: 'stay' });
    const answer = await officer.agent
      .post(at(2))
      .redirects(0)
      .type('form')
      .send({ ...hidden, ...fail('muc.anh') });
    expect(answer.status).toBe(409);
    expect(answer.text).toContain('Kết quả kiểm tra vừa được Nguyễn Văn Đường lưu');
    expect(answer.text).toContain('<td data-label="Bản của ông/bà">Chưa đạt – Không đọc được – Chụp lại</td>');
    expect(answer.text).toContain('<td data-label="Bản đang lưu">Đạt</td>');
    expect(answer.text).toContain('>Chụp lại</textarea>');
    // Saved again from this page, with the colleague's version seen, it stands.
    const again = hiddenFields(answer.text, at(2));
    const saved = await officer.agent
      .post(at(2))
      .redirects(0)
      .type('form')
      .send({ ...again, ...fail('muc.anh') });
    expect(saved.status).toBe(303);
  });
});

describe('A batch', () => {
  it('that cannot go whole goes not at all: the page says which and why, and keeps the ticks', async () => {
    for (const index of [3, 4]) {
      await officer.send(at(index), { ...marks(PLACES), then: 'stay' });
      await officer.send(at(index, '/quyet-dinh'), { decision: 'accept', reason: '' });
    }
    const codes = [3, 5].map((index) => lying[index]?.number ?? '');
    const answer = await officer.send('/tham-dinh/chuyen', { codes, note: 'Đợt một' });
    expect(answer.status).toBe(409);
    expect(answer.text).toContain('Chưa chuyển hồ sơ nào');
    expect(answer.text).toContain('Hồ sơ đang ở bước “Chờ thẩm định” nên chưa chuyển được.');
    const ticked = [...answer.text.matchAll(/name="codes" value="([^"]*)" checked/g)].map(([, code]) => code);
    expect(ticked).toEqual([lying[3]?.number]);
    expect(answer.text).toContain('value="Đợt một"');
  });

  it('pressed twice leaves once, and both presses lead to its covering list', async () => {
    const action = '/tham-dinh/chuyen';
    const words = {
      ...hiddenFields((await officer.get(action)).text, action),
      codes: lying[3]?.number ?? '',
      note: '',
    };
    const press = () => officer.agent.post(action).redirects(0).type('form').send(words);
    const first = await press();
    const second = await press();
    expect([first.status, second.status]).toEqual([303, 303]);
    expect(second.headers['location']).toBe(first.headers['location']);
    expect((await officer.get(action)).text).toMatch(/<caption>1 đợt/);
  });

  it('with nothing ticked is asked back', async () => {
    const answer = await officer.send('/tham-dinh/chuyen', { note: '' });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('Chưa chọn hồ sơ nào.');
  });
});

describe('An officer of the dossier’s own commune', () => {
  it('reads it without a form, and every press is refused', async () => {
    const before = hiddenFields((await officer.get(at(6, '/quyet-dinh'))).text, at(6, '/quyet-dinh'));
    await app.database.transaction((tx) =>
      givenRole(tx, {
        personId: world.actors.thamDinh.personId,
        assignmentId: newId() as AssignmentId,
        role: 'commune',
        unitId: world.units.banBo,
      }),
    );
    const page = await officer.get(at(6));
    expect(page.status).toBe(200);
    expect(page.text).toContain('hồ sơ của xã mà ông/bà công tác');
    expect(page.text).not.toContain('name="checklist"');
    const press = await officer.agent
      .post(at(6, '/quyet-dinh'))
      .redirects(0)
      .type('form')
      .send({ ...before, decision: 'accept', reason: '' });
    expect(press.status).toBe(403);
    await app.database.transaction((tx) =>
      tx.changed(`UPDATE role_assignments SET revoked_at = $2 WHERE person_id = $1 AND role = 'commune'`, [
        world.actors.thamDinh.personId,
        tx.now,
      ]),
    );
  });
});

describe('After the vetting window', () => {
  it('everything is read and nothing is written', async () => {
    const before = hiddenFields((await officer.get(at(7))).text, at(7));
    await setClock(app.database, world.contestId, '2021-12-11T00:00:00+07:00');
    const press = await officer.agent
      .post(at(7))
      .redirects(0)
      .type('form')
      .send({ ...before, ...fail('muc.anh') });
    expect(press.status).toBe(409);
    expect(press.text).toContain('Đã hết hạn thẩm định (hết ngày 10/12/2021).');
    const pages = await Promise.all(
      [
        '/tham-dinh',
        '/tham-dinh/tien-do',
        '/tham-dinh/chuyen',
        at(7),
        at(7, '/quyet-dinh'),
        at(7, '/yeu-cau-bo-sung'),
      ].map((path) => officer.get(path)),
    );
    expect(pages.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200]);
    expect(pages.some(({ text }) => text.includes('data-primary'))).toBe(false);
    expect((await officer.get('/viec')).text).not.toContain('Thẩm định hồ sơ chờ tiếp nhận');
  });
});
