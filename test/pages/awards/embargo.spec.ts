import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { JobWorker } from '../../../src/jobs/job.worker.js';
import { hiddenFields, startApp, type TestApp, type Visitor } from '../../app.js';
import { givenClosedRound } from '../../fixtures/awards.js';
import { buildWorld, setClock, type World } from '../../fixtures/world.js';

let house: TestApp;
let world: World;
let organiser: Visitor;
let second: Visitor;

const ORGANISE = '/to-chuc/zalo-lai-chau-2021';
const DESK = `${ORGANISE}/giai-thuong`;
const PUBLICATION = `${ORGANISE}/cong-bo`;
const CONTEST = '/cuoc-thi/zalo-lai-chau-2021';
const RESULTS = `${CONTEST}/ket-qua`;
const EIGHT = { date: '24/12/2021', time: '08:00' };
const at = (moment: string): Promise<void> => setClock(house.database, world.contestId, `${moment}+07:00`);

beforeAll(async () => {
  house = await startApp();
  world = await buildWorld(house.database);
  await at('2021-12-23T16:00:00');
  // One Nhất (95), two Nhì (90, 85), three Ba (80, 75, 70): no tie, nothing withheld.
  await givenClosedRound(house.database, world, [
    [40, 28, 27],
    [38, 26, 26],
    [35, 25, 25],
    [32, 24, 24],
    [30, 23, 22],
    [28, 21, 21],
  ]);
  organiser = await house.signedIn('to-chuc');
  second = await house.signedIn('to-chuc-2');
});
afterAll(() => house.close());

async function givenConfirmed(): Promise<void> {
  await organiser.send(`${DESK}/lap`, {}, DESK);
  expect((await second.send(`${DESK}/xac-nhan`, {}, DESK)).status).toBe(303);
}
const setMoment = (words: Record<string, string>) => organiser.send(`${PUBLICATION}/hen-gio`, words, PUBLICATION);
const lift = () => second.send(`${PUBLICATION}/bo-hen`, {}, PUBLICATION);
/** The queue's own look, which a moment that lies ahead puts off. Due a second ago: milliseconds are rounded, and may be up. */
async function lookNow(): Promise<void> {
  await house.database.transaction((tx) =>
    tx.changed(`UPDATE jobs SET due_at = now() - interval '1 second' WHERE kind = 'awards.publish-at'`),
  );
  await house.app.get(JobWorker, { strict: false }).runDue();
}

