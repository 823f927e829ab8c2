import { SIZE } from './measures.js';
import { isBand, type Table } from './paper.js';

/** Advance widths of Tinos Bold (those of Times New Roman Bold) in thousandths of the size, by the letters that share one. */
const ADVANCES: Readonly<Record<number, string>> = {
  250: '.,',
  278: 'il/',
  333: 'fjt:;-()',
  389: 'Is',
  444: 'cerz',
  500: 'Jagovxy0123456789–“”',
  556: 'Sbdhknpquđ',
  611: 'FP',
  667: 'BELTZ',
  722: 'ACDNRUVXYĐw',
  778: 'GHKOQ',
  833: 'm',
  944: 'M',
  1000: 'W%',
};
const ADVANCE_OF: ReadonlyMap<string, number> = new Map(
  Object.entries(ADVANCES).flatMap(([width, letters]) =>
    [...letters].map((letter) => [letter, Number(width)] as const),
  ),
);
const WIDEST = 1000;
/** What stands between a cell's rules and its words, both sides together; the wider of the two presses'. Points. */
const AROUND_WORDS = 12;

/** Points a word takes in bold letters of `size`, without its marks, which take next to none; an unknown letter counts as the widest. */
export function widthOfWord(word: string, size: number): number {
  const bare = word.normalize('NFD').replace(/\p{M}/gu, '');
  return ([...bare].reduce((sum, letter) => sum + (ADVANCE_OF.get(letter) ?? WIDEST), 0) * size) / 1000;
}

/**
 * The columns' widths in points, `whole` together: their shares, except that no column is narrower than the longest word of its
 * head, and none of figures than its longest figure, because a word broken between two letters ("Hạn/g") cannot be read. What
 * these need is taken from the others by what they can spare; where all of it does not fit, the shares stand.
 */
export function columnWidths({ columns, rows, closing }: Omit<Table, 'kind'>, whole: number): number[] {
  const shares = columns.reduce((sum, { share }) => sum + share, 0);
  const wished = columns.map(({ share }) => (whole * share) / shares);
  const needed = columns.map(({ head, align }, index) => {
    const figures =
      align === 'right' ? [...rows, ...(closing === null ? [] : [closing])].map((row) => cellOf(row, index)) : [];
    return (
      Math.max(
        ...[head, ...figures].flatMap((text) => text.split(/[\s-]+/u)).map((word) => widthOfWord(word, SIZE.table)),
      ) + AROUND_WORDS
    );
  });
  const lacking = wished.reduce((sum, width, i) => sum + Math.max(0, (needed[i] ?? 0) - width), 0);
  const spare = wished.reduce((sum, width, i) => sum + Math.max(0, width - (needed[i] ?? 0)), 0);
  if (lacking === 0 || spare < lacking) return wished;
  return wished.map((width, i) => {
    const need = needed[i] ?? 0;
    return width < need ? need : width - ((width - need) * lacking) / spare;
  });
}

const cellOf = (row: Table['rows'][number], index: number): string =>
  (isBand(row) ? row.rest[index - row.span] : row[index]) ?? '';
