import type { Writable } from 'node:stream';
import type { WorkbookWriter } from '@cj-tech-master/excelts';
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
  const add = (values: readonly CellValue[], bold: boolean): void => {
    const row = page.addRow(values.map((value, i) => cellOf(sheet.columns[i]?.kind ?? 'text', value)));
    row.font = { ...FONT, bold };
    row.eachCell({ includeEmpty: true }, (cell, number) => {
      const kind = sheet.columns[number - 1]?.kind ?? 'text';
      const format = NUMBER_FORMATS[kind];
      if (format !== undefined) cell.numFmt = format;
      cell.border = BORDER;
      cell.alignment = { vertical: 'top', wrapText: kind === 'text' };
    });
    row.commit();
  };
  for await (const row of sheet.rows)
    add(
      sheet.columns.map(({ value }) => value(row)),
      false,
    );
  if (sheet.closing !== null) add(sheet.closing, true);
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
