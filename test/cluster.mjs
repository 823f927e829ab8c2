import { existsSync } from 'node:fs';
import {
  access,
  chmod,
  constants,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  statfs,
  writeFile,
} from 'node:fs/promises';
import { freemem, tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import pg from 'pg';
import { source } from './sources.mjs';

const { chooseAccount } = await source('database/embedded/account.ts');
const { locateBinaries } = await source('database/embedded/binaries.ts');
const { initialiseCluster, readPasswords } = await source('database/embedded/cluster.ts');
const { layoutUnder } = await source('database/embedded/layout.ts');
const { findPostmaster, startPostmaster, stopPostmaster } = await source('database/embedded/postmaster.ts');
const { processStamp } = await source('database/embedded/process-facts.ts');

const PREFIX = 'hoithi-test-';
/** A folder in memory, where Linux has one. Each spec has a database of its own, twelve hundred files: on a disk a third of a second. */
const MEMORY = '/dev/shm';
/** What a whole run has been seen to need, twice; a container's folder of 64 MB is far too small. */
const ROOM_BYTES = 4 * 1024 ** 3;
/** Nothing here outlives the run: no waiting for the disk, and room for two workers' pools. */
const FLEETING = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  autovacuum: 'off',
  // Every application plans its statements anew: once each is enough.
  plan_cache_mode: 'force_generic_plan',
  max_connections: '200',
};

/** Starts a throw-away cluster in memory, or else in the temp folder; what killed runs left behind is cleared away first. */
export async function startTestCluster() {
  await clearLeftovers();
  const home = await mkdtemp(join((await hasRoomInMemory()) ? MEMORY : tmpdir(), PREFIX));
  process.env.HOITHI_TEST_HOME = home; // specs that start servers of their own do it in here
  await writeFile(join(home, 'run.json'), JSON.stringify({ pid: process.pid, stamp: processStamp(process.pid) }));
  await chmod(home, 0o711);
  const layout = layoutUnder(home);
  await mkdir(layout.folder);
  const binaries = locateBinaries();
  const account = chooseAccount(binaries, layout.folder, layout.cluster);
  await initialiseCluster(layout, binaries, account, 'fleeting');
  const postmaster = await startPostmaster(layout, binaries, account, FLEETING);
  // Ctrl-C ends Jest without its teardown. Nothing has to be saved, so the server may be stopped hard.
  const stopHard = () => {
    if (processStamp(postmaster.pid) !== null) process.kill(postmaster.pid, 'SIGQUIT');
  };
  process.once('exit', stopHard);
  return {
    url: await createRole(postmaster, await readPasswords(layout)),
    async stop() {
      process.removeListener('exit', stopHard);
      await clear(home);
    },
  };
}

async function hasRoomInMemory() {
  try {
    await access(MEMORY, constants.W_OK);
    const { bavail, bsize } = await statfs(MEMORY);
    return Math.min(bavail * bsize, freemem()) >= ROOM_BYTES;
  } catch {
    return false; // a system without it
  }
}

/** The specs work as a role that may create databases and nothing more, as an operator's own server would give us. */
async function createRole({ port }, passwords) {
  const client = new pg.Client({
    host: '127.0.0.1',
    port,
    user: 'postgres',
    database: 'postgres',
    password: passwords.superuser,
  });
  await client.connect();
  await client.query(`CREATE ROLE hoithi LOGIN CREATEDB PASSWORD ${pg.escapeLiteral(passwords.application)}`);
  await client.end();
  return `postgres://hoithi:${passwords.application}@127.0.0.1:${port}/postgres`;
}

/** A run that was killed could not clean up: its server still runs, its folder still lies there. */
async function clearLeftovers() {
  const places = await Promise.all(
    [MEMORY, tmpdir()].map(async (folder) => (await readdir(folder).catch(() => [])).map((name) => join(folder, name))),
  );
  for (const home of places.flat()) {
    if (!basename(home).startsWith(PREFIX)) continue;
    try {
      if (!(await isStillRunning(home))) await clear(home);
    } catch {
      // another account's, or cleared away by another run at this moment
    }
  }
}

async function isStillRunning(home) {
  const run = await readFile(join(home, 'run.json'), 'utf8').catch(() => null);
  if (run === null) return (await stat(home)).mtimeMs > Date.now() - 60_000; // it is only just writing that file
  const { pid, stamp } = JSON.parse(run);
  return stamp === processStamp(pid);
}

async function clear(home) {
  const inside = (await readdir(home)).map((name) => join(home, name));
  for (const place of [home, ...inside]) {
    if (!existsSync(join(place, 'database', 'cluster'))) continue;
    const left = await findPostmaster(layoutUnder(place));
    if (left !== null) await stopPostmaster(left.pid);
  }
  await rm(home, { recursive: true, force: true });
}
