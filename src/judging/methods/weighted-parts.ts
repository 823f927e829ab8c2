import { type Rational, add, multiply, rationalText, ZERO } from '../../kernel/rational.js';
import type { Criterion, ScoredEntry, Sheet, WeightedPart } from '../scoring-rules.js';
import { fewestCounted, meanOfCounted, placesCounted } from './counted-totals.js';
import { totalOf } from './entry-totals.js';
import type { EntryValue } from './value-ranking.js';

/** One value and how many times it counts. */
export interface Weighted {
  weight: Rational;
  value: Rational;
}

/**
 * Σ weight × value, exact. The factors are taken as they stand: 0.4 and 0.6 give a mean, 1 and 2 give “hệ số 1, hệ số 2” added up.
 * Nothing is divided by their sum, as nothing is for the weights of criteria. No parts are 0.
 */
export const weightedSum = (parts: readonly Weighted[]): Rational =>
  parts.reduce((sum, { weight, value }) => add(sum, multiply(weight, value)), ZERO);

/** Whether a part asks this judge for this criterion. */
export const asks = (part: WeightedPart, judge: string, criterion: string): boolean =>
  (part.judges === null || part.judges.includes(judge)) &&
  (part.criteria === null || part.criteria.includes(criterion));

/** What one part of an entry comes to; `totals` are those of its judges for the part's criteria, `counted` how many of them count. */
export interface PartValue extends Weighted {
  name: string;
  judges: readonly string[];
  totals: readonly Rational[];
  counted: number;
}

/**
 * The parts of one entry's value, in the order of the rules. A part has the judges who gave points for all its criteria. With fewer
 * of them than the part's method needs (`fewestCounted`) it is a RangeError, for callers to refuse first (`partsLacking`).
 */
export function partValues(
  { entry, judges, sheets }: ScoredEntry,
  parts: readonly WeightedPart[],
  criteria: readonly Criterion[],
): PartValue[] {
  return parts.map((part) => {
    const scored = judgesOf(part, judges, sheets, criteria);
    const totals = scored.map(({ sheet }) => partTotal(part, sheet, criteria));
    if (totals.length < fewestCounted(part.aggregate)) throw new RangeError(`entry ${entry} has too few judges`);
    return {
      name: part.name,
      weight: part.weight,
      value: meanOfCounted(totals, part.aggregate),
      judges: scored.map(({ judge }) => judge),
      totals,
      counted: placesCounted(totals, part.aggregate).size,
    };
  });
}

/** What an entry lacks: so many judges where so many are needed; `name` is the part's, null where there are no parts. */
export interface PartLack {
  name: string | null;
  judges: number;
  needed: number;
}

/** The parts for which an entry has too few judges; empty when it can be ranked. */
export const partsLacking = (
  { judges, sheets }: Pick<ScoredEntry, 'judges' | 'sheets'>,
  parts: readonly WeightedPart[],
  criteria: readonly Criterion[],
): PartLack[] =>
  parts
    .map((part) => ({
      name: part.name,
      judges: judgesOf(part, judges, sheets, criteria).length,
      needed: fewestCounted(part.aggregate),
    }))
    .filter((part) => part.judges < part.needed);

/** The value of an entry by weighted parts, with what each part came to. */
export function weightedValue(
  entry: ScoredEntry,
  parts: readonly WeightedPart[],
  criteria: readonly Criterion[],
): EntryValue {
  const values = partValues(entry, parts, criteria);
  return {
    value: weightedSum(values),
    next: [],
    evidence: {
      parts: values.map(({ name, value, judges, totals, counted }) => ({
        name,
        exact: rationalText(value),
        judges: judges.length,
        dropped: totals.length - counted,
      })),
    },
  };
}

const codesOf = (part: WeightedPart, criteria: readonly Criterion[]): readonly string[] =>
  part.criteria ?? criteria.map(({ code }) => code);

function judgesOf(
  part: WeightedPart,
  judges: readonly string[],
  sheets: readonly Sheet[],
  criteria: readonly Criterion[],
): { judge: string; sheet: Sheet }[] {
  const columns = codesOf(part, criteria).map((code) => criteria.findIndex((criterion) => criterion.code === code));
  return judges
    .map((judge, index) => ({ judge, sheet: sheets[index] ?? [] }))
    .filter(({ judge }) => part.judges === null || part.judges.includes(judge))
    .filter(({ sheet }) => columns.every((column) => typeof sheet[column] === 'number'));
}

function partTotal(part: WeightedPart, sheet: Sheet, criteria: readonly Criterion[]): Rational {
  const codes = codesOf(part, criteria);
  return totalOf(sheet, criteria, (code) => codes.includes(code));
}
