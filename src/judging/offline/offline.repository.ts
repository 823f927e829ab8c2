import { Injectable } from '@nestjs/common';
import type { BlindRule, RubricVersionId } from '../../contests/contest.facts.js';
import type { Reader, Tx } from '../../database/tx.js';
import { JUDGEABLE_SQL } from '../../entries/entry.conditions.js';
import type { EntryId, PersonId, RoundId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import { PICTURE_MAX_BYTES } from '../../storage/pictures.js';
import { OWN_COLUMNS, OWN_ENTRY, type OwnSheet } from '../sheet.repository.js';
import { JUDGED_COMMUNE, JUDGED_DISTRICT, JUDGED_NUMBER, JUDGED_VILLAGE, WITHHELD } from '../sheet.row.js';
import type { ReturnedLine } from './return.facts.js';

/** Whose sheets. */
export interface OwnPlace {
  roundId: RoundId;
  personId: PersonId;
}

/** A file that came back and waits for its judge's yes or no. */
export interface PendingReturn {
  rubricVersionId: RubricVersionId;
  sha256: string;
  lines: ReturnedLine[];
  receivedAt: Instant;
  version: number;
}

/** A dossier that goes into a judge's pack. */
export interface PackedEntry {
  id: EntryId;
  number: string;
  villageName: string;
  communeName: string;
  districtName: string | null;
  answers: Readonly<Record<string, string>>;
  /** Files by id and fields by code that judges do not get where they are blind. */
  withheld: string[];
}

const MINE = `s.round_id = $1 AND s.person_id = $2`;

/** SQL of what a judge takes along and brings back. Dossiers go by what the judge knows them by: number, or code where judging is blind. */
@Injectable()
export class OfflineRepository {
  /** A judge's sheets that may be worked on away from the platform, by number: none declined, none of an entry that has left. */
  sheets(reader: Reader, { roundId, personId }: OwnPlace, limit: number): Promise<OwnSheet[]> {
    return reader.rows<OwnSheet>(
      `SELECT ${OWN_COLUMNS} FROM score_sheets s ${OWN_ENTRY}
        WHERE ${MINE} AND s.recused_at IS NULL AND ${JUDGEABLE_SQL} ORDER BY ${JUDGED_NUMBER} LIMIT $3`,
      [roundId, personId, limit],
    );
  }

  /** This judge's sheets for these dossiers, whatever their state, by number. */
  async sheetsFor(
    reader: Reader,
    { roundId, personId }: OwnPlace,
    numbers: readonly string[],
  ): Promise<ReadonlyMap<string, OwnSheet>> {
    const rows = await reader.rows<OwnSheet>(
      `SELECT ${OWN_COLUMNS} FROM score_sheets s ${OWN_ENTRY} WHERE ${MINE} AND ${JUDGED_NUMBER} = ANY($3)`,
      [roundId, personId, numbers],
    );
    return new Map(rows.map((sheet) => [sheet.number, sheet]));
  }

  /** The same, each held until this transaction ends, and with them the round: shared with other judges' saves, not with its closing. */
  async holdSheetsFor(tx: Tx, place: OwnPlace, numbers: readonly string[]): Promise<ReadonlyMap<string, OwnSheet>> {
    await tx.one(`SELECT 1 AS held FROM judging_rounds WHERE id = $1 FOR SHARE`, [place.roundId]);
    await tx.rows(
      `SELECT s.id FROM score_sheets s JOIN entries e ON e.id = s.entry_id WHERE ${MINE} AND ${JUDGED_NUMBER} = ANY($3)
        ORDER BY s.id FOR UPDATE OF s`,
      [place.roundId, place.personId, numbers],
    );
    return this.sheetsFor(tx, place, numbers);
  }

  /** One step through the dossiers of a pack, by number, behind the last one seen (''). */
  packed(
    reader: Reader,
    { roundId, personId }: OwnPlace,
    { after, limit }: { after: string; limit: number },
  ): Promise<PackedEntry[]> {
    return reader.rows<PackedEntry>(
      `SELECT e.id, ${JUDGED_NUMBER} AS number, ${JUDGED_VILLAGE} AS "villageName", ${JUDGED_COMMUNE} AS "communeName",
              ${JUDGED_DISTRICT} AS "districtName", e.answers, ${WITHHELD} AS withheld
         FROM score_sheets s ${OWN_ENTRY}
        WHERE ${MINE} AND s.recused_at IS NULL AND ${JUDGEABLE_SQL} AND ${JUDGED_NUMBER} > $3
        ORDER BY ${JUDGED_NUMBER} LIMIT $4`,
      [roundId, personId, after, limit],
    );
  }

  /**
   * How many dossiers a pack has, and about what it weighs: films, and all else. Pictures go out redrawn and, where judging is
   * blind, PDFs as pictures of their pages and films only if the rule shows them.
   */
  async weight(
    reader: Reader,
    { roundId, personId }: OwnPlace,
    { films, pictures, blind }: { films: readonly string[]; pictures: readonly string[]; blind: BlindRule },
  ): Promise<{ entries: number; filmBytes: number; otherBytes: number }> {
    const found = await reader.one<{ entries: number; filmBytes: number; otherBytes: number }>(
      `SELECT count(DISTINCT e.id)::int AS entries, coalesce(sum(w.bytes) FILTER (WHERE f.kind = ANY($3)), 0)::float8 AS "filmBytes",
              coalesce(sum(w.bytes) FILTER (WHERE f.kind <> ALL($3)), 0)::float8 AS "otherBytes"
         FROM score_sheets s JOIN entries e ON e.id = s.entry_id
         LEFT JOIN entry_files f ON f.entry_id = e.id AND f.removed_at IS NULL
         LEFT JOIN LATERAL (SELECT CASE WHEN f.kind = ANY($4) THEN least(f.size, $5)
             WHEN $6 AND f.kind = 'pdf' AND f.pages > 0 THEN f.pages * $5
             WHEN $6 AND NOT $7 THEN 0 ELSE f.size END AS bytes) w ON true
        WHERE ${MINE} AND s.recused_at IS NULL AND ${JUDGEABLE_SQL}`,
      [roundId, personId, films, pictures, PICTURE_MAX_BYTES, blind.isBlind, blind.showsFiles],
    );
    return found ?? { entries: 0, filmBytes: 0, otherBytes: 0 };
  }

  pending(reader: Reader, { roundId, personId }: OwnPlace): Promise<PendingReturn | null> {
    return reader.one<PendingReturn>(`${PENDING}`, [roundId, personId]);
  }

  holdPending(tx: Tx, { roundId, personId }: OwnPlace): Promise<PendingReturn | null> {
    return tx.one<PendingReturn>(`${PENDING} FOR UPDATE`, [roundId, personId]);
  }

  /** Puts a file's lines in the place of what waited there. */
  put(tx: Tx, { roundId, personId }: OwnPlace, file: Omit<PendingReturn, 'version'>): Promise<number> {
    return tx.changed(
      `INSERT INTO score_returns (round_id, person_id, rubric_version_id, sha256, lines, received_at, version)
       VALUES ($1, $2, $3, $4, $5, $6, 1)
       ON CONFLICT (round_id, person_id) DO UPDATE SET rubric_version_id = $3, sha256 = $4, lines = $5, received_at = $6,
         version = score_returns.version + 1`,
      [roundId, personId, file.rubricVersionId, file.sha256, JSON.stringify(file.lines), file.receivedAt],
    );
  }

  drop(tx: Tx, { roundId, personId }: OwnPlace, version: number): Promise<number> {
    return tx.changed(`DELETE FROM score_returns WHERE round_id = $1 AND person_id = $2 AND version = $3`, [
      roundId,
      personId,
      version,
    ]);
  }
}

const PENDING = `SELECT rubric_version_id AS "rubricVersionId", sha256, lines, received_at AS "receivedAt", version
  FROM score_returns WHERE round_id = $1 AND person_id = $2`;
