import { Injectable } from '@nestjs/common';
import type { Reader, Tx } from '../database/tx.js';
import type { Instant } from '../kernel/instant.js';
import { type ArchivedTable, LAID, LATE, rowsOfContest } from './archive.tables.js';

/** A unit as archives have it. */
export interface ArchivedUnit {
  id: string;
  level: string;
  type: string;
  name: string;
  code: string | null;
  parent_id: string | null;
  valid_from: string;
  folded: string;
}

/** How a contest came into this installation, and the log that came with it. */
export interface Arrival {
  id: string;
  contestId: string;
  /** What it was called where it came from. */
  slug: string;
  madeAt: Instant;
  manifestSha256: string;
  publicKey: string;
  logSha256: string;
  logRoot: string;
  places: number;
  events: number;
  chain: string;
}

/** Writes what an archive brings. */
@Injectable()
export class ArrivalRepository {
  /** What of a contest stands here already and can stand only once, a line each. */
  async standing(reader: Reader, { id, slug, code }: { id: string; slug: string; code: string }): Promise<string[]> {
    const rows = await reader.rows<{ id: string; slug: string; code: string }>(
      `SELECT id, slug, code FROM contests WHERE id = $1 OR slug = $2 OR code = $3 ORDER BY id`,
      [id, slug, code],
    );
    return rows.flatMap((one) => {
      if (one.id === id) return [`this very contest is here already, as ${one.slug}`];
      const slugs = one.slug === slug ? [`the slug ${slug} is another contest's here: give --slug`] : [];
      return one.code === code ? [...slugs, `the code ${code} is another contest's here (${one.slug})`] : slugs;
    });
  }

  /** The unit here that an archive means: of the same level and code, or without one of the same name below the same unit; in force on the same day. */
  async unitHere(
    reader: Reader,
    unit: ArchivedUnit,
    parentHere: string | null,
  ): Promise<{ id: string; name: string; folded: string } | null> {
    const found = await reader.rows<{ id: string; name: string; folded: string }>(
      `SELECT id, name, folded FROM units WHERE level = $1 AND valid_from <= $4 AND (valid_to IS NULL OR valid_to > $4)
          AND CASE WHEN $2::text IS NULL THEN code IS NULL AND name = $3 AND parent_id IS NOT DISTINCT FROM $5::uuid ELSE code = $2 END
        ORDER BY valid_from DESC, id LIMIT 1`,
      [unit.level, unit.code, unit.name, unit.valid_from, parentHere],
    );
    return found[0] ?? null;
  }

  /** Enters a unit under the id that it has in the archive, below the parent that stands here. */
  async enterUnit(tx: Tx, line: string): Promise<void> {
    await tx.changed(
      `INSERT INTO units (id, level, type, name, code, parent_id, valid_from, valid_to, sort_order, sort_key, folded, sample, note)
       SELECT id, level, type, name, code, parent_id, valid_from, valid_to, sort_order, sort_key, folded, sample, note
         FROM json_populate_record(NULL::units, $1::json)`,
      [line],
    );
  }

  /** Enters people who are not here yet by their names alone: without a password, and disabled. Answers how many. */
  enterPersons(tx: Tx, lines: readonly string[]): Promise<number> {
    return tx.changed(
      `INSERT INTO persons (id, username, full_name, sort_key, folded, disabled_at, created_at)
       SELECT id, 'luu-' || left(replace(id::text, '-', ''), 16), full_name, sort_key, folded, $2, $2
         FROM json_populate_recordset(NULL::persons, $1::json) ON CONFLICT (id) DO NOTHING`,
      [`[${lines.join(',')}]`, tx.now],
    );
  }

  /** Notes stored files with what the scanner said of them where they came from; those that are here already stay as they are. */
  async noteFiles(tx: Tx, lines: readonly string[]): Promise<void> {
    await tx.changed(
      `INSERT INTO stored_files (sha256, size, kind, stored_at, scan_state, scan_finding, scanned_at)
       SELECT sha256, size, kind, $2, scan_state, scan_finding, scanned_at
         FROM json_populate_recordset(NULL::stored_files, $1::json) ON CONFLICT (sha256) DO NOTHING`,
      [`[${lines.join(',')}]`, tx.now],
    );
  }

