import { csvField } from '../kernel/csv-text.js';
import { Readable } from 'node:stream';
import { cellNumber, type Column, harmless, type Sheet } from './sheet.js';

const MARK = '\uFEFF';
/** Signs that go out at once: a row at a time would cost more in handing over than in writing. */
const CHUNK_LENGTH = 64 * 1024;

/**
 * A sheet as CSV (RFC 4180): UTF-8 with a byte-order mark so that Excel reads Vietnamese, comma between fields, CRLF lines,
 * decimal point, formula starts neutralised, those of column names too. Heading, closing row and footing are left out: a file of data holds data.
 * Streams; memory holds some hundred rows.
 */
export function csvStream<Row>(sheet: Sheet<Row>): Readable {
  async function* chunks(): AsyncGenerator<string> {
    let chunk = MARK + line(sheet.columns.map(({ header }) => harmless(header)));
    for await (const row of sheet.rows) {
      chunk += line(sheet.columns.map((column) => field(column, row)));
      if (chunk.length < CHUNK_LENGTH) continue;
      yield chunk;
      chunk = '';
    }
    yield chunk;
  }
  return Readable.from(chunks(), { objectMode: false });
}

const line = (fields: readonly string[]): string => `${fields.map(csvField).join(',')}\r\n`;

function field<Row>({ kind, value }: Column<Row>, row: Row): string {
  const cell = value(row);
  if (cell === null) return '';
  if (kind === 'text') return harmless(String(cell));
  // Exact text where we have it: 175/2 hundredths must not pass through a float on their way to a file.
  if (kind === 'decimal') return String(cell);
  if (kind === 'points') return hundredthsText(cell as number);
  return String(cellNumber(kind, cell));
}

function hundredthsText(hundredths: number): string {
  const sign = hundredths < 0 ? '-' : '';
  const whole = Math.trunc(Math.abs(hundredths) / 100);
  return `${sign}${whole}.${String(Math.abs(hundredths) % 100).padStart(2, '0')}`;
}
