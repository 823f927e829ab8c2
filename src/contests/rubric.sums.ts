import { add, multiply, parseRational, rational, type Rational, toDecimal, ZERO } from '../kernel/rational.js';
import type { CriterionFacts } from './contest.facts.js';

const weightOf = (criterion: Pick<CriterionFacts, 'weight'>): Rational => parseRational(criterion.weight) ?? ZERO;

/** The most that one judge can give: Σ weight × maximum, exact, in points. */
export const maximumOf = (criteria: readonly Pick<CriterionFacts, 'max' | 'weight'>[]): Rational =>
  criteria.reduce((sum, criterion) => add(sum, multiply(weightOf(criterion), rational(criterion.max, 100))), ZERO);

/** The same as decimal text without needless zeros: "100", "87.5". Weights have four decimals and maxima two, so six say it exactly. */
export const weightedMaximum = (criteria: readonly Pick<CriterionFacts, 'max' | 'weight'>[]): string =>
  toDecimal(maximumOf(criteria), { decimals: 6, mode: 'half-up' }).replace(/\.?0+$/, '') || '0';
