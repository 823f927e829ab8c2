import { type PrizeDecisions, type PrizeRules, allocatePrizes } from '../../../src/awards/allocation.js';
import type { PrizeTier } from '../../../src/judging/rules-file.js';
import type { RankedEntry } from '../../../src/judging/ranked-entry.js';
import { parseRational } from '../../../src/kernel/rational.js';

/** A ranking from groups, best first: ['87.50', 'E1', 'E2'] are two entries that share a rank at 87.50. */
export function ranking(...groups: [value: string, ...entries: string[]][]): RankedEntry[] {
  const ranked: RankedEntry[] = [];
  for (const [rankingValue, ...entries] of groups) {
    const rank = ranked.length + 1;
    for (const entry of entries) {
      ranked.push({ entry, rank, score: rankingValue, exact: rankingValue, rankingValue, judges: 1, tieBreak: [] });
    }
  }
  return ranked;
}

export const tier = (name: string, quantity: number, amount: number, minimum: string | null = null): PrizeTier => ({
  tier: name,
  quantity,
  amount,
  minimum: minimum === null ? null : parseRational(minimum),
});

/** 1 × 15 000 000, 2 × 10 500 000, 3 × 7 500 000 */
export const THREE_TIERS = [tier('first', 1, 15_000_000), tier('second', 2, 10_500_000), tier('third', 3, 7_500_000)];

export function allocate(
  ranked: RankedEntry[],
  prizes: PrizeTier[],
  atBoundary: PrizeRules['atBoundary'] = 'decide',
  decisions?: PrizeDecisions,
) {
  const { awards, undecided, withheld, total, stale } = allocatePrizes(ranked, { prizes, atBoundary }, decisions);
  return {
    awards: awards.map((award) => `${award.entry} ${award.tier} ${award.amount}`),
    undecided: undecided.map((tied) => `${tied.entries.join('+')} over ${tied.tiers.join('+')}`),
    withheld: withheld.map((each) => `${each.quantity} ${each.tier}`),
    total,
    stale: stale.length,
  };
}
