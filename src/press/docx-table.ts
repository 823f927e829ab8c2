import { columnWidths } from './column-widths.js';
import type { DocxCell, DocxRow, DocxTable } from './docx-parts.js';
import { isBand, type Table, type TableRow } from './paper.js';

/** A ruled table for a word processor: its head on every page, no row torn, a band with the row below it. */
export function toDocxTable({ columns, rows, closing }: Table, width: number): DocxTable {
  const one = (text: string, index: number, isBold: boolean): DocxCell => ({
    span: 1,
    blocks: [
      {
        kind: 'line',
        style: 'cell',
        runs: [{ text, bold: isBold, italic: false }],
        more: { align: columns[index]?.align ?? 'left' },
      },
    ],
  });
  const cellsOf = (row: TableRow, isBold: boolean): DocxCell[] =>
    isBand(row)
      ? [{ ...one(row.label, -1, true), span: row.span }, ...row.rest.map((text, i) => one(text, row.span + i, true))]
      : columns.map((_, i) => one(row[i] ?? '', i, isBold));
  const head: DocxRow = {
    isHead: true,
    cells: columns.map((column) => ({
      span: 1,
      blocks: [{ kind: 'line', style: 'head', runs: [{ text: column.head, bold: true, italic: false }], more: {} }],
    })),
  };
  return {
    kind: 'table',
    ruled: true,
    widths: columnWidths({ columns, rows, closing }, width),
    rows: [
      head,
      ...rows.map((row): DocxRow => ({ isHead: false, cells: cellsOf(row, false) })),
      ...(closing === null ? [] : [{ isHead: false, cells: cellsOf(closing, true) }]),
    ],
  };
}
