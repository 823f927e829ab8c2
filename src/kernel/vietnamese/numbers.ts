import { decimalText } from '../integers.js';
import { type Dong, isDong } from '../money.js';
import type { Hundredths } from '../points.js';

const grouped = (digits: string): string => digits.replace(/\B(?=(\d{3})+$)/g, '.');

/**
 * Decimal text with a point, as the exact arithmetic gives it, in Vietnamese signs: "1234.50" is "1.234,50", "-0.5" is "-0,5".
 * Works on the text, so no digit is lost or invented. A RangeError for anything that is not decimal text.
 */
export function formatDecimal(text: string): string {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
  if (!match) throw new RangeError(`not decimal text: ${text}`);
  const [, sign = '', whole = '', places] = match;
  return sign + grouped(whole) + (places === undefined ? '' : `,${places}`);
}

/** A whole number with dots between thousands: 1234567 is "1.234.567". */
export const formatInteger = (value: number | bigint): string => formatDecimal(value.toString());

/** Points without needless zeros: 875 is "8,75", 850 is "8,5", 800 is "8". */
export const formatPoints = (hundredths: Hundredths): string =>
  formatDecimal(decimalText(hundredths, 2)).replace(/,?0+$/, '');

/** Money for reading: 15000000 is "15.000.000 đồng". */
export const formatMoney = (amount: Dong): string => `${formatInteger(amount)} đồng`;

const KILO = 1024; // as the phones and computers of our users count: 1 MB = 1 048 576 bytes
const SIZE_UNITS = ['B', 'KB', 'MB', 'GB', 'TB'];

/** A file's size with at most one decimal: 1258291 bytes are "1,2 MB", 512 bytes "512 B". */
export function formatFileSize(bytes: number): string {
  let [size, unit] = [bytes, 0];
  // 1023,95 and more would be printed as 1024
  while (Math.round(size * 10) >= KILO * 10 && unit < SIZE_UNITS.length - 1) {
    size /= KILO;
    unit += 1;
  }
  const tenths = Math.round(size * 10);
  return `${formatDecimal(decimalText(tenths, 1)).replace(/,0$/, '')} ${SIZE_UNITS[unit]}`;
}

/** Why typed points cannot be taken: nothing there, no number, below zero, thousands or decimals unclear ("1.500"), over two decimals. */
export type PointsFault = 'empty' | 'not-a-number' | 'negative' | 'unclear' | 'too-many-decimals';

/**
 * Points as people type them, comma or point before at most two decimals: "8,5", "8.50", " 8 ". Three digits behind the one
 * sign, or more than one sign, could mean thousands: "unclear", never guessed. The maximum is the caller's to check.
 */
export function parseTypedPoints(text: string): { hundredths: Hundredths } | { fault: PointsFault } {
  const typed = text.trim();
  if (typed === '') return { fault: 'empty' };
  if (/^[-−–]\s*\d+([.,]\d+)*$/.test(typed)) return { fault: 'negative' };
  if (!/^\d{1,12}([.,]\d+)*$/.test(typed)) return { fault: 'not-a-number' };
  const [whole = '', places = '', ...more] = typed.split(/[.,]/);
  if (more.length > 0 || places.length === 3) return { fault: 'unclear' };
  if (places.length > 2) return { fault: 'too-many-decimals' };
  return { hundredths: Number(whole) * 100 + Number(places.padEnd(2, '0')) };
}

/** What to tell somebody whose points could not be taken, naming what they typed. */
export function sayPointsFault(fault: PointsFault, typed: string): string {
  switch (fault) {
    case 'empty':
      return 'Chưa nhập điểm.';
    case 'not-a-number':
      return `“${typed}” không phải là điểm. Nhập số, ví dụ 8,5.`;
    case 'negative':
      return 'Điểm không được nhỏ hơn 0.';
    case 'unclear':
      return `“${typed}” chưa rõ là hàng nghìn hay phần thập phân. Nhập lại, ví dụ 1,5 hoặc 1500.`;
    case 'too-many-decimals':
      return 'Điểm có nhiều nhất hai chữ số sau dấu phẩy, ví dụ 8,75.';
  }
}

/**
 * Money as people type it: digits, or digits in groups of three with dots ("15000000", "15.000.000"). Null for anything else,
 * commas, decimals and "15 triệu" included: money is never guessed.
 */
export function parseTypedMoney(text: string): Dong | null {
  const typed = text.trim();
  if (!/^(\d+|[1-9]\d{0,2}(\.\d{3})+)$/.test(typed)) return null;
  const amount = Number(typed.replaceAll('.', ''));
  return isDong(amount) ? amount : null;
}
