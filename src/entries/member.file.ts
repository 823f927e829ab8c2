import { readTableFile } from '../documents/table.file.js';
import { Refused } from '../kernel/refusal.js';
import type { ReadTable, TableLimits } from '../press/table.js';
import type { PassingFile } from '../storage/look.engine.js';
import { MOST_MEMBERS } from './member.facts.js';

/** The largest file of a list: 5,000 rows of six words are below one megabyte. */
export const MEMBER_FILE_BYTES = 4 * 1024 * 1024;
/** Rows above the list (titles, headings) are read besides. */
const LIMITS: TableLimits = { rows: MOST_MEMBERS + 50, columns: 40 };

/** Reads the tables of a list that arrived (`readTableFile`). Throws Refused with the file's name in it. */
export async function readMemberFile(file: PassingFile): Promise<ReadTable[]> {
  try {
    return await readTableFile(file, { limits: LIMITS, field: 'tep', most: MOST_MEMBERS });
  } catch (error) {
    if (error instanceof Refused && error.refusal.code === 'table-rows-too-many') {
      throw new Refused({ ...error.refusal, code: 'member-rows-too-many' });
    }
    throw error;
  }
}
