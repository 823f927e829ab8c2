import type { Database } from '../../../src/database/database.js';
import type { Tx } from '../../../src/database/tx.js';
import { PAYLOADS, type Payload, STEERING } from '../../fixtures/corpus/payloads.js';

/** One payload where somebody's words stood: its column, and all that stands there now. */
export interface Planted {
  place: string;
  payload: Payload;
  text: string;
}

/** Everything that was planted. Each text ends in a mark of its own, "(t17t)", by which a file tells what it shows. */
export class Garden {
  private readonly all: Planted[] = [];
  /** Columns whose rules take no such words: "table.column". */
  readonly refused = new Set<string>();

  private readonly inPlace = new Map<string, number>();

  /**
   * The next payload for a place, with what must stay behind it (the ending of a file's name). Each place begins somewhere of its own among
   * the payloads, so that a table which is new tomorrow moves none of the others.
   */
  next(place: string, ending = ''): string {
    const offered = [...PAYLOADS, ...STEERING];
    const before = this.inPlace.get(place) ?? 0;
    this.inPlace.set(place, before + 1);
    const payload = offered[(beginning(place) + before) % offered.length] as Payload;
    const text = `${payload.text} (t${this.all.length}t)${ending}`;
    this.all.push({ place, payload, text });
    return text;
  }

  at(number: number): Planted | undefined {
    return this.all[number];
  }

  get places(): Set<string> {
    return new Set(this.all.map(({ place }) => place));
  }
}

const beginning = (place: string): number => [...place].reduce((sum, sign) => sum + (sign.codePointAt(0) ?? 0), 0);

/** Made from typed words by the house, or not words: units' kinds, search keys, the sheets that a result was counted from. */
const OURS =
  /\.(?:folded|sort_key|\w+_sort_key|same_key|place_key|type|workings|password_hash|last_error|once|about|sess|action_path|guidance_of)$/;
// The log is sealed by its own hashes, and archives refuse one that was written over: its words come through acts.
const OUR_TABLES = new Set([
  'audit_events',
  'schema_migrations',
  'jobs',
  'sessions',
  'form_keys',
  'award_list_files',
  'round_results',
]);

/** Somebody typed it: there is a space in it, or a letter that no code has. */
const isTyped = (text: string): boolean => /[ À-ỹ]/.test(text);

interface Column {
  table: string;
  name: string;
  type: string;
}

/**
 * Puts payloads in place of all words that people typed into this database: every column of text, list or JSON that holds words is
 * found by looking at the schema, so that a new one is planted by itself. The rules of the tables (lengths, shapes) still hold;
 * where they take no payload the words stay.
 */
export async function plant(database: Database): Promise<Garden> {
  const garden = new Garden();
  const columns = await database.reader.rows<Column>(
    `SELECT c.table_name AS "table", c.column_name AS name, CASE WHEN c.udt_name = '_text' THEN 'list' ELSE c.data_type END AS type
       FROM information_schema.columns c
       JOIN information_schema.tables t ON t.table_name = c.table_name AND t.table_schema = c.table_schema AND t.table_type = 'BASE TABLE'
      WHERE c.table_schema = 'public' AND c.is_generated = 'NEVER' AND (c.data_type IN ('text', 'json', 'jsonb') OR c.udt_name = '_text')
      ORDER BY 1, 2`,
    [],
  );
  const tables = new Set(columns.map(({ table }) => table));
  await database.transaction(async (tx) => {
    // What is kept for ever (the log, signed sheets) is planted too: a name in it may have been typed like that.
    for (const table of tables) await tx.changed(`ALTER TABLE "${table}" DISABLE TRIGGER USER`, []);
    for (const column of columns) {
      const place = `${column.table}.${column.name}`;
      if (!OUR_TABLES.has(column.table) && !OURS.test(place)) await plantColumn(tx, column, garden);
    }
    for (const table of tables) await tx.changed(`ALTER TABLE "${table}" ENABLE TRIGGER USER`, []);
  });
  return garden;
}

async function plantColumn(tx: Tx, column: Column, garden: Garden): Promise<void> {
  const { table, name, type } = column;
  const place = `${table}.${name}`;
  const rows = await tx.rows<{ at: string; value: unknown }>(
    `SELECT ctid::text AS at, to_jsonb("${name}") AS value FROM "${table}" WHERE "${name}"::text ~ '[ À-ỹ]' ORDER BY ctid`,
    [],
  );
  const changed = rows
    .map(({ at, value }) => ({ at, value: planted(value, place, garden) }))
    .map(({ at, value }) => ({ at, value: type === 'text' ? value : JSON.stringify(value) }));
  if (changed.length === 0) return;
  const cast = { text: 'k.value', list: 'ARRAY(SELECT jsonb_array_elements_text(k.value::jsonb))' }[type];
  const write = (some: typeof changed): Promise<number> =>
    tx.changed(
      `UPDATE "${table}" t SET "${name}" = ${cast ?? `k.value::${type}`} FROM unnest($1::tid[], $2::text[]) AS k (at, value) WHERE t.ctid = k.at`,
      [some.map(({ at }) => at), some.map(({ value }) => value)],
    );
  if (await isTaken(tx, () => write(changed))) return;
  // Some payloads are too long for it, or the like: row by row then, a good handful.
  let taken = 0;
  for (const one of changed.slice(0, 60)) if (await isTaken(tx, () => write([one]))) taken += 1;
  if (taken === 0) garden.refused.add(place);
}

/** Did the rules of the table take it? */
async function isTaken(tx: Tx, write: () => Promise<number>): Promise<boolean> {
  await tx.changed('SAVEPOINT planting', []);
  try {
    await write();
    await tx.changed('RELEASE SAVEPOINT planting', []);
    return true;
  } catch (error) {
    const { code } = ((error as { driverError?: { code?: string } }).driverError ?? error) as { code?: string };
    if (code === undefined || !['23514', '23505', '23503', '22001', '54000'].includes(code)) throw error;
    await tx.changed('ROLLBACK TO SAVEPOINT planting', []);
    return false;
  }
}

function planted(value: unknown, place: string, garden: Garden): unknown {
  if (typeof value === 'string') {
    if (!isTyped(value)) return value;
    return garden.next(place, /\.(?:pdf|docx|xlsx|jpg|png|mp4|webp|heic)$/.exec(value)?.[0] ?? '');
  }
  if (Array.isArray(value)) return value.map((one) => planted(one, place, garden));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, planted(one, `${place}.${key}`, garden)]));
}
