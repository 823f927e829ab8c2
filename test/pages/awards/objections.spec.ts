import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { KEPT_DAYS, ObjectionErasure } from '../../../src/awards/objections/objection.erasure.js';
import { ObjectionReminders } from '../../../src/awards/objections/objection.reminders.js';
import { hiddenFields, startApp, type TestApp, type Visitor } from '../../app.js';
import { counting } from '../../fixtures/counting.js';
import { givenBesidePrizes } from '../../fixtures/published-list.js';
import { faultsOf } from '../api/describing.js';
import { buildWorld, setClock, type World } from '../../fixtures/world.js';

let house: TestApp;
let world: World;
let organiser: Visitor;
let secretary: Visitor;
let xa: Visitor;

const SLUG = 'zalo-lai-chau-2021';
const PUBLIC = `/cuoc-thi/${SLUG}/kien-nghi`;
const DESK = `/to-chuc/${SLUG}/kien-nghi`;
const RESULTS = `/cuoc-thi/${SLUG}/ket-qua`;
const SENDER = { name: 'Vàng A Bí Mật', contact: '0912 345 678', words: 'Điểm B của bản tôi cộng sai' };
const at = (moment: string): Promise<void> => setClock(house.database, world.contestId, `${moment}+07:00`);
const rule = (words: Record<string, string>) =>
  organiser.send(`/to-chuc/${SLUG}/nhan-kien-nghi`, { ...words, reason: 'Theo kế hoạch' });

beforeAll(async () => {
  house = await startApp();
  world = await buildWorld(house.database);
  await givenBesidePrizes(house, world);
  organiser = await house.signedIn('to-chuc');
  secretary = await house.signedIn('thu-ky');
  xa = await house.signedIn('xa');
});
afterAll(() => house.close());

const told = (subject: string) =>
  house.database.reader
    .rows<{ username: string }>(
      `SELECT p.username FROM notices n JOIN persons p ON p.id = n.person_id WHERE n.subject = $1 ORDER BY 1`,
      [subject],
    )
    .then((rows) => rows.map(({ username }) => username));

