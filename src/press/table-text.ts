import type { ReadTable } from './table.js';

/** So many rows can still be put right by hand in a text field. */
export const MOST_ROWS_BY_HAND = 500;
/** The house reads text fields of 64 KB beside a file. */
const MOST_BYTES_BY_HAND = 60 * 1024;

/**
 * A table that was read, as text that is read again as the same table (`readCsv`): fields between tabs, each row on the line on which it
 * stood, so that what is wrong is still told by the same lines. Null when a person could not put it right that way: more than one table, more
 * rows than `MOST_ROWS_BY_HAND`, more text than a form takes, or a cell without anything to read.
 */
export function tableText(tables: readonly ReadTable[]): string | null {
  const filled = tables.filter(({ rows }) => rows.length > 0);
  const [table] = filled;
  if (table === undefined || filled.length > 1) return null;
  const last = table.rows.at(-1)?.line ?? 0;
  if (last > MOST_ROWS_BY_HAND || table.rows.some(({ cells }) => cells.some(({ isUnreadable }) => isUnreadable)))
    return null;
  const width = Math.max(2, ...table.rows.map(({ cells }) => cells.length));
  const byLine = new Map(table.rows.map(({ line, cells }) => [line, cells.map(({ text }) => fieldOf(text))]));
  const text = Array.from({ length: last }, (_, index) => {
    const fields = byLine.get(index + 1) ?? [];
    // A tab in the first line says that tabs stand between fields.
    return [...fields, ...Array<string>(width - fields.length).fill('')].join('\t');
  }).join('\n');
  return Buffer.byteLength(text) > MOST_BYTES_BY_HAND ? null : text;
}

/** A field on one line, in quotes where it has any. */
const fieldOf = (text: string): string => {
  const line = text.replace(/[\t\r\n]+/g, ' ');
  return line.includes('"') ? `"${line.replaceAll('"', '""')}"` : line;
};
