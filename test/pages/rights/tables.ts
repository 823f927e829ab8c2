import type { Database } from '../../../src/database/database.js';

/** Moved on by merely looking: when a session or a key was last used, how often an address tried. */
export const RESTLESS: ReadonlySet<string> = new Set(['sessions', 'program_keys', 'sign_in_delays']);
/**
 * The same, and besides what exists to say that somebody has looked: the log, where exports are noted, and when a decision was
 * first on somebody's screen, after which it cannot be taken back (decision 23).
 */
export const LOOKED_AT: ReadonlySet<string> = new Set([
  ...RESTLESS,
  'audit_events',
  'audit_heads',
  'entry_sightings',
  'notice_showings',
]);

/** A checksum of each table's rows, by name; two equal ones mean that nothing was written in between. */
export async function checksums(database: Database, leftOut = RESTLESS): Promise<Record<string, string>> {
  const tables = await database.reader.rows<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE' ORDER BY 1`,
    [],
  );
  const sums = tables
    .filter(({ name }) => !leftOut.has(name))
    .map(
      ({ name }) =>
        `SELECT '${name}' AS name, count(*) || ' rows ' || coalesce(md5(string_agg(t::text, chr(10) ORDER BY t::text)), '') AS sum FROM "${name}" t`,
    );
  const rows = await database.reader.rows<{ name: string; sum: string }>(sums.join(' UNION ALL '), []);
  return Object.fromEntries(rows.map(({ name, sum }) => [name, sum]));
}
