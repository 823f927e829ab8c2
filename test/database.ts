import pg from 'pg';
import { createHash, randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createDataSource } from '../src/database/data-source.js';

/** A database of one spec's own. */
export interface FreshDatabase {
  url: string;
  /** Throws out whoever is still connected and removes the database. */
  drop(): Promise<void>;
}

/** Whoever comes first makes the template, the others wait: any fixed number that all mean alike. */
const TEMPLATE_LOCK = 0x686f6974;

/**
 * A new database with all migrations applied and nothing else in it, on the server of this run. A copy of a template,
 * made in tens of milliseconds; the template is made once for each state of the migrations.
 */
export async function freshDatabase(): Promise<FreshDatabase> {
  const name = `hoithi_t_${randomBytes(8).toString('hex')}`;
  await onServer(async (client) => {
    const template = await ensureTemplate(client);
    // Copying files beats replaying the log for databases this small: in memory 22 ms against 57, on a disk 300 against 350.
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY FILE_COPY`);
  });
  return { url: urlOf(name), drop: () => onServer((client) => dropIfThere(client, name)) };
}

/** A new database with nothing in it at all: what a fresh server has. */
export async function emptyDatabase(): Promise<FreshDatabase> {
  const name = `hoithi_t_${randomBytes(8).toString('hex')}`;
  await onServer((client) => client.query(`CREATE DATABASE ${name}`));
  return { url: urlOf(name), drop: () => onServer((client) => dropIfThere(client, name)) };
}

async function ensureTemplate(client: pg.Client): Promise<string> {
  const template = `hoithi_tpl_${await fingerprint()}`;
  if (await isThere(client, template)) return template;
  await client.query('SELECT pg_advisory_lock($1)', [TEMPLATE_LOCK]);
  try {
    if (await isThere(client, template)) return template;
    const draft = `${template}_draft`;
    await dropIfThere(client, draft); // of a run that was killed, or of migrations that failed
    await client.query(`CREATE DATABASE ${draft}`);
    const source = await createDataSource(urlOf(draft)).initialize();
    try {
      await source.runMigrations();
    } finally {
      await source.destroy();
    }
    await client.query(`ALTER DATABASE ${draft} RENAME TO ${template}`);
    return template;
  } finally {
    await client.query('SELECT pg_advisory_unlock($1)', [TEMPLATE_LOCK]);
  }
}

/** Changes whenever a migration is added, renamed or rewritten. */
async function fingerprint(): Promise<string> {
  const folder = join(import.meta.dirname, '..', 'migrations');
  const hash = createHash('sha256');
  for (const name of (await readdir(folder)).sort())
    hash.update(`${name}\0`).update(await readFile(join(folder, name)));
  return hash.digest('hex').slice(0, 16);
}

async function isThere(client: pg.Client, name: string): Promise<boolean> {
  const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
  return found.rowCount === 1;
}

async function dropIfThere(client: pg.Client, name: string): Promise<void> {
  await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
}

/** What happens while this database takes no connections and has thrown everybody out, as when its server is away. */
export async function withoutDatabase<Result>(
  { pool }: { pool: pg.Pool },
  work: () => Promise<Result>,
): Promise<Result> {
  const name = new URL(pool.options.connectionString ?? '').pathname.slice(1);
  await onServer((client) => client.query(`ALTER DATABASE ${name} WITH ALLOW_CONNECTIONS false`));
  try {
    await onServer((client) =>
      client.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1`, [name]),
    );
    return await work();
  } finally {
    await onServer((client) => client.query(`ALTER DATABASE ${name} WITH ALLOW_CONNECTIONS true`));
  }
}

async function onServer<Result>(work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: serverUrl() });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function urlOf(database: string): string {
  const url = new URL(serverUrl());
  url.pathname = `/${database}`;
  return url.href;
}

function serverUrl(): string {
  const url = process.env.HOITHI_TEST_DATABASE;
  if (url === undefined) throw new Error('test/global-setup.mjs has not started a server');
  return url;
}