describe('Objections to a result', () => {
  it('are not taken until the contest says so, and the page says whom to turn to', async () => {
    const page = (await house.visitor().get(PUBLIC)).text;
    expect(page).toContain('Cuộc thi này không nhận kiến nghị trên trang này.');
    expect(page).toContain('Lò Thị Mẫu, 0213 3000 000');
    expect((await house.visitor().get(RESULTS)).text).not.toContain(`href="${PUBLIC}"`);
    expect((await organiser.get(`/to-chuc/${SLUG}/giai-thuong`)).text).not.toContain(DESK);
  });

  it('are taken for as many days as the contest says, which the page of the result tells', async () => {
    expect((await rule({ takenFrom: 'everyone', days: '0', answerDays: '5' })).status).toBe(422);
    expect((await rule({ takenFrom: 'everyone', days: '10', answerDays: '5' })).status).toBe(303);
    // Published on 22/12/2021: the tenth day after it is 01/01/2022.
    const page = (await house.visitor().get(RESULTS)).text;
    expect(page).toContain(`href="${PUBLIC}"`);
    expect(page).toContain('Nhận kiến nghị đến hết ngày 01/01/2022.');
  });

  it('come back with every word when something is missing', async () => {
    const answer = await house.visitor().send(PUBLIC, { ...SENDER, contact: 'không có', about: '' });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('Ghi số điện thoại (ví dụ 0912 345 678) hoặc địa chỉ thư điện tử.');
    for (const words of ['Vàng A Bí Mật', 'không có', 'Điểm B của bản tôi cộng sai'])
      expect(answer.text).toContain(words);
  });

  it('get a number, once however often the button is pressed, and are told to whoever answers', async () => {
    const visitor = house.visitor();
    const form = hiddenFields((await visitor.get(PUBLIC)).text, PUBLIC);
    const press = () =>
      visitor.agent
        .post(PUBLIC)
        .redirects(0)
        .type('form')
        .send({ ...form, ...SENDER, about: 'ZALO21-211124-0001' });
    const [first, second] = [await press(), await press()];
    expect([first.status, first.headers['location']]).toEqual([303, `${PUBLIC}/1`]);
    expect([second.status, second.headers['location']]).toEqual([303, `${PUBLIC}/1`]);
    const receipt = (await visitor.get(`${PUBLIC}/1`)).text;
    expect(receipt).toContain('Đã nhận kiến nghị số 1. Ghi lại số này để xem trả lời.');
    expect(receipt).toContain('Hồ sơ ZALO21-211124-0001, danh sách số 1.');
    expect(receipt).toContain('Ban Tổ chức trả lời tại trang này, chậm nhất hết ngày 27/12/2021.');
    expect(await told('Có kiến nghị về kết quả, số 1')).toEqual(['thu-ky', 'to-chuc', 'to-chuc-2']);
    expect((await secretary.get('/viec')).text).toContain('Trả lời kiến nghị về kết quả');
  });

  it('may be about an entry on the list or the sender’s own, and nothing else', async () => {
    const unknown = await house.visitor().send(PUBLIC, { ...SENDER, about: 'ZALO21-211124-0099' });
    expect([unknown.status, unknown.text.includes('Chọn danh sách hoặc một hồ sơ có trong danh sách.')]).toEqual([
      422,
      true,
    ]);
  });

  it('of a commune need no name and number, may be about an own entry that won nothing, and others do not learn which', async () => {
    // An entry of Bản Bo without a place: taken off nobody's list, entered beside it.
    await house.database.transaction((tx) =>
      tx.changed(
        `INSERT INTO entries (id, contest_id, village_id, commune_id, draft_code, number, state, vetted_level, forwarded_level, answers,
           rules_version_id, created_by, created_at, changed_at, changed_by_name, submitted_at, decided_at)
         SELECT gen_random_uuid(), contest_id, $1, commune_id, 'KHONGG', 'ZALO21-211124-0050', state, vetted_level, forwarded_level, answers,
           rules_version_id, created_by, created_at, changed_at, changed_by_name, submitted_at, decided_at
           FROM entries WHERE number = 'ZALO21-211124-0001'`,
        [world.villages.banBo[10]],
      ),
    );
    const page = (await xa.get(PUBLIC)).text;
    expect(page).not.toContain('name="contact"');
    expect(page).toContain('Không có giải – Bản Phiêng Tiên (ZALO21-211124-0050)');
    const answer = await xa.send(PUBLIC, { about: 'ZALO21-211124-0050', words: 'Đề nghị xem lại' });
    expect([answer.status, answer.headers['location']]).toEqual([303, `${PUBLIC}/2`]);
    const shown = (await house.visitor().get(PUBLIC)).text;
    expect(shown).toContain('Hồ sơ không có trong danh sách số 1.');
    expect(shown).not.toContain('ZALO21-211124-0050');
    expect((await secretary.get(`${DESK}/2`)).text).toContain('ZALO21-211124-0050');
  });

  it('show nobody outside who sent them or what they say', async () => {
    expect((await organiser.get(`${DESK}/1`)).text).toContain('Vàng A Bí Mật');
    expect((await organiser.get(`${DESK}/1`)).text).toContain('0912 345 678');
    const auditor = (await (await house.signedIn('kiem-tra')).get(`${DESK}/1`)).text;
    expect(auditor).toContain('••• 5678');
    expect(auditor).not.toContain('0912 345 678');
    for (const path of [PUBLIC, `${PUBLIC}/1`, `${PUBLIC}/2`])
      for (const visitor of [house.visitor(), xa])
        for (const secret of ['Bí Mật', '0912 345', 'cộng sai', 'Đề nghị xem lại'])
          expect([path, (await visitor.get(path)).text.includes(secret)]).toEqual([path, false]);
    const log = await house.database.reader.rows<{ facts: object; name: string }>(
      `SELECT facts, person_name AS name FROM audit_events WHERE act = 'objection.file' ORDER BY id`,
    );
    expect(log).toEqual([
      { facts: { number: 1, list: 1 }, name: 'Người gửi kiến nghị' },
      { facts: { number: 2, list: 1 }, name: world.actors.xa.name },
    ]);
  });

  it('are told to programs as to everybody, page by page, with nothing of who sent them', async () => {
    const API = `/api/v1/contests/${SLUG}/objections`;
    const DESCRIBED = '/api/v1/contests/{slug}/objections';
    const first = await house.visitor().get(`${API}?limit=1`);
    expect(faultsOf(DESCRIBED, first.status, first.type, first.body)).toEqual([]);
    const { objections, nextCursor } = first.body as { objections: { number: number }[]; nextCursor: string };
    const rest = await house.visitor().get(`${API}?limit=1&cursor=${nextCursor}`);
    expect(rest.body).toMatchObject({ objections: [{ number: 1, list: 1, answers: [] }], nextCursor: null });
    expect(objections.map(({ number }) => number)).toEqual([2]);
    for (const secret of ['Bí Mật', '0912 345', 'cộng sai', 'Đề nghị xem lại'])
      expect(`${first.text}${rest.text}`).not.toContain(secret);
  });

  it('wait at most a while from one address, with every word kept', async () => {
    const answers = [];
    for (let i = 0; i < 6; i += 1) answers.push(await house.visitor().send(PUBLIC, { ...SENDER, words: `Lần ${i}` }));
    const last = answers.at(-1);
    expect(answers.filter(({ status }) => status === 303).length).toBeLessThan(6);
    expect(last?.status).toBe(422);
    expect(last?.text).toContain('Địa chỉ mạng này vừa gửi nhiều kiến nghị.');
    expect(last?.text).toContain('Lần 5');
    await house.database.transaction((tx) => tx.changed(`DELETE FROM sign_in_delays WHERE subject LIKE 'objection:%'`));
  });
});

