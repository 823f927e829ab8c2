import type { Reader, Tx } from '../database/tx.js';
import type { ContestId } from '../kernel/ids.js';
import type { PrizeTierFacts } from './contest.facts.js';

/** A tier with the id that its own page is addressed by. */
export interface PrizeTierRow extends PrizeTierFacts {
  id: string;
}

export const tierRows = (reader: Reader, contestId: ContestId): Promise<PrizeTierRow[]> =>
  reader.rows<PrizeTierRow>(
    `SELECT id, code, name, quantity, amount, minimum_hundredths AS minimum, most_percent AS "mostPercent", recipient_kind AS "recipientKind"
       FROM prize_tiers WHERE contest_id = $1 ORDER BY sort_order, code`,
    [contestId],
  );

export async function insertTier(tx: Tx, contestId: ContestId, tier: PrizeTierRow, order: number): Promise<void> {
  await tx.changed(
    `INSERT INTO prize_tiers (id, contest_id, code, name, quantity, amount, minimum_hundredths, most_percent, sort_order, recipient_kind)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      tier.id,
      contestId,
      tier.code,
      tier.name,
      tier.quantity,
      tier.amount,
      tier.minimum,
      tier.mostPercent,
      order,
      tier.recipientKind,
    ],
  );
}

export async function updateTier(tx: Tx, contestId: ContestId, tier: PrizeTierRow): Promise<void> {
  await tx.changed(
    `UPDATE prize_tiers SET name = $3, quantity = $4, amount = $5, minimum_hundredths = $6, most_percent = $7, recipient_kind = $8
      WHERE contest_id = $1 AND id = $2`,
    [contestId, tier.id, tier.name, tier.quantity, tier.amount, tier.minimum, tier.mostPercent, tier.recipientKind],
  );
}

export async function deleteTier(tx: Tx, contestId: ContestId, id: string): Promise<void> {
  await tx.changed(`DELETE FROM prize_tiers WHERE contest_id = $1 AND id = $2`, [contestId, id]);
}

export async function orderTiers(tx: Tx, contestId: ContestId, ids: readonly string[]): Promise<void> {
  await tx.changed(
    `UPDATE prize_tiers t SET sort_order = o.place FROM unnest($2::uuid[]) WITH ORDINALITY AS o (id, place)
      WHERE t.id = o.id AND t.contest_id = $1`,
    [contestId, ids],
  );
}
