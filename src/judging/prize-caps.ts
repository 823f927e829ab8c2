import type { PrizeTierFacts, RankingRule } from '../contests/contest.facts.js';
import type { PrizeTier } from './rules-file.js';

const shareOf = (percent: number | null, ranked: number): number | null =>
  percent === null ? null : Math.floor((ranked * percent) / 100);

/** How many prizes of a tier there may be among so many ranked entries: whole prizes, rounded down; null: no cap. */
export const capOf = ({ mostPercent }: Pick<PrizeTierFacts, 'mostPercent'>, ranked: number): number | null =>
  shareOf(mostPercent, ranked);

/** How many prizes by rank there may be in all among so many ranked entries: whole prizes, rounded down; null: no cap. */
export const awardedCapOf = (
  { mostAwardedPercent }: Pick<RankingRule, 'mostAwardedPercent'>,
  ranked: number,
): number | null => shareOf(mostAwardedPercent, ranked);

/** So many prizes of each tier as its own cap leaves, then, best tier first, as the cap on all of them leaves. Tiers come best first. */
export function cappedQuantities(
  tiers: readonly Pick<PrizeTierFacts, 'quantity' | 'mostPercent'>[],
  ranking: Pick<RankingRule, 'mostAwardedPercent'>,
  ranked: number,
): number[] {
  let left = awardedCapOf(ranking, ranked) ?? Infinity;
  return tiers.map((tier) => {
    const quantity = Math.min(tier.quantity, capOf(tier, ranked) ?? Infinity, left);
    left -= quantity;
    return quantity;
  });
}

/**
 * The tiers with their caps, if any, counted on the entries that have a rank: what rules.json says, so that every recount knows it. A group of equals
 * that stands across the last prize left by a cap is treated as across any boundary; `extend` may so give more than the cap.
 */
export function cappedPrizes(
  prizes: readonly PrizeTier[],
  tiers: readonly Pick<PrizeTierFacts, 'code' | 'mostPercent'>[],
  ranking: Pick<RankingRule, 'mostAwardedPercent'>,
  ranked: number,
): PrizeTier[] {
  const planned = prizes.map(({ tier, quantity }) => {
    const mostPercent = tiers.find(({ code }) => code === tier)?.mostPercent ?? null;
    return { quantity, mostPercent };
  });
  const quantities = cappedQuantities(planned, ranking, ranked);
  return prizes.map((prize, index) => ({ ...prize, quantity: quantities[index] ?? prize.quantity }));
}
