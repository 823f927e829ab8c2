import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp, type Visitor } from '../../app.js';
import { UNREAD_COUNTER } from '../../../src/notices/notice.counter.js';
import { buildWorld, type World } from '../../fixtures/world.js';

let house: TestApp;
let world: World;
let xa: Visitor;
beforeAll(async () => {
  house = await startApp();
  world = await buildWorld(house.database);
  xa = await house.signedIn('xa');
});
afterAll(() => house.close());
beforeEach(() => house.database.pool.query('DELETE FROM notices'));

const given = (count: number, personId = world.actors.xa.personId, read = false) =>
  house.database.pool.query(
    `INSERT INTO notices (id, person_id, role, contest_id, event, once, sender_name, contact, subject, paragraphs, zalo, at, told_at, read_at)
     SELECT gen_random_uuid(), $1, 'commune', $2, 'receipt', gen_random_uuid(), 'x', '', 'x', '{}', 'x', now(), now(),
            CASE WHEN $4 THEN now() END FROM generate_series(1, $3)`,
    [personId, world.contestId, count, read],
  );
/** What the link in the header says; null without one. */
const said = (html: string): string | null => {
  const link = /<a class="counter" href="\/thong-bao"[^>]*>([\s\S]*?)<\/a>/.exec(html)?.[1];
  return link === undefined
    ? null
    : link
        .replace(/<[^>]*>/g, ' ')
        .replace(/\s+/g, ' ')
        .trim();
};
const headerOf = async (path = '/viec') => said((await xa.get(path)).text);

describe('The header of everybody signed in leads to the notices', () => {
  it.each([
    [0, 'Thông báo'],
    [1, 'Thông báo 1 chưa đọc'],
    [9, 'Thông báo 9 chưa đọc'],
    [10, 'Thông báo 9+ chưa đọc'],
    [500, 'Thông báo 9+ chưa đọc'],
  ])('with %i unread: %s', async (count, words) => {
    await given(count);
    await given(3, world.actors.xa2.personId);
    await given(4, world.actors.xa.personId, true);
    expect(await headerOf()).toBe(words);
  });

  it('on every page, also one that says no, and says at once when they have been read', async () => {
    await given(2);
    for (const path of ['/nop', '/tai-khoan', '/quan-tri/nguoi-dung', '/khong-co'])
      expect(await headerOf(path)).toBe('Thông báo 2 chưa đọc');
    await xa.send('/thong-bao/da-doc', { viec: 'tat-ca' }, '/thong-bao');
    expect(await headerOf()).toBe('Thông báo');
  });

  it('and nobody else’s does', async () => {
    for (const path of ['/', '/dang-nhap', '/tra-cuu']) expect(said((await house.visitor().get(path)).text)).toBeNull();
  });
});

describe('What it costs', () => {
  it('no statement of its own, however many there are: it is read with the session', async () => {
    const { pool } = house.database;
    const asked: string[] = [];
    const real = pool.query.bind(pool);
    // A page with no reads of its own but the session's.
    const watch = (statement: { text?: string } | string, ...more: unknown[]) => {
      asked.push(typeof statement === 'string' ? statement : (statement.text ?? ''));
      return (real as (...all: unknown[]) => unknown)(statement, ...more);
    };
    pool.query = watch as typeof pool.query;
    try {
      await given(12);
      asked.length = 0;
      await xa.get('/quan-tri/nguoi-dung'); // refused by the role alone
      expect(asked.filter((sql) => !/UPDATE/.test(sql))).toHaveLength(1);
      expect(asked[0]).toContain('FROM sessions s');
      expect(asked[0]).toContain('notices');
    } finally {
      pool.query = real as typeof pool.query;
    }
  });

  it('one look at an index, which stops at the tenth', async () => {
    await given(12);
    await given(5000, world.actors.xa2.personId);
    await house.database.pool.query('ANALYZE notices');
    const { rows } = await house.database.pool.query<{ 'QUERY PLAN': string }>(
      `EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF) SELECT ${UNREAD_COUNTER.beside}
         FROM (SELECT json_build_object('personId', $1::text) AS sess) s`,
      [world.actors.xa.personId],
    );
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
    expect(plan).toMatch(/Index Only Scan using notices_unread on notices n \(actual rows=10(\.00)? loops=1\)/);
  });
});