  /** Puts rows into a table, in their order; columns that name what is further down stay empty. */
  async fill(tx: Tx, { name, columns }: { name: string; columns: readonly string[] }, lines: readonly string[]) {
    const late = LATE[name] ?? [];
    const own = columns.filter((column) => !late.includes(column)).map(quoted);
    const laid = LAID[name];
    const onDesk =
      laid === undefined
        ? ''
        : ` ON CONFLICT (${laid.key}) DO UPDATE SET ${laid.columns.map((column) => `${quoted(column)} = EXCLUDED.${quoted(column)}`).join(', ')}`;
    await tx.changed(
      `INSERT INTO "${name}" (${own.join(', ')}) SELECT ${own.join(', ')} FROM json_populate_recordset(NULL::"${name}", $1::json)${onDesk}`,
      [`[${lines.join(',')}]`],
    );
  }

  /** Puts in what `fill` left empty. */
  async fillLate(tx: Tx, name: string, lines: readonly string[]): Promise<void> {
    for (const column of LATE[name] ?? [])
      await tx.changed(
        `UPDATE "${name}" t SET ${quoted(column)} = r.${quoted(column)} FROM json_populate_recordset(NULL::"${name}", $1::json) r
          WHERE t.id = r.id AND r.${quoted(column)} IS NOT NULL`,
        [`[${lines.join(',')}]`],
      );
  }

  /** How many rows of a table are this contest's. */
  async count(reader: Reader, table: ArchivedTable, contestId: string): Promise<number> {
    const found = await reader.one<{ rows: number }>(
      `SELECT count(*)::int AS rows FROM "${table.name}" WHERE ${rowsOfContest(table)}`,
      [contestId],
    );
    return found?.rows ?? 0;
  }

  /** Numbers of documents go on behind those that came along. */
  async continueSeries(tx: Tx, contestId: string): Promise<void> {
    await tx.changed(
      `INSERT INTO document_series AS s (series, year, last)
       SELECT series, year, max(number) FROM documents WHERE contest_id = $1 AND number IS NOT NULL GROUP BY series, year
       ON CONFLICT (series, year) DO UPDATE SET last = greatest(s.last, EXCLUDED.last)`,
      [contestId],
    );
  }

  /** A place aside for events, so that they can be read back in the order in which they happened, whatever chain they stood in. */
  async beginEvents(tx: Tx): Promise<void> {
    await tx.changed(`CREATE TEMP TABLE arriving_events (id bigint PRIMARY KEY, text text NOT NULL) ON COMMIT DROP`);
  }

  async putEvents(tx: Tx, events: readonly { id: number; text: string }[]): Promise<void> {
    await tx.changed(
      `INSERT INTO arriving_events (id, text) SELECT id, text FROM json_to_recordset($1::json) AS event (id bigint, text text)`,
      [JSON.stringify(events)],
    );
  }

  async *events(tx: Tx): AsyncGenerator<string[]> {
    for (let after = -1; ;) {
      const rows = await tx.rows<{ id: number; text: string }>(
        `SELECT id, text FROM arriving_events WHERE id > $1 ORDER BY id LIMIT 1000`,
        [after],
      );
      const last = rows.at(-1);
      if (last === undefined) return;
      yield rows.map(({ text }) => text);
      after = last.id;
    }
  }

  async note(tx: Tx, arrival: Arrival): Promise<void> {
    await tx.changed(
      `INSERT INTO contest_arrivals (id, contest_id, slug, made_at, arrived_at, manifest_sha256, public_key, log_sha256, log_root, places, events, chain)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
      [
        arrival.id,
        arrival.contestId,
        arrival.slug,
        arrival.madeAt,
        tx.now,
        arrival.manifestSha256,
        arrival.publicKey,
        arrival.logSha256,
        arrival.logRoot,
        arrival.places,
        arrival.events,
        arrival.chain,
      ],
    );
  }

  /** Every log that came with a contest, and how many events stand in the chain that was written from it. */
  arrivals(reader: Reader): Promise<(Arrival & { standing: number })[]> {
    return reader.rows(
      `SELECT a.id, a.contest_id AS "contestId", a.slug, a.made_at AS "madeAt", a.manifest_sha256 AS "manifestSha256",
              a.public_key AS "publicKey", a.log_sha256 AS "logSha256", a.log_root AS "logRoot", a.places, a.events, a.chain,
              (SELECT count(*)::int FROM audit_events e WHERE e.chain = a.chain) AS standing
         FROM contest_arrivals a ORDER BY a.arrived_at, a.id`,
    );
  }
}

const quoted = (name: string): string => `"${name}"`;
