import type { EntryId, Id } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import type { Dong } from '../../kernel/money.js';
import type { Day } from '../../kernel/vietnamese/days.js';
import type { AwardLine } from '../award.facts.js';

export type PaymentId = Id<'award-payment'>;

/** Money that was handed over for a prize, and whether that still stands. */
export interface PaymentFacts {
  id: PaymentId;
  entryId: EntryId;
  /** Of the list that was in force then. */
  listNumber: number;
  amount: Dong;
  paidOn: Day;
  receiptNumber: string;
  recipient: string;
  paidByName: string;
  recordedAt: Instant;
  withdrawnAt: Instant | null;
  withdrawnByName: string | null;
  withdrawnReason: string | null;
}

/** Paid in full, in part, not at all, or more than the list in force gives. */
export const PAYMENT_STATES = ['paid', 'part', 'unpaid', 'excess'] as const;
export type PaymentState = (typeof PAYMENT_STATES)[number];

/** What the list in force gives an entry, all its prizes together, with what was paid of it; `line` null: paid by an earlier list, and no longer on this one. */
export interface PaidLine {
  entryId: EntryId;
  entryNumber: string;
  villageName: string;
  communeName: string;
  line: Pick<AwardLine, 'position' | 'tierName' | 'representative'> | null;
  /** What the list in force gives. */
  due: Dong;
  paid: Dong;
  /** The newest payment in force; null: none. */
  paidOn: Day | null;
  receiptNumber: string | null;
}

export const stateOf = ({ due, paid }: Pick<PaidLine, 'due' | 'paid'>): PaymentState =>
  paid > due ? 'excess' : paid === due ? 'paid' : paid > 0 ? 'part' : 'unpaid';

/** Sums over all lines: what the list gives, what of it was paid, what is left, and what was paid beyond it. `due` is `settled` + `left`. */
export interface PaymentTotals {
  due: Dong;
  settled: Dong;
  left: Dong;
  excess: Dong;
}
