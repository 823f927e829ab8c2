import pg from 'pg';
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

/** A data source on a PostgreSQL server, with our migrations (or some of them) and no schema guessing. Not yet connected. */
export function createDataSource(url: string, standing: typeof migrations = migrations): DataSource {
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
    // Several statements asked for at one moment go to the server in one message (`pipeline`): see TurnReader.
    extra: { max: 20, application_name: 'hoithi', pipeline: true },
  });
}
