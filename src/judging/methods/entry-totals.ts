import { BIG_INTEGERS, greatestCommonDivisor } from '../../kernel/integers.js';
import { type Rational, rational } from '../../kernel/rational.js';
import type { Criterion, Sheet } from '../scoring-rules.js';

/** An entry with each judge's weighted total, `judges` beside them. */
export interface EntryTotals {
  entry: string;
  judges: readonly string[];
  totals: readonly Rational[];
}

/** What one judge gave: the places of entries in the list of all, and the totals beside them. */
export interface JudgeTotals {
  judge: string;
  places: number[];
  totals: Rational[];
}

/** The same totals gathered by judge, judges in plain code-unit order, places ascending. */
export function byJudge(entries: readonly EntryTotals[]): JudgeTotals[] {
  const gathered = new Map<string, JudgeTotals>();
  for (const [place, { judges, totals }] of entries.entries()) {
    judges.forEach((judge, index) => {
      let mine = gathered.get(judge);
      if (mine === undefined) gathered.set(judge, (mine = { judge, places: [], totals: [] }));
      const total = totals[index];
      if (total === undefined) throw new RangeError(`judge ${judge} has no total`);
      mine.places.push(place);
      mine.totals.push(total);
    });
  }
  return [...gathered.values()].sort((a, b) => (a.judge < b.judge ? -1 : 1));
}

/** How many sheets are missing until every judge has scored every entry. */
export function sheetsMissing(entries: readonly EntryTotals[]): number {
  const judges = new Set(entries.flatMap((entry) => entry.judges)).size;
  return entries.reduce((missing, entry) => missing + judges - entry.judges.length, 0);
}

/**
 * Σ weight × points of the criteria that count, in points (not hundredths) and exact; points that were not asked add nothing. Summed over one
 * common denominator and brought to lowest terms once: half a million sheets are totalled so.
 */
export function totalOf(sheet: Sheet, criteria: readonly Criterion[], counts: (code: string) => boolean): Rational {
  let unit = 1n;
  for (const { weight } of criteria)
    if (unit % weight.denominator !== 0n)
      unit = (unit / greatestCommonDivisor(BIG_INTEGERS, unit, weight.denominator)) * weight.denominator;
  let sum = 0n;
  criteria.forEach(({ code, weight }, column) => {
    if (counts(code)) sum += weight.numerator * (unit / weight.denominator) * BigInt(sheet[column] ?? 0);
  });
  return rational(sum, 100n * unit);
}
