import { type LineFault } from '../../kernel/text-file.js';
import { type Day, formatDay, parseDay } from '../../kernel/vietnamese/days.js';
import { fold, tidyName } from '../../kernel/vietnamese/fold.js';
import type { FormSheet } from '../../press/form-workbook.js';
import type { Sheet } from '../../press/sheet.js';
import type { ReadRow, ReadTable } from '../../press/table.js';
import { MOST_NAME, MOST_POST } from './pledge.form.js';

/** Rows of one file: more staff than any agency of a district has. */
export const MOST_PLEDGE_ROWS = 5000;
const EXAMPLE_MARK = 'Ví dụ:';
/** Titles above the headings are passed over, so many lines at most. */
const MOST_TITLES = 20;

export const PLEDGE_FILE_COLUMNS = {
  name: { header: 'Họ và tên', width: 28, needed: true, hint: 'Bắt buộc.', example: `${EXAMPLE_MARK} Lò Văn Mẫu` },
  post: { header: 'Chức vụ', width: 22, needed: false, hint: 'Không bắt buộc.', example: 'Giáo viên' },
  commune: {
    header: 'Xã, phường, thị trấn',
    width: 26,
    needed: false,
    hint: 'Trống: xã nơi cơ quan đóng. Ở nơi khác hẳn thì ghi “Ngoài phạm vi”.',
    example: 'Xã Bản Bo',
  },
  village: { header: 'Thôn, bản', width: 24, needed: true, hint: 'Nơi đang ở.', example: 'Bản Nà Khum' },
  pledgedOn: { header: 'Ngày cam kết', width: 16, needed: false, hint: 'Trống: hôm nay.', example: '25/10/2021' },
} as const;
type Column = keyof typeof PLEDGE_FILE_COLUMNS;
const COLUMNS = Object.keys(PLEDGE_FILE_COLUMNS) as Column[];

/** One person as a file has it, the words tidied; where the place is, is asked later. */
export interface PledgeFileRow {
  line: number;
  fullName: string;
  post: string;
  commune: string;
  village: string;
  pledgedOn: Day;
}

/** A file of people as it was read: sound rows, what is wrong by line, and what of faulty rows may be looked up all the same. */
export interface ReadPledges {
  rows: PledgeFileRow[];
  faulty: FaultyPledgeRow[];
  faults: LineFault[];
}

/** A row in which something is wrong. `isNamed`: the person can be told; `isPlaced`: the cells of the place can be read. */
export type FaultyPledgeRow = Omit<PledgeFileRow, 'pledgedOn'> & { isNamed: boolean; isPlaced: boolean };

/**
 * Reads the first table that has the headings (in any order, marks and case do not count; others are passed over). Every row is read and
 * every fault told with its line; rows with a fault are in `faulty` and not in `rows`.
 */
export function readPledges(tables: readonly ReadTable[], today: Day): ReadPledges {
  for (const { rows } of tables) {
    const at = rows.slice(0, MOST_TITLES).findIndex((row) => placesOf(row).has('name'));
    const heading = rows[at];
    if (heading === undefined) continue;
    const places = placesOf(heading);
    const missing = COLUMNS.filter((column) => PLEDGE_FILE_COLUMNS[column].needed && !places.has(column));
    if (missing.length > 0) {
      const names = missing.map((column) => `“${PLEDGE_FILE_COLUMNS[column].header}”`).join(', ');
      return { rows: [], faulty: [], faults: [{ line: heading.line, message: `thiếu cột ${names}.` }] };
    }
    return readBelow(rows.slice(at + 1), places, { today, line: heading.line });
  }
  const names = COLUMNS.map((column) => PLEDGE_FILE_COLUMNS[column].header).join(', ');
  return { rows: [], faulty: [], faults: [{ line: 1, message: `không thấy dòng tiêu đề. Các cột: ${names}.` }] };
}

const headKey = (text: string): string =>
  fold(tidyName(text))
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();

