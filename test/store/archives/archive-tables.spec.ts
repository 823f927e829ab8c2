import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ARCHIVED, LAID, LATE, LEFT_OUT } from '../../../src/archives/archive.tables.js';
import { createDataSource } from '../../../src/database/data-source.js';
import { Database } from '../../../src/database/database.js';
import { freshDatabase, type FreshDatabase } from '../../database.js';

let fresh: FreshDatabase;
let database: Database;
beforeAll(async () => {
  fresh = await freshDatabase();
  database = new Database(await createDataSource(fresh.url).initialize());
});
afterAll(async () => {
  await database.source.destroy();
  await fresh.drop();
});

interface Reference {
  table: string;
  column: string;
  target: string;
  deferred: boolean;
}
const references = (): Promise<Reference[]> =>
  database.reader.rows<Reference>(
    `SELECT k.conrelid::regclass::text AS "table", a.attname::text AS "column", k.confrelid::regclass::text AS target, k.condeferred AS deferred
       FROM pg_constraint k JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = ANY(k.conkey)
      WHERE k.contype = 'f' AND k.connamespace = current_schema()::regnamespace ORDER BY 1, 2, 3`,
  );
const placeOf = (table: string): number => ARCHIVED.findIndex(({ name }) => name === table);
/** Come along in files of their own, ahead of all rows. */
const AHEAD = ['units', 'persons', 'stored_files'];

describe('The archive of a contest', () => {
  it('has every table of the schema, or says why it does not', async () => {
    const tables = await database.reader.rows<{ name: string }>(
      `SELECT relname::text AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace ORDER BY 1`,
    );
    const known = [...ARCHIVED.map(({ name }) => name), ...Object.keys(LEFT_OUT)];
    expect(known.toSorted()).toEqual(tables.map(({ name }) => name).toSorted());
    expect(Object.values(LEFT_OUT).filter((reason) => reason.length < 10)).toEqual([]);
  });

  it('fills its tables in an order in which whatever a row names is there already, or is put in later', async () => {
    const wrong = (await references()).filter(({ table, column, target, deferred }) => {
      if (placeOf(table) === -1 || AHEAD.includes(target) || table === target || deferred) return false;
      if (LATE[table]?.includes(column) === true) return placeOf(target) === -1;
      return placeOf(target) === -1 || placeOf(target) > placeOf(table);
    });
    expect(wrong.map(({ table, column, target }) => `${table}.${column} names ${target}`)).toEqual([]);
  });

  it('finds the rows of a contest by columns that the schema knows to name a row of a contest', async () => {
    const known = new Set(
      (await references())
        .filter(({ target }) => placeOf(target) !== -1)
        .map(({ table, column }) => `${table}.${column}`),
    );
    const wanted = ARCHIVED.map((table) => `${table.name}.${'of' in table ? table.of : table.by}`);
    expect(wanted.filter((one) => !known.has(one))).toEqual(['contests.id']);
  });

  it('writes into rows that a trigger has laid by the key that the database knows', async () => {
    for (const [table, { key, columns }] of Object.entries(LAID)) {
      const found = await database.reader.one<{ key: string; columns: string[] }>(
        `SELECT (SELECT string_agg(a.attname, ', ' ORDER BY k.n) FROM pg_index i, unnest(i.indkey::int[]) WITH ORDINALITY AS k (attnum, n), pg_attribute a
                  WHERE i.indrelid = c.oid AND i.indisprimary AND a.attrelid = c.oid AND a.attnum = k.attnum) AS key,
                (SELECT array_agg(a.attname::text) FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0) AS columns
           FROM pg_class c WHERE c.oid = to_regclass($1)`,
        [table],
      );
      expect(found?.key).toBe(key);
      expect(columns.filter((column) => found?.columns.includes(column) !== true)).toEqual([]);
    }
  });
});
