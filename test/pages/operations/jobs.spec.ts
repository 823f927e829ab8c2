import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { APP_JOB_WORDS } from '../../../src/app.job-words.js';
import { JobHandlers } from '../../../src/jobs/job.handlers.js';
import { hiddenFields, startApp, type TestApp, type Visitor } from '../../app.js';
import { buildWorld, type World } from '../../fixtures/world.js';

let house: TestApp;
let world: World;
let admin: Visitor;
const DESK = '/quan-tri/cong-viec';

beforeAll(async () => {
  // Never reached: what sends mail and scans files is only named here.
  house = await startApp({ smtpUrl: 'smtp://127.0.0.1:1', clamdUrl: 'tcp://127.0.0.1:1' });
  world = await buildWorld(house.database);
  admin = await house.signedIn('quan-tri');
});
afterAll(() => house.close());
afterEach(() => house.database.pool.query('DELETE FROM jobs'));

/** Jobs as the queue leaves them; `parked` minutes ago. Answers their ids in the order given. */
async function given(
  ...jobs: { error?: string; parked?: number; due?: number; isRunning?: boolean }[]
): Promise<number[]> {
  const ids: number[] = [];
  for (const { error = null, parked = null, due = 0, isRunning = false } of jobs) {
    const { rows } = await house.database.pool.query<{ id: number }>(
      `INSERT INTO jobs (kind, about, added_at, due_at, tries, lease, last_error, parked_at)
       VALUES ('entries.bind-photos', '{"entryId":"e-7"}', now(), now() + make_interval(mins => $1), 5,
         CASE WHEN $2 THEN gen_random_uuid() END, $3, now() - make_interval(mins => $4)) RETURNING id::int`,
      [due, isRunning, error, parked],
    );
    ids.push(rows[0]?.id ?? 0);
  }
  return ids;
}
const left = () =>
  house.database.reader.rows<{ id: number; tries: number; isParked: boolean; isDue: boolean }>(
    `SELECT id::int, tries, parked_at IS NOT NULL AS "isParked", due_at <= now() AS "isDue" FROM jobs ORDER BY id`,
  );
const lastAct = () =>
  house.database.reader.one<{ act: string; reason: string | null; facts: object; person: string }>(
    `SELECT act, reason, facts AS facts, person_id AS person FROM audit_events ORDER BY id DESC LIMIT 1`,
  );
const seenOn = (page: string): string[] =>
  [...page.matchAll(/name="seen" value="([^"]*)"/g)].map(([, seen]) => seen ?? '');
/** Ticks these on the list and answers the page that says what would happen. */
const preview = (verb: string, ids: readonly number[]) =>
  admin.send(`${DESK}/${verb}`, { viec: ids.map(String) }, DESK);
/** Presses the button of such a page. */
const press = async (verb: string, page: string, words: Record<string, string> = {}) => {
  const { _csrf = '', _key = '' } = hiddenFields(page, `${DESK}/${verb}`);
  const body = new URLSearchParams({ _csrf, _key, ...words });
  for (const seen of seenOn(page)) body.append('seen', seen);
  return admin.agent.post(`${DESK}/${verb}`).redirects(0).type('form').send(body.toString());
};

