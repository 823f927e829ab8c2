import type { Reader, Tx } from '../database/tx.js';
import type { ContestId } from '../kernel/ids.js';
import type { SidePrizeFacts } from './side-prize.facts.js';

/** A side prize with the id that its own page is addressed by. */
export interface SidePrizeRow extends SidePrizeFacts {
  id: string;
}

/** In the organiser's order. */
export const sidePrizeRows = (reader: Reader, contestId: ContestId): Promise<SidePrizeRow[]> =>
  reader.rows<SidePrizeRow>(
    `SELECT id, code, name, basis, quantity, amount, criterion, minimum_hundredths AS minimum, beside_rank AS "besideRank", recipient_kind AS "recipientKind"
       FROM side_prizes WHERE contest_id = $1 ORDER BY sort_order, code`,
    [contestId],
  );

export async function insertSidePrize(tx: Tx, contestId: ContestId, prize: SidePrizeRow, order: number): Promise<void> {
  const { id, code, name, basis, quantity, amount, criterion, minimum, besideRank, recipientKind } = prize;
  await tx.changed(
    `INSERT INTO side_prizes (id, contest_id, code, name, basis, quantity, amount, criterion, minimum_hundredths, beside_rank, sort_order, recipient_kind)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [id, contestId, code, name, basis, quantity, amount, criterion, minimum, besideRank, order, recipientKind],
  );
}

export async function updateSidePrize(tx: Tx, contestId: ContestId, prize: SidePrizeRow): Promise<void> {
  const { id, name, basis, quantity, amount, criterion, minimum, besideRank, recipientKind } = prize;
  await tx.changed(
    `UPDATE side_prizes SET name = $3, basis = $4, quantity = $5, amount = $6, criterion = $7, minimum_hundredths = $8, beside_rank = $9, recipient_kind = $10
      WHERE contest_id = $1 AND id = $2`,
    [contestId, id, name, basis, quantity, amount, criterion, minimum, besideRank, recipientKind],
  );
}

export async function deleteSidePrize(tx: Tx, contestId: ContestId, id: string): Promise<void> {
  await tx.changed(`DELETE FROM side_prizes WHERE contest_id = $1 AND id = $2`, [contestId, id]);
}

export async function orderSidePrizes(tx: Tx, contestId: ContestId, ids: readonly string[]): Promise<void> {
  await tx.changed(
    `UPDATE side_prizes p SET sort_order = o.place FROM unnest($2::uuid[]) WITH ORDINALITY AS o (id, place)
      WHERE p.id = o.id AND p.contest_id = $1`,
    [contestId, ids],
  );
}
