import type { Reader, Tx } from '../../database/tx.js';
import type { Act } from '../../kernel/actor.js';
import { newId } from '../../kernel/ids.js';
import type { Day } from '../../kernel/vietnamese/days.js';
import type { BaseSalary, Kept, RewardNorm } from './reward.facts.js';

/** What every reward form is worth, and the steps of the base salary: both the same for all contests. */
export interface RewardBook {
  /** Form by form; of one form the older norm first. */
  norms: (RewardNorm & Kept)[];
  /** Oldest first. */
  bases: (BaseSalary & Kept)[];
}

const KEPT = `id, recorded_by_name AS "recordedByName", recorded_at AS "recordedAt", withdrawn_by_name AS "withdrawnByName",
  withdrawn_at AS "withdrawnAt", withdrawn_reason AS "withdrawnReason"`;
/** The newest grant there is: a row written now says nothing of it and of those before. Only under the lock is this the newest. */
const NEWEST_GRANT = `(SELECT coalesce(max(seq), 0) FROM award_decisions)`;
const TABLES = { norm: 'reward_norms', base: 'base_salaries' } as const;
export type BookRow = keyof typeof TABLES;

/** Every row that was ever written, withdrawn ones as well. */
export const wholeBook = async (reader: Reader): Promise<RewardBook> => ({
  norms: await reader.rows(
    `SELECT ${KEPT}, form, name, recipient_kind AS "recipientKind", multiple_hundredths AS "multipleHundredths", rounding, document, article,
            in_force_from AS "inForceFrom", in_force_until AS "inForceUntil", caveat
       FROM reward_norms ORDER BY min(sort_order) OVER (PARTITION BY form), form, recipient_kind = 'household', recipient_kind = 'individual',
            in_force_from, recorded_at NULLS FIRST, id`,
  ),
  bases: await reader.rows(
    `SELECT ${KEPT}, in_force_from AS "inForceFrom", amount, document FROM base_salaries ORDER BY in_force_from, recorded_at NULLS FIRST, id`,
  ),
});

/** The rows that count. */
export async function rewardBook(reader: Reader): Promise<RewardBook> {
  const { norms, bases } = await wholeBook(reader);
  const counts = ({ withdrawnAt }: Kept): boolean => withdrawnAt === null;
  return { norms: norms.filter(counts), bases: bases.filter(counts) };
}

/** The book as it stays until the act ends: nobody writes into it meanwhile. */
export async function bookForGrant(tx: Tx): Promise<RewardBook> {
  await tx.rows(`SELECT pg_advisory_xact_lock_shared(hashtext('reward book'))`);
  return rewardBook(tx);
}

/** The book to write into: nobody else writes, and no grant is made by it meanwhile. */
export async function bookForWriting(tx: Tx): Promise<RewardBook> {
  await tx.rows(`SELECT pg_advisory_xact_lock(hashtext('reward book'))`);
  return rewardBook(tx);
}

export async function insertNorm(tx: Tx, act: Act, norm: RewardNorm): Promise<string> {
  const id = newId();
  await tx.changed(
    `INSERT INTO reward_norms (id, form, name, recipient_kind, multiple_hundredths, rounding, document, article, in_force_from, in_force_until, caveat,
       sort_order, recorded_after, recorded_by_name, recorded_at)
     SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, coalesce(max(sort_order), 0) + 1, ${NEWEST_GRANT}, $12, $13 FROM reward_norms`,
    [
      id,
      norm.form,
      norm.name,
      norm.recipientKind,
      norm.multipleHundredths,
      norm.rounding,
      norm.document,
      norm.article,
      norm.inForceFrom,
      norm.inForceUntil,
      norm.caveat,
      act.actor.name,
      tx.now,
    ],
  );
  return id;
}

export async function insertBase(tx: Tx, act: Act, { inForceFrom, amount, document }: BaseSalary): Promise<string> {
  const id = newId();
  await tx.changed(
    `INSERT INTO base_salaries (id, in_force_from, amount, document, recorded_after, recorded_by_name, recorded_at)
     VALUES ($1, $2, $3, $4, ${NEWEST_GRANT}, $5, $6)`,
    [id, inForceFrom, amount, document, act.actor.name, tx.now],
  );
  return id;
}

/** The last day of a norm that had none. 0 when it has one by now, or was withdrawn. */
export const closeNorm = (tx: Tx, id: string, until: Day): Promise<number> =>
  tx.changed(
    `UPDATE reward_norms SET in_force_until = $2, closed_after = ${NEWEST_GRANT}
      WHERE id = $1 AND in_force_until IS NULL AND withdrawn_at IS NULL`,
    [id, until],
  );

/** A row that was written wrongly counts no longer. 0 when it was withdrawn meanwhile. */
export const withdrawBookRow = (tx: Tx, act: Act, row: BookRow, id: string, reason: string): Promise<number> =>
  tx.changed(
    `UPDATE ${TABLES[row]} SET withdrawn_after = ${NEWEST_GRANT}, withdrawn_by_name = $2, withdrawn_at = $3, withdrawn_reason = $4
      WHERE id = $1 AND withdrawn_at IS NULL`,
    [id, act.actor.name, tx.now, reason],
  );
