import type { CriterionFacts } from '../contests/contest.facts.js';
import type { RoundingMode } from '../kernel/integers.js';
import type { Hundredths } from '../kernel/points.js';
import { multiply, parseRational, rational, type Rational, sumOf, toDecimal, ZERO } from '../kernel/rational.js';
import { formatDecimal } from '../kernel/vietnamese/numbers.js';

/** Weights have four decimals at most (numeric(8,4)), so a total in hundredths has no more: this rounding never rounds. */
const EXACT = { decimals: 4, mode: 'half-up' as RoundingMode };

/** The weight of a criterion as an exact number; a RangeError when it is not decimal text. */
export function weightOf(criterion: Pick<CriterionFacts, 'code' | 'weight'>): Rational {
  const weight = parseRational(criterion.weight);
  if (weight === null) throw new RangeError(`criterion ${criterion.code} has no weight: ${criterion.weight}`);
  return weight;
}

/** The criteria that have no points yet, in the rubric's order. */
export const missingCriteria = (
  points: Readonly<Record<string, Hundredths>>,
  criteria: readonly CriterionFacts[],
): CriterionFacts[] => criteria.filter(({ code }) => points[code] === undefined);

/**
 * A sheet's weighted total Σ weight × points in hundredths, exact decimal text ("8750", "8750.5"); null while a criterion
 * lacks points, and for a rubric without criteria. The same value as `sheetTotal` of the tally.
 */
export function totalOf(
  points: Readonly<Record<string, Hundredths>>,
  criteria: readonly CriterionFacts[],
): string | null {
  if (criteria.length === 0 || missingCriteria(points, criteria).length > 0) return null;
  return trimZeros(toDecimal(sumSoFar(points, criteria), EXACT));
}

/** What has been given so far, weighted, in hundredths: the running total beside a form that is not complete. */
export const runningTotal = (
  points: Readonly<Record<string, Hundredths>>,
  criteria: readonly CriterionFacts[],
): string => trimZeros(toDecimal(sumSoFar(points, criteria), EXACT));

/** The most a sheet can get, in hundredths. */
export const maximumOf = (criteria: readonly CriterionFacts[]): string =>
  trimZeros(toDecimal(sumOf(criteria.map((one) => multiply(weightOf(one), rational(one.max)))), EXACT));

const sumSoFar = (points: Readonly<Record<string, Hundredths>>, criteria: readonly CriterionFacts[]): Rational =>
  criteria.length === 0 ? ZERO : sumOf(criteria.map((one) => multiply(weightOf(one), rational(points[one.code] ?? 0))));

const trimZeros = (text: string): string => (text.includes('.') ? text.replace(/\.?0+$/, '') : text);

/** Hundredths as exact decimal text in points: "8750" is "87.5", "8750.25" is "87.5025". */
export function pointsOfHundredths(hundredths: string): string {
  const [whole = '0', places = ''] = hundredths.split('.');
  const digits = whole.padStart(3, '0') + places;
  const point = digits.length - places.length - 2;
  return trimZeros(`${digits.slice(0, point)}.${digits.slice(point)}`);
}

/** The same as people read it: "8750" is "87,5". */
export const showHundredths = (hundredths: string): string => formatDecimal(pointsOfHundredths(hundredths));
