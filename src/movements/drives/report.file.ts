import { byLine, type LineFault } from '../../kernel/text-file.js';
import { fold, tidyName } from '../../kernel/vietnamese/fold.js';
import type { FormSheet } from '../../press/form-workbook.js';
import type { ReadTable } from '../../press/table.js';
import type { DriveFacts, DriveUnitFacts, IndicatorFacts, ReportFacts } from './drive.facts.js';
import type { Period } from './drive.periods.js';
import { sayPeriod } from './drive.periods.js';
import { readFigures } from './report.reading.js';
import type { TypedReport } from './report.service.js';

const LONGEST_NOTE = 500;
const NUMBER_HEAD = 'STT';
const UNIT_HEAD = 'Đơn vị';
const NOTE_HEAD = 'Ghi chú';

/** What the columns of an indicator are headed with: its name, and the name of its whole where that is typed. */
const partHead = ({ name }: IndicatorFacts): string => name;
const wholeHead = ({ name, wholeName }: IndicatorFacts): string => `${name}: ${wholeName ?? ''}`;

const cell = (text: string) => ({ text, fault: null });

/** The workbook that offices fill in: every unit in its row, with what it has reported for the period. */
export function reportForm(
  drive: DriveFacts,
  period: Period,
  units: readonly DriveUnitFacts[],
  there: ReadonlyMap<string, ReportFacts>,
): FormSheet {
  const number = (header: string, hint: string) => ({ header, width: 16, hint, required: true, maxLength: 12 });
  return {
    name: 'Báo cáo',
    heading: [
      drive.name,
      sayPeriod(drive, period.on),
      'Không đổi cột STT và Đơn vị. Đơn vị chưa có số thì xóa cả dòng.',
    ],
    columns: [
      { header: NUMBER_HEAD, width: 7, hint: 'Không đổi.', required: true, maxLength: 7 },
      { header: UNIT_HEAD, width: 34, hint: 'Không đổi.', required: true, maxLength: 200 },
      { header: 'Thuộc', width: 26, hint: 'Để xem, không đọc lại.', required: false, maxLength: 200 },
      ...drive.indicators.flatMap((one) => [
        number(partHead(one), `Số nguyên, đơn vị: ${one.noun}.`),
        ...(one.whole === 'typed' ? [number(wholeHead(one), `Số nguyên, đơn vị: ${one.noun}.`)] : []),
      ]),
      { header: NOTE_HEAD, width: 30, hint: 'Không bắt buộc.', required: false, maxLength: LONGEST_NOTE },
    ],
    rows: units.map((unit) => {
      const standing = there.get(unit.id);
      return [
        cell(String(unit.ordinal)),
        cell(unit.name),
        cell(
          [unit.communeName === unit.name ? '' : unit.communeName, unit.districtName ?? ''].filter(Boolean).join(', '),
        ),
        ...drive.indicators.flatMap((one) => {
          const figure = standing?.figures[one.id];
          return [
            cell(figure === undefined ? '' : String(figure.part)),
            ...(one.whole === 'typed' ? [cell(String(figure?.whole ?? ''))] : []),
          ];
        }),
        cell(standing?.note ?? ''),
      ];
    }),
    emptyRows: 0,
  };
}

/**
 * Reads the workbook back. Units are known by their number, which must stand beside their name; a row whose figures are all empty is left
 * out. Every fault is told with its line. Rows may come in any order, none twice.
 */
export function readReports(
  tables: readonly ReadTable[],
  drive: DriveFacts,
  units: readonly DriveUnitFacts[],
): { reports: TypedReport[]; faults: LineFault[] } {
  const rows = (tables[0]?.rows ?? []).map(({ line, cells }) => ({
    line,
    cells: cells.map(({ text }) => tidyName(text)),
  }));
  const head = rows.findIndex(({ cells }) => fold(cells[0] ?? '') === fold(NUMBER_HEAD));
  if (head === -1) return none(1, 'không thấy dòng tiêu đề bắt đầu bằng cột STT. Tải lại tệp mẫu của đợt.');
  const heads = (rows[head]?.cells ?? []).map(fold);
  const placeOf = (header: string): number => heads.indexOf(fold(header));
  const wanted = drive.indicators.flatMap((one) => [partHead(one), ...(one.whole === 'typed' ? [wholeHead(one)] : [])]);
  const missing = [UNIT_HEAD, ...wanted].filter((header) => placeOf(header) === -1);
  if (missing.length > 0)
    return none(
      rows[head]?.line ?? 1,
      `thiếu cột ${missing.map((one) => `“${one}”`).join(', ')}. Tải lại tệp mẫu của đợt.`,
    );
  const byNumber = new Map(units.map((unit) => [unit.ordinal, unit]));
  const seen = new Map<number, number>();
  const faults: LineFault[] = [];
  const reports = rows.slice(head + 1).flatMap(({ line, cells }): TypedReport[] => {
    const of = (header: string): string => cells[placeOf(header)] ?? '';
    if (wanted.every((header) => of(header) === '')) return [];
    const number = Number(cells[0]);
    const unit = byNumber.get(number);
    if (unit === undefined || fold(unit.name) !== fold(of(UNIT_HEAD))) {
      faults.push({
        line,
        message: `STT “${cells[0] ?? ''}” và tên “${of(UNIT_HEAD)}” không khớp đơn vị nào được báo cáo ở đây.`,
      });
      return [];
    }
    const double = seen.get(number);
    if (double !== undefined) faults.push({ line, message: `“${unit.name}” đã có ở dòng ${double}.` });
    seen.set(number, line);
    const read = readFigures(drive.indicators, (one) => ({
      part: of(partHead(one)),
      whole: one.whole === 'typed' ? of(wholeHead(one)) : '',
    }));
    faults.push(...read.faults.map(({ message }) => ({ line, message })));
    const note = of(NOTE_HEAD);
    if (note.length > LONGEST_NOTE) faults.push({ line, message: `ghi chú dài quá ${LONGEST_NOTE} ký tự.` });
    return [{ unit, figures: read.figures, note }];
  });
  if (reports.length === 0 && faults.length === 0)
    return none((rows[head]?.line ?? 0) + 1, 'chưa có số nào dưới dòng tiêu đề.');
  return { reports, faults: faults.sort(byLine) };
}

const none = (line: number, message: string): { reports: TypedReport[]; faults: LineFault[] } => ({
  reports: [],
  faults: [{ line, message }],
});
