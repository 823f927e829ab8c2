import type { Tx } from '../database/tx.js';
import type { ContestId } from '../kernel/ids.js';
import type { PracticeDossier } from './contest.facts.js';

/** Sample dossiers to practise on. Reading is ContestReader's. */
export async function insertPractice(tx: Tx, contestId: ContestId, one: PracticeDossier, order: number): Promise<void> {
  await tx.changed(
    `INSERT INTO practice_dossiers (id, contest_id, title, body, sort_order) VALUES ($1, $2, $3, $4, $5)`,
    [one.id, contestId, one.title, one.body, order],
  );
}

export async function updatePractice(tx: Tx, contestId: ContestId, one: PracticeDossier): Promise<void> {
  await tx.changed(`UPDATE practice_dossiers SET title = $3, body = $4 WHERE id = $2 AND contest_id = $1`, [
    contestId,
    one.id,
    one.title,
    one.body,
  ]);
}

/** With the marks that judges have practised on it. */
export async function deletePractice(tx: Tx, contestId: ContestId, id: string): Promise<void> {
  await tx.changed(`DELETE FROM practice_dossiers WHERE id = $2 AND contest_id = $1`, [contestId, id]);
}

export async function orderPractice(tx: Tx, contestId: ContestId, ids: readonly string[]): Promise<void> {
  await tx.changed(
    `UPDATE practice_dossiers p SET sort_order = o.place
       FROM unnest($2::uuid[]) WITH ORDINALITY AS o (id, place) WHERE p.id = o.id AND p.contest_id = $1`,
    [contestId, ids],
  );
}
