import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { EMPTY_CELL, type ReadRow, type ReadTable } from '../../press/table.js';

/** Unpacked text of the longest file that is taken; a form that unpacks to more was not made here. */
const MOST_BYTES = 32 * 1024 * 1024;
/** What a form can carry beside its other words (the house reads forms of one megabyte). */
export const MOST_CARRIED = 900 * 1024;

/**
 * Rows of a table as one text that a form carries from checking to taking, packed: the file itself is not kept in between. Plain, 5,000
 * rows of Vietnamese would be three megabytes of percent signs; packed they are some two hundred kilobytes. Column by column and with
 * the steps of the lines in place of their numbers it packs to half of what it does row by row: 60,000 households to 520 KB.
 */
export const carryRows = (tables: readonly ReadTable[]): string =>
  deflateRawSync(JSON.stringify(tables.map(({ name, rows }) => [name, stepsOf(rows), ...columnsOf(rows)]))).toString(
    'base64url',
  );

const stepsOf = (rows: readonly ReadRow[]): number[] =>
  rows.map(({ line }, index) => line - (rows[index - 1]?.line ?? 0));

/** What could not be read stays so: null. A row that ends before a column has 0 there. */
function columnsOf(rows: readonly ReadRow[]): (string | null | 0)[][] {
  const width = rows.reduce((most, { cells }) => Math.max(most, cells.length), 0);
  return Array.from({ length: width }, (_, column) =>
    rows.map(({ cells }) => {
      const cell = cells[column];
      return cell === undefined ? 0 : cell.isUnreadable ? null : cell.text;
    }),
  );
}

/** The tables again; whatever is not of that shape gives none. They are checked anew like any file. */
export function carriedTables(text: string): ReadTable[] {
  let read: unknown;
  try {
    read = JSON.parse(inflateRawSync(Buffer.from(text, 'base64url'), { maxOutputLength: MOST_BYTES }).toString('utf8'));
  } catch {
    return [];
  }
  if (!Array.isArray(read)) return [];
  return read.flatMap((table: unknown): ReadTable[] => {
    if (!Array.isArray(table)) return [];
    const [name, steps, ...columns] = table as unknown[];
    if (!isListOf(steps, (one) => typeof one === 'number') || !columns.every(Array.isArray)) return [];
    return [{ name: String(name), rows: rowsOf(steps as number[], columns as unknown[][]) }];
  });
}

const isListOf = (list: unknown, is: (one: unknown) => boolean): boolean => Array.isArray(list) && list.every(is);

function rowsOf(steps: readonly number[], columns: readonly (readonly unknown[])[]): ReadRow[] {
  let line = 0;
  return steps.map((step, index) => {
    line += step;
    const cells = columns.map((column) => column[index]).filter((cell) => cell !== 0);
    return {
      line,
      cells: cells.map((cell) =>
        typeof cell === 'string' ? { ...EMPTY_CELL, text: cell } : { ...EMPTY_CELL, isUnreadable: true },
      ),
    };
  });
}
