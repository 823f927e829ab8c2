import type { MemberColumnFacts, MemberListDesign } from '../contests/contest.facts.js';
import type { Refusal } from '../kernel/refusal.js';
import { fold, tidyName } from '../kernel/vietnamese/fold.js';
import type { ReadRow, ReadTable } from '../press/table.js';
import type { PendingRow } from './member.facts.js';
import { headingKey, isBlank } from './member.rules.js';

/** What was found in a file: the rows as typed, and what is to be said about the file as a whole. */
export interface FoundMembers {
  rows: PendingRow[];
  remarks: string[];
}

/** Example rows of our template begin so, and are never taken for a member. */
export const EXAMPLE_MARK = 'Ví dụ:';

// What such columns are called besides the design's own words, by what they hold.
const OTHER_HEADINGS: Readonly<Record<MemberColumnFacts['kind'], readonly string[]>> = {
  name: ['ho va ten', 'ho ten', 'ten', 'ten thanh vien', 'ho ten thanh vien', 'ho va ten thanh vien'],
  phone: ['so dien thoai', 'dien thoai', 'sdt', 'so dt', 'dt', 'dien thoai di dong', 'so zalo'],
  text: [],
};
// Numbers of rows are ours to give.
const PASSED_OVER = new Set(['', 'stt', 'so tt', 'tt', 'so thu tu']);
const HEADING_WITHIN_ROWS = 20;

/**
 * Finds the list in a file's tables: the first table with a row, among its first twenty, in which the name column's heading
 * stands. Columns are known by their heading, whatever their order, marks and case; others are not read and are told of.
 * Refuses `member-sheet-unknown` (naming the sheets there are), `member-columns-missing`, `member-file-empty`.
 */
export function findMembers(
  { columns }: Pick<MemberListDesign, 'columns'>,
  tables: readonly ReadTable[],
): FoundMembers | { refusal: Refusal } {
  const nameColumn = columns.find(({ kind }) => kind === 'name');
  for (const table of tables) {
    const at = table.rows
      .slice(0, HEADING_WITHIN_ROWS)
      .findIndex((row) => nameColumn !== undefined && placeOf(nameColumn, row) >= 0);
    const heading = table.rows[at];
    if (heading === undefined) continue;
    const places = columns.map((column) => ({ column, place: placeOf(column, heading) }));
    const missing = places.filter(({ column, place }) => place < 0 && column.required);
    if (missing.length > 0) {
      const labels = missing.map(({ column }) => `“${column.label}”`).join(', ');
      return {
        refusal: { code: 'member-columns-missing', field: 'tep', labels, sheet: table.name, line: heading.line },
      };
    }
    return readRows(
      table.rows.slice(at + 1),
      places,
      unknownIn(
        heading,
        places.map(({ place }) => place),
      ),
    );
  }
  const sheets = tables.map(({ name }) => name).filter((name) => name !== '');
  return { refusal: { code: 'member-sheet-unknown', field: 'tep', sheets, label: nameColumn?.label ?? '' } };
}

interface Place {
  column: MemberColumnFacts;
  /** Index in the row; -1: the file has no such column. */
  place: number;
}

function readRows(
  rows: readonly ReadRow[],
  places: readonly Place[],
  unknown: readonly string[],
): ReturnType<typeof findMembers> {
  const remarks = unknown.map((heading) => `Cột “${heading}” không có trong mẫu nên không lấy.`);
  const found: PendingRow[] = [];
  for (const { line, cells } of rows) {
    const at = ({ place }: Place) => cells[place];
    const row: PendingRow = {
      line,
      cells: Object.fromEntries(places.map((one) => [one.column.code, tidyName(at(one)?.text ?? '')])),
      unread: places.filter((one) => at(one)?.isUnreadable === true).map(({ column }) => column.code),
    };
    if (isBlank(row)) continue;
    if (Object.values(row.cells).some((text) => fold(text).startsWith(fold(EXAMPLE_MARK)))) {
      remarks.push(`Dòng ${line} là dòng ví dụ của mẫu nên không lấy.`);
    } else found.push(row);
  }
  return found.length === 0 ? { refusal: { code: 'member-file-empty', field: 'tep' } } : { rows: found, remarks };
}

function placeOf(column: MemberColumnFacts, { cells }: ReadRow): number {
  const own = headingKey(column.label);
  const keys = cells.map(({ text }) => headingKey(text));
  const exact = keys.findIndex((key) => key === own || OTHER_HEADINGS[column.kind].includes(key));
  if (exact >= 0 || column.kind !== 'text') return exact;
  // "Vai trò" for "Vai trò trong nhóm", and the other way round.
  return keys.findIndex((key) => key !== '' && (`${own} `.startsWith(`${key} `) || `${key} `.startsWith(`${own} `)));
}

const unknownIn = ({ cells }: ReadRow, known: readonly number[]): string[] =>
  cells
    .filter((_cell, place) => !known.includes(place))
    .map(({ text }) => tidyName(text))
    .filter((text) => !PASSED_OVER.has(headingKey(text)));
