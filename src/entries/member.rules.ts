import { createHash } from 'node:crypto';
import type { MemberColumnFacts, MemberListDesign } from '../contests/contest.facts.js';
import { fold, tidyName } from '../kernel/vietnamese/fold.js';
import { formatPhone, parsePhone } from '../kernel/vietnamese/phones.js';
import { inQuotes } from '../kernel/vietnamese/quotes.js';
import { looksLikeOldFont } from '../units/old-fonts.js';
import type { Member, PendingRow } from './member.facts.js';

/** Something to be said of one cell. A fault keeps the list from being taken, a warning does not. */
export interface CellRemark {
  line: number;
  column: string;
  /** "số điện thoại "098 12" thiếu số. Cần đủ 10 chữ số." The line goes in front: `sayRemark`. */
  text: string;
}

/** A list looked over: what must be mended, what should be looked at, and the members as they would be stored. */
export interface CheckedMembers {
  faults: CellRemark[];
  warnings: CellRemark[];
  /** Rows without a fault, in the list's order; rows with nothing in them are passed over. */
  members: Member[];
}

const LONGEST_NAME = 120;
const LONGEST_TEXT = 300;
const PHONE_DIGITS = 10;
/** How long the words of a column may be. */
export const longestOf = ({ kind }: Pick<MemberColumnFacts, 'kind'>): number =>
  ({ name: LONGEST_NAME, phone: 20, text: LONGEST_TEXT })[kind];

/** "Dòng 14: số điện thoại "098 12" thiếu số. Cần đủ 10 chữ số." */
export const sayRemark = ({ line, text }: CellRemark): string => `Dòng ${line}: ${text}`;

/** Nothing in any column: such a row is no member and has no faults. */
export const isBlank = ({ cells, unread }: PendingRow): boolean =>
  unread.length === 0 && Object.values(cells).every((text) => tidyName(text) === '');

/** Looks over every row, first against its columns, then against the others. Pure; remarks come in the order of rows and columns. */
export function checkMembers(
  { columns }: Pick<MemberListDesign, 'columns'>,
  rows: readonly PendingRow[],
): CheckedMembers {
  const checked: CheckedMembers = { faults: [], warnings: [], members: [] };
  const seen = new Map<string, number>();
  for (const row of rows) {
    if (isBlank(row)) continue;
    const member: Record<string, string> = {};
    const before = checked.faults.length;
    for (const column of columns) {
      const read = readCell(column, row);
      const say = (text: string): CellRemark => ({ line: row.line, column: column.code, text });
      if ('fault' in read) checked.faults.push(say(read.fault));
      else {
        if (read.stored !== '') member[column.code] = read.stored;
        if (read.warning !== null) checked.warnings.push(say(read.warning));
        const double = doubleOf(column, read.stored, row.line, seen);
        if (double !== null) checked.warnings.push(say(double));
      }
    }
    if (checked.faults.length === before) checked.members.push(member);
  }
  return checked;
}

type ReadCell = { stored: string; warning: string | null } | { fault: string };

function readCell(column: MemberColumnFacts, row: PendingRow): ReadCell {
  const named = lowerFirst(column.label);
  if (row.unread.includes(column.code)) {
    return { fault: `ô ${named} là công thức chưa có kết quả. Gõ lại bằng chữ.` };
  }
  const text = tidyName(row.cells[column.code] ?? '');
  if (text === '') return column.required ? { fault: `chưa có ${named}.` } : { stored: '', warning: null };
  const length = [...text].length;
  if (column.kind === 'phone') return readPhone(named, text);
  if (length > longestOf(column)) {
    return { fault: `${named} có ${length} ký tự. Nhiều nhất ${longestOf(column)}.` };
  }
  if (column.kind === 'name' && !/\p{L}/u.test(text)) return { fault: `${named} ${inQuotes(text)} không có chữ.` };
  if (column.kind === 'name' && /^[=+@]/.test(text)) {
    return { fault: `${named} ${inQuotes(short(text))} bắt đầu bằng dấu ${text[0]}. Gõ lại họ tên.` };
  }
  return { stored: text, warning: isOldFont(column, text) ? `${named} ${inQuotes(text)} ${OLD_FONT}` : null };
}

