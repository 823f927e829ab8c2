import type { Hundredths } from '../kernel/points.js';

/** What stands in a cell. `points` are hundredths, `money` whole đồng; both arrive as real numbers. `instant` is shown in Vietnam's time. */
export type CellKind = 'text' | 'number' | 'points' | 'money' | 'decimal';

/** A value for a cell; null is an empty one. `decimal` takes exact decimal text ("87.50"). */
export type CellValue = string | number | null;

export interface Column<Row> {
  header: string;
  kind: CellKind;
  /** Width in characters, for XLSX. */
  width: number;
  value: (row: Row) => CellValue;
}

/** A table that can become a sheet of a workbook or a CSV file. Knows nothing of what it is about. */
export interface Sheet<Row> {
  /** The tab's name: at most 31 signs, none of : \ / ? * [ ]. */
  name: string;
  /** Lines above the table, in XLSX only. */
  heading: readonly string[];
  columns: readonly Column<Row>[];
  rows: Iterable<Row> | AsyncIterable<Row>;
  /** A closing row ("Tổng cộng"), one value per column; null: none. */
  closing: readonly CellValue[] | null;
  /** Lines below the table, in XLSX only: amount in words, signatures. */
  footing: readonly string[];
  landscape: boolean;
}

/** Erases the row type, so that sheets of different rows can stand in one workbook. */
export type AnySheet = Sheet<never>;
export const anySheet = <Row>(sheet: Sheet<Row>): AnySheet => sheet as unknown as AnySheet;

/** A cell's number, or null when it is text or empty. Throws on a number column that was given words: a fault of ours. */
export function cellNumber(kind: CellKind, value: CellValue): number | null {
  if (value === null || kind === 'text') return null;
  if (kind === 'decimal') return Number(value);
  if (typeof value !== 'number') throw new Error(`a ${kind} column was given "${value}"`);
  return kind === 'points' ? (value as Hundredths) / 100 : value;
}

// Spreadsheets run a cell that begins with one of these as a formula; full-width twins are folded to them by some (TRUST S42).
const FORMULA_START = /^[=+\-@\t\r\0＝＋－＠]/;

/** Text that no spreadsheet takes for a formula: a quote in front where it would be one. NUL is dropped, no file format carries it. */
export function harmless(text: string): string {
  return FORMULA_START.test(text) ? `'${text.replaceAll('\0', '')}` : text.replaceAll('\0', '');
}

/** The text that `harmless` was given: its quote is taken away again from what comes back in a file. */
export const asTyped = (text: string): string =>
  /^'/.test(text) && FORMULA_START.test(text.slice(1)) ? text.slice(1) : text;
