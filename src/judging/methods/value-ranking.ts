import { type Rational, compareRationals, parseRational, rationalText, toDecimal } from '../../kernel/rational.js';
import type { RankedEntry } from '../ranked-entry.js';
import type { ScoringRules } from '../scoring-rules.js';

/** What a method makes of one entry. */
export interface EntryValue {
  value: Rational;
  /** What the method itself compares among equal values before any tie-break of the rules, first to last; a list that ends first is less. */
  next: readonly Rational[];
  /** How the value came about, for readers of the report; keys are the method's own. */
  evidence: Readonly<Record<string, unknown>>;
}

/** An entry to be ranked by a value that was computed elsewhere. */
export interface ValuedEntry extends EntryValue {
  entry: string;
  judges: number;
  /** One value a step of the tie-break chain, higher first; of all entries equally many. */
  ties: readonly Rational[];
}

/**
 * Ranks entries by their values (ARCHITECTURE §4 “Rank”): on the rounded or the exact value, then by `next`, then by `ties`;
 * what is still equal shares a rank (1, 2, 2, 4), by code. `steps` names the steps of `ties`; of each entry those are told that were
 * looked at before it stood apart from all others of equal value and `next`.
 */
export function rankValues(
  entries: readonly ValuedEntry[],
  { rounding, rankOn }: Pick<ScoringRules, 'rounding' | 'rankOn'>,
  steps: readonly string[],
): RankedEntry[] {
  const sorted = entries
    .map((each) => {
      const score = toDecimal(each.value, rounding);
      const rankingValue = rankOn === 'rounded' ? score : rationalText(each.value);
      return { each, score, rankingValue, head: [parseRational(rankingValue) ?? each.value, ...each.next] };
    })
    .sort((a, b) => compareLists(b.head, a.head) || compareLists(b.each.ties, a.each.ties) || byCode(a.each, b.each));
  // How many first steps leave an entry equal to the one before it; null where their values differ already.
  const equalSteps = sorted.map(({ head, each }, index): number | null => {
    const before = sorted[index - 1];
    if (before === undefined || compareLists(before.head, head) !== 0) return null;
    return equalStart(before.each.ties, each.ties);
  });
  let rank = 0;
  return sorted.map(({ each, score, rankingValue }, index) => {
    // Sorted by the whole chain, an entry stands next to whoever is equal to it for longest.
    const nearest = [equalSteps[index], equalSteps[index + 1]].filter((equal) => typeof equal === 'number');
    if (equalSteps[index] !== steps.length) rank = index + 1;
    return {
      entry: each.entry,
      rank,
      score,
      exact: rationalText(each.value),
      rankingValue,
      judges: each.judges,
      tieBreak: steps.slice(0, Math.max(0, ...nearest.map((equal) => equal + 1))),
      evidence: each.evidence,
    };
  });
}

const byCode = (a: ValuedEntry, b: ValuedEntry): number => (a.entry < b.entry ? -1 : 1);

function equalStart(a: readonly Rational[], b: readonly Rational[]): number {
  const apart = a.findIndex((value, index) => {
    const other = b[index];
    return other === undefined || compareRationals(value, other) !== 0;
  });
  return apart === -1 ? a.length : apart;
}

/** Compares place by place; of two lists equal as far as they go the longer one is more. */
function compareLists(a: readonly Rational[], b: readonly Rational[]): number {
  const [mine, theirs] = [a[equalStart(a, b)], b[equalStart(b, a)]];
  if (mine !== undefined && theirs !== undefined) return compareRationals(mine, theirs);
  return a.length - b.length;
}
