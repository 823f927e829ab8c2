import type { Reader } from '../../database/tx.js';
import type { BaseSalary, RewardNorm } from './reward.facts.js';

/** What every reward form is worth, and the steps of the base salary: both the same for all contests. */
export interface RewardBook {
  /** Form by form; of one form the older norm first. */
  norms: RewardNorm[];
  /** Oldest first. */
  bases: BaseSalary[];
}

export const rewardBook = async (reader: Reader): Promise<RewardBook> => ({
  norms: await reader.rows(
    `SELECT form, name, recipient_kind AS "recipientKind", multiple_hundredths AS "multipleHundredths", rounding, document, article,
            in_force_from AS "inForceFrom", in_force_until AS "inForceUntil", caveat
       FROM reward_norms ORDER BY sort_order, in_force_from`,
  ),
  bases: await reader.rows(
    `SELECT in_force_from AS "inForceFrom", amount, document FROM base_salaries ORDER BY in_force_from`,
  ),
});
