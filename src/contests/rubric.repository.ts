import type { Reader, Tx } from '../database/tx.js';
import { type ContestId, newId } from '../kernel/ids.js';
import type { Instant } from '../kernel/instant.js';
import type { CriterionFacts, RubricVersionId } from './contest.facts.js';
import type { PlannedRoundId } from './round-plan.facts.js';

/** What the first version of criteria is called; `plannedRoundId` null: the contest's own. */
export const FIRST_VERSION = { number: 1, changeNote: '', plannedRoundId: null } as const;

/** The criteria of a contest, or of one planned round, in counted versions. Reading is ContestReader's. */
export async function insertRubricVersion(
  tx: Tx,
  contestId: ContestId,
  version: { number: number; changeNote: string; inForceAt: Instant; plannedRoundId: PlannedRoundId | null },
): Promise<RubricVersionId> {
  const id = newId<'rubric-version'>();
  await tx.changed(
    `INSERT INTO rubric_versions (id, contest_id, number, change_note, in_force_at, planned_round_id) VALUES ($1, $2, $3, $4, $5, $6)`,
    [id, contestId, version.number, version.changeNote, version.inForceAt, version.plannedRoundId],
  );
  return id;
}

/** A criterion of a round's own, with the round it belongs to. */
export type RoundCriterion = CriterionFacts & {
  roundId: PlannedRoundId;
  roundNumber: number;
  roundName: string;
  versionId: RubricVersionId;
};

/** The criteria that single rounds have of their own, of the newest version each, by round and in the organiser's order. */
export const roundCriteria = (reader: Reader, contestId: ContestId): Promise<RoundCriterion[]> =>
  reader.rows<RoundCriterion>(
    `SELECT k.id, k.code, k.title, k.help, k.guidance, k.max_hundredths AS max, k.step_hundredths AS step, trim_scale(k.weight)::text AS weight,
            p.id AS "roundId", p.number AS "roundNumber", p.name AS "roundName", v.id AS "versionId"
       FROM planned_rounds p
       JOIN LATERAL (SELECT id FROM rubric_versions WHERE planned_round_id = p.id ORDER BY number DESC LIMIT 1) v ON true
       JOIN criteria k ON k.rubric_version_id = v.id
      WHERE p.contest_id = $1 ORDER BY p.number, k.sort_order, k.code`,
    [contestId],
  );

/** The newest version of a round's own criteria, or null when it never had any. */
export const roundRubric = (
  reader: Reader,
  plannedRoundId: PlannedRoundId,
): Promise<{ versionId: RubricVersionId } | null> =>
  reader.one(`SELECT id AS "versionId" FROM rubric_versions WHERE planned_round_id = $1 ORDER BY number DESC LIMIT 1`, [
    plannedRoundId,
  ]);

export async function insertCriterion(
  tx: Tx,
  versionId: RubricVersionId,
  criterion: CriterionFacts,
  order: number,
): Promise<void> {
  await tx.changed(
    `INSERT INTO criteria (id, rubric_version_id, code, title, help, max_hundredths, step_hundredths, weight, sort_order, guidance)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      criterion.id,
      versionId,
      criterion.code,
      criterion.title,
      criterion.help,
      criterion.max,
      criterion.step,
      criterion.weight,
      order,
      JSON.stringify(criterion.guidance),
    ],
  );
}

export async function updateCriterion(tx: Tx, contestId: ContestId, criterion: CriterionFacts): Promise<void> {
  await tx.changed(
    `UPDATE criteria k SET code = $3, title = $4, help = $5, max_hundredths = $6, step_hundredths = $7, weight = $8, guidance = $9
       FROM rubric_versions v WHERE v.id = k.rubric_version_id AND v.contest_id = $1 AND k.id = $2`,
    [
      contestId,
      criterion.id,
      criterion.code,
      criterion.title,
      criterion.help,
      criterion.max,
      criterion.step,
      criterion.weight,
      JSON.stringify(criterion.guidance),
    ],
  );
}

export async function deleteCriterion(tx: Tx, contestId: ContestId, id: string): Promise<void> {
  await tx.changed(
    `DELETE FROM criteria k USING rubric_versions v WHERE v.id = k.rubric_version_id AND v.contest_id = $1 AND k.id = $2`,
    [contestId, id],
  );
}

export async function orderCriteria(tx: Tx, contestId: ContestId, ids: readonly string[]): Promise<void> {
  await tx.changed(
    `UPDATE criteria k SET sort_order = o.place
       FROM unnest($2::uuid[]) WITH ORDINALITY AS o (id, place), rubric_versions v
      WHERE k.id = o.id AND v.id = k.rubric_version_id AND v.contest_id = $1`,
    [contestId, ids],
  );
}
