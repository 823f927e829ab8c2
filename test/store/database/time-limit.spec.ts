import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { closeDataSource, createDataSource } from '../../../src/database/data-source.js';
import { Database } from '../../../src/database/database.js';
import { type FreshDatabase, freshDatabase } from '../../database.js';
import { actBy, buildWorld, type World } from '../../fixtures/world.js';

const CUT_SHORT = { code: '57014' };
const LIMIT_MILLISECONDS = 80;
// Longer than the limit of this spec by far, shorter than that of the platform.
const LONG = 'SELECT pg_sleep(0.4)';
const FOREVER = 'SELECT pg_sleep(600)';
const RUNNING = `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND state = 'active' AND query LIKE '%pg_sleep(600)'`;

let fresh: FreshDatabase;
let database: Database;
let world: World;
beforeAll(async () => {
  fresh = await freshDatabase();
  database = new Database(await createDataSource(fresh.url, { limitMilliseconds: LIMIT_MILLISECONDS }).initialize());
  world = await buildWorld(database);
  await database.source.query('CREATE TABLE noted (n int)');
});
afterAll(async () => {
  await closeDataSource(database.source);
  await fresh.drop();
});

describe('A statement that runs away', () => {
  it('is cut when a page asked it, and what was asked beside it is answered', async () => {
    const [cut, beside] = await Promise.allSettled([
      database.reader.rows(FOREVER),
      database.reader.one<{ one: number }>('SELECT 1 AS one'),
    ]);
    expect(cut).toMatchObject({ status: 'rejected', reason: CUT_SHORT });
    expect(beside).toEqual({ status: 'fulfilled', value: { one: 1 } });
  });

  it('undoes the act that asked it', async () => {
    const act = actBy(world.actors.admin);
    await expect(
      database.act(act, async (tx) => {
        await tx.changed('INSERT INTO noted VALUES (1)');
        await tx.rows(FOREVER);
      }),
    ).rejects.toMatchObject(CUT_SHORT);
    expect(await database.reader.rows('SELECT * FROM noted')).toEqual([]);
  });

  it('may take as long as it takes in housekeeping and in a look at the data of one moment', async () => {
    await expect(database.transaction((tx) => tx.rows(LONG))).resolves.toHaveLength(1);
    await expect(database.snapshot((reader) => reader.rows(LONG))).resolves.toHaveLength(1);
    // The connection is given back as it was taken.
    await expect(database.reader.rows(FOREVER)).rejects.toMatchObject(CUT_SHORT);
  });

  it('does not keep the platform from stopping', async () => {
    const other = new Database(await createDataSource(fresh.url).initialize());
    const running = [other.transaction((tx) => tx.rows(FOREVER)), other.reader.rows(FOREVER)];
    const told = Promise.allSettled(running);
    while ((await database.reader.rows(RUNNING)).length < running.length);
    await closeDataSource(other.source);
    expect(await told).toEqual([
      { status: 'rejected', reason: expect.objectContaining(CUT_SHORT) },
      { status: 'rejected', reason: expect.objectContaining(CUT_SHORT) },
    ]);
  });
});
