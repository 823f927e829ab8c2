import { type LineFault } from '../../kernel/text-file.js';
import { fold, tidyName } from '../../kernel/vietnamese/fold.js';
import { asTyped } from '../../press/sheet.js';
import { EMPTY_CELL, type ReadRow, type ReadTable } from '../../press/table.js';
import type { HouseholdWords } from './household.repository.js';
import { MOST_PERSONS } from './team.form.js';

/** Rows of one file; what 50,000 households are, with a district to spare. */
export const MOST_HOUSEHOLD_ROWS = 60_000;
export const EXAMPLE_MARK = 'Ví dụ:';
/** What stands in the place of the village of a household that the register has under none; so the lists that are taken out write it. */
export const NO_VILLAGE = 'Không ghi thôn, bản';
const MOST_NAME = 120;
const MOST_ADDRESS = 200;
/** Titles above the headings are passed over, so many lines at most. */
const MOST_TITLES = 20;

export const HOUSEHOLD_COLUMNS = {
  unit: { header: 'Xã, phường, thị trấn', width: 26, needed: true },
  village: { header: 'Thôn, bản', width: 24, needed: true },
  head: { header: 'Chủ hộ', width: 26, needed: true },
  address: { header: 'Địa chỉ, số nhà', width: 28, needed: false },
  persons: { header: 'Số người', width: 10, needed: false },
  team: { header: 'Tổ phụ trách', width: 28, needed: false },
} as const;
export type HouseholdColumn = keyof typeof HOUSEHOLD_COLUMNS;
const COLUMNS = Object.keys(HOUSEHOLD_COLUMNS) as HouseholdColumn[];

/** One household as a file has it, its words tidied. An empty unit is the reader's own commune; an empty team is none. */
export interface HouseholdRow extends HouseholdWords {
  line: number;
  unit: string;
  village: string;
  team: string;
}

/**
 * Reads the first table that has the headings (in any order, marks and case do not count; others are passed over). Every row is read and every
 * fault told with its line; rows with a fault are not in `rows`. Whether places and teams exist is asked later.
 */
export function readHouseholds(tables: readonly ReadTable[]): { rows: HouseholdRow[]; faults: LineFault[] } {
  for (const { rows } of tables) {
    const at = rows.slice(0, MOST_TITLES).findIndex((row) => placesOf(row).has('head'));
    const heading = rows[at];
    if (heading === undefined) continue;
    const places = placesOf(heading);
    const missing = COLUMNS.filter(
      (column) => HOUSEHOLD_COLUMNS[column].needed && column !== 'unit' && !places.has(column),
    );
    if (missing.length > 0) {
      const names = missing.map((column) => `“${HOUSEHOLD_COLUMNS[column].header}”`).join(', ');
      return { rows: [], faults: [{ line: heading.line, message: `thiếu cột ${names}.` }] };
    }
    return readBelow(rows.slice(at + 1), places);
  }
  const names = COLUMNS.map((column) => HOUSEHOLD_COLUMNS[column].header).join(', ');
  return { rows: [], faults: [{ line: 1, message: `không thấy dòng tiêu đề. Các cột: ${names}.` }] };
}

/** What of the tables is read as households: the first that has the headings, its known columns alone, in our order; lines stay. */
export function carriedHouseholds(tables: readonly ReadTable[]): ReadTable[] {
  for (const { name, rows } of tables) {
    const at = rows.slice(0, MOST_TITLES).findIndex((row) => placesOf(row).has('head'));
    const heading = rows[at];
    if (heading === undefined) continue;
    const places = [...placesOf(heading).values()];
    const narrow = ({ line, cells }: ReadRow): ReadRow => ({
      line,
      cells: places.map((place) => cells[place] ?? EMPTY_CELL),
    });
    return [{ name, rows: rows.slice(at).map(narrow) }];
  }
  return [];
}

/** Marks, case and signs do not count: "Thôn bản" is "Thôn, bản". */
const headKey = (text: string): string =>
  fold(tidyName(text))
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();

function placesOf({ cells }: ReadRow): Map<HouseholdColumn, number> {
  const heads = cells.map(({ text }) => headKey(text));
  return new Map(
    COLUMNS.flatMap((column): [HouseholdColumn, number][] => {
      const index = heads.indexOf(headKey(HOUSEHOLD_COLUMNS[column].header));
      return index < 0 ? [] : [[column, index]];
    }),
  );
}

function readBelow(
  below: readonly ReadRow[],
  places: ReadonlyMap<HouseholdColumn, number>,
): { rows: HouseholdRow[]; faults: LineFault[] } {
  const faults: LineFault[] = [];
  const rows: HouseholdRow[] = [];
  for (const { line, cells } of below) {
    const cell = (column: HouseholdColumn) => cells[places.get(column) ?? -1];
    const word = (column: HouseholdColumn): string => tidyName(asTyped(cell(column)?.text ?? ''));
    if (COLUMNS.some((column) => word(column).startsWith(EXAMPLE_MARK))) continue;
    if (COLUMNS.every((column) => word(column) === '' && cell(column)?.isUnreadable !== true)) continue;
    const before = faults.length;
    const fail = (message: string): void => void faults.push({ line, message });
    for (const column of COLUMNS)
      if (cell(column)?.isUnreadable === true) fail(`ô “${HOUSEHOLD_COLUMNS[column].header}” không đọc được.`);
    if (word('village') === '') fail('chưa ghi thôn, bản.');
    if (word('head') === '') fail('chưa ghi chủ hộ.');
    else if (word('head').length > MOST_NAME) fail(`tên chủ hộ dài quá ${MOST_NAME} ký tự.`);
    else if (!/\p{L}/u.test(word('head'))) fail(`tên chủ hộ “${word('head')}” không có chữ.`);
    if (word('address').length > MOST_ADDRESS) fail(`địa chỉ dài quá ${MOST_ADDRESS} ký tự.`);
    const persons = word('persons') === '' ? null : Number(word('persons'));
    if (persons !== null && !(Number.isInteger(persons) && persons >= 1 && persons <= MOST_PERSONS))
      fail(`số người “${word('persons')}” chưa đúng. Ghi số từ 1 đến ${MOST_PERSONS}.`);
    if (faults.length > before) continue;
    rows.push({
      ...{ line, unit: word('unit'), village: word('village'), team: word('team') },
      ...{ headName: word('head'), address: word('address'), persons },
    });
  }
  if (rows.length === 0 && faults.length === 0) faults.push({ line: 2, message: 'chưa có hộ nào dưới dòng tiêu đề.' });
  return { rows, faults };
}
