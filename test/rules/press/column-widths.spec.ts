import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { columnWidths, widthOfWord } from '../../../src/press/column-widths.js';

const column = (head: string, share: number, align: 'left' | 'center' | 'right' = 'left') => ({ head, share, align });

describe('Widths of a table’s columns', () => {
  it('are the shares while every head fits', () => {
    expect(columnWidths({ columns: [column('Xã', 1), column('Bản', 3)], rows: [], closing: null }, 400)).toEqual([
      100, 300,
    ]);
  });

  it('leave no word of a head broken: a narrow column takes what it lacks from those that can spare it', () => {
    const columns = [
      column('STT', 1, 'center'),
      column('Mã hồ sơ', 8),
      column('Hạng', 1, 'center'),
      column('Ghi chú', 6),
    ];
    const widths = columnWidths({ columns, rows: [], closing: null }, 300);
    expect(widths[0]).toBeGreaterThan(widthOfWord('STT', 12) + 10);
    expect(widths[2]).toBeGreaterThan(widthOfWord('Hạng', 12) + 10);
    expect(widths.reduce((sum, width) => sum + width, 0)).toBeCloseTo(300);
    expect(widths[1]).toBeLessThan(150);
  });

  it('hold the longest figure of a column of figures, in its rows, its bands and its closing row', () => {
    const columns = [column('Đơn vị', 9), column('Tiền', 1, 'right')];
    const figure = '1.234.567.890';
    for (const table of [
      { rows: [['Xã Bản Bo', figure]], closing: null },
      { rows: [{ label: 'Giải Ba', span: 1, rest: [figure] }], closing: null },
      { rows: [], closing: ['Tổng cộng', figure] },
    ]) {
      expect(columnWidths({ columns, ...table }, 400)[1]).toBeGreaterThan(widthOfWord(figure, 12) + 10);
    }
  });

  it('are the shares again where the page is too narrow for all heads', () => {
    const columns = [column('Nghiêngngả', 1), column('Nghiêng', 1)];
    expect(columnWidths({ columns, rows: [], closing: null }, 80)).toEqual([40, 40]);
  });

  it('measure letters as the embedded font does', () => {
    const require = createRequire(import.meta.url);
    const { openSync } = require('fontkit') as typeof import('fontkit');
    const fonts = dirname(require.resolve('@expo-google-fonts/tinos/package.json'));
    const font = openSync(join(fonts, '700Bold', 'Tinos_700Bold.ttf'));
    if (!('glyphForCodePoint' in font)) throw new Error('a collection, not a font');
    for (const word of ['STT', 'Hạng', 'Nhận', 'Chênh', 'MWm', '1.234.567.890', 'Đã(%)']) {
      const advances = [...word].map((letter) => font.glyphForCodePoint(letter.codePointAt(0) as number).advanceWidth);
      const drawn = (advances.reduce((sum, width) => sum + width, 0) / font.unitsPerEm) * 12;
      expect(Math.abs(widthOfWord(word, 12) - drawn)).toBeLessThan(0.5);
    }
  });
});
