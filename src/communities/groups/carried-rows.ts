import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { EMPTY_CELL, type ReadRow, type ReadTable } from '../../press/table.js';

/** Unpacked text of the longest file that is taken; a form that unpacks to more was not made here. */
const MOST_BYTES = 32 * 1024 * 1024;
/** What a form can carry beside its other words (the house reads forms of one megabyte). */
export const MOST_CARRIED = 900 * 1024;

/**
 * Rows of a table as one text that a form carries from checking to taking, packed: the file itself is not kept in between. Plain, 5,000
 * rows of Vietnamese would be three megabytes of percent signs; packed they are some two hundred kilobytes.
 */
export const carryRows = (tables: readonly ReadTable[]): string =>
  deflateRawSync(
    JSON.stringify(
      tables.map(({ name, rows }) => [name, ...rows.map(({ line, cells }) => [line, ...cells.map(carryCell)])]),
    ),
  ).toString('base64url');

/** What could not be read stays so: null. */
const carryCell = ({ text, isUnreadable }: ReadRow['cells'][number]): string | null => (isUnreadable ? null : text);

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
    const [name, ...rows] = table as unknown[];
    return [{ name: String(name), rows: rows.flatMap(rowOf) }];
  });
}

function rowOf(row: unknown): ReadRow[] {
  if (!Array.isArray(row)) return [];
  const [line, ...cells] = row as unknown[];
  if (typeof line !== 'number') return [];
  return [
    {
      line,
      cells: cells.map((cell) =>
        typeof cell === 'string' ? { ...EMPTY_CELL, text: cell } : { ...EMPTY_CELL, isUnreadable: true },
      ),
    },
  ];
}
