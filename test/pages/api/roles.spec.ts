import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Actor } from '../../../src/kernel/actor.js';
import type { Scope } from '../../../src/web/rights.js';
import { startApp, type TestApp } from '../../app.js';
import { givenClosedRound } from '../../fixtures/awards.js';
import { counting } from '../../fixtures/counting.js';
import { givenKey } from '../../fixtures/program-keys.js';
import { givenLying } from '../../fixtures/vetting.js';
import { buildWorld, setClock, type World } from '../../fixtures/world.js';
import { faultsOf } from './describing.js';

/* Who may ask for what at all, and what stays hidden, is the rights table's: here, what is told. */
let app: TestApp;
let world: World;
const keys = new Map<string, string>();

beforeAll(async () => {
  app = await startApp();
  world = await buildWorld(app.database);
  // 95, 90 and 75 points: the first three dossiers of Bản Bo.
  await givenClosedRound(app.database, world, [
    [40, 30, 25],
    [35, 30, 25],
    [20, 30, 25],
  ]);
  const lying = world.villages.banBo.slice(5, 8).map((village) => ({ village, commune: world.units.banBo }));
  await givenLying(app.database, world, lying, {}, 11);
  await setClock(app.database, world.contestId, '2021-12-22T09:00:00+07:00');
  for (const [name, actor] of Object.entries(world.actors)) keys.set(name, await givenKey(app, actor));
});
afterAll(() => app.close());

interface Told {
  status: number;
  body: Record<string, unknown>;
}

const ask = (who: keyof World['actors'], address: string) =>
  app
    .visitor()
    .get(address)
    .set('Authorization', `Bearer ${keys.get(who) ?? ''}`);

/** Asks, and holds the answer against the document. */
async function read(who: keyof World['actors'], address: string, described: string): Promise<Told> {
  const { status, body, type } = await ask(who, address);
  expect(faultsOf(described, status, type, body)).toEqual([]);
  return { status, body: body as Record<string, unknown> };
}

/** All that a list holds, read `limit` at a time. */
async function whole(who: keyof World['actors'], address: string, described: string, of: string): Promise<unknown[]> {
  const seen: unknown[] = [];
  let query = '?limit=2';
  for (let pages = 0; pages < 20; pages += 1) {
    const { status, body } = await read(who, `${address}${query}`, described);
    expect(status).toBe(200);
    seen.push(...(body[of] as unknown[]));
    if (body['nextCursor'] === null) break;
    query = `?limit=2&cursor=${String(body['nextCursor'])}`;
  }
  return seen;
}

const codesIn = (rows: unknown[]): string[] =>
  rows.map((row) => String((row as { code?: string }).code ?? (row as { entry: string }).entry).slice(-4));

const V1 = '/api/v1';
const OWN = `${V1}/contests/zalo-lai-chau-2021`;
const ONE = `${V1}/contests/{slug}`;

/** Each list: who reads it, where, as what it is described, under which name, and which dossiers are in it. */
const LISTS: [string, keyof World['actors'], string, string, string, string[]][] = [
  [
    'the commune’s own',
    'xa',
    `${V1}/entries`,
    `${V1}/entries`,
    'entries',
    ['0001', '0002', '0003', '0011', '0012', '0013'],
  ],
  ['those of a commune without any', 'xa2', `${V1}/entries`, `${V1}/entries`, 'entries', []],
  [
    'the office’s queue',
    'thamDinh',
    `${V1}/vetting`,
    `${V1}/vetting`,
    'entries',
    ['0001', '0002', '0003', '0011', '0012', '0013'],
  ],
  ['the queue of an office of another area', 'thamDinh2', `${V1}/vetting`, `${V1}/vetting`, 'entries', []],
  [
    'those of a contest',
    'organiser',
    `${OWN}/entries`,
    `${ONE}/entries`,
    'entries',
    ['0001', '0002', '0003', '0011', '0012', '0013'],
  ],
  ['the judge’s sheets', 'judge1', `${V1}/sheets`, `${V1}/sheets`, 'sheets', ['0001', '0002', '0003']],
  [
    'the secretary’s progress',
    'secretary',
    `${V1}/judging/progress`,
    `${V1}/judging/progress`,
    'entries',
    ['0001', '0002', '0003'],
  ],
  ['the scores', 'auditor', `${OWN}/scores`, `${ONE}/scores`, 'entries', ['0001', '0002', '0003']],
];

