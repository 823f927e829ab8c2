import { Injectable } from '@nestjs/common';
import type { Reader } from '../database/tx.js';
import type { ContestId } from '../kernel/ids.js';
import type { Refusal } from '../kernel/refusal.js';
import { ARCHIVED, type ArchivedTable, COUNTED, rowsOfContest } from './archive.tables.js';

/** A table as an archive has it: its columns, and the order of its rows. */
export interface TableShape {
  name: string;
  /** Without those that the database makes itself: generated, counted, and numbers of arrival, in whose order the rows stand instead. */
  columns: string[];
  order: string[];
}

const ROWS_AT_ONCE = 1000;
const UNIT_COLUMNS =
  'id, level, type, name, code, parent_id, valid_from, valid_to, sort_order, sort_key, folded, sample, note';

/** What an archive is written from. All of it is read in one transaction, so that no act is in it by half. */
@Injectable()
export class ArchiveRepository {
  /** The tables of an archive in their order, as the database has them today. */
  async shapes(reader: Reader): Promise<(TableShape & { table: ArchivedTable })[]> {
    const found = await reader.rows<TableShape>(
      `SELECT c.relname AS name,
              (SELECT array_agg(a.attname::text ORDER BY a.attnum) FROM pg_attribute a
                WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '' AND a.attidentity = '') AS columns,
              coalesce(
                (SELECT array_agg(quote_ident(a.attname)) FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attidentity <> ''),
                (SELECT array_agg(quote_ident(a.attname) || CASE WHEN a.atttypid = 'text'::regtype THEN ' COLLATE "C"' ELSE '' END ORDER BY k.n)
                   FROM pg_index i, unnest(i.indkey::int[]) WITH ORDINALITY AS k (attnum, n), pg_attribute a
                  WHERE i.indrelid = c.oid AND i.indisprimary AND a.attrelid = c.oid AND a.attnum = k.attnum),
                '{}') AS "order"
         FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace AND c.relname = ANY($1)`,
      [ARCHIVED.map(({ name }) => name)],
    );
    const shapes = new Map(found.map((shape) => [shape.name, shape]));
    return ARCHIVED.map((table) => {
      const shape = shapes.get(table.name);
      if (shape === undefined) throw new Error(`there is no table ${table.name}`);
      const counted = COUNTED[table.name] ?? [];
      return { ...shape, columns: shape.columns.filter((name) => !counted.includes(name)), table };
    });
  }

  /** The contest's rows of a table as lines of JSON, some hundred at a time, in the table's order. Needs a transaction. */
  rowsOf(reader: Reader, { table, columns, order }: TableShape & { table: ArchivedTable }, contestId: ContestId) {
    const picked = columns.map((name) => `"${name}"`).join(', ');
    return this.linesOf(
      reader,
      `SELECT ${picked} FROM "${table.name}" WHERE ${rowsOfContest(table)}${order.length === 0 ? '' : ` ORDER BY ${order.join(', ')}`}`,
      contestId,
    );
  }

  /** Every unit that a row of the contest names, with those above it; parents first. */
  async unitsOf(reader: Reader, contestId: ContestId) {
    const named = await this.namedBy(reader, 'units');
    return this.linesOf(
      reader,
      `WITH RECURSIVE above AS (
         SELECT u.id, u.parent_id FROM units u WHERE u.id IN (${named})
         UNION SELECT u.id, u.parent_id FROM units u JOIN above a ON u.id = a.parent_id)
       SELECT ${UNIT_COLUMNS} FROM units WHERE id IN (SELECT id FROM above)
        ORDER BY array_position(ARRAY['province', 'district', 'commune', 'office', 'village'], level), id`,
      contestId,
    );
  }

  /** Every person whom a row of the contest names: what they are called, and nothing that they sign in with or are reached by. */
  async personsOf(reader: Reader, contestId: ContestId) {
    const named = await this.namedBy(reader, 'persons');
    return this.linesOf(
      reader,
      `SELECT id, full_name, sort_key, folded FROM persons WHERE id IN (${named}) ORDER BY id`,
      contestId,
    );
  }

  /** Every stored file that a row of the contest names, with what the scanner said of it. */
  async filesOf(reader: Reader, contestId: ContestId) {
    const named = await this.namedBy(reader, 'stored_files');
    return this.linesOf(
      reader,
      `SELECT sha256, size, kind, scan_state, scan_finding, scanned_at FROM stored_files WHERE sha256 IN (${named}) ORDER BY sha256 COLLATE "C"`,
      contestId,
    );
  }

  /** How many dossiers a contest has, and the bytes of all files that they hold: about what an archive weighs. */
  async measure(reader: Reader, contestId: ContestId): Promise<{ dossiers: number; bytes: number }> {
    const found = await reader.one<{ dossiers: number; bytes: number }>(
      `SELECT (SELECT count(*)::int FROM entries WHERE contest_id = $1) AS dossiers,
              (SELECT coalesce(sum(f.size), 0)::bigint FROM entry_files f JOIN entries e ON e.id = f.entry_id WHERE e.contest_id = $1) AS bytes`,
      [contestId],
    );
    return found ?? { dossiers: 0, bytes: 0 };
  }

  /**
   * Why no archive may be made now, null: it may. While a round is being judged nobody reads its marks (TRUST A.3), and an archive holds them all; the
   * bundle of a published list is made moments after it, here alone, and would be missing for good where the archive is opened.
   */
  async refuseToArchive(reader: Reader, contestId: ContestId): Promise<Refusal | null> {
    const found = await reader.one<{ judged: boolean; bundling: boolean }>(
      `SELECT EXISTS (SELECT FROM judging_rounds WHERE contest_id = $1 AND closed_at IS NULL) AS judged,
              EXISTS (SELECT FROM award_lists l WHERE l.contest_id = $1 AND EXISTS (SELECT FROM award_list_files f WHERE f.list_id = l.id)
                AND NOT EXISTS (SELECT FROM award_bundles b WHERE b.list_id = l.id)) AS bundling`,
      [contestId],
    );
    if (found?.judged === true) return { code: 'archive-while-judging' };
    return found?.bundling === true ? { code: 'archive-before-bundle' } : null;
  }

  /** The keys of the contest's rows that refer to another table, as a query; the catalogue is asked which columns do. */
  private async namedBy(reader: Reader, target: string): Promise<string> {
    const columns = await reader.rows<{ table: string; column: string }>(
      `SELECT k.conrelid::regclass::text AS "table", a.attname::text AS "column" FROM pg_constraint k
         JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[1]
        WHERE k.contype = 'f' AND k.confrelid = to_regclass($1) AND cardinality(k.conkey) = 1 ORDER BY 1, 2`,
      [target],
    );
    const parts = columns.flatMap(({ table: name, column }) => {
      const table = ARCHIVED.find((one) => one.name === name);
      return table === undefined ? [] : [`SELECT "${column}" FROM "${name}" WHERE ${rowsOfContest(table)}`];
    });
    return parts.join(' UNION ');
  }

  private async *linesOf(reader: Reader, sql: string, contestId: ContestId): AsyncGenerator<string[]> {
    await reader.rows(`DECLARE archived NO SCROLL CURSOR FOR SELECT row_to_json(t)::text AS line FROM (${sql}) t`, [
      contestId,
    ]);
    for (;;) {
      const rows = await reader.rows<{ line: string }>(`FETCH ${ROWS_AT_ONCE} FROM archived`);
      if (rows.length === 0) break;
      yield rows.map(({ line }) => line);
    }
    await reader.rows(`CLOSE archived`);
  }
}