describe('Answers', () => {
  it('that are due soon are asked for once at each step', async () => {
    await at('2021-12-27T10:00:00');
    const reminders = house.app.get(ObjectionReminders, { strict: false });
    expect(await reminders.remind()).toBe(1);
    await reminders.remind();
    const rows = await house.database.reader.rows<{ count: number }>(
      `SELECT count(*)::int AS count FROM notices WHERE event = 'reminder' GROUP BY person_id`,
    );
    expect(rows).toEqual([{ count: 1 }, { count: 1 }, { count: 1 }]);
  });

  it('stand under the objection with their day, and reach the account that sent it', async () => {
    const faulty = await secretary.send(`${DESK}/2`, { words: 'Điểm đúng' });
    expect([faulty.status, faulty.text.includes('Chọn cách giải quyết.')]).toEqual([422, true]);
    const done = await secretary.send(`${DESK}/2`, { outcome: 'kept', words: 'Đã kiểm tra lại, điểm đúng.' });
    expect([done.status, done.headers['location']]).toEqual([303, DESK]);
    const shown = (await house.visitor().get(`${PUBLIC}/2`)).text;
    expect(shown).toContain('Giữ nguyên kết quả.');
    expect(shown).toContain('Trả lời lúc 10:00 ngày 27/12/2021');
    expect(shown).toContain('Đã kiểm tra lại, điểm đúng.');
    expect(shown).not.toContain(world.actors.secretary.name);
    expect(await told('Đã trả lời kiến nghị số 2')).toEqual(['xa']);
  });

  it('are added to, never changed; whoever had an older page is told', async () => {
    const stale = { outcome: 'kept', words: 'Cũ', version: '1' };
    expect((await organiser.send(`${DESK}/2`, stale)).status).toBe(409);
    expect((await organiser.send(`${DESK}/2`, { outcome: 'referred', words: 'Chuyển Sở.' })).status).toBe(303);
    const shown = (await house.visitor().get(`${PUBLIC}/2`)).text;
    expect(shown).toContain('Đã kiểm tra lại, điểm đúng.');
    expect(shown).toContain('Đã chuyển cơ quan có thẩm quyền.');
  });

  it('may not speak of a correction before another list is in force', async () => {
    const words = { outcome: 'corrected', words: 'Đã sửa.' };
    const early = await organiser.send(`${DESK}/1`, words);
    expect([early.status, early.text.includes('Danh sách số 1 vẫn có hiệu lực.')]).toEqual([422, true]);
    await house.database.transaction(async (tx) => {
      await tx.changed(
        `UPDATE award_lists SET state = 'superseded', superseded_at = published_at, supersede_reason = 'Sửa điểm' WHERE number = 1`,
      );
      await tx.changed(
        `INSERT INTO award_lists (id, contest_id, round_id, number, state, drafted_by, drafted_by_name, drafted_at, confirmed_by, confirmed_by_name,
           confirmed_at, published_by_name, published_at, total, input_sha256)
         SELECT gen_random_uuid(), contest_id, round_id, 2, 'published', drafted_by, drafted_by_name, drafted_at, confirmed_by, confirmed_by_name,
           confirmed_at, published_by_name, '2021-12-28T08:00:00+07:00', 0, input_sha256 FROM award_lists WHERE number = 1`,
      );
    });
    expect((await organiser.send(`${DESK}/1`, words)).status).toBe(303);
    expect((await house.visitor().get(`${PUBLIC}/1`)).text).toContain(`href="${RESULTS}/2">Danh sách số 2</a>`);
  });

  it('are a link beside the result for whoever may open their desk, with how many wait, and for nobody else', async () => {
    const AWARDS = `/to-chuc/${SLUG}/giai-thuong`;
    const link = `href="${DESK}">Kiến nghị về kết quả (3 chưa trả lời)</a>`;
    const auditor = await house.signedIn('kiem-tra');
    const pages: [Visitor, string][] = [
      [organiser, AWARDS],
      [auditor, AWARDS],
      [secretary, '/thu-ky/tong-hop'],
      [organiser, `/to-chuc/${SLUG}/ket-qua-cham`],
    ];
    for (const [who, path] of pages) {
      const found = /href="[^"]*\/kien-nghi">Kiến nghị về kết quả[^<]*<\/a>/.exec((await who.get(path)).text)?.[0];
      expect([path, found]).toEqual([path, link]);
      expect((await who.get(DESK)).text).toContain('chưa trả lời 3.');
    }
    for (const who of [house.visitor(), xa, await house.signedIn('tham-dinh'), await house.signedIn('giam-khao-1')])
      expect((await who.get(RESULTS)).text).not.toContain(DESK);
  });

  it('ask no more of the database for many than for one', async () => {
    const count = counting(house);
    const pages = async () => [
      await count(() => house.visitor().get(PUBLIC)),
      await count(() => organiser.get(DESK)),
      await count(() => organiser.get(`${DESK}/1`)),
      await count(() => organiser.get(`/to-chuc/${SLUG}/giai-thuong`)),
      await count(() => secretary.get('/thu-ky/tong-hop')),
    ];
    const before = await pages();
    expect((await house.visitor().send(PUBLIC, { ...SENDER, about: '' })).status).toBe(303);
    expect(await pages()).toEqual(before);
  });
});

