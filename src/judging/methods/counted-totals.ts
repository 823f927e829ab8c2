import { type Rational, compareRationals, meanOf, ZERO } from '../../kernel/rational.js';
import type { CountedAggregate } from '../scoring-rules.js';

/** How many totals a mean, trimmed mean or median needs at least: more than are dropped, and never none. */
export const fewestCounted = (aggregate: CountedAggregate): number =>
  aggregate.method === 'trimmed-mean' ? 2 * aggregate.drop + 1 : 1;

/** Of so many totals, how many are averaged: all, those left after dropping, or the middle one or two. */
export function countOf(totals: number, aggregate: CountedAggregate): number {
  if (aggregate.method === 'median') return totals % 2 === 0 ? 2 : 1;
  return aggregate.method === 'trimmed-mean' ? totals - 2 * aggregate.drop : totals;
}

/** Which totals are averaged, by their places: of equal ones at the edge those given first are left out first. */
export function placesCounted(totals: readonly Rational[], aggregate: CountedAggregate): ReadonlySet<number> {
  const kept = countOf(totals.length, aggregate);
  const dropped = (totals.length - kept) / 2;
  const order = totals
    .map((_, place) => place)
    .sort((a, b) => compareRationals(totals[a] ?? ZERO, totals[b] ?? ZERO) || a - b);
  return new Set(order.slice(dropped, dropped + kept));
}

/** The mean of the totals that count, exact; fewer totals than `fewestCounted` are a RangeError. */
export function meanOfCounted(totals: readonly Rational[], aggregate: CountedAggregate): Rational {
  const counted = placesCounted(totals, aggregate);
  return meanOf(totals.filter((_, place) => counted.has(place)));
}
