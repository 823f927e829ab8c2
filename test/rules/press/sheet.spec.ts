import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from '@jest/globals';
import { Workbook } from '@cj-tech-master/excelts';
import { parse } from 'csv-parse/sync';
import { csvStream } from '../../../src/press/csv.js';
import { anySheet, type Sheet } from '../../../src/press/sheet.js';
import { writeWorkbook } from '../../../src/press/workbook.js';

interface Row {
  name: string;
  score: number;
  amount: number;
  mean: string | null;
}
/** What a spreadsheet might run (TRUST S42), and what it must leave alone. */
const NASTY = [
  `=cmd|' /C calc'!A0`,
  '=1+1',
  '+84912345678',
  '-2+3',
  '@SUM(A1)',
  '\tx',
  '\r=1',
  '\0=1',
  '＝1+1',
  '＋1',
  '－1',
  '＠x',
  '=HYPERLINK("http://x.vn";"bấm")',
  `'=1`,
  '"=1"',
  'a,b',
  'a;b',
  'dòng 1\ndòng 2',
  'nói "có"',
  ' =1',
  'Bản Nà Khum',
  'Đặng Thị Ước',
  '0123',
  '1e5',
  'TRUE',
  '',
];
const rows: Row[] = NASTY.map((name, i) => ({
  name,
  score: 725 + i,
  amount: 15_000_000,
  mean: i % 2 === 0 ? '87.50' : null,
}));
const sheet: Sheet<Row> = {
  name: 'Danh sách',
  heading: ['DANH SÁCH KHEN THƯỞNG'],
  columns: [
    { header: 'Tên', kind: 'text', width: 30, value: (row) => row.name },
    { header: 'Điểm', kind: 'points', width: 8, value: (row) => row.score },
    { header: 'Số tiền (đồng)', kind: 'money', width: 16, value: (row) => row.amount },
    { header: 'Trung bình', kind: 'decimal', width: 10, value: (row) => row.mean },
  ],
  rows,
  closing: ['Tổng cộng', null, 15_000_000 * rows.length, null],
  footing: ['(Bằng chữ: …)'],
  landscape: true,
};

// As bytes: a text decoder would swallow the byte-order mark that we look for.
const csvText = async (): Promise<string> => (await buffer(csvStream(sheet))).toString('utf8');

describe('A sheet as CSV', () => {
  it('keeps headings from being formulas too: an organiser names the columns of a list of members', async () => {
    const columns = NASTY.map((header) => ({ header, kind: 'text' as const, width: 9, value: () => 'x' }));
    const csv = (await buffer(csvStream({ ...sheet, columns, rows: [] }))).toString('utf8');
    const [heads = []] = parse(csv, { bom: true, to: 1 }) as string[][];
    expect(heads.filter((head) => /^[=+\-@\t\r＝＋－＠]/.test(head))).toEqual([]);
    expect(heads.map((head) => head.replace(/^'(?=[=+\-@\t\r\0＝＋－＠])/, ''))).toEqual(
      NASTY.map((head) => head.replaceAll('\0', '').replace(/^'(?==)/, '')),
    );
  });

  it('begins with a byte-order mark, ends lines with CRLF and comes back field by field', async () => {
    const csv = await csvText();
    expect(csv.startsWith('\uFEFFTên,Điểm,Số tiền (đồng),Trung bình\r\n')).toBe(true);
    const back = parse(csv, { bom: true, from_line: 2, record_delimiter: '\r\n' }) as string[][];
    expect(back).toHaveLength(NASTY.length);
    expect(back.map(([name]) => (name ?? '').replace(/^'(?=[=+\-@\t\r＝＋－＠])/, ''))).toEqual(
      NASTY.map((name) => name.replaceAll('\0', '').replace(/^'(?==)/, '')),
    );
  });

  it('lets no field begin with what a spreadsheet would run', async () => {
    const back = parse(await csvText(), {
      bom: true,
      from_line: 2,
      record_delimiter: '\r\n',
    }) as string[][];
    expect(back.map(([name]) => name ?? '').filter((name) => /^[=+\-@\t\r＝＋－＠]/.test(name))).toEqual([]);
  });

  it('writes numbers as numbers, exactly', async () => {
    const [first, second] = parse(await csvText(), {
      bom: true,
      from_line: 2,
      record_delimiter: '\r\n',
    }) as string[][];
    expect(first?.slice(1)).toEqual(['7.25', '15000000', '87.50']);
    expect(second?.slice(1)).toEqual(['7.26', '15000000', '']);
  });
});

describe('A sheet in a workbook', () => {
  it('keeps every text as text, numbers as numbers, and has no formula at all', async () => {
    const out = new PassThrough();
    const bytes = buffer(out);
    await writeWorkbook([anySheet(sheet)], out);
    const workbook = new Workbook();
    await workbook.xlsx.load(await bytes);
    const page = workbook.getWorksheet('Danh sách');
    const line = (number: number): unknown[] =>
      [1, 2, 3, 4].map((column) => page?.getRow(number).getCell(column).value);
    expect(line(1)[0]).toBe('DANH SÁCH KHEN THƯỞNG');
    expect(line(2)).toEqual(['Tên', 'Điểm', 'Số tiền (đồng)', 'Trung bình']);
    // XML folds a lone carriage return into a line feed; nothing else may change.
    const names = NASTY.map((_, i) => line(i + 3)[0] ?? '').map((name) => String(name).replace(/\r/g, '\n'));
    expect(names).toEqual(NASTY.map((name) => name.replaceAll('\0', '').replace(/\r/g, '\n')));
    expect(line(3).slice(1)).toEqual([7.25, 15_000_000, 87.5]);
    expect(line(NASTY.length + 3)).toEqual(['Tổng cộng', null, 15_000_000 * NASTY.length, null]);
    page?.eachRow((row) => row.eachCell((cell) => expect(cell.formula).toBeUndefined()));
  });
});
