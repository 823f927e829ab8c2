import type { MemberColumnFacts } from '../contests/contest.facts.js';
import type { FormColumn, FormSheet } from '../press/form-workbook.js';
import type { Sheet } from '../press/sheet.js';
import type { Member, PendingRow } from './member.facts.js';
import { EXAMPLE_MARK } from './member.reading.js';
import { checkMembers, longestOf, sayMember } from './member.rules.js';

/** The tab that our template has; a file of one's own may call it anything. */
export const MEMBER_SHEET = 'Thành viên';

const EMPTY_ROWS = 500;
const WIDTHS: Readonly<Record<MemberColumnFacts['kind'], number>> = { name: 30, phone: 18, text: 28 };
const HINTS: Readonly<Record<MemberColumnFacts['kind'], string>> = {
  name: 'Họ và tên đầy đủ, gõ tiếng Việt có dấu (Unicode).',
  phone: 'Đủ 10 chữ số, ví dụ 0912 345 678.',
  text: 'Ghi ngắn gọn.',
};
const EXAMPLES: Readonly<Record<MemberColumnFacts['kind'], string>> = {
  name: `${EXAMPLE_MARK} Lò Văn Mẫu`,
  phone: '0912 345 678',
  text: '',
};

const columnOf = (column: MemberColumnFacts): FormColumn => ({
  header: column.label,
  width: WIDTHS[column.kind],
  hint: `${HINTS[column.kind]} ${column.required ? 'Bắt buộc.' : 'Không bắt buộc.'}`,
  required: column.required,
  maxLength: longestOf(column),
});

/** The template: headings, one example row that is never taken, five hundred rows with hints and checks. */
export const templateSheet = (columns: readonly MemberColumnFacts[]): FormSheet => ({
  name: MEMBER_SHEET,
  heading: [],
  columns: columns.map(columnOf),
  rows: [columns.map(({ kind }) => ({ text: EXAMPLES[kind], fault: null }))],
  emptyRows: EMPTY_ROWS,
});

/** The rows as they stand, the cells with a fault marked and the fault beside them; it reads back as it is. */
export function markedSheet(columns: readonly MemberColumnFacts[], rows: readonly PendingRow[]): FormSheet {
  const { faults } = checkMembers({ columns }, rows);
  const byLine = Map.groupBy(faults, ({ line }) => line);
  return {
    ...templateSheet(columns),
    rows: rows.map((row) => {
      const own = byLine.get(row.line) ?? [];
      return columns.map(({ code }) => {
        const fault = own.find(({ column }) => column === code);
        return { text: row.cells[code] ?? '', fault: fault?.text ?? null };
      });
    }),
    emptyRows: 0,
  };
}

/** The template as a CSV sheet: headings and the example row. */
export const templateTable = (columns: readonly MemberColumnFacts[]): Sheet<null> => ({
  name: MEMBER_SHEET,
  heading: [],
  columns: columns.map(({ label, kind }) => ({
    header: label,
    kind: 'text',
    width: WIDTHS[kind],
    value: () => EXAMPLES[kind],
  })),
  rows: [null],
  closing: null,
  footing: [],
  landscape: false,
});

/** The list itself, for the commune and its vetting office, with running numbers. */
export function memberTable(
  columns: readonly MemberColumnFacts[],
  members: readonly Member[],
  heading: readonly string[],
): Sheet<{ place: number; member: Member }> {
  return {
    name: MEMBER_SHEET,
    heading,
    columns: [
      { header: 'STT', kind: 'number', width: 6, value: ({ place }) => place },
      ...columns.map((column) => ({
        header: column.label,
        kind: 'text' as const,
        width: WIDTHS[column.kind],
        value: ({ member }: { member: Member }) => sayMember(column, member[column.code]),
      })),
    ],
    rows: members.map((member, index) => ({ place: index + 1, member })),
    closing: null,
    footing: [],
    landscape: false,
  };
}
