import { describe, expect, it } from '@jest/globals';
import { readCsv } from '../../../src/press/csv-reading.js';
import { EMPTY_CELL, type ReadTable } from '../../../src/press/table.js';
import { MOST_ROWS_BY_HAND, tableText } from '../../../src/press/table-text.js';

const LIMITS = { rows: 1000, columns: 20 };
const textsOf = ({ rows }: ReadTable) => rows.map(({ line, cells }) => [line, ...cells.map(({ text }) => text)]);
const table = (rows: readonly (readonly [number, ...string[]])[]): ReadTable => ({
  name: 'Trang tính',
  rows: rows.map(([line, ...cells]) => ({ line, cells: cells.map((text) => ({ ...EMPTY_CELL, text })) })),
});

describe('A table as text to be put right by hand', () => {
  it('is read again as the same rows on the same lines, whatever stands in its cells', () => {
    const read = table([
      [2, 'THỐNG KÊ', '', ''],
      [4, 'Đơn vị', 'Tên nhóm', 'Số thành viên'],
      [5, 'Xã "Đạo Tú"', 'A; B, C', '30'],
      [9, 'Xã Kim Long', '', '=1+1'],
    ]);
    const text = tableText([{ name: '', rows: [] }, read]) ?? '';
    expect(textsOf(readCsv(Buffer.from(text), LIMITS))).toEqual(textsOf(read));
  });

  it('has a cell of several lines on one, since a row is a line', () => {
    expect(tableText([table([[1, 'Nhóm\nbản\tNà Ly', 'x']])])).toBe('Nhóm bản Nà Ly\tx');
  });

  it('is none where nobody could: two tables, too many rows, a cell without anything to read, nothing', () => {
    const one = table([[1, 'a', 'b']]);
    expect(tableText([one, one])).toBeNull();
    expect(tableText([table([[MOST_ROWS_BY_HAND + 1, 'a']])])).toBeNull();
    expect(tableText([{ name: '', rows: [{ line: 1, cells: [{ ...EMPTY_CELL, isUnreadable: true }] }] }])).toBeNull();
    expect(tableText([])).toBeNull();
  });
});
