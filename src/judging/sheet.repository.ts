import { Injectable } from '@nestjs/common';
import { ifTouched, type Reader, type Tx } from '../database/tx.js';
import { JUDGEABLE_SQL } from '../entries/entry.conditions.js';
import type { PersonId, RoundId, SheetId } from '../kernel/ids.js';
import type { Instant } from '../kernel/instant.js';
import { type Refusal, Refused } from '../kernel/refusal.js';
import type { SheetProgress } from './round.facts.js';
import { PLANNED, ROUND_PLAN } from './round.repository.js';
import type { SheetFacts, SheetWords } from './sheet.facts.js';
import { WRITABLE } from './sheet.moves.js';
import {
  COUNTS_JSON,
  type Desk,
  type DeskRow,
  JUDGED_AS,
  JUDGED_COMMUNE,
  JUDGED_DISTRICT,
  JUDGED_NUMBER,
  JUDGED_VILLAGE,
  type JudgePlace,
  SHEET_COLUMNS,
  toDesk,
  WITHHELD,
} from './sheet.row.js';

/** A number of a submitted dossier, or a code that stands for it; anything else never reaches SQL. */
const ENTRY_NUMBER = /^([A-Z0-9]{2,12}-\d{6}-\d{4,}|K[0-9A-F]{10})$/;

const DESK = `SELECT ${SHEET_COLUMNS},
    json_build_object('id', r.id, 'contestId', r.contest_id, 'number', r.number, 'name', ${PLANNED.name}, 'kind', ${PLANNED.kind},
      'quorum', ${PLANNED.quorum}, 'rubricVersionId', r.rubric_version_id,
      'closedAt', r.closed_at, 'closedByName', r.closed_by_name, 'closeReason', r.close_reason, 'version', r.version) AS round,
    json_build_object('id', c.id, 'slug', c.slug, 'name', c.name, 'noun', c.noun, 'organiserName', c.organiser_name, 'state', c.state,
      'rehearsal', c.rehearsal, 'clockAt', c.clock_at, 'contactName', c.contact_name, 'contactPhone', c.contact_phone,
      'sampleNotes', c.sample_notes,
      'blind', json_build_object('isBlind', c.blind, 'showsFiles', c.blind_shows_files, 'hides', c.blind_hides,
        'hidesSlots', c.blind_hides_slots)) AS contest,
    coalesce(CASE WHEN q.id IS NOT NULL THEN json_build_object('from', q.from_at, 'until', q.until_at, 'printed', q.printed) END,
             (SELECT json_build_object('from', w.from_at, 'until', w.until_at, 'printed', w.printed)
                FROM contest_windows w WHERE w.contest_id = c.id AND w.kind = 'judging')) AS window,
    json_build_object('code', p.code, 'name', p.name, 'removedAt', p.removed_at, 'counts', ${COUNTS_JSON}) AS judge,
    json_build_object('id', e.id, 'number', ${JUDGED_NUMBER}, 'villageName', ${JUDGED_VILLAGE}, 'communeId', k.commune_id,
      'communeName', ${JUDGED_COMMUNE}, 'districtName', ${JUDGED_DISTRICT}, 'answers', e.answers, 'withheld', ${WITHHELD}, 'judgeable', ${JUDGEABLE_SQL}) AS entry,
    coalesce((SELECT json_agg(json_build_object('id', t.id, 'code', t.code, 'title', t.title, 'help', t.help, 'guidance', t.guidance, 'max', t.max_hundredths,
                'step', t.step_hundredths, 'weight', trim_scale(t.weight)::text) ORDER BY t.sort_order, t.code)
                FROM criteria t WHERE t.rubric_version_id = r.rubric_version_id), '[]') AS criteria
  FROM entries e
  JOIN score_sheets s ON s.entry_id = e.id AND s.person_id = $2
  JOIN judging_rounds r ON r.id = s.round_id ${ROUND_PLAN}
  JOIN panel_judges p ON p.round_id = s.round_id AND p.person_id = s.person_id
  JOIN contests c ON c.id = e.contest_id
  JOIN contest_villages v ON v.contest_id = e.contest_id AND v.village_id = e.village_id
  JOIN contest_communes k ON k.contest_id = e.contest_id AND k.commune_id = e.commune_id
 WHERE ${JUDGED_AS} AND e.contest_id = $3 AND ($4::int IS NULL OR r.number = $4) ORDER BY r.number DESC LIMIT 1`;

