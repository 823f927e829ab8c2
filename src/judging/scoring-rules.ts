import type { RoundingMode } from '../kernel/integers.js';
import type { Hundredths } from '../kernel/points.js';
import type { Rational } from '../kernel/rational.js';
import type { AdditiveRules } from './methods/additive.js';
import type { IncompletePanels } from './methods/borda.js';

export interface Criterion {
  code: string;
  maxHundredths: Hundredths;
  /** Factor of this criterion's points in a judge's total; exact, 0 or more. */
  weight: Rational;
}

export const COUNTED_METHODS = ['mean', 'trimmed-mean', 'median'] as const;
/** How the totals of an entry's judges become one value; `drop` k leaves out the k highest and the k lowest. */
export type CountedAggregate = { method: 'mean' } | { method: 'trimmed-mean'; drop: number } | { method: 'median' };

/**
 * One part of a weighted value: what some judges gave for some criteria. A judge's total in a part is Σ criterion weight × points
 * over the part's criteria; `aggregate` makes one value of the totals, which counts `weight` times.
 */
export interface WeightedPart {
  name: string;
  /** Factor of the part's value; exact, 0 or more. Factors are taken as they stand, never divided by their sum. */
  weight: Rational;
  /** Codes of criteria; null: all. */
  criteria: readonly string[] | null;
  /** Codes of judges; null: all. */
  judges: readonly string[] | null;
  aggregate: CountedAggregate;
}

export const AGGREGATE_METHODS = [
  ...COUNTED_METHODS,
  'weighted',
  'median-majority',
  'borda',
  'bradley-terry',
  'additive',
] as const;
/** How the sheets of an entry become its value; docs/decisions/0029 says of each method what it does. */
export type Aggregate =
  | CountedAggregate
  | { method: 'weighted'; parts: readonly WeightedPart[] }
  | { method: 'median-majority' }
  | { method: 'borda'; incomplete: IncompletePanels }
  | { method: 'bradley-terry' }
  | ({ method: 'additive' } & AdditiveRules);

export interface Rounding {
  decimals: number;
  mode: RoundingMode;
}

export const RANK_ON = ['rounded', 'exact'] as const;

/** Points taken from or added to what an entry came to: late, over time, a bonus. */
export interface Adjustment {
  entry: string;
  /** Below 0 for a penalty; never 0. */
  hundredths: number;
  /** The part of a weighted value that it counts in; null: the value itself. */
  part: string | null;
  reason: string;
}

/** How a contest ranks. `tieBreak` holds codes of criteria, first step first. */
export interface ScoringRules {
  criteria: readonly Criterion[];
  aggregate: Aggregate;
  rounding: Rounding;
  rankOn: (typeof RANK_ON)[number];
  tieBreak: readonly string[];
  /** Penalties and bonuses; left out: none. Only of methods whose value is points (`takesAdjustments`). */
  adjustments?: readonly Adjustment[];
}

/** One judge's points in the order of the rules' criteria; null where no part of a weighted value asks this judge. */
export type Sheet = readonly (Hundredths | null)[];

/** An entry and its signed sheets, one for every judge who scored it, `judges` beside them. */
export interface ScoredEntry {
  entry: string;
  judges: readonly string[];
  sheets: readonly Sheet[];
}
