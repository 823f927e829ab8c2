import { Injectable } from '@nestjs/common';
import type { Reader, Tx } from '../../database/tx.js';
import type { ContestId, RoundId } from '../../kernel/ids.js';
import type { Pair } from '../assignment.js';
import { UNTOUCHED_SHEET } from '../sheet.row.js';
import type { ExistingSheet, NamedJudge } from './given.plan.js';

/** SQL of an assignment that comes written down. */
@Injectable()
export class GivenRepository {
  /** Whoever judges in the contest or was ever on the round's panel. */
  people(reader: Reader, contestId: ContestId, roundId: RoundId): Promise<NamedJudge[]> {
    return reader.rows<NamedJudge>(
      `SELECT x.id AS "personId", x.username, p.code, (p.code IS NOT NULL AND p.removed_at IS NULL) AS "onPanel"
         FROM persons x LEFT JOIN panel_judges p ON p.round_id = $2 AND p.person_id = x.id
        WHERE p.code IS NOT NULL
           OR EXISTS (SELECT 1 FROM role_assignments a
                       WHERE a.person_id = x.id AND a.contest_id = $1 AND a.role = 'judge' AND a.revoked_at IS NULL)
        ORDER BY x.username COLLATE "C"`,
      [contestId, roundId],
    );
  }

  /** Which of these are numbers of entries of the contest, in whatever state. */
  async numbers(reader: Reader, contestId: ContestId, named: readonly string[]): Promise<Set<string>> {
    const rows = await reader.rows<{ number: string }>(
      `SELECT number FROM entries WHERE contest_id = $1 AND number = ANY($2::text[])`,
      [contestId, named],
    );
    return new Set(rows.map(({ number }) => number));
  }

  /** Every sheet of the round, by entry number and judge. */
  sheets(reader: Reader, roundId: RoundId): Promise<ExistingSheet[]> {
    return reader.rows<ExistingSheet>(
      `SELECT s.person_id AS "personId", s.entry_id AS "entryId", e.number, p.code AS "judgeCode", s.progress,
              NOT ${UNTOUCHED_SHEET} AS begun
         FROM score_sheets s JOIN entries e ON e.id = s.entry_id
         JOIN panel_judges p ON p.round_id = s.round_id AND p.person_id = s.person_id
        WHERE s.round_id = $1 ORDER BY e.number, length(p.code), p.code COLLATE "C"`,
      [roundId],
    );
  }

  /** Takes these sheets back, unless something was written on them meanwhile; answers how many went. */
  takeBack(tx: Tx, roundId: RoundId, pairs: readonly Pair[]): Promise<number> {
    return tx.changed(
      `DELETE FROM score_sheets s USING unnest($2::uuid[], $3::uuid[]) AS g (person_id, entry_id)
        WHERE s.round_id = $1 AND s.person_id = g.person_id AND s.entry_id = g.entry_id AND ${UNTOUCHED_SHEET}`,
      [roundId, pairs.map(({ personId }) => personId), pairs.map(({ entryId }) => entryId)],
    );
  }
}
