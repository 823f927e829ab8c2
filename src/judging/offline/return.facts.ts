import type { FieldFault } from '../../web/views/form-state.js';

/** One line of a file of scores that came back, as it was written: nothing of it has been compared yet. */
export interface ReturnedLine {
  /** As the spreadsheet's margin counts. */
  line: number;
  number: string;
  /** The version of the sheet when the file was made; null when a locked cell of the line has changed. */
  version: number | null;
  /** Text of every open cell by the field of the score form that it stands for; '' where nothing stands. */
  words: Readonly<Record<string, string>>;
  /** Cells that cannot be taken whatever they say: formulas, errors, locked cells that have changed. */
  faults: readonly FieldFault[];
}

/** What happened to one cell between what is saved and what the file says. */
export const CELL_CHANGES = ['new', 'changed', 'cleared', 'same', 'refused'] as const;
export type CellChange = (typeof CELL_CHANGES)[number];

/**
 * What would become of a line: written; the same as what is saved; left alone because the sheet was changed on line meanwhile, or
 * because it cannot be written at all (signed, declined …); or faulty, which holds up the whole file.
 */
export const LINE_FATES = ['faulty', 'conflict', 'closed', 'write', 'same'] as const;
export type LineFate = (typeof LINE_FATES)[number];

export interface CellDifference {
  field: string;
  change: CellChange;
  /** As people read it: "17,5"; '' where nothing is. */
  saved: string;
  given: string;
  /** Why it is refused; null otherwise. */
  why: string | null;
}