const HELD_DESK = `${DESK} FOR SHARE OF r`;

const SAVE = ifTouched(
  `UPDATE score_sheets SET points = $3, comments = $4, comment = $5, total_hundredths = $6, saved_at = $7, version = version + 1,
              put_off_at = CASE WHEN $6::numeric IS NULL THEN put_off_at END
        WHERE id = $1 AND version = $2 AND state = ANY($8) AND recused_at IS NULL AND on_paper_at IS NULL`,
);

const firstOf = (condition: string): string =>
  `(SELECT ${JUDGED_NUMBER} AS number FROM score_sheets s JOIN entries e ON e.id = s.entry_id
     WHERE s.round_id = $1 AND s.person_id = $2 AND s.progress IN ('none', 'draft') AND s.on_paper_at IS NULL AND ${condition}
       AND ${JUDGEABLE_SQL}
     ORDER BY s.position, s.id LIMIT 1)`;

// The page is cut out of the sheets alone, in the order of an index, before anything is joined to it.
const listed = (condition: string): string =>
  `SELECT s.id, s.position, ${JUDGED_NUMBER} AS number, ${JUDGED_VILLAGE} AS "villageName", ${JUDGED_COMMUNE} AS "communeName", s.progress,
          trim_scale(s.total_hundredths)::text AS "totalHundredths", s.saved_at AS "savedAt", ${JUDGEABLE_SQL} AS judgeable,
          CASE WHEN s.state = 'reopened' THEN s.reopened_reason END AS "reopenedReason",
          s.put_off_at IS NOT NULL AND s.progress IN ('none', 'draft') AS "isPutOff"
     FROM (SELECT * FROM score_sheets WHERE round_id = $1 AND person_id = $2 ${condition}
            ORDER BY position, id LIMIT $3 OFFSET $4) s
     JOIN entries e ON e.id = s.entry_id
     JOIN contest_villages v ON v.contest_id = e.contest_id AND v.village_id = e.village_id
     JOIN contest_communes k ON k.contest_id = e.contest_id AND k.commune_id = e.commune_id
    ORDER BY s.position, s.id`;

/** One line of a judge's list: no scores, only how far it is. */
export interface ListedSheet {
  id: SheetId;
  /** In the judge's own order. */
  position: number;
  number: string;
  villageName: string;
  communeName: string;
  progress: SheetProgress;
  totalHundredths: string | null;
  savedAt: Instant | null;
  judgeable: boolean;
  reopenedReason: string | null;
  isPutOff: boolean;
}

/** An entry by its number and where it comes from. */
export type NamedEntry = Pick<ListedSheet, 'number' | 'villageName' | 'communeName'>;

/** SQL of score sheets, seen from their own judge. */
@Injectable()
export class SheetRepository {
  /** A judge's desk for one entry in the newest round that has it, or in the round asked for; null when that judge has no sheet for it. */
  async desk(
    reader: Reader,
    number: string,
    { contestId, personId }: JudgePlace,
    realNow: Instant,
    round: number | null = null,
  ): Promise<Desk | null> {
    if (!ENTRY_NUMBER.test(number)) return null;
    const row = await reader.one<DeskRow>(DESK, [number, personId, contestId, round]);
    return row && toDesk(row, realNow);
  }

  /** The same with the round's row held shared: it cannot be closed until this transaction ends, other judges are not kept waiting. */
  async holdDesk(tx: Tx, number: string, { contestId, personId }: JudgePlace): Promise<Desk | null> {
    if (!ENTRY_NUMBER.test(number)) return null;
    const row = await tx.one<DeskRow>(HELD_DESK, [number, personId, contestId, null]);
    return row && toDesk(row, tx.now);
  }

