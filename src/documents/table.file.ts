import { readFile } from 'node:fs/promises';
import { type Refusal, Refused } from '../kernel/refusal.js';
import { readCsv } from '../press/csv-reading.js';
import { type ReadTable, TableFault, type TableLimits } from '../press/table.js';
import type { PassingFile } from '../storage/look.engine.js';
import { ZipFault } from '../storage/zip-directory.js';
import { readWorkbookFile } from './workbook.file.js';

/**
 * Reads the tables of a file that arrived: XLSX by content as well as by name, or CSV. It is hostile until it has been looked
 * at like any other file (S34, S35), and its parts are inflated within bounds. Throws Refused with the file's name in it, beside
 * the form's `field`; `most` is how many rows the refusal of a longer file names.
 */
export async function readTableFile(
  file: PassingFile,
  { limits, field, most }: { limits: TableLimits; field: string; most: number },
): Promise<ReadTable[]> {
  const name = file.originalName.normalize('NFC');
  const ending = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
  const refuse = (code: string, more: object = {}): never => {
    throw new Refused({ code, name: shownName(name), field, ...more } as Refusal);
  };
  if (file.size === 0) refuse('file-empty');
  if (ending === 'xls' || ending === 'xlt' || ending === 'xlsb') refuse('table-file-old-excel');
  try {
    if (ending === 'csv' || ending === 'txt') return [readCsv(await readFile(file.path), limits)];
    if (ending !== 'xlsx') refuse('table-file-kind');
    return await readWorkbookFile(file, name, limits);
  } catch (error) {
    if (error instanceof Refused && error.refusal.code === 'file-old-office') refuse('table-file-old-excel');
    if (error instanceof Refused) throw new Refused({ ...error.refusal, field });
    if (error instanceof ZipFault) return refuse(error.kind === 'too-large' ? 'table-file-too-large' : 'file-broken');
    if (error instanceof TableFault) return refuse(CODES[error.kind], { line: error.line, most });
    throw error;
  }
}

const CODES: Readonly<Record<TableFault['kind'], string>> = {
  broken: 'file-broken',
  'too-large': 'table-file-too-large',
  'too-many-rows': 'table-rows-too-many',
  'not-utf8': 'table-file-not-utf8',
  quotes: 'table-file-quotes',
};

/** A name as a refusal may repeat it: nothing invisible, not without end. */
const shownName = (name: string): string => name.replace(/\p{C}/gu, '').slice(0, 80);

/**
 * A table that was pasted: from a spreadsheet (tabs) or the text of a CSV file; null for nothing at all. What is wrong with it is told beside
 * its field: `table-file-quotes` by line, `table-rows-too-many`.
 */
export function readPastedTable(
  typed: unknown,
  { limits, field, most }: { limits: TableLimits; field: string; most: number },
): ReadTable[] | null {
  const text = typeof typed === 'string' ? typed : '';
  if (text.trim() === '') return null;
  try {
    return [readCsv(Buffer.from(text), limits)];
  } catch (error) {
    if (!(error instanceof TableFault)) throw error;
    const code = error.kind === 'quotes' ? 'table-file-quotes' : 'table-rows-too-many';
    throw new Refused({ code, field, line: error.line, most, name: 'đã dán' });
  }
}
