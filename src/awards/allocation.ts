import type { RankedEntry } from '../judging/ranked-entry.js';
import type { AtBoundary, PrizeTier } from '../judging/rules-file.js';
import { type Dong, shareEqually, sumDong, timesDong } from '../kernel/money.js';
import { type Rational, ZERO, compareRationals, parseRational } from '../kernel/rational.js';

/** Why somebody is awarded: by place, or as one of a tied group that shared, was extended, or was put in order by people. */
export type AwardedBy = 'place' | 'share' | 'extend' | 'order';

export interface Award {
  entry: string;
  rank: number;
  tier: string;
  amount: Dong;
  by: AwardedBy;
}

/** A tied group that does not fit: its entries by code, and what it covers, best tier first. Its positions are held back. */
export interface TiedGroup {
  tiers: string[];
  entries: string[];
  rank: number;
  /** Positions covered in each of `tiers`, with the tier's amount. */
  covered: { tier: string; quantity: number; amount: Dong }[];
}

export interface Withheld {
  tier: string;
  quantity: number;
}

/**
 * What people decided about one undecided group, found again by its very tiers and entries: split the pooled money, give all the
 * highest covered tier, give the covered positions in the jury's order (best first, every entry once), or give none.
 */
export interface TieDecision {
  tiers: readonly string[];
  entries: readonly string[];
  choice: 'share' | 'extend' | 'order' | 'withhold';
  /** For `order`: the group's entries, best first. */
  order?: readonly string[];
}

/** Decisions taken by people over a drafted list: about tied groups, and tiers that nobody is to win. */
export interface PrizeDecisions {
  ties: readonly TieDecision[];
  withheldTiers: readonly string[];
}

export const NO_DECISIONS: PrizeDecisions = { ties: [], withheldTiers: [] };

export interface Allocation {
  /** By rank, then by entry code. */
  awards: Award[];
  undecided: TiedGroup[];
  /** By tier, best first; tiers of which nothing is withheld are left out. */
  withheld: Withheld[];
  total: Dong;
  /** Decisions that fit no undecided group, or order other entries than the group's: scores or rules have changed since. They had no effect. */
  stale: TieDecision[];
}

export interface PrizeRules {
  prizes: readonly PrizeTier[];
  atBoundary: AtBoundary;
}

/**
 * Gives prizes to a ranking by ARCHITECTURE §4 “Prizes” and “A tie across a boundary”. The positions of all tiers lie end to end;
 * groups of equal rank take them in order. A group that comes to a tier whose minimum its ranking value does not reach finds the rest of
 * that tier withheld and goes on to the next: this holds for every tier it comes to, in the middle of a tie as well. A group that does not
 * fit into what is left of its tier covers as many positions as it has entries, or all that are left, and `atBoundary` says
 * what becomes of them; under `decide` they are held back until `decisions` say so. Later groups go on behind them. What nobody takes is withheld.
 * `ranking` is what `rankEntries` gave. A RangeError when a sum of money can no longer be exact.
 */
export function allocatePrizes(
  ranking: readonly RankedEntry[],
  rules: PrizeRules,
  decisions: PrizeDecisions = NO_DECISIONS,
): Allocation {
  const positions = new Positions(rules.prizes, decisions.withheldTiers);
  const pending = new Set(decisions.ties);
  const awards: Award[] = [];
  const undecided: TiedGroup[] = [];
  for (const group of groupsOfRank(ranking)) {
    if (positions.areTaken()) break;
    const [first] = group;
    if (first === undefined) continue;
    const covered = positions.take(group.length, rankingValueOf(first));
    const [tier] = covered;
    if (tier === undefined) continue;
    const entries = group.map(({ entry }) => entry);
    if (tier.quantity === group.length) {
      awards.push(
        ...entries.map((entry) => ({
          entry,
          rank: first.rank,
          tier: tier.tier,
          amount: tier.amount,
          by: 'place' as const,
        })),
      );
      continue;
    }
    const tied: TiedGroup = { tiers: covered.map((each) => each.tier), entries, rank: first.rank, covered };
    const decision = rules.atBoundary === 'decide' ? [...pending].find((each) => settles(each, tied)) : undefined;
    if (decision !== undefined) pending.delete(decision);
    const choice = decision?.choice ?? rules.atBoundary;
    if (choice === 'decide') undecided.push(tied);
    else if (choice === 'withhold') positions.withhold(covered);
    else awards.push(...awardTied(tied, choice, decision?.order ?? []));
  }
  return {
    awards,
    undecided,
    withheld: positions.withheld(),
    total: sumDong(awards.map(({ amount }) => amount)),
    stale: [...pending],
  };
}

