import type { Content, TableCell } from 'pdfmake/interfaces.js';
import { columnWidths } from './column-widths.js';
import { BAND_LEVEL, SIZE, TAIL_LEVEL } from './measures.js';
import { isBand, type Table, type TableRow } from './paper.js';

const BELOW = 6; // points

/** A ruled table for pdfmake, `width` points wide: its head on every page, no row torn, a band with the row below it. */
export const toTable = (table: Table, width: number): Content =>
  ruled(table, { widths: columnWidths(table, width), isTail: false, below: BELOW });

/** The same in two: the last row, the band above it if there is one, and the total as `tail`, which goes with what follows; its head is marked, for the drawing thread to leave out where `body` ends on the same page. `body` null: there is no more. */
export function partTable(table: Table, width: number): { body: Content | null; tail: Content } {
  const { rows } = table;
  const above = rows.at(-2);
  const from = Math.max(0, rows.length - (above !== undefined && isBand(above) ? 2 : 1));
  if (from === 0) return { body: null, tail: toTable(table, width) };
  const widths = columnWidths(table, width); // of the whole: both parts stand in line
  return {
    body: ruled({ ...table, rows: rows.slice(0, from), closing: null }, { widths, isTail: false, below: 0 }),
    tail: ruled({ ...table, rows: rows.slice(from) }, { widths, isTail: true, below: BELOW }),
  };
}

function ruled(
  { columns, rows, closing }: Table,
  { widths, isTail, below }: { widths: readonly number[]; isTail: boolean; below: number },
): Content {
  const width = widths.reduce((sum, points) => sum + points, 0);
  const alignmentOf = (index: number): 'left' | 'center' | 'right' => columns[index]?.align ?? 'left';
  const cells = (row: TableRow, isBold: boolean, kept: { headlineLevel?: number } = {}): TableCell[] => {
    if (!isBand(row)) {
      return columns.map((_, i): TableCell => ({ text: row[i] ?? '', alignment: alignmentOf(i), bold: isBold }));
    }
    return columns.map((_, i): TableCell => {
      if (i === 0) return { text: row.label, colSpan: row.span, bold: true, ...kept };
      if (i < row.span) return {}; // taken by the label
      return { text: row.rest[i - row.span] ?? '', alignment: alignmentOf(i), bold: true, ...kept };
    });
  };
  return {
    table: {
      headerRows: 1,
      keepWithHeaderRows: 1,
      dontBreakRows: true,
      widths: widths.map((points) => `${(points / width) * 100}%`),
      body: [
        columns.map(({ head }): TableCell => ({
          text: head,
          bold: true,
          alignment: 'center',
          ...(isTail ? { headlineLevel: TAIL_LEVEL } : {}),
        })),
        ...rows.map((row) => cells(row, false, isBand(row) ? { headlineLevel: BAND_LEVEL } : {})),
        ...(closing === null ? [] : [cells(closing, true)]),
      ],
    },
    layout: 'ruled',
    fontSize: SIZE.table,
    lineHeight: 1,
    margin: [0, 0, 0, below],
  };
}
