import type { SidePrizeFacts } from '../contests/side-prize.facts.js';
import type { RankedEntry } from '../judging/ranked-entry.js';
import type { AtBoundary, PrizeTier } from '../judging/rules-file.js';
import type { Criterion, ScoredEntry } from '../judging/scoring-rules.js';
import type { Dong } from '../kernel/money.js';
import { rational } from '../kernel/rational.js';
import { type Allocation, allocatePrizes, type PrizeDecisions, type TieDecision } from './allocation.js';
import type { AwardChoice, AwardDecisionFacts } from './award.facts.js';
import type { GrantedReward } from './rewards/reward.facts.js';
import { type QuotaShift, shiftQuotas } from './prizes/quota-shifts.js';
import { grantRewards, type RewardAllocation, type RewardGrant } from './rewards/reward-norms.js';
import { allocateSidePrizes, type SideAllocation, type SideChoice, type SidePrize } from './prizes/side-allocation.js';

/** What a draft proposes, and what still stands between it and its confirmation. */
export interface Proposal {
  /** The tiers as they are after people moved quotas. */
  prizes: PrizeTier[];
  /** Prizes by rank. */
  allocation: Allocation;
  /** Prizes beside the tiers. */
  side: SideAllocation;
  /** Legal reward forms. */
  rewards: RewardAllocation;
  /** Shifts that can no longer be made. */
  staleShifts: QuotaShift[];
  /** Tiers of which positions are withheld and nobody has yet said, with a reason, that this is right. */
  unexplained: { tier: string; quantity: number }[];
  /** Of all prizes and reward forms. */
  total: Dong;
  budget: Dong | null;
  overBudget: Dong;
}

/** The prizes of a contest and the rules by which they are given. */
export interface PrizeBook {
  /** As rules.json has them: with their caps. */
  prizes: readonly PrizeTier[];
  sidePrizes: readonly SidePrizeFacts[];
  atBoundary: AtBoundary;
  budget: Dong | null;
}

/** The ranking with the sheets behind it. */
export interface Scored {
  ranking: readonly RankedEntry[];
  entries: readonly ScoredEntry[];
  criteria: readonly Criterion[];
}

/** Everything that people decided, as the allocations take it. */
export interface EveryDecision extends PrizeDecisions {
  shifts: QuotaShift[];
  sides: SideChoice[];
  rewards: RewardGrant[];
}

/** The contest's prizes beside the tiers as the allocation takes them. */
export const toSidePrizes = (prizes: readonly SidePrizeFacts[]): SidePrize[] =>
  prizes.map(({ name: _, recipientKind: __, minimum, ...prize }) => ({
    ...prize,
    minimum: minimum === null ? null : rational(minimum, 100),
  }));

/** All prizes that tiers, prizes beside them and decisions give: what both verifiers of a results bundle compute again. */
export function giveAll(
  { ranking, entries, criteria }: Scored,
  book: { prizes: readonly PrizeTier[]; sidePrizes: readonly SidePrize[]; atBoundary: AtBoundary },
  { shifts, sides, rewards: grants, ...decisions }: EveryDecision,
): Pick<Proposal, 'prizes' | 'allocation' | 'side' | 'rewards' | 'staleShifts' | 'total'> {
  const { prizes, stale } = shiftQuotas(book.prizes, shifts);
  const allocation = allocatePrizes(ranking, { prizes, atBoundary: book.atBoundary }, decisions);
  const awarded = new Set(allocation.awards.map(({ entry }) => entry));
  const side = allocateSidePrizes(book.sidePrizes, { ranking, entries, criteria, awarded }, sides);
  const rewards = grantRewards(grants, ranking);
  const total = allocation.total + side.total + rewards.total;
  return { prizes, allocation, side, rewards, staleShifts: stale, total };
}

/**
 * The prizes of a ranking under the contest's tiers and people's decisions: the same allocation as `hoithi tally`, and the prizes beside it.
 * Decisions come oldest first; the newest on one question counts, a withdrawn one never.
 */
export function propose(scored: Scored, rules: PrizeBook, decided: readonly AwardDecisionFacts[]): Proposal {
  const decisions = inForce(decided);
  const { prizes, sidePrizes, atBoundary, budget } = rules;
  const book = { prizes, sidePrizes: toSidePrizes(sidePrizes), atBoundary };
  const given = giveAll(scored, book, toPrizeDecisions(decisions));
  const explained = new Set(decisions.filter(({ kind }) => kind === 'withhold').flatMap(({ tiers }) => tiers));
  return {
    ...given,
    unexplained: given.allocation.withheld.filter(({ tier }) => !explained.has(tier)),
    budget,
    overBudget: budget === null ? 0 : Math.max(0, given.total - budget),
  };
}

const inForce = (decisions: readonly AwardDecisionFacts[]): AwardDecisionFacts[] =>
  decisions.filter(({ withdrawnAt }) => withdrawnAt === null);

/** People’s decisions as the allocations take them: the newest on one question counts, every shift counts, a withdrawn one never. */
export function toPrizeDecisions(decided: readonly AwardDecisionFacts[]): EveryDecision {
  const decisions = inForce(decided);
  const ties = new Map<string, TieDecision>();
  const sides = new Map<string, SideChoice>();
  for (const { kind, entries, tiers, choice, order } of decisions) {
    if (kind === 'side') sides.set(tiers[0] ?? '', { prize: tiers[0] ?? '', entries });
    if (kind !== 'tie' || !isOfTie(choice)) continue;
    ties.set(JSON.stringify([entries, tiers]), { entries, tiers, choice, ...(order === null ? {} : { order }) });
  }
  return {
    ties: [...ties.values()],
    withheldTiers: decisions
      .filter(({ kind, choice }) => kind === 'withhold' && choice === 'withhold')
      .flatMap(({ tiers }) => tiers),
    shifts: decisions.flatMap(({ kind, tiers: [from, to], quantities }) =>
      kind === 'shift' && from !== undefined && to !== undefined
        ? [{ from, taken: quantities?.[0] ?? 0, to, added: quantities?.[1] ?? 0 }]
        : [],
    ),
    sides: [...sides.values()],
    rewards: decisions.flatMap(({ entries: [entry], tiers: [form], reward }) =>
      reward === null || entry === undefined || form === undefined ? [] : [toGrant(form, entry, reward)],
    ),
  };
}

const isOfTie = (choice: AwardChoice): choice is TieDecision['choice'] =>
  choice === 'share' || choice === 'extend' || choice === 'order' || choice === 'withhold';

const toGrant = (form: string, entry: string, reward: GrantedReward): RewardGrant => {
  const { name, recipientKind, recipient, multipleHundredths, base, rounding } = reward;
  return { form, entry, name, recipientKind, recipient, multipleHundredths, base, rounding };
};