/** All that anybody outside can ask about the result: status, entity tag and text, without what changes with every answer. */
async function outside(): Promise<string[]> {
  const xa = await house.signedIn('xa');
  const judge = await house.signedIn('giam-khao-1');
  const asked: [Visitor, string][] = [
    ...[
      RESULTS,
      `${RESULTS}.csv`,
      `${RESULTS}.rss`,
      `${RESULTS}/1`,
      `${RESULTS}/1/ZALO21-211124-0001`,
      `${CONTEST}/goi-ket-qua/1`,
      '/api/v1/contests/zalo-lai-chau-2021/results',
      '/api/v1/contests/zalo-lai-chau-2021',
      '/api/v1/contests',
      CONTEST,
      '/',
      '/sitemap.xml',
      '/kiem-tra/dau-so',
    ].map((path): [Visitor, string] => [house.visitor(), path]),
    ...['/viec', '/nop', '/nop/ZALO21-211124-0001', '/thong-bao', RESULTS].map((path): [Visitor, string] => [xa, path]),
    ...['/viec', '/cham', RESULTS].map((path): [Visitor, string] => [judge, path]),
  ];
  const answers: string[] = [];
  for (const [visitor, path] of asked) {
    const { status, headers, text } = await visitor.get(path);
    const steady = text
      .replace(/nonce="[^"]*"|name="_(csrf|key)" value="[^"]*"|data-user="[^"]*"|"requestId":"\w+"/g, '')
      .replace(/[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g, 'id')
      .replace(/\d{2}:\d{2}(:\d{2})?/g, 'giờ');
    answers.push(`${path} ${status} ${path === RESULTS ? String(headers['etag']) : ''} ${steady}`);
  }
  return answers;
}
const papersThatWait = async (): Promise<string[]> =>
  (await house.database.reader.rows<{ source: string }>(`SELECT source FROM documents WHERE awaits_result`)).map(
    ({ source }) => source,
  );
const SENTINELS = ['Nhóm Zalo số 1', '15.000.000', 'Giải Nhất</'];

describe('The moment at which a result goes out', () => {
  it('is set by an organiser on a list that two people have agreed on', async () => {
    await organiser.send(`${DESK}/lap`, {}, DESK);
    expect((await organiser.get(PUBLICATION)).text).not.toContain('Hẹn giờ công bố');
    expect((await second.send(`${DESK}/xac-nhan`, {}, DESK)).status).toBe(303);
    const page = (await organiser.get(PUBLICATION)).text;
    expect(page).toContain('Hẹn giờ công bố');
    expect(page).toContain('Công bố ngay');
  });

  it.each([
    [{ date: '23/12/2021', time: '16:00' }, 'Thời điểm này đã qua.'],
    [{ date: '24/12/2022', time: '08:00' }, 'Thời gian công bố của cuộc thi là từ ngày 21/12/2021 đến hết ngày'],
    [{ date: '24/12/2021', time: 'tám giờ' }, 'Nhập giờ công bố, ví dụ 08:00.'],
  ])('typed wrong, %j comes back with its words', async (words, sentence) => {
    const answer = await setMoment(words);
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(sentence);
    for (const word of Object.values(words)) expect(answer.text).toContain(`value="${word}"`);
  });

  it('keeps papers on the result hidden as long as it does', async () => {
    await organiser.send(`${ORGANISE}/van-ban/quyet-dinh/vao-so`, { corrects: '' }, `${ORGANISE}/van-ban`);
    expect(await papersThatWait()).toEqual(['quyet-dinh']);
  });

  it('before it nothing outside has changed by so much as an entity tag, and nobody can publish by hand', async () => {
    const before = await outside();
    expect((await setMoment(EIGHT)).status).toBe(303);
    await lookNow();
    expect(await outside()).toEqual(before);
    for (const words of SENTINELS) expect(before.filter((answer) => answer.includes(words))).toEqual([]);
    const page = await organiser.get(PUBLICATION);
    expect(page.text).toContain('Danh sách tự công bố lúc <strong>08:00 thứ Sáu, 24/12/2021</strong>.');
    expect(page.text).not.toContain('Công bố ngay');
    const byHand = await organiser.send(PUBLICATION, hiddenFields(page.text, `${PUBLICATION}/hen-gio`), PUBLICATION);
    expect([byHand.status, byHand.text.includes('Đã hẹn công bố lúc 08:00 ngày 24/12/2021.')]).toEqual([409, true]);
    expect((await organiser.get('/viec')).text).not.toContain('Công bố kết quả');
  });

  it('can be moved and taken away by any organiser, and the log tells each time', async () => {
    await setMoment({ date: '25/12/2021', time: '9 giờ' });
    expect((await lift()).status).toBe(303);
    expect((await organiser.get(PUBLICATION)).text).toContain('Công bố ngay');
    // The page that showed the moment still has its button.
    await setMoment(EIGHT);
    const told = await house.database.reader.rows<{ act: string; at: string; before: string | null }>(
      `SELECT act, facts->>'embargoAt' AS at, facts->>'before' AS before FROM audit_events WHERE act LIKE 'award-list.%embargo' ORDER BY id`,
    );
    expect(told).toEqual([
      { act: 'award-list.set-embargo', at: '2021-12-24T08:00:00.000+07:00', before: null },
      {
        act: 'award-list.set-embargo',
        at: '2021-12-25T09:00:00.000+07:00',
        before: '2021-12-24T08:00:00.000+07:00',
      },
      { act: 'award-list.lift-embargo', at: '2021-12-25T09:00:00.000+07:00', before: null },
      { act: 'award-list.set-embargo', at: '2021-12-24T08:00:00.000+07:00', before: null },
    ]);
  });

  it('one second before it nothing goes out', async () => {
    await at('2021-12-24T07:59:59');
    await lookNow();
    expect((await house.visitor().get(RESULTS)).text).toContain('Kết quả chưa được công bố.');
  });

  it('when it comes everything is out at once, without a press, in the name of who set it', async () => {
    await at('2021-12-24T08:00:00');
    // Whoever opens the page before the queue has looked is told what is going on.
    expect((await organiser.get(PUBLICATION)).text).toContain('Đã đến giờ hẹn, đang chờ công bố');
    await lookNow();
    for (const path of [RESULTS, `${RESULTS}.csv`, '/api/v1/contests/zalo-lai-chau-2021/results'])
      expect((await house.visitor().get(path)).text).toContain('Nhóm Zalo số 1');
    expect((await house.visitor().get(`${RESULTS}.rss`)).text).toContain('Danh sách khen thưởng số 1');
    expect((await house.visitor().get(RESULTS)).text).toContain('công bố lúc 08:00 ngày 24/12/2021');
    expect((await (await house.signedIn('xa')).get('/thong-bao')).text).toContain('Đã công bố kết quả');
    expect(await papersThatWait()).toEqual([]);
    const told = await house.database.reader.rows(
      `SELECT person_id AS "personId", request_id AS "requestId" FROM audit_events WHERE act = 'award-list.publish'`,
    );
    expect(told).toEqual([{ personId: world.actors.organiser.personId, requestId: 'EMBARGO' }]);
    await lookNow();
    expect((await house.visitor().get(`${RESULTS}/2`)).status).toBe(404);
  });
});

describe('A moment that comes when the list may not go out', () => {
  it('wants the reason for replacing the list in force when it is set', async () => {
    await givenConfirmed();
    const answer = await setMoment({ ...EIGHT, time: '10:00', supersedeReason: '' });
    expect([answer.status, answer.text.includes('Ghi lý do thay danh sách đã công bố.')]).toEqual([422, true]);
    expect((await setMoment({ ...EIGHT, time: '10:00', supersedeReason: 'Ghi nhầm tên' })).status).toBe(303);
  });

  it('is held when the scores have changed: nothing of it is out, the organisers are told once and see why', async () => {
    await house.database.transaction((tx) => tx.changed(`UPDATE contests SET budget = budget - 1`));
    await at('2021-12-24T10:00:00');
    await lookNow();
    await lookNow();
    expect((await house.visitor().get(RESULTS)).text).toContain('Danh sách số 1');
    const page = (await second.get(PUBLICATION)).text;
    expect(page).toContain('Chưa công bố được lúc đã hẹn');
    expect(page).toContain('Bỏ dự thảo này và lập lại.');
    const told = await house.database.reader.rows(
      `SELECT p.username FROM notices n JOIN persons p ON p.id = n.person_id WHERE n.subject = 'Chưa công bố được kết quả lúc đã hẹn' ORDER BY 1`,
    );
    expect(told).toEqual([{ username: 'to-chuc' }, { username: 'to-chuc-2' }]);
    const held = await house.database.reader.rows(
      `SELECT person_name AS "personName", facts->>'held' AS held FROM audit_events WHERE act = 'award-list.hold'`,
    );
    expect(held).toEqual([{ personName: 'Hẹn giờ công bố', held: 'award-input-changed' }]);
    await house.database.transaction((tx) => tx.changed(`UPDATE contests SET budget = budget + 1`));
  });

  it('is held when whoever set it no longer organises; another organiser sets it anew and it goes out', async () => {
    await setMoment({ ...EIGHT, time: '11:00', supersedeReason: 'Ghi nhầm tên' });
    const { assignmentId } = world.actors.organiser;
    const revoke = (sql: string) =>
      house.database.transaction((tx) =>
        tx.changed(`UPDATE role_assignments SET revoked_at = ${sql} WHERE id = $1`, [assignmentId]),
      );
    await revoke('now()');
    await at('2021-12-24T11:00:00');
    await lookNow();
    expect((await second.get(PUBLICATION)).text).toContain('Người hẹn giờ không còn là thành viên Ban Tổ chức.');
    const words = { ...EIGHT, time: '12:00', supersedeReason: 'Ghi nhầm tên' };
    expect((await second.send(`${PUBLICATION}/hen-gio`, words, PUBLICATION)).status).toBe(303);
    await at('2021-12-24T12:00:00');
    await lookNow();
    await revoke('NULL');
    const page = (await house.visitor().get(RESULTS)).text;
    expect(page).toContain('Danh sách số 2');
    expect(page).toContain('Ghi nhầm tên');
  });

  it('is gone when the list goes back to the desk', async () => {
    await givenConfirmed();
    await setMoment({ ...EIGHT, time: '13:00', supersedeReason: 'Họp lại' });
    await organiser.send(`${DESK}/ve-du-thao`, { reason: 'Xem lại tên nhóm' }, DESK);
    await at('2021-12-24T14:00:00');
    await lookNow();
    expect((await house.visitor().get(RESULTS)).text).toContain('Danh sách số 2');
    expect(
      await house.database.reader.rows(`SELECT FROM award_embargoes WHERE at > '2021-12-24T12:30:00+07:00'`),
    ).toEqual([]);
  });
});
