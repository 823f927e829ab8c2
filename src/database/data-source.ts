import pg from 'pg';
import { randomBytes } from 'node:crypto';
import { DataSource } from 'typeorm';
import { migrations } from './migrations.js';

// bigint columns hold đồng, sizes and counters, all far below 2^53; anything beyond is a fault, not a rounding.
pg.types.setTypeParser(pg.types.builtins.INT8, (text) => {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new Error(`a bigint beyond 2^53 came from the database: ${text}`);
  return value;
});
// A calendar day stays the text YYYY-MM-DD: as a Date it would shift with the machine's time zone.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);

/**
 * What somebody waits for is cut after this long: nobody waits longer for a page, and a query that runs away would hold a core from
 * everybody else. The longest page known reads for 6 s over ten thousand communes with other work beside it.
 */
export const STATEMENT_LIMIT_MILLISECONDS = 60_000;

/** What a data source may be given otherwise than usual. */
export interface DataSourceOptions {
  /** Which migrations stand; all of them unless told. */
  standing?: typeof migrations;
  /** How long one statement may run; null: as long as it takes. */
  limitMilliseconds?: number | null;
}

/**
 * A data source on a PostgreSQL server, with our migrations (or some of them) and no schema guessing. Not yet connected. Its connections
 * bear a name of their own unless the address names one, so that it can find what it still has running.
 */
export function createDataSource(
  url: string,
  { standing = migrations, limitMilliseconds = STATEMENT_LIMIT_MILLISECONDS }: DataSourceOptions = {},
): DataSource {
  return new DataSource({
    type: 'postgres',
    url,
    entities: [],
    migrations: [...standing],
    migrationsTableName: 'schema_migrations',
    migrationsTransactionMode: 'each',
    synchronize: false,
    installExtensions: false,
    logging: false,
    extra: {
      max: 20,
      application_name: `hoithi-${process.pid}-${randomBytes(4).toString('hex')}`,
      // Several statements asked for at one moment go to the server in one message (`pipeline`): see TurnReader.
      pipeline: true,
      ...(limitMilliseconds === null ? {} : { statement_timeout: limitMilliseconds }),
    },
  });
}

/** Between two looks at what still runs while the connections are being closed. */
const CLOSING_LOOK_MILLISECONDS = 1_000;

/**
 * Closes the connections of a data source. What still runs on them after a second is cancelled, and whoever waits for it is told so: a
 * stop must come to an end.
 */
export async function closeDataSource(source: DataSource): Promise<void> {
  if (!source.isInitialized) return;
  const { url, extra } = source.options as { url: string; extra: { application_name: string } };
  const impatience = setInterval(() => void cancelRunning(url, extra.application_name), CLOSING_LOOK_MILLISECONDS);
  try {
    await source.destroy();
  } finally {
    clearInterval(impatience);
  }
}

/** Cancels every statement that connections of this name are running. A server that is gone has none. */
async function cancelRunning(url: string, name: string): Promise<void> {
  // Named as the others are, whichever of address and option names them.
  const client = new pg.Client({ connectionString: url, application_name: name });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query(
      `SELECT pg_cancel_backend(pid) FROM pg_stat_activity
        WHERE application_name = current_setting('application_name') AND datname = current_database() AND state = 'active' AND pid <> pg_backend_pid()`,
    );
  } catch {
    // Nothing of ours runs on a server that does not answer.
  } finally {
    await client.end().catch(() => undefined);
  }
}