function placesOf({ cells }: ReadRow): Map<Column, number> {
  const heads = cells.map(({ text }) => headKey(text));
  return new Map(
    COLUMNS.flatMap((column): [Column, number][] => {
      const index = heads.indexOf(headKey(PLEDGE_FILE_COLUMNS[column].header));
      return index < 0 ? [] : [[column, index]];
    }),
  );
}

function readBelow(
  below: readonly ReadRow[],
  places: ReadonlyMap<Column, number>,
  { today, line: headLine }: { today: Day; line: number },
): ReadPledges {
  const faults: LineFault[] = [];
  const faulty: FaultyPledgeRow[] = [];
  const rows = below.flatMap(({ line, cells }): PledgeFileRow[] => {
    const cell = (column: Column) => cells[places.get(column) ?? -1];
    const word = (column: Column): string => tidyName(cell(column)?.text ?? '');
    if (word('name').startsWith(EXAMPLE_MARK)) return [];
    if (COLUMNS.every((column) => word(column) === '' && cell(column)?.isUnreadable !== true)) return [];
    const before = faults.length;
    const fail = (message: string): void => void faults.push({ line, message });
    for (const column of COLUMNS)
      if (cell(column)?.isUnreadable === true) fail(`ô “${PLEDGE_FILE_COLUMNS[column].header}” không đọc được.`);
    const isUnreadable = (column: Column): boolean => cell(column)?.isUnreadable === true;
    const [name, post] = [word('name'), word('post')];
    if (name === '') fail('chưa ghi họ và tên.');
    else if (name.length > MOST_NAME) fail(`họ và tên dài quá ${MOST_NAME} ký tự.`);
    else if (!/\p{L}/u.test(name)) fail(`họ và tên “${name}” không có chữ.`);
    if (post.length > MOST_POST) fail(`chức vụ dài quá ${MOST_POST} ký tự.`);
    const typedDay = word('pledgedOn');
    const day = typedDay === '' ? today : parseDay(typedDay);
    if (day === null) fail(`ngày cam kết “${typedDay}” chưa đúng. Ghi như 25/10/2021.`);
    else if (day > today) fail(`ngày cam kết ${formatDay(day)} chưa tới.`);
    const said = { line, fullName: name, post, commune: word('commune'), village: word('village') };
    if (faults.length === before) return [{ ...said, pledgedOn: day ?? today }];
    const isNamed = /\p{L}/u.test(name) && !isUnreadable('name') && !isUnreadable('post');
    faulty.push({ ...said, isNamed, isPlaced: !isUnreadable('commune') && !isUnreadable('village') });
    return [];
  });
  if (rows.length === 0 && faults.length === 0)
    faults.push({ line: headLine + 1, message: 'chưa có người nào dưới dòng tiêu đề.' });
  return { rows, faulty, faults };
}

/** The template: headings, one example row that is never taken, empty rows with hints. */
export const pledgeTemplate = (): FormSheet => ({
  name: 'Cam kết',
  heading: [],
  columns: COLUMNS.map((column) => ({
    header: PLEDGE_FILE_COLUMNS[column].header,
    width: PLEDGE_FILE_COLUMNS[column].width,
    hint: PLEDGE_FILE_COLUMNS[column].hint,
    required: PLEDGE_FILE_COLUMNS[column].needed,
    maxLength: MOST_NAME,
  })),
  rows: [COLUMNS.map((column) => ({ text: PLEDGE_FILE_COLUMNS[column].example, fault: null }))],
  emptyRows: 200,
});

export const pledgeTemplateTable = (): Sheet<null> => ({
  name: 'Cam kết',
  heading: [],
  columns: COLUMNS.map((column) => ({
    header: PLEDGE_FILE_COLUMNS[column].header,
    kind: 'text',
    width: PLEDGE_FILE_COLUMNS[column].width,
    value: () => PLEDGE_FILE_COLUMNS[column].example,
  })),
  rows: [null],
  closing: null,
  footing: [],
  landscape: true,
});
