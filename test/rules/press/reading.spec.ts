import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from '@jest/globals';
import { readCsv } from '../../../src/press/csv-reading.js';
import { formWorkbook } from '../../../src/press/form-workbook.js';
import { anySheet } from '../../../src/press/sheet.js';
import { type ReadTable, TableFault } from '../../../src/press/table.js';
import { writeWorkbook } from '../../../src/press/workbook.js';
import { readWorkbook } from '../../../src/press/workbook-reading.js';
import { partsOf } from '../../fixtures/workbooks.js';

const LIMITS = { rows: 100, columns: 10 };
const csv = (text: string, mark = ''): string[][] => textsOf(readCsv(Buffer.from(mark + text), LIMITS));
const textsOf = (table: ReadTable | undefined): string[][] =>
  (table?.rows ?? []).map(({ cells }) => cells.map(({ text }) => text));
const faultOf = async (work: () => unknown): Promise<string> => {
  try {
    await work();
    return 'read';
  } catch (error) {
    return error instanceof TableFault ? `${error.kind} ${error.line ?? '-'}` : `broke: ${String(error)}`;
  }
};

const PACKAGE = {
  'xl/workbook.xml': `<workbook xmlns:r="r"><sheets><sheet name="Bìa" state="hidden" r:id="rId2"/><sheet name="Thành viên &amp; hộ" r:id="rId1"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': `<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Target="/xl/worksheets/sheet2.xml"/></Relationships>`,
};
const sheet = (rows: string, more: Record<string, string> = {}): ReturnType<typeof partsOf> =>
  partsOf({ ...PACKAGE, 'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${rows}</sheetData></worksheet>`, ...more });
const first = async (rows: string, more: Record<string, string> = {}) =>
  (await readWorkbook(sheet(rows, more), LIMITS))[0];

describe('A workbook that somebody handed in', () => {
  it('is read sheet by sheet under their names, without the hidden ones', async () => {
    const tables = await readWorkbook(sheet('<row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c></row>'), LIMITS);
    expect(tables).toEqual([
      { name: 'Thành viên & hộ', rows: [{ line: 1, cells: [{ text: 'a', isUnreadable: false, isFormula: false }] }] },
    ]);
  });

  it('keeps the lines and columns that the margin shows, over gaps', async () => {
    const table = await first(
      '<row r="3"><c r="B3"><v>7</v></c><c><v>8</v></c></row><row><c r="A4" t="str"><v> </v></c></row><row><c><v>9</v></c></row>',
    );
    expect(table?.rows.map(({ line, cells }) => [line, ...cells.map(({ text }) => text)])).toEqual([
      [3, '', '7', '8'],
      [5, '9'],
    ]);
  });

  it('reads shared texts in their runs, without the pronunciation beside them', async () => {
    const strings = `<sst><si><t>Lò Văn</t></si><si><r><t xml:space="preserve">Tẩn </t></r><r><t>A&#x20;Chu</t></r><rPh><t>x</t></rPh></si></sst>`;
    const table = await first('<row r="1"><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>99</v></c></row>', {
      'xl/sharedStrings.xml': strings,
    });
    expect(textsOf(table)).toEqual([['Lò Văn', 'Tẩn A Chu', '']]);
  });

  it('shows numbers as digits and days as days', async () => {
    const styles = `<styleSheet><numFmts><numFmt numFmtId="164" formatCode="dd\\/mm\\/yyyy"/><numFmt numFmtId="165" formatCode="#,##0&quot;d&quot;"/></numFmts>
      <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs></styleSheet>`;
    const table = await first(
      '<row r="1"><c><v>9.12345678E8</v></c><c><v>1.5</v></c><c s="1"><v>44530</v></c><c s="2"><v>44530.75</v></c><c s="3"><v>44530</v></c></row>',
      { 'xl/styles.xml': styles },
    );
    // 44 530 days after 30/12/1899 is 30/11/2021
    expect(textsOf(table)).toEqual([['912345678', '1,5', '30/11/2021', '30/11/2021', '44530']]);
  });

  it('never evaluates a formula: the stored result is read, and without one there is nothing to read', async () => {
    const table = await first(
      '<row r="1"><c t="str"><f>HYPERLINK("http://x.vn")</f><v>Lò Văn A</v></c><c><f>1+1</f></c><c t="e"><f>A9</f><v>#REF!</v></c></row>',
    );
    expect(table?.rows[0]?.cells).toEqual([
      { text: 'Lò Văn A', isUnreadable: false, isFormula: true },
      { text: '', isUnreadable: true, isFormula: true },
      { text: '', isUnreadable: true, isFormula: true },
    ]);
  });

  it.each([
    ['a document type, with whatever entities it defines', `<!DOCTYPE x [<!ENTITY a "b">]><worksheet/>`, 'broken -'],
    ['a tag that does not end', `<worksheet><row r="1"`, 'broken -'],
    ['a tag of fifty thousand signs', `<worksheet><row ${'x'.repeat(50_000)}>`, 'broken -'],
    ['bytes that are no text', Buffer.from([0x3c, 0xff, 0xfe]), 'broken -'],
    ['more rows than are taken', '<row><c><v>1</v></c></row>'.repeat(101), 'too-many-rows 101'],
    ['rows without end that hold nothing', '<row/>'.repeat(200_000), 'read'],
  ])('with %s', async (_what, xml, told) => {
    expect(await faultOf(() => readWorkbook(partsOf({ ...PACKAGE, 'xl/worksheets/sheet1.xml': xml }), LIMITS))).toBe(
      told,
    );
  });

  it('follows nothing outside the package', async () => {
    const rels = `<Relationships><Relationship Id="rId1" TargetMode="External" Target="http://127.0.0.1/worksheets/x.xml"/></Relationships>`;
    expect(await faultOf(() => readWorkbook(sheet('', { 'xl/_rels/workbook.xml.rels': rels }), LIMITS))).toBe(
      'broken -',
    );
  });

  it('reads what this house writes, in both ways of writing', async () => {
    const out = new PassThrough();
    const rows = [{ name: 'Giàng A Páo', count: 1234 }];
    const columns = [
      { header: 'Họ và tên', kind: 'text' as const, width: 20, value: (row: (typeof rows)[0]) => row.name },
      { header: 'Số', kind: 'number' as const, width: 8, value: (row: (typeof rows)[0]) => row.count },
    ];
    const stream = { name: 'Một', heading: [], columns, rows, closing: null, footing: [], landscape: false };
    const [written] = await Promise.all([buffer(out), writeWorkbook([anySheet(stream)], out)]);
    expect(textsOf((await readWorkbook(partsOf(written), LIMITS))[0])).toEqual([
      ['Họ và tên', 'Số'],
      ['Giàng A Páo', '1234'],
    ]);
    const form = await formWorkbook({
      name: 'Hai',
      heading: ['Điền từ dòng 3'],
      columns: [{ header: 'Số điện thoại', width: 16, hint: 'Đủ 10 chữ số', required: false, maxLength: 20 }],
      rows: [[{ text: '0912345678', fault: null }], [{ text: '=1+1', fault: 'sai' }]],
      emptyRows: 5,
    });
    expect(textsOf((await readWorkbook(partsOf(form), LIMITS))[0])).toEqual([
      ['Điền từ dòng 3'],
      ['Số điện thoại'],
      ['0912345678'],
      ['=1+1'],
    ]);
  });
});

