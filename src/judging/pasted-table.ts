import { readCsv } from '../press/csv-reading.js';
import { TableFault, type ReadRow } from '../press/table.js';
import { byLine, type LineFault, readUtf8 } from '../kernel/text-file.js';

/** Rows of one table; 20,000 of two short codes stay below what a form may carry. */
export const MOST_TABLE_ROWS = 20_000;
/** Of a file that is read into a form: the largest form the server takes is 1 MB. */
export const TABLE_FILE_BYTES = 640 * 1024;

/** One row, its words by the names of the columns, tidied; `line` counts from 1, the header is one of them. */
export interface TableRow<Column extends string> {
  line: number;
  words: Readonly<Record<Column, string>>;
}

export interface PastedTable<Column extends string> {
  /** The columns of the heading that was found; null without one. */
  columns: readonly Column[] | null;
  rows: TableRow<Column>[];
  faults: LineFault[];
}

/**
 * Reads a table that somebody pasted or sent: CSV with comma, semicolon or tab, the first line naming its columns in any order. `headings` are
 * the sets of columns that will do; the first line must name exactly one of them. Every fault is told with its line; rows with a fault of
 * their own (cells missing or empty) are left out of `rows`.
 */
export function readPastedTable<Column extends string>(
  text: string,
  headings: readonly (readonly Column[])[],
): PastedTable<Column> {
  const nothing = (line: number, message: string): PastedTable<Column> => ({
    columns: null,
    rows: [],
    faults: [{ line, message }],
  });
  let found: readonly ReadRow[];
  try {
    found = readCsv(Buffer.from(text), { rows: MOST_TABLE_ROWS + 1, columns: 20 }).rows;
  } catch (error) {
    if (!(error instanceof TableFault)) throw error;
    return nothing(error.line ?? 1, TABLE_FAULTS[error.kind]);
  }
  const [head, ...records] = found;
  const wanted = headings.map((heading) => heading.join(',')).join(' hoặc ');
  if (head === undefined) return nothing(1, `chưa có dòng nào. Dòng đầu ghi tên cột: ${wanted}.`);
  const names = wordsIn(head).map((name) => name.toLowerCase());
  const columns = headings.find(
    (heading) => heading.length === names.length && heading.every((column) => names.includes(column)),
  );
  if (columns === undefined)
    return nothing(head.line, `dòng đầu phải ghi đúng tên cột: ${wanted}. Đang ghi: ${names.join(', ') || 'trống'}.`);
  if (records.length === 0) return nothing(head.line + 1, 'chưa có dòng nào dưới dòng tên cột.');
  const faults: LineFault[] = [];
  const rows = records.flatMap((record): TableRow<Column>[] => {
    const cells = wordsIn(record);
    const fault = faultOfCells(cells, names);
    if (fault !== null) faults.push({ line: record.line, message: fault });
    const words = Object.fromEntries(names.map((name, index) => [name, cells[index] ?? '']));
    return fault === null ? [{ line: record.line, words: words as Record<Column, string> }] : [];
  });
  return { columns, rows, faults: faults.sort(byLine) };
}

/** The text of a file that goes into a form's field: UTF-8, or the 16 bits that Excel calls Unicode. Null for anything else. */
export function tableText(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  const read = readUtf8(bytes);
  return 'fault' in read || read.text.includes('\0') ? null : read.text;
}

const wordsIn = ({ cells }: ReadRow): string[] => {
  const words = cells.map(({ text }) => text.normalize('NFC').trim());
  while (words.at(-1) === '') words.pop();
  return words;
};

function faultOfCells(cells: readonly string[], names: readonly string[]): string | null {
  if (cells.length > names.length) return `có ${cells.length} ô, dòng tên cột có ${names.length}.`;
  const empty = names.filter((_, index) => (cells[index] ?? '') === '');
  return empty.length === 0 ? null : `ô ${empty.join(', ')} còn trống.`;
}

const TABLE_FAULTS: Readonly<Record<TableFault['kind'], string>> = {
  broken: 'không đọc được bảng này.',
  'too-large': 'bảng quá lớn. Chia thành nhiều lần.',
  'too-many-rows': `bảng có hơn ${MOST_TABLE_ROWS} dòng. Chia thành nhiều lần.`,
  'not-utf8': 'có ký tự không đúng bảng mã UTF-8. Trong Excel chọn “Lưu thành”, loại “CSV UTF-8”.',
  quotes: 'dấu ngoặc kép mở, đóng không khớp.',
};
