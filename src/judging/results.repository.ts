import { Injectable } from '@nestjs/common';
import type { Reader, Tx } from '../database/tx.js';
import { judgeableIn } from '../entries/entry.conditions.js';
import type { ContestId, EntryId, RoundId } from '../kernel/ids.js';
import type { Hundredths } from '../kernel/points.js';
import type { EntryPlace, MatrixRow } from './results.facts.js';
import type { Adjustment } from './scoring-rules.js';
import { OUTSIDE_CODE } from './outside/outside.marks.js';
import { judgedInRound } from './round.scope.js';

export interface SignedSheet {
  entryId: EntryId;
  judgeCode: string;
  points: Readonly<Record<string, Hundredths>>;
  totalHundredths: string;
}

/** Which lines of the matrix: by place or widest spread first. */
export interface MatrixPage {
  order: 'place' | 'spread';
  limit: number;
  offset: number;
}

const CONTEST_OF_ROUND = '(SELECT contest_id FROM judging_rounds WHERE id = $1)';

/** SQL of the tally's input and of its kept answer. */
@Injectable()
export class ResultsRepository {
  /** Everything that is judged in the round, by number in plain code-unit order, as the tally lists it. */
  places(reader: Reader, contestId: ContestId, roundId: RoundId): Promise<EntryPlace[]> {
    return reader.rows<EntryPlace>(
      `SELECT e.id AS "entryId", e.number, v.name AS "villageName", e.commune_id AS "communeId", k.name AS "communeName",
              k.district_id AS "districtId", k.district_name AS "districtName"
         FROM entries e
         JOIN contest_villages v ON v.contest_id = e.contest_id AND v.village_id = e.village_id
         JOIN contest_communes k ON k.contest_id = e.contest_id AND k.commune_id = e.commune_id
        WHERE e.contest_id = $1 AND ${judgedInRound('$1', '$2')} ORDER BY e.number COLLATE "C"`,
      [contestId, roundId],
    );
  }

  /** Sheets that count: signed, not recused, of judges on the panel, of entries still judged; points from outside as a sheet of their own. In no order. */
  signedSheets(reader: Reader, roundId: RoundId): Promise<SignedSheet[]> {
    return reader.rows<SignedSheet>(
      `SELECT s.entry_id AS "entryId", p.code AS "judgeCode", s.points, trim_scale(s.total_hundredths)::text AS "totalHundredths"
         FROM score_sheets s
         JOIN panel_judges p ON p.round_id = s.round_id AND p.person_id = s.person_id AND p.removed_at IS NULL
         JOIN entries e ON e.id = s.entry_id
        WHERE s.round_id = $1 AND s.state = 'signed' AND s.recused_at IS NULL AND ${judgeableIn(CONTEST_OF_ROUND)}
       UNION ALL
       SELECT m.entry_id, '${OUTSIDE_CODE}', m.points, trim_scale(m.total_hundredths)::text
         FROM current_outside_marks m JOIN entries e ON e.id = m.entry_id
        WHERE m.round_id = $1 AND ${judgeableIn(CONTEST_OF_ROUND)}`,
      [roundId],
    );
  }

  /** Where a round's points come from that nobody judged; null where none were brought in. */
  async outsideSource(reader: Reader, roundId: RoundId): Promise<string | null> {
    const found = await reader.one<{ source: string }>(
      `SELECT source FROM outside_imports WHERE round_id = $1 ORDER BY number DESC LIMIT 1`,
      [roundId],
    );
    return found?.source ?? null;
  }

  /** Stands for the sheets that count in a round: another one when any of them, or an entry, has come, gone or changed. */
  async mark(reader: Reader, roundId: RoundId): Promise<string> {
    const found = await reader.one<{ mark: string }>(
      `SELECT count(*) || ' ' || coalesce(sum(s.total_hundredths), 0) || ' ' || coalesce(max(s.signed_at)::text, '') AS mark
         FROM score_sheets s
         JOIN panel_judges p ON p.round_id = s.round_id AND p.person_id = s.person_id AND p.removed_at IS NULL
         JOIN entries e ON e.id = s.entry_id
        WHERE s.round_id = $1 AND s.state = 'signed' AND s.recused_at IS NULL AND ${judgeableIn(CONTEST_OF_ROUND)}`,
      [roundId],
    );
    return found?.mark ?? '';
  }

  /** Penalties and bonuses of the round, of entries that are still judged, by entry and in the order they were written. */
  adjustments(reader: Reader, roundId: RoundId): Promise<Omit<Adjustment, 'part'>[]> {
    return reader.rows(
      `SELECT e.number AS entry, a.hundredths, a.reason
         FROM score_adjustments a JOIN entries e ON e.id = a.entry_id
        WHERE a.round_id = $1 AND ${judgeableIn(CONTEST_OF_ROUND)} ORDER BY e.number COLLATE "C", a.made_at, a.id`,
      [roundId],
    );
  }

  async keep(tx: Tx, roundId: RoundId, rows: readonly (MatrixRow & { spreadHundredths: string })[]): Promise<void> {
    await tx.changed(
      `INSERT INTO round_results (round_id, entry_id, place, rank, row, spread_hundredths)
       SELECT $1, g.entry_id, g.place, (g.row ->> 'rank')::int, g.row, g.spread
         FROM unnest($2::uuid[], $3::int[], $4::jsonb[], $5::numeric[]) AS g (entry_id, place, row, spread)`,
      [
        roundId,
        rows.map((row) => row.entryId),
        rows.map((_, index) => index + 1),
        rows.map(({ spreadHundredths: _, ...row }) => JSON.stringify(row)),
        rows.map((row) => row.spreadHundredths),
      ],
    );
  }

  /** How many lines were kept at closing, and whether one of those entries has left the contest since; `left` stands for which of them did. */
  async kept(reader: Reader, roundId: RoundId): Promise<{ count: number; outdated: boolean; left: string }> {
    const found = await reader.one<{ count: number; left: string | null }>(
      `SELECT (SELECT coalesce(max(place), 0) FROM round_results WHERE round_id = $1) AS count,
              (SELECT md5(string_agg(e.id::text, ' ' ORDER BY e.id)) FROM judging_rounds r
                 JOIN entries e ON e.contest_id = r.contest_id AND e.state = 'disqualified'
                 JOIN round_results x ON x.round_id = r.id AND x.entry_id = e.id WHERE r.id = $1) AS left`,
      [roundId],
    );
    return { count: found?.count ?? 0, outdated: typeof found?.left === 'string', left: found?.left ?? '' };
  }

  async page(reader: Reader, roundId: RoundId, of: MatrixPage): Promise<MatrixRow[]> {
    const order = of.order === 'place' ? 'place' : 'spread_hundredths DESC, place';
    const rows = await reader.rows<{ row: MatrixRow }>(
      `SELECT row FROM round_results WHERE round_id = $1 ORDER BY ${order} LIMIT $2 OFFSET $3`,
      [roundId, of.limit, of.offset],
    );
    return rows.map(({ row }) => row);
  }
}
