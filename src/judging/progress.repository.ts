import { Injectable } from '@nestjs/common';
import type { Reader, Tx } from '../database/tx.js';
import type { ContestId, PersonId, RoundId, SheetId } from '../kernel/ids.js';
import type { Instant } from '../kernel/instant.js';
import type { RubricVersionId } from '../contests/contest.facts.js';
import type { SheetProgress } from './round.facts.js';
import { judgedInRound } from './round.scope.js';
import type { SheetStanding } from './sheet.facts.js';
import { BLIND_CODE, meantBy } from './sheet.row.js';

/** How far one entry is: sheets given and signed, of judges on the panel who judge it. No scores. */
export interface EntryProgress {
  number: string;
  /** As in a SheetLine. */
  blindCode: string | null;
  villageName: string;
  communeName: string;
  given: number;
  complete: number;
  signed: number;
}

/** One sheet as the secretary may see it while judging is open. */
export interface SheetLine {
  number: string;
  villageName: string;
  communeName: string;
  progress: SheetProgress;
  savedAt: Instant | null;
  signedAt: Instant | null;
  recusedReason: string | null;
  /** What its judge knows the dossier by where judging is blind; null elsewhere. */
  blindCode: string | null;
}

/** SQL of what the secretary sees: done and not done, never how many points. */
@Injectable()
export class ProgressRepository {
  /** Counts of entries: judged at all, without a judge, and with fewer signed sheets than `quorum`. */
  async totals(
    reader: Reader,
    contestId: ContestId,
    roundId: RoundId,
    quorum: number,
  ): Promise<{ entries: number; unassigned: number; belowQuorum: number }> {
    const found = await reader.one<{ entries: number; unassigned: number; belowQuorum: number }>(
      `SELECT count(*)::int AS entries, count(*) FILTER (WHERE coalesce(n.given, 0) = 0)::int AS unassigned,
              count(*) FILTER (WHERE coalesce(n.signed, 0) < $3)::int AS "belowQuorum"
         FROM entries e LEFT JOIN (${COUNTED}) n ON n.entry_id = e.id
        WHERE e.contest_id = $1 AND ${judgedInRound('$1', '$2')}`,
      [contestId, roundId, quorum],
    );
    return found ?? { entries: 0, unassigned: 0, belowQuorum: 0 };
  }

  /** Judges on the panel, and how many of them have signed everything they were given. */
  async panelDone(reader: Reader, roundId: RoundId): Promise<{ judges: number; judgesDone: number }> {
    const found = await reader.one<{ judges: number; judgesDone: number }>(
      `SELECT count(*)::int AS judges,
              count(*) FILTER (WHERE sheets_signed > 0 AND sheets_none + sheets_draft + sheets_done = 0)::int AS "judgesDone"
         FROM panel_judges WHERE round_id = $1 AND removed_at IS NULL`,
      [roundId],
    );
    return found ?? { judges: 0, judgesDone: 0 };
  }

  /** One page of entries by number, behind the number `after` if one is given; with `lackingOnly` those with fewer signed sheets than `quorum`. */
  entries(
    reader: Reader,
    contestId: ContestId,
    roundId: RoundId,
    of: { quorum: number; lackingOnly: boolean; limit: number; offset: number; after?: string | null },
  ): Promise<EntryProgress[]> {
    return reader.rows<EntryProgress>(
      `SELECT e.number, ${BLIND_CODE} AS "blindCode", v.name AS "villageName", k.name AS "communeName", n.given::int AS given,
              n.complete::int AS complete, n.signed::int AS signed
         FROM entries e CROSS JOIN LATERAL (${COUNTED_OF_ENTRY}) n
         JOIN contest_villages v ON v.contest_id = e.contest_id AND v.village_id = e.village_id
         JOIN contest_communes k ON k.contest_id = e.contest_id AND k.commune_id = e.commune_id
        WHERE e.contest_id = $1 AND ${judgedInRound('$1', '$2')} AND (NOT $4 OR n.signed < $3)
          AND ($7::text IS NULL OR e.number > $7)
        ORDER BY e.number LIMIT $5 OFFSET $6`,
      [contestId, roundId, of.quorum, of.lackingOnly, of.limit, of.offset, of.after ?? null],
    );
  }

  /** One page of a judge's sheets by entry number, how far each is. */
  sheets(
    reader: Reader,
    roundId: RoundId,
    personId: PersonId,
    of: { limit: number; offset: number },
  ): Promise<SheetLine[]> {
    return reader.rows<SheetLine>(
      `SELECT e.number, v.name AS "villageName", k.name AS "communeName", s.progress, s.saved_at AS "savedAt", s.signed_at AS "signedAt",
              s.recused_reason AS "recusedReason", ${BLIND_CODE} AS "blindCode"
         FROM score_sheets s JOIN entries e ON e.id = s.entry_id
         JOIN contest_villages v ON v.contest_id = e.contest_id AND v.village_id = e.village_id
         JOIN contest_communes k ON k.contest_id = e.contest_id AND k.commune_id = e.commune_id
        WHERE s.round_id = $1 AND s.person_id = $2 ORDER BY e.number LIMIT $3 OFFSET $4`,
      [roundId, personId, of.limit, of.offset],
    );
  }