describe('After the last day', () => {
  it('none is taken any more, and the page says where to turn; what was answered stays', async () => {
    // Of list 2, published on 28/12/2021, the tenth day after is 07/01/2022.
    await at('2022-01-07T23:59:59');
    const form = hiddenFields((await house.visitor().get(PUBLIC)).text, PUBLIC);
    await at('2022-01-08T00:00:00');
    const page = (await house.visitor().get(PUBLIC)).text;
    expect(page).toContain('Đã hết thời gian nhận kiến nghị (hết ngày 07/01/2022). Gửi văn bản đến Ban Tổ chức');
    expect(page).toContain('Đã kiểm tra lại, điểm đúng.');
    expect(page).not.toContain('name="words"');
    const visitor = await house.signedIn('xa2');
    const late = await visitor.send(PUBLIC, { ...form, words: 'Muộn' }, '/viec');
    expect(late.status).not.toBe(303);
    const rows = await house.database.reader.rows(`SELECT FROM award_objections WHERE words = 'Muộn'`);
    expect(rows).toEqual([]);
  });

  it.each(['xa', 'tham-dinh', 'giam-khao-1', 'quan-tri'])('and the desk is not for %s', async (username) => {
    expect((await (await house.signedIn(username)).get(DESK)).status).toBe(403);
  });
});

describe('Who sent an objection', () => {
  const kept = () =>
    house.database.reader.rows<{ number: number; name: string; contact: string }>(
      `SELECT number, sender_name AS name, sender_contact AS contact FROM award_objections WHERE answered_at IS NOT NULL ORDER BY number`,
    );
  const erase = () => house.app.get(ObjectionErasure, { strict: false }).erase();

  it('is erased a year after the last answer, but for accounts of communes, and the log tells nothing of it', async () => {
    const before = await kept();
    const [last] = await house.database.reader.rows<{ at: Date }>(
      `SELECT max(a.answered_at) AS at FROM award_objection_answers a JOIN award_objections o ON o.id = a.objection_id WHERE o.number = 1`,
    );
    const due = new Date((last?.at.getTime() ?? 0) + KEPT_DAYS * 86_400_000);
    await setClock(house.database, world.contestId, due.toISOString());
    expect([await erase(), await kept()]).toEqual([0, before]);
    await setClock(house.database, world.contestId, new Date(due.getTime() + 1000).toISOString());
    expect(await erase()).toBe(1);
    expect(await kept()).toEqual(before.map((one) => (one.number === 1 ? { number: 1, name: '', contact: '' } : one)));
    expect(await erase()).toBe(0);
    const [told] = await house.database.reader.rows<{ facts: object }>(
      `SELECT facts FROM audit_events WHERE act = 'objection.erase'`,
    );
    expect(told?.facts).toEqual({ number: 1 });
    expect((await organiser.get(`${DESK}/1`)).text).toContain('Đã xóa sau thời hạn lưu');
  });
});
