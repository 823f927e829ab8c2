import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createLogger } from '../../../src/web/logger.js';
import { startApp, type TestApp, type Visitor } from '../../app.js';
import { begin, submitOne } from '../../fixtures/entries.js';
import { askForMembers, sendList } from '../../fixtures/members.js';
import { buildWorld, type World } from '../../fixtures/world.js';

/** Everything that the application wrote to its log, in the order in which it did, and nothing cut. */
let written = '';
let house: TestApp;
let world: World;
let [xa, thamDinh, toChuc, kiemTra, quanTri]: Visitor[] = [];
let number: string;

beforeAll(async () => {
  const logger = createLogger('info', { write: (text: string) => void (written += text) });
  house = await startApp({ logger });
  world = await buildWorld(house.database);
  [xa, thamDinh, toChuc, kiemTra, quanTri] = await Promise.all(
    ['xa', 'tham-dinh', 'to-chuc', 'kiem-tra', 'quan-tri'].map((name) => house.signedIn(name)),
  );
  await askForMembers(house.database, world.contestId, world.slots.members);
  number = await submitOne(xa as Visitor, world.villages.banBo[0], 1, (entry) =>
    sendList(xa as Visitor, entry, 'ds.csv', Buffer.from('Họ và tên,Vai trò trong nhóm,Số điện thoại\nLò Văn Thử,,')),
  );
});
afterAll(() => house.close());
beforeEach(() => {
  written = '';
});

/** The security events since this test began, each from a line of its own. */
const lines = (): Record<string, unknown>[] =>
  written
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>)
    .filter(({ msg }) => msg === 'security');
const views = (): unknown[] =>
  lines()
    .filter(({ event }) => event === 'personal-data-viewed')
    .map(({ personId, role, view, entry = null, person = null }) => ({ personId, role, view, about: entry ?? person }));
const acts = () =>
  house.database.reader.rows<{ act: string; person: string | null }>(
    `SELECT act, person_id AS person FROM audit_events ORDER BY id DESC LIMIT 1`,
  );

describe('A view of personal data leaves one line: the event, who in which role, what', () => {
  it('the list of members on its page and as a file, of the commune and of its office', async () => {
    const { xa: official, thamDinh: officer } = world.actors;
    const page = `/nop/${await begin(xa as Visitor, world.villages.banBo[1]).then((at) => at.split('/').at(-1))}/thanh-vien`;
    expect((await xa?.get(page))?.status).toBe(200);
    expect(views()).toEqual([]); // there is no list yet, hence nobody on it
    await xa?.send(`${page}/sua`, {}, page);
    await xa?.get(page);
    await xa?.get(`${page}/cho-sua.xlsx`);
    const about = page.split('/')[2];
    expect(views()).toEqual([
      { personId: official.personId, role: 'commune', view: 'entries/members', about },
      { personId: official.personId, role: 'commune', view: 'entries/members marked', about },
    ]);
    written = '';
    await xa?.get(`/nop/${number}/thanh-vien/danh-sach.xlsx`);
    await thamDinh?.get(`/tham-dinh/${number}/thanh-vien.xlsx`);
    expect(views()).toEqual([
      { personId: official.personId, role: 'commune', view: 'entries/members sheet', about: number },
      { personId: officer.personId, role: 'vetting', view: 'vetting/members sheet', about: number },
    ]);
    expect(written).not.toContain('Lò Văn Thử');
  });

  it('a dossier in the hands of its office, an organiser and an auditor', async () => {
    for (const [who, path] of [
      [thamDinh, `/tham-dinh/${number}`],
      [toChuc, `/to-chuc/zalo-lai-chau-2021/ho-so/${number}`],
      [kiemTra, `/kiem-tra/ho-so/${number}`],
    ] as const)
      expect((await who?.get(path))?.status).toBe(200);
    expect(views()).toEqual([
      { personId: world.actors.thamDinh.personId, role: 'vetting', view: 'vetting/dossier', about: number },
      { personId: world.actors.organiser.personId, role: 'organiser', view: 'entries/overview-entry', about: number },
      { personId: world.actors.auditor.personId, role: 'auditor', view: 'entries/life', about: number },
    ]);
  });

  it('a file as it was sent, of its office and of an organiser; the pictures on their pages leave none', async () => {
    const file = await house.database.reader.one<{ id: string }>(
      `SELECT f.id FROM entry_files f JOIN contest_slots s ON s.id = f.slot_id JOIN entries e ON e.id = f.entry_id
        WHERE e.number = $1 AND s.code = 'anh'`,
      [number],
    );
    for (const part of ['nho', 'anh', 'goc'])
      for (const [who, page] of [
        [thamDinh, `/tham-dinh/${number}`],
        [toChuc, `/to-chuc/zalo-lai-chau-2021/ho-so/${number}`],
      ] as const)
        expect((await who?.get(`${page}/tep/${file?.id}/${part}`))?.status).toBe(200);
    // The line is written when the file has gone out, a moment after its reader has it.
    for (let looks = 0; looks < 100 && lines().length < 2; looks++) await pause(10);
    expect(lines()).toEqual([
      expect.objectContaining({ role: 'vetting', view: 'vetting/file', entry: number, file: file?.id }),
      expect.objectContaining({ role: 'organiser', view: 'entries/file', entry: number, file: file?.id }),
    ]);
  });

  it('people with their telephone numbers, all of them and one', async () => {
    const { personId } = world.actors.xa;
    await quanTri?.get('/quan-tri/nguoi-dung');
    await quanTri?.get(`/quan-tri/nguoi-dung/${personId}`);
    const admin = { personId: world.actors.admin.personId, role: 'admin' };
    expect(views()).toEqual([
      { ...admin, view: 'accounts/people', about: null },
      { ...admin, view: 'accounts/person', about: personId },
    ]);
  });

  it('and one that was refused leaves none', async () => {
    await thamDinh?.get(`/nop/${number}/thanh-vien`);
    await xa?.get('/quan-tri/nguoi-dung');
    expect(views()).toEqual([]);
  });
});