/** Ranked groups, best first: neighbours of one rank. */
function groupsOfRank(ranking: readonly RankedEntry[]): RankedEntry[][] {
  const groups: RankedEntry[][] = [];
  for (const ranked of ranking) {
    const last = groups.at(-1);
    if (last?.[0]?.rank === ranked.rank) last.push(ranked);
    else groups.push([ranked]);
  }
  return groups;
}

function rankingValueOf({ entry, rankingValue }: RankedEntry): Rational {
  const value = parseRational(rankingValue);
  if (value === null) throw new RangeError(`entry ${entry} has no ranking value: ${rankingValue}`);
  return value;
}

/** The very same entries, each once, in whatever order. */
const sameEntries = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && new Set(b).size === b.length && b.every((entry) => a.includes(entry));

function settles(decision: TieDecision, tied: TiedGroup): boolean {
  if (!sameEntries(decision.entries, tied.entries) || decision.tiers.join('\n') !== tied.tiers.join('\n')) return false;
  return decision.choice !== 'order' || sameEntries(decision.order ?? [], tied.entries);
}

/** Awards of a tied group over the positions it covers, by entry code. */
function awardTied(tied: TiedGroup, by: 'share' | 'extend' | 'order', order: readonly string[]): Award[] {
  const { entries, rank, covered } = tied;
  const [highest] = covered;
  if (highest === undefined) return [];
  if (by === 'order') {
    const places = covered.flatMap(({ tier, amount, quantity }) =>
      Array.from({ length: quantity }, () => ({ tier, amount })),
    );
    const won = places.map((place, index) => ({ entry: order[index] ?? '', rank, ...place, by }));
    return won.sort((a, b) => (a.entry < b.entry ? -1 : 1));
  }
  if (by === 'extend') return entries.map((entry) => ({ entry, rank, tier: highest.tier, amount: highest.amount, by }));
  const pool = sumDong(covered.map(({ quantity, amount }) => timesDong(quantity, amount)));
  const shares = shareEqually(pool, entries.length);
  return entries.map((entry, index) => ({ entry, rank, tier: highest.tier, amount: shares[index] ?? 0, by }));
}

/** The prize positions, tiers end to end, taken from the best. Quantities are counted, never laid out one by one. */
class Positions {
  private current = 0;
  private readonly left: number[];
  private readonly withheldOf: number[];

  constructor(
    private readonly tiers: readonly PrizeTier[],
    private readonly withheldTiers: readonly string[],
  ) {
    this.left = tiers.map(({ quantity }) => quantity);
    this.withheldOf = tiers.map(() => 0);
  }

  areTaken(): boolean {
    return this.left.every((quantity) => quantity === 0);
  }

  /** Takes up to `wanted` positions for a group of this ranking value; the first tier answered is the highest one covered. */
  take(wanted: number, value: Rational): TiedGroup['covered'] {
    const taken: TiedGroup['covered'] = [];
    let open = wanted;
    for (; open > 0 && this.current < this.tiers.length; this.current += 1) {
      const { tier, amount, minimum } = this.tiers[this.current] ?? NO_TIER;
      const left = this.left[this.current] ?? 0;
      if (this.withheldTiers.includes(tier) || (minimum !== null && compareRationals(value, minimum) < 0)) {
        this.withholdAt(this.current, left);
        continue;
      }
      const quantity = Math.min(left, open);
      if (quantity > 0) taken.push({ tier, quantity, amount });
      this.left[this.current] = left - quantity;
      open -= quantity;
      if (quantity < left) break;
    }
    return taken;
  }

  withhold(covered: TiedGroup['covered']): void {
    for (const { tier, quantity } of covered) {
      const index = this.tiers.findIndex((each) => each.tier === tier);
      this.withheldOf[index] = (this.withheldOf[index] ?? 0) + quantity;
    }
  }

  /** What floors and people withheld, with what nobody took. */
  withheld(): Withheld[] {
    return this.tiers
      .map(({ tier }, index) => ({ tier, quantity: (this.withheldOf[index] ?? 0) + (this.left[index] ?? 0) }))
      .filter(({ quantity }) => quantity > 0);
  }

  private withholdAt(index: number, quantity: number): void {
    this.withheldOf[index] = (this.withheldOf[index] ?? 0) + quantity;
    this.left[index] = 0;
  }
}

const NO_TIER: PrizeTier = { tier: '', quantity: 0, amount: 0, minimum: ZERO };