describe('The administrator sees the queue', () => {
  it('in figures and by how jobs stand, each with what it is and why it stopped', async () => {
    const [, , , broken] = await given({}, { due: 60 }, { due: 1, isRunning: true }, { parked: 3, error: 'disk full' });
    const page = (await admin.get(DESK)).text;
    for (const words of ['Gộp ảnh thành PDF', `>${broken}<`, 'disk full', 'e-7', '5 lần'])
      expect(page).toContain(words);
    const figures = [...page.matchAll(/figure-value">(\d+)<\/span> <span class="figure-label">([^<]*)</g)];
    expect(figures.map(([, value, label]) => [label, value])).toEqual([
      ['đã dừng, cần xử lý', '1'],
      ['đang chờ', '1'],
      ['đang chạy', '1'],
      ['hẹn giờ sau', '1'],
    ]);
    for (const [state, count] of [
      ['cho', 1],
      ['chay', 1],
      ['hen', 1],
    ] as const) {
      const rows = (await admin.get(`${DESK}?loc=${state}`)).text.match(/<th scope="row">/g) ?? [];
      expect(rows).toHaveLength(count);
    }
  });

  it('without what would open a door or name somebody, and by pages', async () => {
    const error = `Invalid login to smtp://user:matkhau@mail.example for lo.van.bo@laichau.gov.vn with ${'T'.repeat(43)}`;
    await given(...Array.from({ length: 51 }, () => ({ parked: 1, error })));
    const first = (await admin.get(DESK)).text;
    for (const secret of ['matkhau', 'lo.van.bo', 'T'.repeat(43)]) expect(first).not.toContain(secret);
    expect(first).toContain('smtp://***@mail.example for ***@laichau.gov.vn');
    expect(first.match(/name="viec"/g)).toHaveLength(50);
    expect((await admin.get(`${DESK}?trang=2`)).text.match(/name="viec"/g)).toHaveLength(1);
  });

  it('has a word for every kind of job that this platform runs, and nobody else may look', async () => {
    const kinds = house.app
      .get(JobHandlers)
      .all()
      .map(([kind]) => kind);
    expect(kinds.sort()).toEqual(Object.keys(APP_JOB_WORDS));
    expect((await (await house.signedIn('to-chuc')).get(DESK)).status).toBe(403);
  });

  it('is told on the home page of jobs that stopped', async () => {
    expect((await admin.get('/viec')).text).not.toContain('Xem việc đã dừng');
    await given({ parked: 1, error: 'x' }, { parked: 1, error: 'x' });
    expect((await admin.get('/viec')).text).toContain('Xem việc đã dừng');
  });
});

describe('Jobs that stopped are run again', () => {
  it('after a page that says which, which writes nothing; then all at once, with one event', async () => {
    const [a = 0, b = 0, c = 0] = await given(
      { parked: 1, error: 'x' },
      { parked: 2, error: 'y' },
      { parked: 3, error: 'z' },
    );
    const page = await preview('chay-lai', [a, b]);
    expect([page.status, seenOn(page.text).length]).toEqual([200, 2]);
    expect((await left()).every(({ isParked }) => isParked)).toBe(true);
    const done = await press('chay-lai', page.text);
    expect([done.status, done.headers['location']]).toEqual([303, DESK]);
    expect(await left()).toEqual([
      { id: a, tries: 0, isParked: false, isDue: true },
      { id: b, tries: 0, isParked: false, isDue: true },
      { id: c, tries: 5, isParked: true, isDue: true },
    ]);
    expect(await lastAct()).toEqual({
      act: 'job.retry',
      reason: null,
      facts: { jobs: [a, b].map((id) => ({ id, kind: 'entries.bind-photos' })) },
      person: world.actors.admin.personId,
    });
  });

  it('none of them when one was dealt with meanwhile, and the page says so', async () => {
    const [a = 0, b = 0] = await given({ parked: 1, error: 'x' }, { parked: 2, error: 'y' });
    const page = await preview('chay-lai', [a, b]);
    await press('chay-lai', (await preview('chay-lai', [b])).text);
    const late = await press('chay-lai', page.text);
    expect(late.status).toBe(409);
    expect(late.text).toContain('Chưa làm gì');
    expect(seenOn(late.text)).toHaveLength(1); // what is still there to be dealt with
    expect((await left()).filter(({ isParked }) => isParked).map(({ id }) => id)).toEqual([a]);
  });

  it('nor one that failed once more after its page was opened', async () => {
    const [a = 0] = await given({ parked: 5, error: 'x' });
    const page = await preview('chay-lai', [a]);
    await house.database.pool.query(`UPDATE jobs SET parked_at = now(), last_error = 'another'`);
    expect((await press('chay-lai', page.text)).status).toBe(409);
  });

  it.each([[[]], [['0']], [['x']], [['999999999999999999999']]])('and nothing when %p is ticked', async (viec) => {
    await given({ parked: 1, error: 'x' });
    const answer = await admin.send(`${DESK}/chay-lai`, { viec }, DESK);
    expect([answer.status, answer.headers['location']]).toEqual([303, DESK]);
    expect((await admin.get(DESK)).text).toContain('Đánh dấu ít nhất một việc');
  });
});

describe('Jobs that nobody needs any more are given up', () => {
  it('with a reason, which the log keeps', async () => {
    const [a = 0, b = 0] = await given({ parked: 1, error: 'x' }, { parked: 2, error: 'y' });
    const page = await preview('bo', [a]);
    const empty = await press('bo', page.text, { reason: ' ' });
    expect([empty.status, seenOn(empty.text).length]).toEqual([422, 1]);
    expect((await press('bo', page.text, { reason: 'Hồ sơ đã rút' })).status).toBe(303);
    expect((await left()).map(({ id }) => id)).toEqual([b]);
    expect(await lastAct()).toMatchObject({ act: 'job.discard', reason: 'Hồ sơ đã rút' });
  });

  it('and never one that waits or runs', async () => {
    const [a = 0, b = 0] = await given({}, { due: 1, isRunning: true });
    for (const verb of ['bo', 'chay-lai']) expect((await preview(verb, [a, b])).status).toBe(303);
    expect(await left()).toHaveLength(2);
  });
});
