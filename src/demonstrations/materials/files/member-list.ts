import { Workbook } from '@cj-tech-master/excelts';
import type { SampleDossier } from '../dossiers.js';
import type { DossierTexts } from '../texts.js';
import type { Edition } from './edition.js';
import { memberLines } from './members.js';

/** A fixed moment, so that the same dossier gives the same file. */
const MADE_AT = new Date('2021-11-08T00:00:00Z');
const THIN = { style: 'thin' } as const;
const BORDER = { top: THIN, left: THIN, bottom: THIN, right: THIN };
const COLUMNS = [
  { title: 'STT', width: 6 },
  { title: 'Họ và tên', width: 28 },
  { title: 'Vai trò', width: 20 },
  { title: 'Ghi chú', width: 46 },
] as const;
const HEADER_ROW = 5;

/**
 * The list of a group's members as an XLSX sheet "Thành viên": title, then one row a member (STT, họ và tên, vai trò, ghi chú),
 * ready to print on A4. Marked as a sample in its last line; the supplement says that it was checked again.
 */
export async function makeMemberList(dossier: SampleDossier, texts: DossierTexts, edition: Edition): Promise<Buffer> {
  const workbook = new Workbook();
  workbook.creator = 'Hồ sơ mẫu';
  workbook.created = MADE_AT;
  workbook.modified = MADE_AT;
  const sheet = workbook.addWorksheet('Thành viên', {
    pageSetup: { paperSize: 9, orientation: 'portrait', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
  });
  COLUMNS.forEach(({ width }, index) => (sheet.getColumn(index + 1).width = width));
  const lines = memberLines(dossier, texts).map((line, index) =>
    edition === 'first' || index > 0 ? line : { ...line, note: `${line.note} (danh sách đã rà soát lại)` },
  );
  [
    'DANH SÁCH THÀNH VIÊN',
    texts.groupName,
    `${dossier.village.name}, ${dossier.village.communeName}: ${lines.length} thành viên${edition === 'first' ? '' : ' (đã rà soát lại)'}`,
  ].forEach((text, index) => {
    sheet.mergeCells(index + 1, 1, index + 1, COLUMNS.length);
    const cell = sheet.getCell(index + 1, 1);
    cell.value = text;
    cell.font = { name: 'Times New Roman', size: index === 0 ? 14 : 13, bold: index < 2 };
    cell.alignment = { horizontal: 'center' };
  });
  const rows = [
    COLUMNS.map(({ title }) => title),
    ...lines.map((line, index) => [index + 1, line.fullName, line.role, line.note]),
  ];
  rows.forEach((values, index) => {
    const row = sheet.getRow(HEADER_ROW + index);
    values.forEach((value, column) => {
      const cell = row.getCell(column + 1);
      cell.value = value;
      cell.font = { name: 'Times New Roman', size: 12, bold: index === 0 };
      cell.border = BORDER;
      cell.alignment = {
        horizontal: index === 0 || column === 0 ? 'center' : 'left',
        vertical: 'middle',
        wrapText: true,
      };
    });
  });
  const mark = sheet.getCell(HEADER_ROW + rows.length + 1, 1);
  mark.value = 'Hồ sơ mẫu phục vụ diễn tập';
  mark.font = { name: 'Times New Roman', size: 11, italic: true };
  return Buffer.from(await workbook.xlsx.writeBuffer());
}
