import type { AdvancingRule } from '../../contests/round-plan.facts.js';
import { compareRationals, parseRational, rational, ZERO } from '../../kernel/rational.js';

/** An entry as the closed round left it. `value` is what was ranked on, in points; rank and value are null without enough sheets. */
export interface Standing {
  entry: string;
  rank: number | null;
  value: string | null;
}

/** What people say besides the rule. Entries are named by their numbers. */
export interface AdvanceChoice {
  /** What happens to a tie across the cut: all of it goes on, none of it, or those named in `added`. Null: nobody has said. */
  tie: 'all' | 'none' | 'named' | null;
  /** Go on although the rule does not say so. */
  added: readonly string[];
  /** Stay although the rule says that they go on. */
  leftOut: readonly string[];
}

/** Why an entry goes on: by the rule, out of a tie across the cut, or named by hand. */
export type AdvanceWay = 'rule' | 'tie' | 'hand';

/** Who goes on to the next round, and what is still to be said. */
export interface Advance {
  /** Best first, as the standings are. */
  going: { entry: string; way: AdvanceWay }[];
  /** The entries of one rank that stand across the cut, with the places left for them; null: none do. */
  tie: { rank: number; entries: string[]; places: number } | null;
  /** The tie is there and nobody has said what happens to it. */
  tieUndecided: boolean;
  /** Named numbers that are no entry of this round. */
  unknown: string[];
  /** Named in `added` though they go on anyway, or in `leftOut` though they stay anyway. */
  idle: string[];
}

/**
 * Applies a rule of advancing to a closed round and then what people said. `standings` are best first, entries without a rank last.
 * By rank, whole groups of equal rank go on while they fit into the count; a group that fits only in part is a tie and none of it
 * goes on until somebody says so: entry numbers never cut. A threshold is reached by being equal to it.
 */
export function planAdvance(
  standings: readonly Standing[],
  rule: AdvancingRule,
  { tie: said, added, leftOut }: AdvanceChoice,
): Advance {
  const { passing, tie } = byRule(standings, rule);
  const ways = new Map<string, AdvanceWay>(passing.map((entry) => [entry, 'rule']));
  const tied = new Set(tie?.entries);
  if (said === 'all') for (const entry of tied) ways.set(entry, 'tie');
  const known = new Set(standings.map(({ entry }) => entry));
  const idle: string[] = [];
  for (const entry of added.filter((one) => known.has(one))) {
    if (ways.has(entry)) idle.push(entry);
    else ways.set(entry, tied.has(entry) && said === 'named' ? 'tie' : 'hand');
  }
  for (const entry of leftOut.filter((one) => known.has(one))) if (!ways.delete(entry)) idle.push(entry);
  return {
    going: standings.flatMap(({ entry }) => {
      const way = ways.get(entry);
      return way === undefined ? [] : [{ entry, way }];
    }),
    tie,
    tieUndecided: tie !== null && said === null,
    unknown: [...added, ...leftOut].filter((entry) => !known.has(entry)),
    idle,
  };
}

function byRule(standings: readonly Standing[], rule: AdvancingRule): { passing: string[]; tie: Advance['tie'] } {
  const ranked = standings.filter((one): one is Standing & { rank: number; value: string } => one.rank !== null);
  const numbers = ranked.map(({ entry }) => entry);
  if (rule.by === 'hand') return { passing: [], tie: null };
  if (rule.by === 'all') return { passing: numbers, tie: null };
  if (rule.by === 'threshold') {
    const least = rational(rule.minimum, 100);
    const reaches = (value: string): boolean => compareRationals(parseRational(value) ?? ZERO, least) >= 0;
    return { passing: ranked.filter(({ value }) => reaches(value)).map(({ entry }) => entry), tie: null };
  }
  const behind = ranked[rule.count];
  if (behind === undefined || behind.rank > rule.count) return { passing: numbers.slice(0, rule.count), tie: null };
  // Equals share the rank of the first of them: the group of whoever is first left behind began before the cut.
  const entries = ranked.filter(({ rank }) => rank === behind.rank).map(({ entry }) => entry);
  return {
    passing: numbers.slice(0, behind.rank - 1),
    tie: { rank: behind.rank, entries, places: rule.count - (behind.rank - 1) },
  };
}