describe('Lists for programs', () => {
  it.each(LISTS)('%s: page by page, each once', async (_what, who, address, described, of, expected) => {
    const seen = codesIn(await whole(who, address, described, of));
    expect(seen.sort()).toEqual(expected);
  });

  it.each(LISTS)('%s: as many queries for one row as for three', async (_what, who, address) => {
    const countOf = counting(app);
    expect(await countOf(() => ask(who, `${address}?limit=1`))).toBe(
      await countOf(() => ask(who, `${address}?limit=3`)),
    );
  });

  it.each(LISTS)('%s: not sent again to who holds it, and nobody’s cursor is taken for a place', async (...list) => {
    const [, who, address, described] = list;
    const first = await ask(who, address);
    expect(first.headers['cache-control']).toBe('private, no-cache');
    expect((await ask(who, address).set('If-None-Match', first.headers['etag'] ?? '')).status).toBe(304);
    for (const query of ['cursor=abc', `cursor=${Buffer.from('[{}]').toString('base64url')}`, 'limit=101'])
      expect((await read(who, `${address}?${query}`, described)).status).toBe(422);
  });

  it.each([
    ['organiser', `${OWN}/entries?state=accepted`, `${ONE}/entries`, 3],
    ['thamDinh', `${V1}/vetting?stage=waiting`, `${V1}/vetting`, 3],
    ['thamDinh', `${V1}/vetting?contest=zalo-lai-chau-2021&level=1&stage=forwarded`, `${V1}/vetting`, 3],
  ] as const)('%s narrows %s', async (who, address, described, count) => {
    expect((await read(who, address, described)).body['entries']).toHaveLength(count);
  });

  it('say what they can be narrowed to', async () => {
    const { status, body } = await read('organiser', `${OWN}/entries?state=gone`, `${ONE}/entries`);
    expect([status, body['code']]).toEqual([422, 'filter-unknown']);
    expect(String(body['detail'])).toContain('accepted');
  });
});

describe('One dossier', () => {
  it.each([
    ['xa', `${V1}/entries/{code}`],
    ['organiser', `${V1}/entries/{code}`],
    ['auditor', `${V1}/entries/{code}`],
    ['thamDinh', `${V1}/vetting/{code}`],
  ] as const)('is told to %s with files by hash and no secret of its receipt', async (who, described) => {
    await app.database.transaction(async (tx) => {
      await tx.changed(`DELETE FROM entry_files`);
      await tx.changed(
        `INSERT INTO stored_files (sha256, size, kind, stored_at) VALUES ($1, 3, 'pdf', now()) ON CONFLICT DO NOTHING`,
        ['a'.repeat(64)],
      );
      await tx.changed(
        `INSERT INTO entry_files (id, entry_id, slot_id, sha256, name, kind, size, position, uploaded_at, uploaded_by)
         SELECT gen_random_uuid(), e.id, $1, $2, 'Báo cáo.pdf', 'pdf', 3, 1, now(), $3 FROM entries e WHERE e.number = 'ZALO21-211118-0011'`,
        [world.slots.report, 'a'.repeat(64), world.actors.xa.personId],
      );
    });
    const { status, body } = await read(who, described.replace('{code}', 'ZALO21-211118-0011'), described);
    expect([status, body['state'], body['contest']]).toEqual([200, 'submitted', world.slug]);
    expect(body['files']).toMatchObject([{ name: 'Báo cáo.pdf', sha256: 'a'.repeat(64), size: 3 }]);
    expect(JSON.stringify(body)).not.toMatch(/secret|checkValue|Nhóm/);
  });
});

