import type { PrizeTierFacts } from '../contests/contest.facts.js';
import type { PrizeTier } from './rules-file.js';

/** How many prizes of a tier there may be among so many ranked entries: whole prizes, rounded down; null: no cap. */
export const capOf = ({ mostPercent }: Pick<PrizeTierFacts, 'mostPercent'>, ranked: number): number | null =>
  mostPercent === null ? null : Math.floor((ranked * mostPercent) / 100);

/** The tiers with their caps, if any, counted on the entries that have a rank: what rules.json says, so that every recount knows it. */
export function cappedPrizes(
  prizes: readonly PrizeTier[],
  tiers: readonly Pick<PrizeTierFacts, 'code' | 'mostPercent'>[],
  ranked: number,
): PrizeTier[] {
  return prizes.map((prize) => {
    const tier = tiers.find(({ code }) => code === prize.tier);
    const cap = tier === undefined ? null : capOf(tier, ranked);
    return cap === null ? prize : { ...prize, quantity: Math.min(prize.quantity, cap) };
  });
}
