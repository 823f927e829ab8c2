import { Injectable } from '@nestjs/common';
import type { RubricVersionId } from '../contests/contest.facts.js';
import type { RoundUse } from '../contests/contest.use.js';
import type { Reader, Tx } from '../database/tx.js';
import type { ContestId, RoundId } from '../kernel/ids.js';
import type { Instant } from '../kernel/instant.js';
import type { RoundFacts } from './round.facts.js';

/** A round and, where the contest's rules plan it, the plan of the same number: `r` and `q` in what follows. */
export const ROUND_PLAN = `LEFT JOIN planned_rounds q ON q.contest_id = r.contest_id AND q.number = r.number`;
/** What of a round stands on its plan, as it is now; its own name is what it was called when it began. */
export const PLANNED = {
  name: `coalesce(q.name, r.name)`,
  kind: `q.kind`,
  // Nobody signs in a round whose points come from outside.
  quorum: `json_build_object('judges', CASE WHEN q.kind <> 'outside' THEN q.fewest_judges END,
     'signedPercent', CASE WHEN q.kind <> 'outside' THEN q.signed_percent END, 'under', coalesce(q.under_quorum, 'reason'))`,
} as const;

const ROUND_COLUMNS = `r.id, r.contest_id AS "contestId", r.number, ${PLANNED.name} AS name, ${PLANNED.kind} AS kind, ${PLANNED.quorum} AS quorum,
  r.rubric_version_id AS "rubricVersionId", r.closed_at AS "closedAt", r.closed_by_name AS "closedByName",
  r.close_reason AS "closeReason", r.version`;
const ROUNDS = `judging_rounds r ${ROUND_PLAN}`;

/** SQL of rounds. */
@Injectable()
export class RoundRepository {
  /** The contest's latest round, or null before there is one. */
  latest(reader: Reader, contestId: ContestId): Promise<RoundFacts | null> {
    return reader.one<RoundFacts>(
      `SELECT ${ROUND_COLUMNS} FROM ${ROUNDS} WHERE r.contest_id = $1 ORDER BY r.number DESC LIMIT 1`,
      [contestId],
    );
  }

  /** Every round of the contest by number. */
  all(reader: Reader, contestId: ContestId): Promise<RoundFacts[]> {
    return reader.rows<RoundFacts>(`SELECT ${ROUND_COLUMNS} FROM ${ROUNDS} WHERE r.contest_id = $1 ORDER BY r.number`, [
      contestId,
    ]);
  }

  /** The same as the contest's settings look at them. */
  uses(reader: Reader, contestId: ContestId): Promise<RoundUse[]> {
    return reader.rows<RoundUse>(
      `SELECT r.number, r.closed_at IS NOT NULL AS closed,
              (EXISTS (SELECT 1 FROM score_sheets s WHERE s.round_id = r.id AND s.points <> '{}')
                OR EXISTS (SELECT 1 FROM outside_imports i WHERE i.round_id = r.id)) AS scored
         FROM judging_rounds r WHERE r.contest_id = $1 ORDER BY r.number`,
      [contestId],
    );
  }

  byId(reader: Reader, id: RoundId): Promise<RoundFacts | null> {
    return reader.one<RoundFacts>(`SELECT ${ROUND_COLUMNS} FROM ${ROUNDS} WHERE r.id = $1`, [id]);
  }

  /**
   * The round with its row held against every save, signing, assignment and closing until this transaction ends: saves hold
   * the same row shared, so nothing they write can land behind a close.
   */
  holdLatest(tx: Tx, contestId: ContestId): Promise<RoundFacts | null> {
    return tx.one<RoundFacts>(
      `SELECT ${ROUND_COLUMNS} FROM ${ROUNDS} WHERE r.contest_id = $1 ORDER BY r.number DESC LIMIT 1 FOR UPDATE OF r`,
      [contestId],
    );
  }

  /** Answers 0 when another hand has just made the same round. */
  insert(tx: Tx, round: Pick<RoundFacts, 'id' | 'contestId' | 'number' | 'name' | 'rubricVersionId'>): Promise<number> {
    return tx.changed(
      `INSERT INTO judging_rounds (id, contest_id, number, name, rubric_version_id) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT ON CONSTRAINT rounds_are_counted DO NOTHING`,
      [round.id, round.contestId, round.number, round.name, round.rubricVersionId],
    );
  }

  close(tx: Tx, round: RoundFacts, by: { at: Instant; name: string; reason: string }): Promise<number> {
    return tx.changed(
      `UPDATE judging_rounds SET closed_at = $3, closed_by_name = $4, close_reason = $5, version = version + 1
        WHERE id = $1 AND version = $2 AND closed_at IS NULL`,
      [round.id, round.version, by.at, by.name, by.reason],
    );
  }

  moveToRubric(tx: Tx, round: RoundFacts, rubricVersionId: RubricVersionId): Promise<number> {
    return tx.changed(
      `UPDATE judging_rounds SET rubric_version_id = $3, version = version + 1
        WHERE id = $1 AND version = $2 AND closed_at IS NULL`,
      [round.id, round.version, rubricVersionId],
    );
  }
}
