import type { Hundredths } from '../kernel/points.js';
import type { CellValue } from './sheet.js';

/** What may be written in a column: points from 0 to a most, or words; null: nothing, its cells are locked. */
export type ColumnCheck =
  { kind: 'points'; most: Hundredths; hint: string } | { kind: 'text'; maxLength: number; hint: string };

export interface LockedColumn {
  header: string;
  /** Width in characters. */
  width: number;
  check: ColumnCheck | null;
}

/** A sheet that people fill in away from the platform: what is not to be written on is locked. Knows nothing of what it is about. */
export interface LockedSheet {
  name: string;
  /** Lines above the table, locked. */
  heading: readonly string[];
  columns: readonly LockedColumn[];
  /** One value a column; a number in a column of points is hundredths. */
  rows: readonly (readonly CellValue[])[];
  /** Columns that stay in sight when the table is moved sideways. */
  frozenColumns: number;
}

const FONT = { name: 'Times New Roman', size: 12 };
const THIN = { style: 'thin' as const };
const BORDER = { top: THIN, left: THIN, bottom: THIN, right: THIN };
const fill = (argb: string) => ({ type: 'pattern' as const, pattern: 'solid' as const, fgColor: { argb } });
const [HEAD, LOCKED] = [fill('FFE6F0FA'), fill('FFF2F2F2')];

/**
 * The sheet as an XLSX workbook: locked without a password (against slips, not against people), each open column checked by the
 * spreadsheet program itself. Points are numbers with two decimals, words are words and never formulas.
 */
export async function lockedWorkbook(sheet: LockedSheet): Promise<Buffer> {
  const { Workbook } = await import('@cj-tech-master/excelts');
  const workbook = new Workbook();
  const headLine = sheet.heading.length + 1;
  const page = workbook.addWorksheet(sheet.name, {
    views: [{ state: 'frozen', xSplit: sheet.frozenColumns, ySplit: headLine }],
    pageSetup: { paperSize: 9, orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
  });
  sheet.columns.forEach(({ width }, index) => {
    page.getColumn(index + 1).width = width;
  });
  for (const line of sheet.heading) page.addRow([line]).font = FONT;
  const head = page.addRow(sheet.columns.map(({ header }) => header));
  head.eachCell((cell) => {
    cell.font = { ...FONT, bold: true };
    cell.fill = HEAD;
    cell.border = BORDER;
    cell.alignment = { wrapText: true, vertical: 'middle', horizontal: 'center' };
  });
  for (const values of sheet.rows) {
    const row = page.addRow(values.map((value, index) => cellOf(value, sheet.columns[index]?.check ?? null)));
    sheet.columns.forEach(({ check }, index) => {
      const cell = row.getCell(index + 1);
      cell.font = FONT;
      cell.border = BORDER;
      cell.alignment = { vertical: 'top', wrapText: true };
      cell.numFmt = check?.kind === 'points' ? '0.##' : '@';
      cell.protection = { locked: check === null };
      if (check === null) cell.fill = LOCKED;
    });
  }
  const [first, last] = [headLine + 1, headLine + Math.max(1, sheet.rows.length)];
  sheet.columns.forEach(({ header, check }, index) => {
    if (check === null) return;
    const letters = page.getColumn(index + 1).letter;
    page.dataValidations.add(`${letters}${first}:${letters}${last}`, {
      ...ruleOf(check),
      allowBlank: true,
      showInputMessage: true,
      promptTitle: header.slice(0, 32),
      prompt: check.hint.slice(0, 255),
      showErrorMessage: true,
      errorStyle: 'stop' as const,
      errorTitle: header.slice(0, 32),
      error: check.hint.slice(0, 255),
    });
  });
  await page.protect('', { selectLockedCells: true, selectUnlockedCells: true, formatColumns: true, formatRows: true });
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

const ruleOf = (check: ColumnCheck) =>
  check.kind === 'points'
    ? { type: 'decimal' as const, operator: 'between' as const, formulae: [0, check.most / 100] }
    : { type: 'textLength' as const, operator: 'lessThanOrEqual' as const, formulae: [check.maxLength] };

function cellOf(value: CellValue, check: ColumnCheck | null): CellValue {
  if (value === null) return null;
  if (check?.kind === 'points' && typeof value === 'number') return value / 100;
  return String(value).replaceAll('\0', '');
}