it('An export that changes nothing leaves one line', async () => {
  expect((await thamDinh?.get('/tham-dinh/tien-do.xlsx'))?.status).toBe(200);
  const { personId } = world.actors.thamDinh;
  expect(lines()).toEqual([
    expect.objectContaining({
      event: 'exported',
      personId,
      role: 'vetting',
      view: 'vetting/progress sheet',
      contest: 'zalo-lai-chau-2021',
    }),
  ]);
});

describe('A denial leaves one line', () => {
  it.each([
    ['a role that does not open the door', () => xa?.get('/quan-tri/nguoi-dung'), 403, 'not-allowed'],
    [
      'what is not theirs, which looks like what is not there',
      () => xa?.get('/nop/ZALO21-990101-0001'),
      404,
      'not-found',
    ],
    ['a form without its token', () => xa?.agent.post('/nop/moi').redirects(0), 403, 'form-token-stale'],
  ])('%s', async (_what, call, status, code) => {
    expect((await call())?.status).toBe(status);
    expect(lines()).toEqual([
      expect.objectContaining({ event: 'denied', status, code, personId: world.actors.xa.personId, role: 'commune' }),
    ]);
  });

  it('too many wrong tries of somebody without an account, by address; a page that nobody has made is no denial', async () => {
    const stranger = house.visitor();
    await stranger.get('/wp-login.php');
    for (let i = 0; i < 11; i++)
      await stranger.send('/tra-cuu', { ma: `ZALO21-990101-000${i % 10}`, maTraCuu: 'AAAA2222' });
    await stranger.send('/tra-cuu', { ma: number, maTraCuu: 'AAAA2222' });
    expect(lines()).toEqual([
      expect.objectContaining({ event: 'denied', status: 429, code: 'sign-in-wait', personId: null, path: '/tra-cuu' }),
    ]);
    expect(lines()[0]?.['address']).toMatch(/127\.0\.0\.1$/);
  });
});

describe('What changes something is an event of the log that cannot be rewritten', () => {
  it.each([
    ['signing in', 'session.open', () => house.signedIn('xa2'), 'xa2'],
    ['a wrong password', 'session.refuse', () => wrongPassword('xa2'), 'xa2'],
    ['an export', 'results.export', () => exportResults(), 'organiser'],
    ['an act of an administrator', 'person.end-sessions', () => endSessions(), 'admin'],
  ] as const)('%s', async (_what, act, press, who) => {
    await press();
    expect(await acts()).toEqual([{ act, person: world.actors[who].personId }]);
  });
});

describe('Whatever is sent in', () => {
  it.each(['%0d%0a', '%E2%80%A8', '%C2%85'])(
    'a line that somebody tries to forge with %s stays within one',
    async (end) => {
      await xa?.get(`/to-chuc/x${end}%7B%22event%22:%22denied%22%7D/ho-so`);
      await toChuc?.get(`/to-chuc/x${end}%7B%22event%22:%22denied%22%7D/ho-so`);
      expect(written.split('\n').filter((line) => line !== '')).toHaveLength(2);
      expect(written).not.toMatch(/[\u0085\u2028\u2029]/);
      expect(lines().map(({ event }) => event)).toEqual(['denied', 'denied']);
    },
  );

  it('lines carry the time as UTC, and no password, token or secret', async () => {
    const token = 'T'.repeat(43);
    await xa?.get(`/gui-nho/${token}`);
    await wrongPassword('xa2', 'mật khẩu bí mật');
    await xa?.get(`/quan-tri/nguoi-dung?tim=bi-mat`);
    expect(lines().map(({ time }) => time)).toEqual([
      expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      expect.stringMatching(/Z$/),
    ]);
    expect(lines()[0]).toMatchObject({ status: 404, path: '/gui-nho/***' });
    for (const secret of [token, 'bí mật', 'bi-mat', 'hoithi-demo']) expect(written).not.toContain(secret);
  });
});

const wrongPassword = (username: string, password = 'sai rồi') =>
  house.visitor().send('/dang-nhap', { username, password });
const exportResults = async () => {
  await house.database.transaction((tx) =>
    tx.changed(`UPDATE judging_rounds SET closed_at = $1, closed_by_name = 'Hoàng Thị Ký', close_reason = 'Đủ phiếu'`, [
      tx.now,
    ]),
  );
  const answer = await toChuc?.send(
    '/to-chuc/zalo-lai-chau-2021/xuat/ket-qua.xlsx',
    {},
    '/to-chuc/zalo-lai-chau-2021/xuat',
  );
  expect([answer?.status, answer?.headers['content-disposition']]).toEqual([
    200,
    expect.stringContaining('ket-qua.xlsx'),
  ]);
};
const endSessions = async () => {
  const at = `/quan-tri/nguoi-dung/${world.actors.xa2.personId}`;
  expect((await quanTri?.send(`${at}/dang-xuat`, {}, at))?.status).toBe(303);
};
