import { CsvError, parse } from 'csv-parse/sync';
import { readUtf8 } from '../kernel/text-file.js';
import { MOST_CELL_SIGNS, type ReadRow, type ReadTable, TableFault, type TableLimits } from './table.js';

const SEPARATORS = [',', ';'] as const;

/**
 * Reads a CSV file as one table: UTF-8 with or without its mark, or the 16-bit text that Excel calls Unicode; tab between fields
 * if the first line has one (nobody types it into a name), otherwise comma or semicolon, whichever that line has most of ("sep=;" on a line of its
 * own is obeyed); RFC 4180 quotes.
 * Every cell is text. Throws TableFault: `not-utf8` and `quotes` with the line, `too-many-rows`.
 */
export function readCsv(bytes: Uint8Array, limits: TableLimits): ReadTable {
  const whole = textOf(bytes);
  const told = /^sep=(.)\r?\n/i.exec(whole);
  const text = told === null ? whole : whole.slice(told[0].length);
  const rows: ReadRow[] = [];
  for (const { record, info } of recordsOf(text, told?.[1] ?? separatorOf(text))) {
    if (record.every((field) => field.trim() === '')) continue;
    if (rows.length >= limits.rows) throw new TableFault('too-many-rows', info.lines);
    const cells = record.slice(0, limits.columns);
    rows.push({
      line: info.lines + (told === null ? 0 : 1),
      cells: cells.map((field) => ({
        text: field.replaceAll('\0', '').slice(0, MOST_CELL_SIGNS),
        isUnreadable: false,
        isFormula: false,
      })),
    });
  }
  return { name: '', rows };
}

function textOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  const read = readUtf8(bytes);
  if ('fault' in read) throw new TableFault('not-utf8', read.fault.line);
  return read.text;
}

function separatorOf(text: string): string {
  const head = /^[^\r\n]*/.exec(text)?.[0].replace(/"[^"]*"/g, '') ?? '';
  if (head.includes('\t')) return '\t';
  const count = (sign: string): number => head.split(sign).length - 1;
  return [...SEPARATORS].sort((a, b) => count(b) - count(a))[0] ?? ',';
}

function recordsOf(text: string, delimiter: string): { record: string[]; info: { lines: number } }[] {
  try {
    return parse(text, {
      bom: true,
      delimiter,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
    }) as unknown as { record: string[]; info: { lines: number } }[];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const { lines } = error as unknown as { lines?: unknown };
    throw new TableFault('quotes', typeof lines === 'number' ? lines : null);
  }
}
