import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { Audit } from '../../../src/audit/audit.js';
import { AuditRepository } from '../../../src/audit/audit.repository.js';
import { AuditVerifier } from '../../../src/audit/audit.verify.js';
import { createDataSource } from '../../../src/database/data-source.js';
import { AlreadyDone, Database } from '../../../src/database/database.js';
import { freshDatabase } from '../../database.js';
import { actBy, buildWorld, type World } from '../../fixtures/world.js';

let fresh: Awaited<ReturnType<typeof freshDatabase>>;
let source: DataSource;
let database: Database;
let world: World;
const audit = new Audit();

beforeAll(async () => {
  fresh = await freshDatabase();
  source = await createDataSource(fresh.url).initialize();
  database = new Database(source);
  world = await buildWorld(database);
  for (let i = 1; i <= 6; i += 1) {
    const actor = i % 2 === 0 ? world.actors.xa : world.actors.thamDinh;
    await database.act(actBy(actor), (tx) =>
      audit.record(tx, actBy(actor), {
        act: 'test.did',
        subjectKind: 'test',
        subjectId: `lần ${i}`,
        reason: 'Đã kiểm tra',
        facts: { lần: i, tên: 'Bản Nà Khum' },
      }),
    );
  }
});
afterAll(async () => {
  await source.destroy();
  await fresh.drop();
});

const verify = () => new AuditVerifier(database, new AuditRepository()).verify();

/** Does what only a superuser who switches the triggers off could do, looks, and undoes it. */
async function tamper(sql: string): Promise<Awaited<ReturnType<typeof verify>>> {
  const keep = `DROP TABLE IF EXISTS kept_events, kept_heads; CREATE TABLE kept_events AS TABLE audit_events; CREATE TABLE kept_heads AS TABLE audit_heads;`;
  await source.query(`${keep} ALTER TABLE audit_events DISABLE TRIGGER USER; ${sql}`);
  try {
    return await verify();
  } finally {
    await source.query(`DELETE FROM audit_events; INSERT INTO audit_events OVERRIDING SYSTEM VALUE TABLE kept_events;
      DELETE FROM audit_heads; INSERT INTO audit_heads TABLE kept_heads; ALTER TABLE audit_events ENABLE TRIGGER USER`);
  }
}

describe('The audit log', () => {
  it('is intact when nobody has touched it', async () => {
    expect(await verify()).toEqual({ intact: true, events: 6, chains: 2 });
  });

  it.each(['UPDATE audit_events SET reason = NULL', 'DELETE FROM audit_events', 'TRUNCATE audit_events'])(
    'refuses %s',
    async (sql) => {
      await expect(source.query(sql)).rejects.toThrow('append-only');
      expect(await verify()).toEqual({ intact: true, events: 6, chains: 2 });
    },
  );

  it.each([
    ['a changed reason', `UPDATE audit_events SET reason = 'Khác' WHERE id = 3`, 3, 'changed'],
    ['a changed fact', `UPDATE audit_events SET facts = '{"lần": 9}' WHERE id = 4`, 4, 'changed'],
    ['a changed name', `UPDATE audit_events SET person_name = 'Người khác' WHERE id = 1`, 1, 'changed'],
    ['a changed instant', `UPDATE audit_events SET at = at + interval '1 millisecond' WHERE id = 2`, 2, 'changed'],
    ['a row lost from the middle', `DELETE FROM audit_events WHERE id = 3`, 5, 'missing'],
    [
      'two rows that changed places',
      `UPDATE audit_events SET seq = seq + 100 WHERE id = 1; UPDATE audit_events SET seq = 1 WHERE id = 3; UPDATE audit_events SET seq = 2 WHERE id = 1`,
      3,
      'changed',
    ],
    ['a lost tail', `DELETE FROM audit_events WHERE id = 6`, null, 'cut'],
    ['a whole lost chain', `DELETE FROM audit_events WHERE id IN (1, 3, 5)`, null, 'cut'],
  ])('names the first bad row: %s', async (_what, sql, id, fault) => {
    const found = await tamper(sql);
    expect(found).toMatchObject({ intact: false, bad: { id, fault } });
    expect(await verify()).toMatchObject({ intact: true });
  });

  it('does not commit an act that tells nothing', async () => {
    await expect(
      database.act(actBy(world.actors.xa), (tx) => tx.changed(`UPDATE contests SET contact_name = 'X'`)),
    ).rejects.toThrow('must record');
    expect(await database.reader.one(`SELECT contact_name FROM contests`)).toEqual({ contact_name: 'Lò Thị Mẫu' });
  });

  it('has one effect and one event for a form that is sent twenty times at once', async () => {
    const act = actBy(world.actors.xa2, 'one-press-of-one-button');
    const press = () =>
      database.act(act, async (tx) => {
        await tx.changed(`UPDATE contests SET version = version + 1 WHERE id = $1`, [world.contestId]);
        await audit.record(tx, act, { act: 'test.pressed', subjectKind: 'contest', subjectId: world.contestId });
      });
    const outcomes = await Promise.allSettled(Array.from({ length: 20 }, press));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(outcomes.filter((one) => one.status === 'rejected' && one.reason instanceof AlreadyDone)).toHaveLength(19);
    expect(await database.reader.one(`SELECT version FROM contests`)).toEqual({ version: 2 });
    expect(await database.reader.one(`SELECT count(*) AS n FROM audit_events WHERE act = 'test.pressed'`)).toEqual({
      n: 1,
    });
  });
});
