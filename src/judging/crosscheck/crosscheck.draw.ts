import { createHash } from 'node:crypto';
import { parseRational, type Rational } from '../../kernel/rational.js';
import type { RankedEntry } from '../ranked-entry.js';
import type { ScoredEntry, ScoringRules } from '../scoring-rules.js';
import { sheetTotal } from '../tally.js';

/** A signed sheet that counts, and how much of a wrong outcome it could explain by itself: 0 nothing, 1 all of it. */
export interface SheetBound {
  entry: string;
  judge: string;
  /** The judge's total as the platform has it. */
  total: Rational;
  bound: number;
}

/** A sheet that was drawn. `ticket`: sixteen hexadecimal digits, from which anybody with the seed finds it again. */
export interface DrawnSheet extends SheetBound {
  ticket: string;
}

/**
 * How much each sheet could do to the first `places` ranks, in the order of `entries`. An entry's value is turned by a sheet at
 * most by what the sheet could be wrong by (down to nothing above the line, up to the maximum below it) over the number of totals
 * that are averaged; over the distance that the entry is from the line, that is its bound, never more than 1. So whatever set of
 * wrong sheets puts a wrong entry above the line, their bounds add up to 1 at least. Where rounding ranks, a step of it is taken
 * off the distance. For methods whose value is no mean, trimmed mean or median every bound is 1. Entries without a rank are left
 * out. `places` that reach no line (all entries stand above it) are a RangeError.
 */
export function sheetBounds(
  entries: readonly ScoredEntry[],
  ranking: readonly RankedEntry[],
  { scoring, places }: { scoring: ScoringRules; places: number },
): SheetBound[] {
  const standing = new Map(ranking.map(({ entry, rank, exact }) => [entry, { rank, value: numberOf(exact) }]));
  const above = [...standing.values()].filter(({ rank }) => rank <= places).map(({ value }) => value);
  const below = [...standing.values()].filter(({ rank }) => rank > places).map(({ value }) => value);
  if (above.length === 0 || below.length === 0) throw new RangeError(`no line behind rank ${places}`);
  const [lowestAbove, highestBelow] = [Math.min(...above), Math.max(...below)];
  const step = scoring.rankOn === 'rounded' ? 10 ** -scoring.rounding.decimals : 0;
  const maximum = scoring.criteria.reduce(
    (sum, { maxHundredths, weight }) =>
      sum + (maxHundredths * Number(weight.numerator)) / Number(weight.denominator) / 100,
    0,
  );
  return entries.flatMap(({ entry, judges, sheets }) => {
    const found = standing.get(entry);
    if (found === undefined) return [];
    const isAbove = found.rank <= places;
    const distance = (isAbove ? found.value - highestBelow : lowestAbove - found.value) - step;
    const averaged = averagedOf(scoring, sheets.length);
    return sheets.map((sheet, index) => {
      const total = sheetTotal(sheet, scoring.criteria);
      const error = isAbove ? ratio(total) : maximum - ratio(total);
      const bound = averaged === null || distance <= 0 ? 1 : Math.min(1, error / averaged / distance);
      return { entry, judge: judges[index] ?? '', total, bound };
    });
  });
}

/**
 * Draws sheets to compare with paper, each by itself with probability 1 − risk^bound (the NEGEXP rule of Aslam, Popa and Rivest,
 * “On Auditing Elections When Precincts Have Different Sizes”, 2008): wrong sheets whose bounds add up to 1 all stay undrawn with
 * probability risk^1 at most, so a wrong outcome is found at least as often as 1 − risk says. `riskPercent` 0 draws all. The chance
 * is SHA-256 of "seed|round|entry|judge": a seed made known in public before the draw leaves nobody a choice, and the draw can be
 * repeated with any tool that computes SHA-256. In the order of `bounds`.
 */
export function drawSheets(
  bounds: readonly SheetBound[],
  { seed, round, riskPercent }: { seed: string; round: number; riskPercent: number },
): DrawnSheet[] {
  return bounds.flatMap((sheet) => {
    const ticket = ticketOf(seed, round, sheet);
    // 52 bits: as many as a number holds exactly.
    const chance = Number.parseInt(ticket.slice(0, 13), 16) / 2 ** 52;
    return chance < probabilityOf(sheet.bound, riskPercent) ? [{ ...sheet, ticket }] : [];
  });
}

/** How many sheets a draw takes on average. */
export const expectedSheets = (bounds: readonly SheetBound[], riskPercent: number): number =>
  bounds.reduce((sum, { bound }) => sum + probabilityOf(bound, riskPercent), 0);

const probabilityOf = (bound: number, riskPercent: number): number =>
  riskPercent === 0 ? 1 : 1 - (riskPercent / 100) ** bound;

const ticketOf = (seed: string, round: number, { entry, judge }: SheetBound): string =>
  createHash('sha256').update(`${seed}|${round}|${entry}|${judge}`).digest('hex').slice(0, 16);

/** Over how many totals an error of one is spread at least; null where one may decide everything. */
function averagedOf({ aggregate }: ScoringRules, sheets: number): number | null {
  switch (aggregate.method) {
    case 'mean':
      return sheets;
    case 'trimmed-mean':
      return sheets - 2 * aggregate.drop;
    case 'median':
      return 1;
    case 'weighted':
    case 'median-majority':
    case 'borda':
    case 'bradley-terry':
    case 'additive':
      return null;
  }
}

const numberOf = (exact: string): number => {
  const value = parseRational(exact);
  if (value === null) throw new RangeError(`not a value: ${exact}`);
  return ratio(value);
};
// A probability needs no exact arithmetic; every total, mean and rank is the tally's.
const ratio = ({ numerator, denominator }: Rational): number => Number(numerator) / Number(denominator);