describe('A CSV file that somebody handed in', () => {
  it.each([
    ['commas', 'a,b\r\n1,2\r\n', ''],
    ['semicolons', 'a;b\n1;2', ''],
    ['tabs and the UTF-8 mark', 'a\tb\n1\t2\n', '\uFEFF'],
    ['a first line that names the separator', 'sep=;\na;b\n1;2\n', ''],
    ['quotes around everything', '"a";"b"\n"1";"2"\n', ''],
  ])('is read with %s', (_what, text, mark) => {
    expect(csv(text, mark)).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ]);
  });

  it('goes by tabs as soon as its first line has one: names of columns have commas in them when they come from a spreadsheet', () => {
    const copied = 'Họ và tên\tXã, phường, thị trấn\tThôn, bản\nLò Văn Mẫu\tXã Bản Bo\tBản Nà Khum\n';
    expect(csv(copied)).toEqual([
      ['Họ và tên', 'Xã, phường, thị trấn', 'Thôn, bản'],
      ['Lò Văn Mẫu', 'Xã Bản Bo', 'Bản Nà Khum'],
    ]);
  });

  it('keeps separators and quotes inside quotes, and says on which line a row stands', () => {
    const table = readCsv(Buffer.from('a,b\n\n"Lò, ""Văn"" A",2\n'), LIMITS);
    expect(table.rows.map(({ line, cells }) => [line, cells[0]?.text])).toEqual([
      [1, 'a'],
      [3, 'Lò, "Văn" A'],
    ]);
  });

  it('is read as well when Excel saved it as its "Unicode text"', () => {
    const bytes = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('Tên\tSố\nTẩn\t1\n', 'utf16le')]);
    expect(textsOf(readCsv(bytes, LIMITS))).toEqual([
      ['Tên', 'Số'],
      ['Tẩn', '1'],
    ]);
  });

  it.each([
    ['text of a code page', Buffer.concat([Buffer.from('a,b\n'), Buffer.from([0xb5, 0x41])]), 'not-utf8 2'],
    ['a quote that never closes', Buffer.from('a,b\n"1,2\n'), 'quotes 2'],
    ['more rows than are taken', Buffer.from('a\n'.repeat(101)), 'too-many-rows 101'],
  ])('with %s is refused with the line', async (_what, bytes, told) => {
    expect(await faultOf(() => readCsv(bytes, LIMITS))).toBe(told);
  });
});
