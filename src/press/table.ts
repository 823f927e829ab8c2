/** One cell of a table that somebody handed in. */
export interface ReadCell {
  /** What a person sees in it, '' when empty: numbers as digits, days as dd/mm/yyyy. A formula is never evaluated: this is its stored result. */
  text: string;
  /** A formula without a stored result, or one whose result is an error ("#REF!"): there is nothing to read. */
  isUnreadable: boolean;
  /** The text is what a formula came to when the file was saved. Nobody typed it. */
  isFormula: boolean;
}

/** A row with something in it; `line` counts from 1 as the spreadsheet's own margin does. Cells stand at their column's index. */
export interface ReadRow {
  line: number;
  cells: readonly ReadCell[];
}

/** A table as it was read: one sheet of a workbook, or a CSV file. Rows without any text are left out. */
export interface ReadTable {
  /** The sheet's name; '' for a CSV file. */
  name: string;
  rows: readonly ReadRow[];
}

export interface TableLimits {
  /** Rows with text in one table. */
  rows: number;
  /** Columns beyond these are not read. */
  columns: number;
  /** Signs of one cell that are kept; left out: MOST_CELL_SIGNS. */
  cellSigns?: number;
}

/** Text of one cell that is kept; what is longer is cut here, and found too long by whoever asks for less. */
export const MOST_CELL_SIGNS = 2000;

/** Why a table could not be read at all. `line` where it is known. */
export class TableFault extends Error {
  constructor(
    readonly kind: 'broken' | 'too-large' | 'too-many-rows' | 'not-utf8' | 'quotes',
    readonly line: number | null = null,
  ) {
    super(`table is ${kind}`);
    this.name = 'TableFault';
  }
}

export const EMPTY_CELL: ReadCell = { text: '', isUnreadable: false, isFormula: false };
