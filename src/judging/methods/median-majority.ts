import { type Rational, compareRationals, rationalText } from '../../kernel/rational.js';
import type { EntryValue } from './value-ranking.js';

/**
 * The middle one of a panel's totals, and what is in the middle when it is taken out, and so on until none is left. Of an even
 * number the lower middle one is taken, so that every value is some judge's total (Balinski & Laraki, Majority Judgment, 2010,
 * ch. 1: “majority-grade”). Compared place by place, entries of one median are told apart by the next; of two that are equal as
 * far as they go the one judged by more is ahead. No totals are a RangeError.
 */
export function majorityValue(totals: readonly Rational[]): EntryValue {
  const [value, ...next] = middlesOf(totals);
  if (value === undefined) throw new RangeError('the median of no totals');
  return { value, next, evidence: { medians: [value, ...next].map(rationalText) } };
}

/** Outwards from the middle, as taking out the middle one again and again goes: lower, upper, lower, … for an even number. */
function middlesOf(totals: readonly Rational[]): Rational[] {
  const left = [...totals].sort(compareRationals);
  const middles: Rational[] = [];
  while (left.length > 0) middles.push(...left.splice(Math.ceil(left.length / 2) - 1, 1));
  return middles;
}