  /** Where a judge goes from here: neighbours in the judge's own order, and the next sheet still lacking points (from the start again after the last, those put off after all others). */
  async neighbours(
    reader: Reader,
    { roundId, personId, position, id }: Pick<SheetFacts, 'roundId' | 'personId' | 'position' | 'id'>,
  ): Promise<{ previous: string | null; next: string | null; nextLeft: string | null }> {
    const mine = `s.round_id = $1 AND s.person_id = $2`;
    const one = (condition: string, order: string): string =>
      `(SELECT ${JUDGED_NUMBER} AS number FROM score_sheets s JOIN entries e ON e.id = s.entry_id
         WHERE ${mine} AND ${condition} AND ${JUDGEABLE_SQL} ORDER BY s.position ${order}, s.id ${order} LIMIT 1)`;
    const lacking = `s.progress IN ('none', 'draft') AND s.on_paper_at IS NULL AND s.id <> $4`;
    const [left, later] = [`${lacking} AND s.put_off_at IS NULL`, `${lacking} AND s.put_off_at IS NOT NULL`];
    const found = await reader.one<{ previous: string | null; next: string | null; nextLeft: string | null }>(
      `SELECT ${one('(s.position, s.id) < ($3, $4)', 'DESC')} AS previous, ${one('(s.position, s.id) > ($3, $4)', 'ASC')} AS next,
              coalesce(${one(`(s.position, s.id) > ($3, $4) AND ${left}`, 'ASC')}, ${one(left, 'ASC')},
                       ${one(`(s.position, s.id) > ($3, $4) AND ${later}`, 'ASC')}, ${one(later, 'ASC')}) AS "nextLeft"`,
      [roundId, personId, position, id],
    );
    return found ?? { previous: null, next: null, nextLeft: null };
  }

  /** Sheets of a judge whose entry has left the contest since, by progress: they count neither as done nor as left. */
  async lost(
    reader: Reader,
    { roundId, personId }: Pick<SheetFacts, 'roundId' | 'personId'>,
  ): Promise<Partial<Record<SheetProgress, number>>> {
    const rows = await reader.rows<{ progress: SheetProgress; count: number }>(
      `SELECT s.progress, count(*)::int AS count
         FROM judging_rounds r JOIN entries e ON e.contest_id = r.contest_id AND e.state = 'disqualified'
         JOIN score_sheets s ON s.round_id = r.id AND s.person_id = $2 AND s.entry_id = e.id
        WHERE r.id = $1 GROUP BY s.progress`,
      [roundId, personId],
    );
    return Object.fromEntries(rows.map(({ progress, count }) => [progress, count]));
  }

  /** The first sheet in the judge's order that still lacks points, those put off last; null when none does. */
  async firstLeft(reader: Reader, roundId: RoundId, personId: PersonId): Promise<string | null> {
    const found = await reader.one<{ number: string | null }>(
      `SELECT coalesce(${firstOf('s.put_off_at IS NULL')}, ${firstOf('s.put_off_at IS NOT NULL')}) AS number`,
      [roundId, personId],
    );
    return found?.number ?? null;
  }

  /**
   * One page of a judge's sheets in that judge's order; `progress` null for all of them. An entry that has left the contest
   * stays on the list, marked.
   */
  async list(
    reader: Reader,
    { roundId, personId }: { roundId: RoundId; personId: PersonId },
    of: { progress: readonly SheetProgress[] | 'put-off' | null; limit: number; offset: number },
  ): Promise<ListedSheet[]> {
    const paged = [roundId, personId, of.limit, of.offset];
    if (of.progress === 'put-off')
      return reader.rows<ListedSheet>(listed(`AND put_off_at IS NOT NULL AND progress IN ('none', 'draft')`), paged);
    return of.progress === null
      ? reader.rows<ListedSheet>(listed(''), paged)
      : reader.rows<ListedSheet>(listed('AND progress = ANY($5)'), [...paged, of.progress]);
  }

  /** Those behind a place in the judge's own order; null: from the first. */
  listAfter(
    reader: Reader,
    { roundId, personId }: { roundId: RoundId; personId: PersonId },
    after: { position: number; id: string } | null,
    limit: number,
  ): Promise<ListedSheet[]> {
    return reader.rows<ListedSheet>(listed('AND ($5::int IS NULL OR (position, id) > ($5, $6::uuid))'), [
      roundId,
      personId,
      limit,
      0,
      after?.position ?? null,
      after?.id ?? null,
    ]);
  }

