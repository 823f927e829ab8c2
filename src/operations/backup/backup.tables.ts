import pg, { type ClientBase } from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Database } from '../../database/database.js';
import { merkleRoot, NO_LEAVES, withLeaf } from '../../audit/merkle.js';

/**
 * Work on a connection of its own. Those of the pool send ahead what is asked next, which COPY does not bear, and a backup is no
 * reason to keep one of them from people.
 */
export async function onOwnConnection<Result>(
  { source }: Database,
  work: (client: ClientBase) => Promise<Result>,
): Promise<Result> {
  const { url } = source.options as { url: string };
  const client = new pg.Client({ connectionString: url, application_name: 'hoithi backup' });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** A table of the platform: its own columns in their order, without those that are generated, and the columns its rows are told apart by. */
export interface TableShape {
  name: string;
  columns: string[];
  key: string[];
}

/** SQL of whole tables, whatever they are: the catalogue is asked, nothing is listed here. Names are quoted by the database. */
export async function tablesOf(client: ClientBase): Promise<TableShape[]> {
  const { rows } = await client.query<TableShape>(
    `SELECT c.relname AS name,
            (SELECT array_agg(quote_ident(a.attname) ORDER BY a.attnum) FROM pg_attribute a
              WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '') AS columns,
            coalesce((SELECT array_agg(quote_ident(a.attname) ORDER BY k.n)
                        FROM pg_index i, unnest(i.indkey::int[]) WITH ORDINALITY AS k (attnum, n), pg_attribute a
                       WHERE i.indrelid = c.oid AND i.indisprimary AND a.attrelid = c.oid AND a.attnum = k.attnum), '{}') AS key
       FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace ORDER BY c.relname COLLATE "C"`,
  );
  return rows;
}

/** A table as the text of COPY, in the order of its key: the same rows are the same bytes. */
export function pourTable(client: ClientBase, { name, columns, key }: TableShape): AsyncIterable<Buffer> {
  const order = key.length > 0 ? key.join(', ') : 'quoted::text';
  const sql = `COPY (SELECT ${columns.join(', ')} FROM "${name}" AS quoted ORDER BY ${order}) TO STDOUT`;
  return client.query(copyTo(sql)) as AsyncIterable<Buffer>;
}

/** Puts the text of COPY into a table. */
export async function fillTable(
  client: ClientBase,
  { name, columns }: Pick<TableShape, 'name' | 'columns'>,
  text: AsyncIterable<Buffer>,
): Promise<void> {
  await pipeline(Readable.from(text), client.query(copyFrom(`COPY "${name}" (${columns.join(', ')}) FROM STDIN`)));
}

/** Where each counter stands; null: never used. */
export async function sequencesOf(client: ClientBase): Promise<{ name: string; value: string | null }[]> {
  const { rows } = await client.query<{ name: string; value: string | null }>(
    `SELECT sequencename AS name, last_value::text AS value FROM pg_sequences WHERE schemaname = current_schema() ORDER BY 1`,
  );
  return rows;
}

/** All events of the log by id: how many, and the Merkle root over their hashes. */
export async function logRootOf(client: ClientBase): Promise<{ events: number; root: string }> {
  let [tree, after] = [NO_LEAVES, '-1'];
  for (;;) {
    const { rows } = await client.query<{ id: string; hash: Buffer }>(
      `SELECT id::text AS id, hash FROM audit_events WHERE id > $1 ORDER BY audit_events.id LIMIT 10000`,
      [after],
    );
    for (const { hash } of rows) tree = withLeaf(tree, hash);
    const last = rows.at(-1);
    if (last === undefined) return { events: tree.size, root: merkleRoot(tree).toString('hex') };
    after = last.id;
  }
}

/**
 * Replaces the content of all tables by what `fill` brings, in the caller's transaction. Foreign keys are taken off and put on again, which
 * checks every row; triggers rest meanwhile, since what they guard is only being put back where it was.
 */
export async function refillTables(
  client: ClientBase,
  tables: readonly TableShape[],
  fill: (table: TableShape) => Promise<void>,
): Promise<void> {
  const { rows: keys } = await client.query<{ table: string; name: string; definition: string }>(
    `SELECT conrelid::regclass::text AS table, quote_ident(conname) AS name, pg_get_constraintdef(oid) AS definition
       FROM pg_constraint WHERE contype = 'f' AND connamespace = current_schema()::regnamespace`,
  );
  for (const key of keys) await client.query(`ALTER TABLE ${key.table} DROP CONSTRAINT ${key.name}`);
  for (const { name } of tables) await client.query(`ALTER TABLE "${name}" DISABLE TRIGGER USER`);
  if (tables.length > 0) await client.query(`TRUNCATE ${tables.map(({ name }) => `"${name}"`).join(', ')}`);
  for (const table of tables) await fill(table);
  for (const { name } of tables) await client.query(`ALTER TABLE "${name}" ENABLE TRIGGER USER`);
  for (const key of keys) await client.query(`ALTER TABLE ${key.table} ADD CONSTRAINT ${key.name} ${key.definition}`);
}
