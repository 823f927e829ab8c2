import { Refused } from '../kernel/refusal.js';
import { tableText } from '../press/table-text.js';
import type { ReadTable, TableLimits } from '../press/table.js';
import type { Uploads } from '../storage/uploads.js';
import type { WebRequest, Words } from '../web/request.js';
import { wordsOf } from '../web/form.js';
import { type FormState, freshForm } from '../web/views/form-state.js';
import { readPastedTable, readTableFile } from './table.file.js';

/** What a form with a table brings: a file in `field`, or text in `csv`; and how much of either is read. */
export interface TableForm {
  field: string;
  maxBytes: number;
  limits: TableLimits;
  /** How many rows the refusal of a longer table names. */
  most: number;
}

/** The words of such a form with its tables, null where it brought none; or with what is wrong with them, to be told beside its field. */
export type HandedTable = { words: Words; tables: ReadTable[] | null } | { words: Words; refused: Refused };

/**
 * Reads a form that brings a table as a file or as pasted text; the file is looked at and not kept, and goes before the text. Throws what has
 * nothing to do with the table, a form without its token for one.
 */
export async function receiveTable(
  uploads: Uploads,
  req: WebRequest,
  { field, maxBytes, limits, most }: TableForm,
): Promise<HandedTable> {
  try {
    const { words, seen } = await uploads.look(req, { fieldName: field, maxBytes }, (file) =>
      file.size === 0 && file.originalName === ''
        ? Promise.resolve(null)
        : readTableFile(file, { limits, field, most }),
    );
    return pasting(words, seen, { limits, most });
  } catch (error) {
    if (!(error instanceof Refused) || !req.csrfChecked) throw error;
    return { words: (req.body ?? {}) as Words, refused: new Refused({ ...error.refusal, field }) };
  }
}

function pasting(
  words: Words,
  seen: ReadTable[] | null,
  { limits, most }: Pick<TableForm, 'limits' | 'most'>,
): HandedTable {
  if (seen !== null) return { words, tables: seen };
  try {
    return { words, tables: readPastedTable(words['csv'], { limits, field: 'csv', most }) };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { words, refused: error };
  }
}

/** The form again, its file gone as browsers have it; a short table in which something is wrong (`faulty`) stands in `csv`, to be put right there. */
export function formAgain(words: Words, field: string, faulty: readonly ReadTable[] | null): FormState {
  const text = faulty === null ? null : tableText(faulty);
  return freshForm(wordsOf({ ...words, [field]: undefined, ...(text === null ? {} : { csv: text }) }));
}
