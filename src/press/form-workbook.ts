/** One column of a sheet that people fill in. */
export interface FormColumn {
  header: string;
  /** Width in characters. */
  width: number;
  /** Shown when the cell is chosen: what to write there. */
  hint: string;
  required: boolean;
  /** The most signs that the column takes; spreadsheets warn of more. */
  maxLength: number;
}

/** A cell as it goes out: its text and, where something is wrong with it, what. */
export interface FormCell {
  text: string;
  fault: string | null;
}

/** A sheet to be filled in, or one that comes back with its faults marked. Knows nothing of what it is about. */
export interface FormSheet {
  name: string;
  /** Lines above the table. */
  heading: readonly string[];
  columns: readonly FormColumn[];
  rows: readonly (readonly FormCell[])[];
  /** Empty lines below the rows that carry the columns' hints and checks as well. */
  emptyRows: number;
}

const FONT = { name: 'Times New Roman', size: 12 };
const THIN = { style: 'thin' as const };
const BORDER = { top: THIN, left: THIN, bottom: THIN, right: THIN };
const HEAD_FILL = { type: 'pattern' as const, pattern: 'solid' as const, fgColor: { argb: 'FFE6F0FA' } };
const FAULT_FILL = { type: 'pattern' as const, pattern: 'solid' as const, fgColor: { argb: 'FFFDECEC' } };
const FAULT_FONT = { ...FONT, bold: true, color: { argb: 'FF8F0F16' } };
/** Shown by Excel beside a marked cell as the one who says so. */
const AUTHOR = 'Hội Thi';

/**
 * The sheet as an XLSX workbook: every cell typed as text (so that no telephone number loses its zero and no text becomes a
 * formula), marked cells filled and with the fault as a comment, each column with its hint and its greatest length.
 */
export async function formWorkbook(sheet: FormSheet): Promise<Buffer> {
  const { Workbook } = await import('@cj-tech-master/excelts');
  const workbook = new Workbook();
  const headLine = sheet.heading.length + 1;
  const page = workbook.addWorksheet(sheet.name, {
    views: [{ state: 'frozen', xSplit: 0, ySplit: headLine }],
    pageSetup: { paperSize: 9, orientation: 'portrait', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
  });
  sheet.columns.forEach(({ width }, index) => {
    page.getColumn(index + 1).width = width;
    page.getColumn(index + 1).numFmt = '@';
  });
  for (const line of sheet.heading) page.addRow([line]).font = FONT;
  const head = page.addRow(sheet.columns.map(({ header }) => header));
  head.font = { ...FONT, bold: true };
  head.eachCell((cell) => {
    cell.fill = HEAD_FILL;
    cell.border = BORDER;
    cell.alignment = { wrapText: true, vertical: 'middle', horizontal: 'center' };
  });
  for (const cells of sheet.rows) {
    const row = page.addRow(cells.map(({ text }) => text.replaceAll('\0', '')));
    cells.forEach(({ fault }, index) => {
      const cell = row.getCell(index + 1);
      cell.numFmt = '@';
      cell.font = fault === null ? FONT : FAULT_FONT;
      cell.border = BORDER;
      cell.alignment = { vertical: 'top', wrapText: true };
      if (fault === null) return;
      cell.fill = FAULT_FILL;
      cell.note = { texts: [{ text: `${AUTHOR}: ${fault}` }] };
    });
  }
  const [first, last] = [headLine + 1, headLine + sheet.rows.length + sheet.emptyRows];
  sheet.columns.forEach((column, index) => {
    const letter = String.fromCharCode(65 + index);
    page.dataValidations.add(`${letter}${first}:${letter}${Math.max(first, last)}`, {
      type: 'textLength',
      operator: 'lessThanOrEqual',
      formulae: [column.maxLength],
      allowBlank: !column.required,
      showInputMessage: true,
      promptTitle: column.header.slice(0, 32),
      prompt: column.hint,
      // A warning and no stop: an office's old Excel must never be what keeps a name out.
      showErrorMessage: true,
      errorStyle: 'warning',
      errorTitle: column.header.slice(0, 32),
      error: `Nhiều nhất ${column.maxLength} ký tự.`,
    });
  });
  return Buffer.from(await workbook.xlsx.writeBuffer());
}
