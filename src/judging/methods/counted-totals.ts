import { type Rational, compareRationals } from '../../kernel/rational.js';
import type { CountedAggregate } from '../scoring-rules.js';

/** How many totals a mean, trimmed mean or median needs at least: more than are dropped, and never none. */
export const fewestCounted = (aggregate: CountedAggregate): number =>
  aggregate.method === 'trimmed-mean' ? 2 * aggregate.drop + 1 : 1;

/** Of so many totals, how many are averaged: all, those left after dropping, or the middle one or two. */
export function countOf(totals: number, aggregate: CountedAggregate): number {
  if (aggregate.method === 'median') return totals % 2 === 0 ? 2 : 1;
  return aggregate.method === 'trimmed-mean' ? totals - 2 * aggregate.drop : totals;
}

/** The totals that are averaged, lowest first; of the mean all of them. */
export function countedTotals(totals: readonly Rational[], aggregate: CountedAggregate): Rational[] {
  const kept = countOf(totals.length, aggregate);
  const dropped = (totals.length - kept) / 2;
  return [...totals].sort(compareRationals).slice(dropped, dropped + kept);
}
