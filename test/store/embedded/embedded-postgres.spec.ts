import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdir, mkdtemp, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { type EmbeddedPostgres, openEmbeddedPostgres } from '../../../src/database/embedded/embedded-postgres.js';
import { layoutUnder } from '../../../src/database/embedded/layout.js';
import { findPostmaster, type Postmaster, stopPostmaster } from '../../../src/database/embedded/postmaster.js';
import { isAlive } from '../../../src/database/embedded/process-facts.js';
import { OtherProcess } from './other-process.js';

// `mkdtemp` makes a folder that only we may enter. As root this proves the passage for PostgreSQL's own account as well.
let dataDir: string;
const opened: EmbeddedPostgres[] = [];
const others: OtherProcess[] = [];
beforeAll(async () => {
  dataDir = await mkdtemp(join(process.env.HOITHI_TEST_HOME ?? tmpdir(), 'hoithi-embedded-'));
});
afterEach(async () => {
  for (const database of opened.splice(0)) await database.close();
  for (const other of others.splice(0)) await other.kill();
});
afterAll(async () => {
  const left = await server().catch(() => null);
  if (left !== null) await stopPostmaster(left.pid);
  await rm(dataDir, { recursive: true, force: true });
});

async function open(): Promise<EmbeddedPostgres> {
  const database = await openEmbeddedPostgres({ dataDir, log: () => undefined });
  opened.push(database);
  return database;
}
const server = (): Promise<Postmaster | null> => findPostmaster(layoutUnder(dataDir));
async function openElsewhere(env: Record<string, string> = {}): Promise<Awaited<ReturnType<typeof OtherProcess.open>>> {
  const other = await OtherProcess.open(dataDir, env);
  others.push(other);
  return other;
}
async function ask(url: string | undefined, sql: string): Promise<Record<string, unknown> | undefined> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows[0];
  } finally {
    await client.end();
  }
}

describe('The embedded database', () => {
  it('is made in an empty folder, and serves this machine only, with a password, in UTF-8 and UTC', async () => {
    const database = await open();
    expect(database.owned).toBe(true);
    expect(
      await ask(
        database.url,
        `SELECT current_setting('listen_addresses') AS addresses,
                current_setting('data_checksums') AS checksums, current_setting('TimeZone') AS zone,
                current_setting('server_encoding') AS encoding, lower('ĐẠI HỘI') AS lower, current_database() AS database,
                (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) AS superuser`,
      ),
    ).toEqual({
      addresses: '127.0.0.1',
      checksums: 'on',
      zone: 'UTC',
      encoding: 'UTF8',
      lower: 'đại hội',
      database: 'hoithi',
      superuser: false,
    });
    const log = await readFile(layoutUnder(dataDir).log, 'utf8');
    expect(log.match(/listening on \S+/g)).toEqual(['listening on IPv4']); // and on no Unix socket
    const guessed = new URL(database.url);
    guessed.password = 'hoithi';
    await expect(ask(guessed.href, 'SELECT 1')).rejects.toThrow(/password authentication failed/);
    expect((await stat(join(dataDir, 'secrets/database-password'))).mode & 0o777).toBe(0o600);
    await ask(database.url, 'CREATE TABLE kept (word text)');
    await ask(database.url, `INSERT INTO kept VALUES ('còn nguyên')`);
    await database.close();
  });

  it('leaves no process behind when its owner closes, and keeps what was written', async () => {
    expect(await server()).toBeNull();
    const database = await open();
    const running = await server();
    expect(await ask(database.url, 'SELECT word FROM kept')).toEqual({ word: 'còn nguyên' });
    await database.close();
    expect(isAlive(running!.pid)).toBe(false);
  });

  it('stops with its owner even if a pool of the owner’s own was forgotten', async () => {
    const database = await open();
    const forgotten = new pg.Client({ connectionString: database.url });
    const lost = new Promise((resolve) => forgotten.on('error', resolve));
    await forgotten.connect();
    await database.close();
    await lost;
    expect(await server()).toBeNull();
  });

  it('is not disturbed by variables that mean another PostgreSQL', async () => {
    const other = await openElsewhere({
      PGHOST: '203.0.113.1',
      PGPORT: '1',
      PGDATA: '/nowhere',
      PGUSER: 'x',
      PGDATABASE: 'x',
      PGTZ: 'Mars',
    });
    expect(await ask(other.got.url, 'SELECT word FROM kept')).toEqual({ word: 'còn nguyên' });
    expect(await other.ask('close')).toEqual({ closed: true });
    expect(await server()).toBeNull();
  });
});

