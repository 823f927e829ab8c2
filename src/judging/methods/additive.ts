import { BIG_INTEGERS, greatestCommonDivisor } from '../../kernel/integers.js';
import { type Rational, meanOf, rationalText } from '../../kernel/rational.js';
import { tailOfF } from '../agreement/distributions.js';
import { leastSquares } from '../agreement/least-squares.js';
import { fitMixedModel } from '../agreement/mixed-model.js';
import { isConnected, isUnanswered, marksBy, type Ratings } from '../agreement/ratings.js';
import { byJudge, type EntryTotals, sheetsMissing } from './entry-totals.js';
import { fittedValues } from './fitted-values.js';
import type { EntryValue } from './value-ranking.js';

export const DRAWN_BY = ['random', 'balanced'] as const;
export const EFFECTS = ['random', 'fixed'] as const;

/** What files cannot prove and the rules must state, and how the model is fitted. */
export interface AdditiveRules {
  /** How entries were given to judges; anything else forbids the correction. */
  assignment: (typeof DRAWN_BY)[number];
  /** The seed that the assignment was made with and can be repeated by. */
  seed: number;
  /** That the rules said so before anybody scored. */
  announced: boolean;
  effects: (typeof EFFECTS)[number];
}

const FEWEST_ENTRIES = 8;
const FEWEST_JUDGES = 3;
const SIGNIFICANT = 0.05;

/** Whether judges differ in severity at all: the F test of judges adjusted for entries, exact for normal residuals (Wald 1947). */
export interface SeverityTest {
  f: number;
  df: [judges: number, residual: number];
  p: number;
}

/**
 * Every reason why severity may not be corrected here; empty when it may. All must hold (rules of use, C.1): panels incomplete, for with
 * complete ones every judge's severity touches all entries alike; chance decided who judges what, with its seed; announced before scoring;
 * each judge 8 entries, each entry 3 judges; judges connected; severity differs beyond chance (p < 0.05).
 */
export function refuseAdditive(entries: readonly EntryTotals[], rules: AdditiveRules): string[] {
  if (entries.length === 0) return [];
  const reasons: string[] = [];
  if (!rules.announced) reasons.push('the rules did not announce the correction before scoring');
  if (sheetsMissing(entries) === 0)
    reasons.push('every judge scored every entry, so no correction of severity can change the order; use the mean');
  const judges = byJudge(entries);
  const few = judges.filter(({ places }) => places.length < FEWEST_ENTRIES).map(({ judge }) => judge);
  if (few.length > 0) reasons.push(`judges with fewer than ${FEWEST_ENTRIES} entries: ${shortly(few)}`);
  const bare = entries.filter((each) => each.judges.length < FEWEST_JUDGES).map(({ entry }) => entry);
  if (bare.length > 0) reasons.push(`entries with fewer than ${FEWEST_JUDGES} judges: ${shortly(bare)}`);
  const ratings = ratingsFrom(entries);
  if (!isConnected(ratings)) return [...reasons, 'the judges fall into groups that have no entry in common'];
  const test = severityTest(ratings);
  if (test === null) return [...reasons, 'there are too few totals to tell judges from chance'];
  if (!(test.p < SIGNIFICANT))
    reasons.push(`judges do not differ in severity beyond chance (F = ${test.f.toFixed(3)}, p = ${test.p.toFixed(3)})`);
  if (rules.effects === 'random') {
    const fit = fitMixedModel(ratings);
    if (isUnanswered(fit)) reasons.push(fit.why);
  }
  return reasons;
}

/**
 * Totals corrected for severity: total = mean + entry + judge + residual, and an entry's value is mean + entry, in points. `random`: REML
 * and BLUP, entries and judges random; `fixed`: least squares. In the order of `entries`; what `refuseAdditive` refuses is a RangeError.
 */
export function additiveValues(entries: readonly EntryTotals[], rules: AdditiveRules): EntryValue[] {
  const reasons = refuseAdditive(entries, rules);
  if (reasons.length > 0) throw new RangeError(reasons.join('; '));
  if (entries.length === 0) return [];
  const ratings = ratingsFrom(entries);
  const fit = rules.effects === 'random' ? fitMixedModel(ratings) : leastSquares(ratings);
  if (isUnanswered(fit)) throw new RangeError(fit.why);
  const severity = new Map(ratings.judges.map((judge, index) => [judge, fit.judges[index] ?? 0]));
  return fittedValues(fit.entries.map((effect) => fit.mean + effect)).map((value, place) => ({
    value,
    next: [],
    evidence: {
      uncorrected: rationalText(meanOf(entries[place]?.totals ?? [])),
      severities: Object.fromEntries((entries[place]?.judges ?? []).map((judge) => [judge, severity.get(judge)])),
    },
  }));
}

/** The F test of severity, or null when nothing is left to measure chance by. Perfect agreement but for severity has p 0. */
export function severityTest(ratings: Ratings): SeverityTest | null {
  const fit = leastSquares(ratings);
  if (isUnanswered(fit) || fit.residualDf < 1 || ratings.judges.length < 2) return null;
  const points = (units: number): number => units / ratings.unitsPerPoint;
  const residual = ratings.marks.reduce((sum, { entry, judge, units }) => {
    return sum + (points(units) - fit.mean - (fit.entries[entry] ?? 0) - (fit.judges[judge] ?? 0)) ** 2;
  }, 0);
  const around = marksBy('entry', ratings).reduce((sum, marks) => {
    const mean = marks.reduce((all, { units }) => all + units, 0) / marks.length;
    return sum + marks.reduce((all, { units }) => all + points(units - mean) ** 2, 0);
  }, 0);
  const df: SeverityTest['df'] = [ratings.judges.length - 1, fit.residualDf];
  if (around <= 1e-12 * ratings.marks.length) return { f: 0, df, p: 1 };
  if (residual <= 1e-12 * around) return { f: Number.MAX_VALUE, df, p: 0 };
  const f = Math.max(0, around - residual) / df[0] / (residual / df[1]);
  return { f, df, p: tailOfF(f, ...df) };
}

/** Totals as ratings in the order of entries, judges in plain code-unit order; exact: a unit is a common denominator. */
function ratingsFrom(entries: readonly EntryTotals[]): Ratings {
  const unit = entries
    .flatMap(({ totals }) => totals)
    .reduce((all, { denominator }) => (all / greatestCommonDivisor(BIG_INTEGERS, all, denominator)) * denominator, 1n);
  const units = ({ numerator, denominator }: Rational): number => Number((numerator * unit) / denominator);
  const judges = byJudge(entries);
  return {
    entries: entries.map(({ entry }) => entry),
    judges: judges.map(({ judge }) => judge),
    marks: judges.flatMap(({ places, totals }, judge) =>
      places.map((entry, index) => ({ entry, judge, units: units(totals[index] as Rational) })),
    ),
    unitsPerPoint: Number(unit),
  };
}

const shortly = (codes: readonly string[]): string =>
  codes.length > 6 ? `${codes.slice(0, 5).join(', ')} and ${codes.length - 5} more` : codes.join(', ');
