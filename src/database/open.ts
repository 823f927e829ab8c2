import { Refused } from '../kernel/refusal.js';
import { closeDataSource, createDataSource } from './data-source.js';
import { Database } from './database.js';
import { openEmbeddedPostgres } from './embedded/embedded-postgres.js';
import { migrations } from './migrations.js';

/** An open, migrated database, and how to let go of it. */
export interface OpenDatabase {
  database: Database;
  /** True when the embedded server carries it. */
  embedded: boolean;
  /** Closes the connections; stops the embedded server when it is ours to stop. */
  close(): Promise<void>;
}

// Any number that nobody else uses; two processes that start at once migrate one after the other.
const MIGRATION_LOCK = 7_451_202_110;

/**
 * Opens the operator's server, or the embedded one under `dataDir`. With `migrate` the schema is brought up to date first.
 * Refuses (`schema-is-newer`) when the data was written by a newer version of the platform: nothing is touched then.
 */
export async function openDatabase(
  place: { databaseUrl: string | null; dataDir: string },
  log: (line: string) => void,
  { migrate }: { migrate: boolean },
): Promise<OpenDatabase> {
  const server = place.databaseUrl === null ? await openEmbeddedPostgres({ dataDir: place.dataDir, log }) : null;
  const url = server?.url ?? place.databaseUrl ?? '';
  const source = createDataSource(url);
  const close = async (): Promise<void> => {
    await closeDataSource(source);
    await server?.close();
  };
  try {
    await source.initialize();
    const database = new Database(source);
    await refuseNewerSchema(database);
    if (migrate) await migrateAlone(database);
    return { database, embedded: server !== null, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The migrations that stand in the database, oldest first; none on an empty one. */
export async function appliedMigrations(database: Database): Promise<string[]> {
  const exists = await database.reader.one<{ found: string | null }>(
    `SELECT to_regclass('schema_migrations')::text AS found`,
  );
  if (exists === null || exists.found === null) return [];
  return (
    await database.reader.rows<{ name: string }>(`SELECT name FROM schema_migrations ORDER BY "timestamp", id`)
  ).map(({ name }) => name);
}

async function refuseNewerSchema(database: Database): Promise<void> {
  const known = new Set(migrations.map(({ name }) => name));
  const unknown = (await appliedMigrations(database)).filter((name) => !known.has(name));
  if (unknown.length > 0) throw new Refused({ code: 'schema-is-newer', migrations: unknown });
}

/** Runs these migrations alone, as far as they are pending: an older state of the schema, into which data of that time fits. */
export function migrateTo(database: Database, names: readonly string[]): Promise<void> {
  return migrateAlone(
    database,
    migrations.filter(({ name }) => names.includes(name)),
  );
}

/** Runs the pending ones of these migrations; of several processes that try at once, one after the other. They take as long as they take. */
export async function migrateAlone({ source }: Database, standing: typeof migrations = migrations): Promise<void> {
  const { url } = source.options as { url: string };
  const patient = await createDataSource(url, { standing, limitMilliseconds: null }).initialize();
  const runner = patient.createQueryRunner();
  try {
    await runner.query(`SELECT pg_advisory_lock(${MIGRATION_LOCK})`);
    await patient.runMigrations();
  } finally {
    await runner.query(`SELECT pg_advisory_unlock(${MIGRATION_LOCK})`);
    await runner.release();
    await patient.destroy();
  }
}
