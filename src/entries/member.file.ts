import { readFile } from 'node:fs/promises';
import { type Refusal, Refused } from '../kernel/refusal.js';
import { readCsv } from '../press/csv-reading.js';
import { type ReadTable, TableFault, type TableLimits } from '../press/table.js';
import type { PassingFile } from '../storage/look.engine.js';
import { ZipFault } from '../storage/zip-directory.js';
import { MOST_MEMBERS } from './member.facts.js';
import { readWorkbookFile } from './workbook.file.js';

/** The largest file of a list: 5,000 rows of six words are below one megabyte. */
export const MEMBER_FILE_BYTES = 4 * 1024 * 1024;
/** Rows above the list (titles, headings) are read besides. */
const LIMITS: TableLimits = { rows: MOST_MEMBERS + 50, columns: 40 };

/**
 * Reads the tables of a file that arrived: XLSX by content as well as by name, or CSV. It is hostile until it has been looked
 * at like any other file (S34, S35), and its parts are inflated within bounds. Throws Refused with the file's name in it.
 */
export async function readMemberFile(file: PassingFile): Promise<ReadTable[]> {
  const name = file.originalName.normalize('NFC');
  const ending = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
  const refuse = (code: string, more: object = {}): never => {
    throw new Refused({ code, name: shownName(name), field: 'tep', ...more } as Refusal);
  };
  if (file.size === 0) refuse('file-empty');
  if (ending === 'xls' || ending === 'xlt' || ending === 'xlsb') refuse('member-file-old-excel');
  try {
    if (ending === 'csv' || ending === 'txt') return [readCsv(await readFile(file.path), LIMITS)];
    if (ending !== 'xlsx') refuse('member-file-kind');
    return await readWorkbookFile(file, name, LIMITS);
  } catch (error) {
    if (error instanceof Refused && error.refusal.code === 'file-old-office') refuse('member-file-old-excel');
    if (error instanceof Refused) throw new Refused({ ...error.refusal, field: 'tep' });
    if (error instanceof ZipFault) return refuse(error.kind === 'too-large' ? 'member-file-too-large' : 'file-broken');
    if (error instanceof TableFault) return refuse(CODES[error.kind], { line: error.line, most: MOST_MEMBERS });
    throw error;
  }
}

const CODES: Readonly<Record<TableFault['kind'], string>> = {
  broken: 'file-broken',
  'too-large': 'member-file-too-large',
  'too-many-rows': 'member-rows-too-many',
  'not-utf8': 'member-file-not-utf8',
  quotes: 'member-file-quotes',
};

/** A name as a refusal may repeat it: nothing invisible, not without end. */
const shownName = (name: string): string => name.replace(/\p{C}/gu, '').slice(0, 80);
