import type { Refusal } from '../../kernel/refusal.js';
import type { Dong } from '../../kernel/money.js';
import type { Day } from '../../kernel/vietnamese/days.js';
import type { PaidLine } from './payment.facts.js';

/** What somebody wants to enter as paid. */
export interface WantedPayment {
  amount: Dong;
  paidOn: Day;
  receiptNumber: string;
}

/**
 * Why it cannot be entered: more than the list in force still gives (`payment-exceeds`), on a day before that list was published or not yet come
 * (`payment-day`), under a receipt that another payment in force has (`receipt-used`). Days are those of the contest's calendar.
 */
export function refuseToPay(
  wanted: WantedPayment,
  line: Pick<PaidLine, 'due' | 'paid'>,
  known: { publishedOn: Day; today: Day; receiptHolder: string | null },
): Refusal | null {
  const left = line.due - line.paid;
  if (wanted.amount > left) return { code: 'payment-exceeds', left, field: 'amount' };
  if (wanted.paidOn < known.publishedOn || wanted.paidOn > known.today)
    return { code: 'payment-day', from: known.publishedOn, until: known.today, field: 'paidOn' };
  if (known.receiptHolder !== null)
    return { code: 'receipt-used', holder: known.receiptHolder, field: 'receiptNumber' };
  return null;
}
