import {
  type Rational,
  add,
  compareRationals,
  divide,
  multiply,
  rational,
  rationalText,
  ZERO,
} from '../../kernel/rational.js';
import { byJudge, type EntryTotals, type JudgeTotals, sheetsMissing } from './entry-totals.js';
import type { EntryValue } from './value-ranking.js';

export const INCOMPLETE_PANELS = ['refuse', 'normalise'] as const;
/** What becomes of Borda's count when not every judge has ranked every entry. */
export type IncompletePanels = (typeof INCOMPLETE_PANELS)[number];

/** Why these totals have no Borda count, or null: sums of places are comparable only where all judges ranked the same entries. */
export function refuseBorda(entries: readonly EntryTotals[], incomplete: IncompletePanels): string | null {
  const missing = sheetsMissing(entries);
  if (missing === 0 || incomplete === 'normalise') return null;
  return `borda adds up the places that every judge gives to all entries, but ${missing} sheets are missing; "incomplete": "normalise" counts shares of places instead, which is fair only where chance decided who judges what`;
}

/**
 * Borda's count (de Borda 1781): a judge who ranked n entries gives n − rank to each, ties sharing the mean of their ranks; an
 * entry's value is the sum over judges. With panels incomplete (`normalise`) a judge gives the share (n − rank) / (n − 1) of all
 * points he has to give, ½ when he ranked one entry alone, as everybody's shares are ½ on average; the value is the mean share
 * × (entries − 1) × judges. With complete panels this is the same number. In the order of `entries`.
 */
export function bordaValues(entries: readonly EntryTotals[], incomplete: IncompletePanels): EntryValue[] {
  const refusal = refuseBorda(entries, incomplete);
  if (refusal !== null) throw new RangeError(refusal);
  const judges = byJudge(entries);
  const isComplete = sheetsMissing(entries) === 0;
  const given = entries.map(() => new Map<string, Rational>());
  for (const judge of judges) {
    const count = judge.places.length;
    pointsOf(judge).forEach((points, index) => {
      const share = count === 1 ? rational(1, 2) : divide(points, rational(count - 1));
      given[judge.places[index] ?? -1]?.set(judge.judge, isComplete ? points : share);
    });
  }
  const whole = rational((entries.length - 1) * judges.length);
  return given.map((mine) => {
    const sum = [...mine.values()].reduce(add, ZERO);
    const value = isComplete ? sum : multiply(divide(sum, rational(mine.size)), whole);
    const told = Object.fromEntries([...mine].map(([judge, points]) => [judge, rationalText(points)]));
    return { value, next: [], evidence: isComplete ? { points: told } : { shares: told } };
  });
}

/** n − rank of each of a judge's entries: as many as stand below, and half of those beside it. */
function pointsOf({ totals }: JudgeTotals): Rational[] {
  const order = totals.map((_, index) => index).sort((a, b) => compareRationals(totals[a] ?? ZERO, totals[b] ?? ZERO));
  const points = new Array<Rational>(totals.length).fill(ZERO);
  for (let from = 0; from < order.length;) {
    let to = from;
    const totalAt = (place: number): Rational => totals[order[place] ?? 0] ?? ZERO;
    while (to < order.length && compareRationals(totalAt(to), totalAt(from)) === 0) to += 1;
    for (const index of order.slice(from, to)) points[index] = rational(from + to - 1, 2);
    from = to;
  }
  return points;
}
