import { type Refusal, Refused } from '../../kernel/refusal.js';
import { readWorkbookFile } from '../../documents/workbook.file.js';
import { type ReadTable, TableFault, type TableLimits } from '../../press/table.js';
import type { PassingFile } from '../../storage/look.engine.js';
import { ZipFault } from '../../storage/zip-directory.js';
import { MAX_COMMENT } from '../score.form.js';

/** Sheets in one file of scores. */
export const MOST_SHEETS = 2000;
/** The largest file of scores: two thousand sheets with long comments are some megabytes packed. */
export const RETURN_FILE_BYTES = 8 * 1024 * 1024;

// A sign more than a comment may have, so that a longer one is found too long and not cut unseen.
const LIMITS: TableLimits = { rows: MOST_SHEETS + 50, columns: 120, cellSigns: MAX_COMMENT + 1 };

/** Reads the sheets of a returned file, XLSX by name and by content. Throws Refused in words about files of scores. */
export async function readReturnFile(file: PassingFile): Promise<ReadTable[]> {
  const name = file.originalName.normalize('NFC');
  const shown = name.replace(/\p{C}/gu, '').slice(0, 80);
  const refuse = (code: string): never => {
    throw new Refused({ code, name: shown, field: 'tep' } as Refusal);
  };
  if (file.size === 0) refuse('file-empty');
  if (!/\.xlsx$/i.test(name)) refuse('return-not-xlsx');
  try {
    return await readWorkbookFile(file, name, LIMITS);
  } catch (error) {
    if (error instanceof Refused) throw new Refused({ ...error.refusal, field: 'tep' });
    if (error instanceof ZipFault || error instanceof TableFault)
      return refuse(error.kind === 'broken' || error.kind === 'encrypted' ? 'file-broken' : 'return-too-large');
    throw error;
  }
}