  /** Writes what a judge typed, if the sheet is still as the page showed it; otherwise the act is refused as `moved` says. */
  save(
    tx: Tx,
    sheet: Pick<SheetFacts, 'id'>,
    words: SheetWords & { version: number; totalHundredths: string | null; at: Instant },
    moved: Refusal,
  ): void {
    tx.leaveChange(() => new Refused(moved), SAVE, [
      sheet.id,
      words.version,
      JSON.stringify(words.points),
      JSON.stringify(words.comments),
      words.comment,
      words.totalHundredths,
      words.at,
      WRITABLE,
    ]);
  }

  /** Puts a sheet that lacks points behind the others that are left; 0 for a complete one. */
  putOff(tx: Tx, { id }: Pick<SheetFacts, 'id'>, at: Instant): Promise<number> {
    return tx.changed(`UPDATE score_sheets SET put_off_at = $2 WHERE id = $1 AND total_hundredths IS NULL`, [id, at]);
  }

  /** How many sheets that lack points the judge has put off. */
  async countPutOff(reader: Reader, { roundId, personId }: { roundId: RoundId; personId: PersonId }): Promise<number> {
    const found = await reader.one<{ count: number }>(
      `SELECT count(*)::int AS count FROM score_sheets
        WHERE round_id = $1 AND person_id = $2 AND put_off_at IS NOT NULL AND progress IN ('none', 'draft')`,
      [roundId, personId],
    );
    return found?.count ?? 0;
  }

  /** Up to `limit` entries whose sheet lacks points, named as the judge knows them, in the judge's order. */
  incompleteNamed(
    reader: Reader,
    { roundId, personId }: { roundId: RoundId; personId: PersonId },
    limit: number,
  ): Promise<NamedEntry[]> {
    return reader.rows<NamedEntry>(
      `SELECT ${JUDGED_NUMBER} AS number, ${JUDGED_VILLAGE} AS "villageName", ${JUDGED_COMMUNE} AS "communeName"
         FROM score_sheets s JOIN entries e ON e.id = s.entry_id
         JOIN contest_villages v ON v.contest_id = e.contest_id AND v.village_id = e.village_id
         JOIN contest_communes k ON k.contest_id = e.contest_id AND k.commune_id = e.commune_id
        WHERE s.round_id = $1 AND s.person_id = $2 AND s.progress IN ('none', 'draft') AND s.on_paper_at IS NULL AND ${JUDGEABLE_SQL}
        ORDER BY s.position, s.id LIMIT $3`,
      [roundId, personId, limit],
    );
  }

  /** The numbers of entries whose sheet lacks points, in the judge's order. */
  async incomplete(reader: Reader, roundId: RoundId, personId: PersonId): Promise<string[]> {
    const rows = await reader.rows<{ number: string }>(
      `SELECT ${JUDGED_NUMBER} AS number FROM score_sheets s JOIN entries e ON e.id = s.entry_id
        WHERE s.round_id = $1 AND s.person_id = $2 AND s.progress IN ('none', 'draft') AND s.on_paper_at IS NULL AND ${JUDGEABLE_SQL}
        ORDER BY s.position, s.id`,
      [roundId, personId],
    );
    return rows.map(({ number }) => number);
  }
}

/** Columns of an OwnSheet; the sheet is `s`, what stands around it comes by OWN_ENTRY. */
export const OWN_COLUMNS = `${SHEET_COLUMNS}, ${JUDGED_NUMBER} AS number, ${JUDGED_VILLAGE} AS "villageName",
  ${JUDGED_COMMUNE} AS "communeName", ${JUDGED_DISTRICT} AS "districtName",
  ${JUDGEABLE_SQL} AS judgeable`;
export const OWN_ENTRY = `JOIN entries e ON e.id = s.entry_id
  JOIN contest_villages v ON v.contest_id = e.contest_id AND v.village_id = e.village_id
  JOIN contest_communes k ON k.contest_id = e.contest_id AND k.commune_id = e.commune_id`;

/** A judge's own sheet with its words and its entry's printed names. */
export type OwnSheet = SheetFacts & {
  number: string;
  villageName: string;
  communeName: string;
  districtName: string | null;
  judgeable: boolean;
};