describe('After a kill', () => {
  it('of the process, the next start adopts the running server and owns it', async () => {
    const killed = await openElsewhere();
    expect(killed.got.owned).toBe(true);
    const running = await server();
    await killed.kill();
    const database = await open();
    expect(await server()).toEqual(running);
    expect(database.owned).toBe(true);
    expect(await ask(database.url, 'SELECT word FROM kept')).toEqual({ word: 'còn nguyên' });
    await database.close();
    expect(isAlive(running!.pid)).toBe(false);
  });

  it('of everything, the next start recovers what was committed', async () => {
    const killed = await openElsewhere();
    await ask(killed.got.url, `UPDATE kept SET word = 'đã ghi'`);
    const running = await server();
    process.kill(running!.pid, 'SIGKILL');
    await killed.kill();
    const database = await open();
    expect(await ask(database.url, 'SELECT word FROM kept')).toEqual({ word: 'đã ghi' });
    await database.close();
  });

  it('of the machine, a pid file that now names a stranger does not hinder', async () => {
    const pidFile = join(layoutUnder(dataDir).cluster, 'postmaster.pid');
    await writeFile(pidFile, [process.pid, dataDir, 1, 5432, '', '127.0.0.1', '', 'ready'].join('\n'));
    await writeFile(layoutUnder(dataDir).startLock, JSON.stringify({ pid: process.pid, stamp: 'an earlier boot' }));
    const database = await open();
    expect(await ask(database.url, 'SELECT word FROM kept')).toEqual({ word: 'đã ghi' });
    await database.close();
  });
});

describe('Two processes on one folder', () => {
  it('have one owner; a guest leaves without stopping anything', async () => {
    const owner = await openElsewhere();
    const guest = await open();
    expect([owner.got.owned, guest.owned]).toEqual([true, false]);
    await guest.close();
    expect(await ask(owner.got.url, 'SELECT word FROM kept')).toEqual({ word: 'đã ghi' });
    expect(await owner.ask('close')).toEqual({ closed: true });
    expect(await server()).toBeNull();
  });

  it('hand the server over when the owner leaves first', async () => {
    const owner = await openElsewhere();
    const guest = await open();
    await owner.ask('close');
    expect(await ask(guest.url, 'SELECT word FROM kept')).toEqual({ word: 'đã ghi' });
    const until = Date.now() + 30_000; // a guest asks every second
    while (!guest.owned && Date.now() < until) await new Promise((resolve) => setTimeout(resolve, 50));
    expect(guest.owned).toBe(true);
    await guest.close();
    expect(await server()).toBeNull();
  });

  it('leave nothing behind when both leave at once', async () => {
    const owner = await openElsewhere();
    const guest = await open();
    await Promise.all([owner.ask('close'), guest.close()]);
    expect(await server()).toBeNull();
  });

  it('that start at once on an empty folder make one cluster between them', async () => {
    const empty = await mkdtemp(join(process.env.HOITHI_TEST_HOME ?? tmpdir(), 'hoithi-embedded-'));
    others.push(OtherProcess.start(empty), OtherProcess.start(empty));
    const [first, second] = await Promise.all(others.map((other) => other.hear()));
    expect([first!.owned, second!.owned].sort()).toEqual([false, true]);
    expect(new URL(first!.url!).port).toBe(new URL(second!.url!).port);
    await Promise.all(others.map((other) => other.ask('close')));
    expect(await findPostmaster(layoutUnder(empty))).toBeNull();
    await rm(empty, { recursive: true, force: true });
  });
});

describe('A folder that cannot be used', () => {
  const faultOf = (): Promise<string> =>
    open().then(
      () => 'no fault',
      (fault: Error) => `${fault.name}: ${fault.message}`,
    );

  it('of another major version is refused and left alone', async () => {
    const file = join(layoutUnder(dataDir).cluster, 'PG_VERSION');
    await writeFile(file, '15\n');
    expect(await faultOf()).toMatch(
      /^EmbeddedPostgresFault: Cơ sở dữ liệu ở .* do PostgreSQL 15 tạo, còn bản này kèm PostgreSQL 18/,
    );
    expect(await readFile(file, 'utf8')).toBe('15\n');
    await writeFile(file, '18\n');
  });

  it('without its password says which file to bring back', async () => {
    const file = layoutUnder(dataDir).passwordFile;
    await rename(file, `${file}.away`);
    expect(await faultOf()).toContain(`thiếu tệp ${file}`);
    await rename(`${file}.away`, file);
    expect(await server()).toBeNull();
  });

  it('with a half-made cluster of a broken-off start is made anew', async () => {
    const layout = layoutUnder(dataDir);
    await rm(layout.cluster, { recursive: true });
    await mkdir(`${layout.cluster}.unfinished/base`, { recursive: true });
    const database = await open();
    expect(await ask(database.url, `SELECT to_regclass('kept') AS kept`)).toEqual({ kept: null });
    await database.close();
    await expect(stat(`${layout.cluster}.unfinished`)).rejects.toThrow(/ENOENT/);
  });

  it('that is a file says so', async () => {
    const file = join(dataDir, 'a-file');
    await writeFile(file, '');
    await expect(openEmbeddedPostgres({ dataDir: file, log: () => undefined })).rejects.toThrow(
      /đặt DATA_DIR tới nơi ghi được/,
    );
  });
});
