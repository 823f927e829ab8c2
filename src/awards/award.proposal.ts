import type { PrizeTierFacts } from '../contests/contest.facts.js';
import type { AtBoundary, PrizeTier } from '../judging/rules-file.js';
import type { RankedEntry } from '../judging/ranked-entry.js';
import type { Dong } from '../kernel/money.js';
import { rational } from '../kernel/rational.js';
import { type Allocation, allocatePrizes, type PrizeDecisions, type TieDecision } from './allocation.js';
import type { AwardDecisionFacts } from './award.facts.js';

/** What a draft proposes, and what still stands between it and its confirmation. */
export interface Proposal {
  allocation: Allocation;
  /** Tiers of which positions are withheld and nobody has yet said, with a reason, that this is right. */
  unexplained: { tier: string; quantity: number }[];
  budget: Dong | null;
  overBudget: Dong;
}

/** The contest's tiers as the allocation takes them. */
export const toPrizeTiers = (tiers: readonly PrizeTierFacts[]): PrizeTier[] =>
  tiers.map(({ code, quantity, amount, minimum }) => ({
    tier: code,
    quantity,
    amount,
    minimum: minimum === null ? null : rational(minimum, 100),
  }));

/**
 * The prizes of a ranking under the contest's tiers and people's decisions: the same allocation as `hoithi tally`.
 * Decisions come oldest first; the newest on one question counts.
 */
export function propose(
  ranking: readonly RankedEntry[],
  rules: { tiers: readonly PrizeTierFacts[]; atBoundary: AtBoundary; budget: Dong | null },
  decisions: readonly AwardDecisionFacts[],
): Proposal {
  const prizes = toPrizeTiers(rules.tiers);
  const allocation = allocatePrizes(ranking, { prizes, atBoundary: rules.atBoundary }, toPrizeDecisions(decisions));
  const explained = new Set(decisions.filter(({ kind }) => kind === 'withhold').flatMap(({ tiers }) => tiers));
  return {
    allocation,
    unexplained: allocation.withheld.filter(({ tier }) => !explained.has(tier)),
    budget: rules.budget,
    overBudget: rules.budget === null ? 0 : Math.max(0, allocation.total - rules.budget),
  };
}

/** People’s decisions as the allocation takes them: the newest on one question counts. */
export function toPrizeDecisions(decisions: readonly AwardDecisionFacts[]): PrizeDecisions {
  const ties = new Map<string, TieDecision>();
  for (const { kind, entries, tiers, choice, order } of decisions) {
    if (kind !== 'tie' || choice === 'keep-withheld') continue;
    ties.set(JSON.stringify([entries, tiers]), { entries, tiers, choice, ...(order === null ? {} : { order }) });
  }
  return {
    ties: [...ties.values()],
    withheldTiers: decisions
      .filter(({ kind, choice }) => kind === 'withhold' && choice === 'withhold')
      .flatMap(({ tiers }) => tiers),
  };
}
