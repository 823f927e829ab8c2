import { add, compareRationals, parseRational, type Rational, rational, ZERO } from '../../kernel/rational.js';
import { rankValues } from './value-ranking.js';
import { partValues, weightedSum } from './weighted-parts.js';
import type { RankedEntry } from '../ranked-entry.js';
import type { Aggregate, Adjustment, ScoredEntry, ScoringRules } from '../scoring-rules.js';

/** Methods whose value is points: places and strengths have nothing that points could be taken from. */
export const takesAdjustments = ({ method }: Pick<Aggregate, 'method'>): boolean =>
  method === 'mean' || method === 'trimmed-mean' || method === 'median' || method === 'weighted';

/** A value after points were added or taken away: never below 0. */
export const adjusted = (value: Rational, adjustments: readonly Pick<Adjustment, 'hundredths'>[]): Rational => {
  const sum = adjustments.reduce((all, { hundredths }) => all + hundredths, 0);
  const after = add(value, rational(sum, 100));
  return compareRationals(after, ZERO) < 0 ? ZERO : after;
};

/**
 * Ranks entries again after penalties and bonuses. They count after judges' totals became a value and before it is rounded: those of a
 * part on the part's value, before its factor; all others on the value itself. Neither falls below 0. Ties are broken as without them.
 * `base` is the ranking of the same entries without adjustments, `tiesOf` an entry's values at the steps of the chain.
 */
export function rankAdjusted(
  base: readonly RankedEntry[],
  entries: readonly ScoredEntry[],
  rules: ScoringRules,
  tiesOf: (entry: ScoredEntry) => readonly Rational[],
): RankedEntry[] {
  const scored = new Map(entries.map((one) => [one.entry, one]));
  const given = Map.groupBy(rules.adjustments ?? [], ({ entry }) => entry);
  const ranked = rankValues(
    base.flatMap((one) => {
      const entry = scored.get(one.entry);
      if (entry === undefined) return [];
      const mine = given.get(one.entry) ?? [];
      const own = mine.some(({ part }) => part !== null) ? ofParts(entry, rules, mine) : exactly(one.exact);
      const value = adjusted(
        own,
        mine.filter(({ part }) => part === null),
      );
      return [
        { entry: one.entry, judges: one.judges, value, next: [], evidence: one.evidence ?? {}, ties: tiesOf(entry) },
      ];
    }),
    rules,
    rules.tieBreak.map((code) => `criterion:${code}`),
  );
  // Methods without evidence have none here either.
  const bare = new Set(base.filter(({ evidence }) => evidence === undefined).map(({ entry }) => entry));
  return ranked.map(({ evidence, ...one }) => (bare.has(one.entry) ? one : { ...one, ...(evidence && { evidence }) }));
}

function ofParts(entry: ScoredEntry, { aggregate, criteria }: ScoringRules, given: readonly Adjustment[]): Rational {
  if (aggregate.method !== 'weighted') throw new RangeError(`${aggregate.method} has no parts to adjust`);
  return weightedSum(
    partValues(entry, aggregate.parts, criteria).map(({ name, weight, value }) => ({
      weight,
      value: adjusted(
        value,
        given.filter(({ part }) => part === name),
      ),
    })),
  );
}

const exactly = (text: string): Rational => parseRational(text) ?? ZERO;
