import type { Tx } from '../database/tx.js';
import { type ContestId, newId } from '../kernel/ids.js';
import type { Instant } from '../kernel/instant.js';
import type { CriterionFacts, RubricVersionId } from './contest.facts.js';

/** The criteria of a contest, in counted versions. Reading is ContestReader's. */
export async function insertRubricVersion(
  tx: Tx,
  contestId: ContestId,
  version: { number: number; changeNote: string; inForceAt: Instant },
): Promise<RubricVersionId> {
  const id = newId<'rubric-version'>();
  await tx.changed(
    `INSERT INTO rubric_versions (id, contest_id, number, change_note, in_force_at) VALUES ($1, $2, $3, $4, $5)`,
    [id, contestId, version.number, version.changeNote, version.inForceAt],
  );
  return id;
}

export async function insertCriterion(
  tx: Tx,
  versionId: RubricVersionId,
  criterion: CriterionFacts,
  order: number,
): Promise<void> {
  await tx.changed(
    `INSERT INTO criteria (id, rubric_version_id, code, title, help, max_hundredths, step_hundredths, weight, sort_order)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
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
    ],
  );
}

export async function updateCriterion(tx: Tx, contestId: ContestId, criterion: CriterionFacts): Promise<void> {
  await tx.changed(
    `UPDATE criteria k SET code = $3, title = $4, help = $5, max_hundredths = $6, step_hundredths = $7, weight = $8
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