describe('Scores for programs', () => {
  it('are the ranking of the closed round, with each judge’s total', async () => {
    const { body } = await read('organiser', `${OWN}/scores`, `${ONE}/scores`);
    const entries = body['entries'] as { rank: number; score: string; totals: unknown[] }[];
    expect(entries.map(({ rank, score }) => [rank, score])).toEqual([
      [1, '95.00'],
      [2, '90.00'],
      [3, '75.00'],
    ]);
    expect(entries[0]?.totals).toEqual([
      { judge: 'GK1', total: '95' },
      { judge: 'GK2', total: '95' },
    ]);
  });

  it('are never mixed: the cursor of another closing, of other dossiers and of another round is refused', async () => {
    const address = `${OWN}/scores?limit=2`;
    const cursor = async (): Promise<string> =>
      String((await read('organiser', address, `${ONE}/scores`)).body['nextCursor']);
    const told = async (from: string): Promise<unknown[]> => {
      const { status, body } = await read('organiser', `${address}&cursor=${from}`, `${ONE}/scores`);
      return [status, body['code'] ?? codesIn(body['entries'] as unknown[])];
    };
    const change = (sql: string) => app.database.transaction((tx) => tx.changed(sql, [world.roundId]));
    const first = await cursor();
    expect(await told(first)).toEqual([200, ['0003']]);
    // Closed once more at the very same moment of the contest's clock, as a rehearsal's may stand still.
    await change(`UPDATE judging_rounds SET version = version + 1 WHERE id = $1`);
    expect(await told(first)).toEqual([409, 'scores-replaced']);
    const second = await cursor();
    const leave = (state: string) =>
      change(
        `UPDATE entries SET state = '${state}', reason = 'Trùng' WHERE number = 'ZALO21-211124-0001' AND contest_id = (SELECT contest_id FROM judging_rounds WHERE id = $1)`,
      );
    await change(
      `INSERT INTO round_results (round_id, entry_id, place, rank, row, spread_hundredths)
       SELECT r.id, e.id, right(e.number, 1)::int, right(e.number, 1)::int, jsonb_build_object('number', e.number), 0
         FROM judging_rounds r JOIN entries e ON e.contest_id = r.contest_id AND e.state = 'accepted' WHERE r.id = $1`,
    );
    await leave('disqualified');
    expect(await told(second)).toEqual([409, 'scores-replaced']);
    await leave('accepted');
    await change(`DELETE FROM round_results WHERE round_id = $1`);
    expect(await told(second)).toEqual([200, ['0003']]);
    const [, ...rest] = JSON.parse(Buffer.from(second, 'base64url').toString('utf8')) as unknown[];
    const elsewhere = Buffer.from(JSON.stringify([world.contestId, ...rest])).toString('base64url');
    expect(await told(elsewhere)).toEqual([409, 'scores-replaced']);
  });

  it('are told to nobody before the round is closed; what is done is, and no point of it', async () => {
    const open = `UPDATE judging_rounds SET closed_at = NULL, closed_by_name = NULL, close_reason = NULL WHERE id = $1`;
    await app.database.transaction((tx) => tx.changed(open, [world.roundId]));
    for (const who of ['organiser', 'secretary', 'auditor'] as const) {
      const { status, body } = await read(who, `${OWN}/scores`, `${ONE}/scores`);
      expect([status, body['code']]).toEqual([403, 'scores-hidden']);
    }
    const { body } = await read('secretary', `${V1}/judging/progress`, `${V1}/judging/progress`);
    expect(body['totals']).toEqual({ entries: 3, unassigned: 0, belowQuorum: 0 });
    expect(JSON.stringify(body)).not.toMatch(/95|90\b|75|points|total"/);
    const closed = `UPDATE judging_rounds SET closed_at = now(), closed_by_name = 'Hoàng Thị Ký', close_reason = 'Đủ phiếu' WHERE id = $1`;
    await app.database.transaction((tx) => tx.changed(closed, [world.roundId]));
  });

  it('of a judge are the judge’s own', async () => {
    const { body } = await read('judge1', `${V1}/sheets`, `${V1}/sheets`);
    const totals = (body['sheets'] as { total: string }[]).map(({ total }) => total);
    expect(totals.sort()).toEqual(['75.00', '90.00', '95.00']);
  });
});

describe('Prize money for programs', () => {
  it('does not exist before publication', async () => {
    const { status, body } = await read('organiser', `${OWN}/payments`, `${ONE}/payments`);
    expect([status, body['code']]).toEqual([404, 'results-unpublished']);
  });
});

describe('The log for programs', () => {
  it('is told newest first, each event once, with its hash', async () => {
    const events = (await whole('auditor', `${V1}/log`, `${V1}/log`, 'events')) as { id: number; hash: string }[];
    const ids = events.map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)].sort((a, b) => b - a));
  });
});

describe('A key', () => {
  it('that does not open a scope is told which one it lacks, whatever the role sees', async () => {
    const actor: Actor = world.actors.auditor;
    const token = await givenKey(app, actor, ['awards'] satisfies Scope[]);
    const { status, body } = await app.visitor().get(`${V1}/log`).set('Authorization', `Bearer ${token}`);
    expect([status, (body as { code: string }).code]).toEqual([403, 'key-lacks-scope']);
    expect((body as { detail: string }).detail).toContain('log');
  });

  it('never opens more than its role, even where its scope says so', async () => {
    const token = await givenKey(app, world.actors.xa, ['log', 'scores', 'entries'] satisfies Scope[]);
    for (const address of [`${V1}/log`, `${OWN}/scores`, `${OWN}/entries`]) {
      const { status, body } = await app.visitor().get(address).set('Authorization', `Bearer ${token}`);
      expect([address, status, (body as { code: string }).code]).toEqual([address, 403, 'not-allowed']);
    }
  });
});
