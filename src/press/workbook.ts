import type { Writable } from 'node:stream';
import type { Style, WorkbookWriter } from '@cj-tech-master/excelts';
import { type AnySheet, type CellKind, cellNumber, type CellValue, type Sheet } from './sheet.js';

const NUMBER_FORMATS: Readonly<Record<CellKind, string | undefined>> = {
  text: '@',
  number: '#,##0',
  points: '#,##0.00',
  money: '#,##0',
  decimal: '#,##0.00',
};
const FONT = { name: 'Times New Roman', size: 12 };
const THIN = { style: 'thin' as const };
const BORDER = { top: THIN, left: THIN, bottom: THIN, right: THIN };

type CellStyles = Readonly<Record<CellKind, Partial<Style>>>;
/**
 * One object a kind, shared by all its cells: the library looks a style up by its object. Built for each cell, styles were two
 * thirds of the time of a large workbook.
 */
const stylesWith = (bold: boolean): CellStyles => {
  const of = (kind: CellKind): Partial<Style> => ({
    font: { ...FONT, bold },
    border: BORDER,
    alignment: { vertical: 'top', wrapText: kind === 'text' },
    ...(NUMBER_FORMATS[kind] === undefined ? {} : { numFmt: NUMBER_FORMATS[kind] }),
  });
  return { text: of('text'), number: of('number'), points: of('points'), money: of('money'), decimal: of('decimal') };
};
const [PLAIN, BOLD] = [stylesWith(false), stylesWith(true)];

/**
 * Writes sheets into one XLSX workbook on `out`, in order, row by row (memory stays small), and ends it. Text is written as
 * text and never as a formula; numbers are numbers. A4, header row repeated on every printed page.
 */
export async function writeWorkbook(sheets: readonly AnySheet[], out: Writable): Promise<void> {
  // Loaded with the first workbook: the library is 50 MiB of memory and a third of the start, and most processes never write one.
  const { WorkbookWriter } = await import('@cj-tech-master/excelts');
  const workbook = new WorkbookWriter({ stream: out, useStyles: true, useSharedStrings: false });
  for (const sheet of sheets) await writeSheet(workbook, sheet as unknown as Sheet<unknown>);
  await workbook.commit();
}

async function writeSheet(workbook: WorkbookWriter, sheet: Sheet<unknown>): Promise<void> {
  const headerLine = sheet.heading.length + 1;
  const page = workbook.addWorksheet(sheet.name, {
    views: [{ state: 'frozen', xSplit: 0, ySplit: headerLine }],
    pageSetup: {
      paperSize: 9,
      orientation: sheet.landscape ? 'landscape' : 'portrait',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      printTitlesRow: `${headerLine}:${headerLine}`,
      margins: { left: 1.18, right: 0.59, top: 0.79, bottom: 0.79, header: 0.3, footer: 0.3 },
    },
  });
  page.columns = sheet.columns.map(({ width }) => ({ width }));
  for (const line of sheet.heading) {
    const row = page.addRow([line]);
    row.font = { ...FONT, bold: true };
    row.commit();
  }
  const head = page.addRow(sheet.columns.map(({ header }) => header));
  head.font = { ...FONT, bold: true };
  head.eachCell((cell) => {
    cell.alignment = { wrapText: true, vertical: 'middle', horizontal: 'center' };
    cell.border = BORDER;
  });
  head.commit();
  const add = (values: readonly CellValue[], styles: CellStyles): void => {
    const row = page.addRow(values.map((value, i) => cellOf(sheet.columns[i]?.kind ?? 'text', value)));
    row.eachCell({ includeEmpty: true }, (cell, number) => {
      cell.style = styles[sheet.columns[number - 1]?.kind ?? 'text'];
    });
    row.commit();
  };
  for await (const row of sheet.rows)
    add(
      sheet.columns.map(({ value }) => value(row)),
      PLAIN,
    );
  if (sheet.closing !== null) add(sheet.closing, BOLD);
  for (const line of sheet.footing) {
    const row = page.addRow([line]);
    row.font = FONT;
    row.commit();
  }
  page.commit();
}

/** Numbers as numbers; everything else as plain text, which the file marks as such: no cell of ours is ever a formula. */
function cellOf(kind: CellKind, value: CellValue): CellValue {
  if (value === null) return null;
  // A closing row says "Tổng cộng" in a column of numbers.
  if (kind === 'text' || (typeof value === 'string' && kind !== 'decimal')) return String(value).replaceAll('\0', '');
  return cellNumber(kind, value);
}
