import { amountInWords } from '../../kernel/vietnamese/amount-in-words.js';
import { formatDateTime } from '../../kernel/vietnamese/dates.js';
import { formatDay } from '../../kernel/vietnamese/days.js';
import { formatMoney } from '../../kernel/vietnamese/numbers.js';
import type { StatusWord } from '../../web/views/page.js';
import { awardPaths } from '../award.paths.js';
import { type PaidLine, type PaymentFacts, type PaymentState, type PaymentTotals, stateOf } from './payment.facts.js';

const STATES: Readonly<Record<PaymentState, StatusWord>> = {
  paid: { word: 'Đã chi đủ', tone: 'success' },
  part: { word: 'Chi một phần', tone: 'warning' },
  unpaid: { word: 'Chưa chi', tone: 'neutral' },
  excess: { word: 'Chi thừa, cần thu lại', tone: 'danger' },
};

const inFull = (amount: number): string => `${formatMoney(amount)} (${amountInWords(amount)})`;

/** What the list gives, what of it was paid and what is left, in digits and words. */
export const toTotalsView = ({ due, settled, left, excess }: PaymentTotals) => ({
  facts: [
    { label: 'Theo danh sách', value: inFull(due) },
    { label: 'Đã chi', value: inFull(settled) },
    { label: 'Còn phải chi', value: inFull(left) },
  ],
  excessText: excess === 0 ? null : `Đã chi thừa ${formatMoney(excess)} so với danh sách đang có hiệu lực.`,
});

export const toPaidLineView = (slug: string, one: PaidLine) => ({
  place: one.line === null ? '–' : String(one.line.position),
  number: one.entryNumber,
  href: awardPaths.payment(slug, one.entryNumber),
  village: one.villageName,
  commune: one.communeName,
  tier: one.line?.tierName ?? 'Không còn trong danh sách',
  due: one.due,
  paid: one.paid,
  lastText: one.paidOn === null ? '' : `${formatDay(one.paidOn)}, số ${one.receiptNumber ?? ''}`,
  state: STATES[stateOf(one)],
});

/** One payment, and what became of it. */
export const toPaymentView = (one: PaymentFacts) => ({
  id: one.id,
  amountText: formatMoney(one.amount),
  paidOnText: formatDay(one.paidOn),
  receiptNumber: one.receiptNumber,
  recipient: one.recipient,
  byText: `${one.paidByName} ghi lúc ${formatDateTime(one.recordedAt)}, theo danh sách số ${one.listNumber}`,
  withdrawnText:
    one.withdrawnAt === null
      ? null
      : `${one.withdrawnByName ?? ''} bỏ lúc ${formatDateTime(one.withdrawnAt)}. Lý do: ${one.withdrawnReason ?? ''}`,
});

export const statusOf = (line: PaidLine): StatusWord => STATES[stateOf(line)];
