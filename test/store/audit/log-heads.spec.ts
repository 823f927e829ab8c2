import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Audit } from '../../../src/audit/audit.js';
import { type LogHead, isHeadSealed } from '../../../src/audit/heads/log-head.js';
import { LogHeadSealer } from '../../../src/audit/heads/log-head.sealer.js';
import { LogHeadVerifier } from '../../../src/audit/heads/log-head.verifier.js';
import { merkleRoot, NO_LEAVES, withLeaf } from '../../../src/audit/merkle.js';
import { AuditVerifier } from '../../../src/audit/audit.verify.js';
import type { Tx } from '../../../src/database/tx.js';
import { startApp, type TestApp } from '../../app.js';
import { actBy, buildWorld, type World } from '../../fixtures/world.js';

let house: TestApp;
let world: World;
beforeAll(async () => {
  house = await startApp();
  world = await buildWorld(house.database);
  await tellOnce('the first of this spec');
});
afterAll(() => house.close());

const seal = (): Promise<LogHead | null> => house.app.get(LogHeadSealer).sealHead();
const verify = (given: LogHead[] = []) => house.app.get(LogHeadVerifier).verify(given);
const tell = (tx: Tx, what: string): Promise<void> =>
  house.app.get(Audit).record(tx, actBy(world.actors.organiser), {
    act: 'test.told',
    subjectKind: 'contest',
    subjectId: world.contestId,
    reason: what,
  });
async function tellOnce(what: string): Promise<void> {
  await house.database.transaction((tx) => tell(tx, what));
}
const hashes = () => house.database.reader.rows<{ hash: Buffer }>(`SELECT hash FROM audit_events ORDER BY id`);

/** Does what only the database's owner could do with the triggers off, looks, and undoes it. */
async function tamper<Found>(sql: string, look: () => Promise<Found>): Promise<Found> {
  const tables = ['audit_events', 'audit_heads', 'log_leaves', 'log_heads'];
  const all = (say: (table: string) => string): string => tables.map(say).join(';');
  const { source } = house.database;
  await source.query(all((one) => `CREATE TABLE kept_${one} AS TABLE ${one}; ALTER TABLE ${one} DISABLE TRIGGER USER`));
  try {
    await source.query(sql);
    return await look();
  } finally {
    const into = (one: string): string => (one === 'audit_events' ? `${one} OVERRIDING SYSTEM VALUE` : one);
    await source.query(
      all(
        (one) =>
          `DELETE FROM ${one}; INSERT INTO ${into(one)} TABLE kept_${one}; DROP TABLE kept_${one}; ALTER TABLE ${one} ENABLE TRIGGER USER`,
      ),
    );
  }
}

