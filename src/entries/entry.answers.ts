import type { FieldFacts } from '../contests/contest.facts.js';
import { decimalText } from '../kernel/integers.js';
import { formatDay, parseDay } from '../kernel/vietnamese/days.js';
import { formatPoints, parseTypedPoints } from '../kernel/vietnamese/numbers.js';
import { formatPhone, parsePhone } from '../kernel/vietnamese/phones.js';
import { parsedForm, type ReadForm } from '../web/form.js';
import type { Words } from '../web/request.js';
import type { FieldFault } from '../web/views/form-state.js';

/** Answers by field code, as they are stored: day YYYY-MM-DD, phone E.164, number with a decimal point, link with its scheme. */
export type Answers = Readonly<Record<string, string>>;

/** The name of a field's input. */
export const answerName = (code: string): string => `answers[${code}]`;

/** What the form of the answers says: the version it was opened at, and every field it carried. */
export interface TypedAnswers {
  version: number;
  answers: Answers;
}

/**
 * Reads the answers to these fields and no others; a field that the body lacks stays as it is. Empty is always allowed here
 * (a draft may be unfinished, see `missingOf`); what is there must be of its kind and within its length.
 */
export function readAnswers(fields: readonly FieldFacts[], body: Words): ReadForm<TypedAnswers> {
  const faults: FieldFault[] = [];
  const answers: Record<string, string> = {};
  for (const field of fields) {
    const typed = body[answerName(field.code)];
    if (typeof typed !== 'string') continue;
    const read = readAnswer(field, typed);
    if ('fault' in read) faults.push({ field: answerName(field.code), text: read.fault });
    else answers[field.code] = read.stored;
  }
  const version = Number(body['version']);
  return parsedForm(body, { version: Number.isSafeInteger(version) ? version : 0, answers }, faults);
}

/** The same with the faulty fields left out, for saving while somebody still types: they stay as they were. `faults` counts them. */
export function readGoodAnswers(fields: readonly FieldFacts[], body: Words): TypedAnswers & { faults: number } {
  const isFaulty = (field: FieldFacts): boolean => {
    const typed = body[answerName(field.code)];
    return typeof typed === 'string' && 'fault' in readAnswer(field, typed);
  };
  const good = fields.filter((field) => !isFaulty(field));
  const { meaning } = readAnswers(good, body);
  return { version: meaning?.version ?? 0, answers: meaning?.answers ?? {}, faults: fields.length - good.length };
}

/** One answer as it is stored, or what to mend. '' stays ''. */
export function readAnswer(field: FieldFacts, typed: string): { stored: string } | { fault: string } {
  const text = typed.normalize('NFC').replace(/\r\n?/g, '\n').replaceAll('\0', '').trim();
  if (text === '') return { stored: '' };
  // Its kind first: “ba mươi” for a number does not become right by being shorter.
  const read = readKind(field, text);
  const length = [...text].length;
  if ('fault' in read || length <= field.maxLength) return read;
  return { fault: `“${field.label}”: đang có ${length} ký tự, nhiều nhất ${field.maxLength}. Rút ngắn lại.` };
}

function readKind(field: FieldFacts, text: string): { stored: string } | { fault: string } {
  switch (field.kind) {
    case 'line':
      return { stored: text.replace(/\s+/g, ' ') };
    case 'text':
      return { stored: text };
    case 'number':
      return readNumber(field, text);
    case 'day': {
      const day = parseDay(text);
      return day === null ? { fault: `“${field.label}”: nhập ngày dạng 30/11/2021.` } : { stored: day };
    }
    case 'link':
      return readLink(field, text);
    case 'phone': {
      const phone = parsePhone(text);
      return phone === null
        ? { fault: `“${field.label}”: số “${text}” chưa đúng. Cần đủ 10 chữ số, ví dụ 0912 345 678.` }
        : { stored: phone };
    }
  }
}

function readNumber(field: FieldFacts, text: string): { stored: string } | { fault: string } {
  const read = parseTypedPoints(text);
  if ('hundredths' in read) return { stored: plainDecimal(read.hundredths) };
  return {
    fault:
      read.fault === 'unclear'
        ? `“${field.label}”: “${text}” chưa rõ là hàng nghìn hay phần thập phân. Nhập lại, ví dụ 1500 hoặc 1,5.`
        : `“${field.label}”: nhập số không âm, ví dụ 120.`,
  };
}

function readLink(field: FieldFacts, text: string): { stored: string } | { fault: string } {
  const full = /^[a-z][a-z0-9+.-]*:/i.test(text) ? text : `https://${text}`;
  const url = URL.canParse(full) ? new URL(full) : null;
  const isWeb = url !== null && (url.protocol === 'https:' || url.protocol === 'http:') && url.hostname.includes('.');
  if (!isWeb || /\s/.test(text) || url.username !== '') {
    return { fault: `“${field.label}”: nhập địa chỉ trang, ví dụ https://zalo.me/g/abcxyz123.` };
  }
  return { stored: full };
}

/** A stored answer as a person reads it; null when there is none. */
export function sayAnswer(field: Pick<FieldFacts, 'kind'>, stored: string | undefined): string | null {
  if (stored === undefined || stored === '') return null;
  if (field.kind === 'day') return formatDay(stored);
  if (field.kind === 'phone') return formatPhone(stored);
  if (field.kind === 'number') return formatPoints(Math.round(Number(stored) * 100));
  return stored;
}

/** A stored answer as it stands in its input: it reads back to the same. */
export function typedAnswer(field: Pick<FieldFacts, 'kind'>, stored: string | undefined): string {
  if (stored !== undefined && field.kind === 'number') return stored.replace('.', ',');
  return sayAnswer(field, stored) ?? '';
}

/** The codes whose stored answers differ between two versions. */
export const changedCodes = (before: Answers, after: Answers): string[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (code) => (before[code] ?? '') !== (after[code] ?? ''),
  );

// "1500.00" is "1500", "12.50" is "12.5": zeros go only from behind the point.
const plainDecimal = (hundredths: number): string => decimalText(hundredths, 2).replace(/\.?0+$/, '');
