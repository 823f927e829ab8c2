import { IsString, Length, Matches } from 'class-validator';
import { parseDay } from '../../kernel/vietnamese/days.js';
import { parseTypedMoney } from '../../kernel/vietnamese/numbers.js';
import { parsedForm, type ReadForm, wordsOf } from '../../web/form.js';
import type { Words } from '../../web/request.js';
import type { WantedPayment } from './payment.policy.js';

const REASON = { message: 'Ghi lý do, từ 3 đến 2.000 ký tự.' };

export class WithdrawalForm {
  @Matches(/^[0-9a-f-]{36}$/, { message: 'Tải lại trang rồi thử lại.' })
  payment: string;

  @IsString(REASON)
  @Length(3, 2000, REASON)
  reason: string;
}

export type PaymentMeaning = WantedPayment & { recipient: string };

/** The form of a payment, with every fault beside its field. */
export function readPaymentForm(body: Words): ReadForm<PaymentMeaning> {
  const words = wordsOf(body);
  const wordOf = (name: string): string => String(words[name] ?? '').trim();
  const amount = parseTypedMoney(wordOf('amount'));
  const paidOn = parseDay(wordOf('paidOn'));
  const [receiptNumber, recipient] = [wordOf('receiptNumber'), wordOf('recipient')];
  const faults: { field: string; text: string }[] = [];
  if (amount === null || amount === 0)
    faults.push({ field: 'amount', text: 'Nhập số tiền là số nguyên đồng, ví dụ 10.500.000.' });
  if (paidOn === null) faults.push({ field: 'paidOn', text: 'Nhập ngày chi, ví dụ 25/12/2021.' });
  if (receiptNumber === '' || receiptNumber.length > 60)
    faults.push({ field: 'receiptNumber', text: 'Nhập số phiếu chi hoặc số chứng từ, không quá 60 ký tự.' });
  if (recipient === '' || recipient.length > 120)
    faults.push({ field: 'recipient', text: 'Nhập họ tên người nhận tiền, không quá 120 ký tự.' });
  return parsedForm(body, { amount: amount ?? 0, paidOn: paidOn ?? '', receiptNumber, recipient }, faults);
}