describe('Signed heads of the log', () => {
  it('cover every event, under the root of RFC 6962 over their hashes, and are signed', async () => {
    const head = await seal();
    const all = (await hashes()).map(({ hash }) => hash);
    expect([head?.size, head?.root]).toEqual([all.length, merkleRoot(all.reduce(withLeaf, NO_LEAVES)).toString('hex')]);
    expect(head !== null && isHeadSealed(head)).toBe(true);
  });

  it('are not signed again while nothing was done', async () => {
    expect(await seal()).toBe(null);
  });

  it('take up an act that commits behind one with a higher place', async () => {
    await tellOnce('before');
    let late!: () => void;
    const isLate = new Promise<void>((resolve) => (late = resolve));
    let begun!: () => void;
    const hasBegun = new Promise<void>((resolve) => (begun = resolve));
    const slow = house.database.transaction(async (tx) => {
      await tx.rows(`SELECT nextval(pg_get_serial_sequence('audit_events', 'id'))`);
      await house.app
        .get(Audit)
        .record(tx, actBy(world.actors.xa), { act: 'test.late', subjectKind: 'contest', subjectId: world.contestId });
      await tx.rows(`SELECT 1`);
      begun();
      await isLate;
    });
    await hasBegun;
    await tellOnce('overtakes');
    const early = await seal();
    late();
    await slow;
    const next = await seal();
    expect((next?.size ?? 0) - (early?.size ?? 0)).toBe(1);
    expect((await hashes()).length).toBe(next?.size);
    expect(await verify()).toEqual({ intact: true, heads: 3, leaves: next?.size });
  });

  it('tell of an older database that was put back, both while it is shorter and when it has gone on', async () => {
    const [{ size: yesterday }] = (await house.database.source.query(
      `SELECT max(size)::int AS size FROM log_heads`,
    )) as [{ size: number }];
    await tellOnce('of today');
    const today = await seal();
    if (today === null) throw new Error('nothing was sealed');
    const restore = `DELETE FROM log_heads WHERE size > ${yesterday}; DELETE FROM log_leaves WHERE position >= ${yesterday};
      DELETE FROM audit_events WHERE reason = 'of today'; UPDATE audit_heads h SET (seq, hash) = (SELECT e.seq, e.hash FROM audit_events e WHERE e.chain = h.chain ORDER BY e.seq DESC LIMIT 1) WHERE chain <> 'system'`;
    const found = await tamper(restore, async () => {
      const chains = await house.app.get(AuditVerifier).verify();
      const before = [await verify(), await verify([today])];
      await tellOnce('of another today');
      await seal();
      return { chains: chains.intact, before, after: [await verify(), await verify([today])] };
    });
    // From inside nothing shows: that is what heads are kept elsewhere for.
    expect(found.chains).toBe(true);
    expect(found.before).toMatchObject([{ intact: true }, { intact: false, from: 'given', fault: 'shorter' }]);
    expect(found.after).toMatchObject([{ intact: true }, { intact: false, from: 'given', fault: 'root' }]);
    expect(await verify([today])).toMatchObject({ intact: true });
  });

  it.each([
    [
      'an event that was changed',
      `UPDATE audit_events SET hash = sha256(hash) WHERE id = (SELECT min(id) FROM audit_events)`,
      'root',
    ],
    ['an event that is gone', `DELETE FROM audit_events WHERE reason = 'overtakes'`, 'shorter'],
    [
      'leaves that changed places',
      `UPDATE log_leaves SET event_id = -event_id; UPDATE log_leaves l SET event_id = -k.event_id FROM log_leaves k WHERE k.position = CASE l.position WHEN 0 THEN 1 WHEN 1 THEN 0 ELSE l.position END`,
      'root',
    ],
    ['a head that says another root', `UPDATE log_heads SET root = sha256(root)`, 'signature'],
  ])('do not hold over %s', async (_, sql, fault) => {
    expect(await tamper(sql, () => verify())).toMatchObject({ intact: false, from: 'log', fault });
    expect(await verify()).toMatchObject({ intact: true });
  });

  it('are everybody’s to read and to keep: on their page, and for programs', async () => {
    const page = await house.visitor().get('/kiem-tra/dau-so');
    const [newest] = await house.database.reader.rows<{ root: string }>(
      `SELECT encode(root, 'hex') AS root FROM log_heads ORDER BY size DESC`,
    );
    expect([page.status, page.text.includes(newest?.root ?? '-')]).toEqual([200, true]);
    const { body } = (await house.visitor().get('/api/v1/log-heads?limit=2')) as unknown as {
      body: { heads: (Omit<LogHead, 'at'> & { at: string })[]; nextCursor: string };
    };
    expect(body.heads).toHaveLength(2);
    expect(await verify(body.heads.map((head) => ({ ...head, at: new Date(head.at) })))).toMatchObject({
      intact: true,
    });
    const rest = (await house.visitor().get(`/api/v1/log-heads?cursor=${body.nextCursor}`)) as unknown as {
      body: { heads: object[]; nextCursor: null };
    };
    expect([rest.body.heads.length, rest.body.nextCursor]).toEqual([2, null]);
  });
});
