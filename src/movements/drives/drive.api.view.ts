import type { ChosenBoard } from './board.reader.js';

/** A board as programs read it: numbers as numbers, standings by their code. */
export const toApiBoard = ({ opened, choice, board }: ChosenBoard) => ({
  drive: opened.drive.id,
  indicator: choice.indicator.ordinal,
  on: choice.on,
  total: board.totals.rows,
  rows: board.rows.map(({ key, name, rank, standing, units, reported, reached, part, whole, needed }) => ({
    key,
    name,
    rank,
    standing,
    units,
    reported,
    reached,
    part,
    whole,
    needed,
  })),
});