const OLD_FONT = 'có thể gõ bằng phông cũ (TCVN3, VNI). Đổi sang Unicode.';
// Signs that notes are full of and that no old font is known by.
const PLAIN_SIGNS = /[!?%*#@_…°²=<>~^|[\]{}$]/g;
const isOldFont = ({ kind }: MemberColumnFacts, text: string): boolean =>
  looksLikeOldFont(kind === 'name' ? text : text.replace(PLAIN_SIGNS, ''));

/**
 * A telephone number as people and spreadsheets write it. Excel drops the zero in front of a number: nine digits that begin
 * like a mobile number are read with it, and said back.
 */
function readPhone(named: string, text: string): ReadCell {
  const shown = short(text);
  const bare = text.replace(/[\s.()\-–]/g, '');
  if (/[^\d+]/.test(bare) || !/\d/.test(bare))
    return { fault: `${named} ${inQuotes(shown)} có ký tự không phải chữ số.` };
  const phone = parsePhone(/^[3-9]\d{8}$/.test(bare) ? `0${bare}` : bare);
  if (phone !== null) {
    const isCompleted = /^[3-9]\d{8}$/.test(bare);
    return {
      stored: phone,
      warning: isCompleted ? `${named} ${inQuotes(shown)} được hiểu là ${formatPhone(phone)}.` : null,
    };
  }
  const digits = bare.replace(/^\+?84(?=\d{7,})/, '0').replace(/\D/g, '').length;
  if (digits < PHONE_DIGITS) return { fault: `${named} ${inQuotes(shown)} thiếu số. Cần đủ 10 chữ số.` };
  if (digits > PHONE_DIGITS) return { fault: `${named} ${inQuotes(shown)} thừa số. Cần đủ 10 chữ số.` };
  return { fault: `${named} ${inQuotes(shown)} phải bắt đầu bằng số 0. Ví dụ 0912 345 678.` };
}

/** Two with one name, or one number for two: often right in a village, and always worth a look. */
function doubleOf(column: MemberColumnFacts, stored: string, line: number, seen: Map<string, number>): string | null {
  if (stored === '' || column.kind === 'text') return null;
  const key = `${column.code} ${column.kind === 'name' ? stored.toLowerCase() : stored}`;
  const first = seen.get(key);
  if (first === undefined) {
    seen.set(key, line);
    return null;
  }
  const named = lowerFirst(column.label);
  const said = column.kind === 'phone' ? formatPhone(stored) : stored;
  return `${named} ${inQuotes(said)} đã có ở dòng ${first}.`;
}

/** How many members differ from the number declared, in a sentence; null when they agree or nothing was declared. A warning, never a bar. */
export function sayCountDiffers(count: number, declared: { label: string; stored: string } | null): string | null {
  if (declared === null || declared.stored === '' || Number(declared.stored) === count) return null;
  return `Danh sách có ${count} người, ô “${declared.label}” ghi ${declared.stored.replace('.', ',')}. Xem lại số nào đúng.`;
}

/** A stored cell as a person reads it. */
export const sayMember = ({ kind }: Pick<MemberColumnFacts, 'kind'>, stored: string | undefined): string =>
  stored === undefined || stored === '' ? '' : kind === 'phone' ? formatPhone(stored) : stored;

/** A taken list as rows to be put right again; they count from 1. */
export const pendingOf = (columns: readonly MemberColumnFacts[], members: readonly Member[]): PendingRow[] =>
  members.map((member, index) => ({
    line: index + 1,
    cells: Object.fromEntries(columns.map((column) => [column.code, sayMember(column, member[column.code])])),
    unread: [],
  }));

/**
 * The list as the one text that its hash is of: a line a member, the stored words by column code in the order of the codes,
 * as JSON. Whoever holds the list can compute it again and compare with a receipt.
 */
export const memberListText = (members: readonly Member[]): string =>
  members.map((member) => JSON.stringify(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))).join('\n');

export const hashOfMembers = (members: readonly Member[]): string =>
  createHash('sha256').update(memberListText(members)).digest('hex');

const SHOWN_SIGNS = 40;
const short = (text: string): string => (text.length > SHOWN_SIGNS ? `${text.slice(0, SHOWN_SIGNS)}…` : text);
const lowerFirst = (label: string): string => label.slice(0, 1).toLowerCase() + label.slice(1);

/** The words of a heading for comparing: no marks, no case, nothing in brackets, letters and digits only. */
export const headingKey = (text: string): string =>
  fold(text.replace(/\([^)]*\)/g, ' '))
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
