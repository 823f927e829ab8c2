import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { createDataSource } from '../../../src/database/data-source.js';
import { type FreshDatabase, freshDatabase } from '../../database.js';

let databases: FreshDatabase[];
beforeAll(async () => {
  databases = await Promise.all([freshDatabase(), freshDatabase(), freshDatabase()]);
});
afterAll(() => Promise.all(databases.map((database) => database.drop())));

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

describe('A spec gets a database of its own', () => {
  it('with every migration applied', async () => {
    const source = await createDataSource(databases[0]!.url).initialize();
    expect(await source.showMigrations()).toBe(false); // false: none is left to run
    await source.destroy();
  });

  it('in which nobody else writes', async () => {
    await ask(databases[0]!.url, 'CREATE TABLE mine (x int)');
    const seen = await Promise.all(
      databases.map(({ url }) => ask(url, `SELECT to_regclass('mine') IS NOT NULL AS there`)),
    );
    expect(seen).toEqual([[{ there: true }], [{ there: false }], [{ there: false }]]);
  });

  it('as a role without the powers of a superuser', async () => {
    if (process.env.TEST_DATABASE_URL) return; // the operator's choice
    expect(await ask(databases[0]!.url, 'SELECT rolsuper FROM pg_roles WHERE rolname = current_user')).toEqual([
      { rolsuper: false },
    ]);
  });

  it('that can be dropped while somebody is still connected', async () => {
    const doomed = await freshDatabase();
    const client = new pg.Client({ connectionString: doomed.url });
    const lost = new Promise((resolve) => client.on('error', resolve));
    await client.connect();
    await doomed.drop();
    await lost;
    await expect(ask(doomed.url, 'SELECT 1')).rejects.toThrow(/does not exist/);
  });
});