  /** One judge's sheet for one entry by number, without its scores. */
  standing(
    reader: Reader,
    roundId: RoundId,
    personId: PersonId,
    number: string,
  ): Promise<(SheetStanding & { id: SheetId; number: string; villageName: string }) | null> {
    return reader.one(
      `SELECT s.id, s.person_id AS "personId", s.entry_id AS "entryId", s.state, s.progress, s.recused_at AS "recusedAt", s.on_paper_at AS "onPaperAt",
              s.signed_at AS "signedAt", s.version, e.number, v.name AS "villageName"
         FROM score_sheets s JOIN entries e ON e.id = s.entry_id
         JOIN contest_villages v ON v.contest_id = e.contest_id AND v.village_id = e.village_id
        WHERE s.round_id = $1 AND s.person_id = $2 AND ${meantBy('$3')}`,
      [roundId, personId, number],
    );
  }

  /** How many sheets with at least one score were written against this version of the criteria. */
  async scoredSheets(reader: Reader, rubricVersionId: RubricVersionId): Promise<number> {
    const found = await reader.one<{ count: number }>(
      `SELECT (SELECT count(*) FROM score_sheets s JOIN judging_rounds r ON r.id = s.round_id
                WHERE r.rubric_version_id = $1 AND s.points <> '{}')::int
            + (SELECT count(*) FROM current_outside_marks m WHERE m.rubric_version_id = $1)::int AS count`,
      [rubricVersionId],
    );
    return found?.count ?? 0;
  }

  /**
   * Moves every sheet of a round to new criteria: what was written is first kept as a version; points and comments stay for
   * the criteria in `same` (unchanged in all but weight), the rest must be given anew, totals follow, signed sheets are
   * reopened. Recused sheets move too. Answers how many sheets had something on them.
   */
  async moveSheets(
    tx: Tx,
    roundId: RoundId,
    to: {
      old: RubricVersionId;
      next: RubricVersionId;
      same: readonly string[];
      at: Instant;
      byName: string;
      reason: string;
    },
  ): Promise<number> {
    await tx.changed(
      `UPDATE score_sheet_versions v SET reopened_at = $2, reopened_by_name = $3, reopened_reason = $4
         FROM score_sheets s WHERE s.round_id = $1 AND s.state = 'signed' AND v.sheet_id = s.id AND v.reopened_at IS NULL`,
      [roundId, to.at, to.byName, to.reason],
    );
    await tx.changed(
      `INSERT INTO score_sheet_versions (sheet_id, number, signed_at, rubric_version_id, body, reopened_at, reopened_by_name, reopened_reason)
       SELECT s.id, 1 + coalesce((SELECT max(number) FROM score_sheet_versions v WHERE v.sheet_id = s.id), 0), NULL, $2,
              jsonb_build_object('points', points, 'comments', comments, 'comment', comment, 'totalHundredths', trim_scale(total_hundredths)::text),
              $3, $4, $5
         FROM score_sheets s WHERE s.round_id = $1 AND s.saved_at IS NOT NULL AND s.state <> 'signed'`,
      [roundId, to.old, to.at, to.byName, to.reason],
    );
    return tx.changed(
      `WITH fitted AS (
         SELECT s.id,
                coalesce((SELECT jsonb_object_agg(key, value) FROM jsonb_each(s.points) WHERE key = ANY($2)), '{}') AS points,
                coalesce((SELECT jsonb_object_agg(key, value) FROM jsonb_each(s.comments) WHERE key = ANY($2)), '{}') AS comments
           FROM score_sheets s WHERE s.round_id = $1 AND s.saved_at IS NOT NULL)
       UPDATE score_sheets s SET points = f.points, comments = f.comments, version = s.version + 1,
              total_hundredths = (SELECT CASE WHEN bool_and(f.points ? t.code) THEN sum(t.weight * (f.points ->> t.code)::int) END
                                    FROM criteria t WHERE t.rubric_version_id = $3),
              state = CASE WHEN s.state = 'signed' THEN 'reopened' ELSE s.state END,
              signed_at = NULL,
              -- What was signed on paper is open again on line; a paper that is not confirmed yet stays where it is.
              on_paper_at = CASE WHEN s.state = 'signed' THEN NULL ELSE s.on_paper_at END,
              reopened_reason = CASE WHEN s.state = 'signed' THEN $4 ELSE s.reopened_reason END
         FROM fitted f WHERE f.id = s.id`,
      [roundId, to.same, to.next, to.reason],
    );
  }
}

/** Sheets of judges on the panel; points from outside are a signed sheet of their entry. */
const GIVEN_SHEETS = `(SELECT s.round_id, s.entry_id, s.progress, s.recused_at
     FROM score_sheets s JOIN panel_judges p ON p.round_id = s.round_id AND p.person_id = s.person_id AND p.removed_at IS NULL
   UNION ALL SELECT m.round_id, m.entry_id, 'signed', NULL FROM current_outside_marks m)`;

/** The same of one entry `e` alone: a page of fifty needs no more than their own. */
const COUNTED_OF_ENTRY = `SELECT count(*) AS given, count(*) FILTER (WHERE s.progress IN ('done', 'signed')) AS complete,
    count(*) FILTER (WHERE s.progress = 'signed') AS signed
  FROM ${GIVEN_SHEETS} s
 WHERE s.entry_id = e.id AND s.round_id = $2 AND s.recused_at IS NULL`;

/** Sheets per entry of judges on the panel, recused ones left out; `$2` is the round. */
const COUNTED = `SELECT s.entry_id, count(*) AS given, count(*) FILTER (WHERE s.progress IN ('done', 'signed')) AS complete,
    count(*) FILTER (WHERE s.progress = 'signed') AS signed
  FROM ${GIVEN_SHEETS} s
 WHERE s.round_id = $2 AND s.recused_at IS NULL GROUP BY s.entry_id`;
