import type { Highs } from 'highs';
import type { BalanceModel, Units } from './balance.model.js';
import type { BalanceAnswer, BalanceProblem, Way } from './balance.problem.js';
import type { PairSearch } from './pair.search.js';

/** The parts of the search, handed in: a thread loads its files by address and so none of them names another by value. */
export interface SearchParts {
  highs: Highs;
  weight: number;
  balanceModel: (problem: BalanceProblem, cuts: readonly number[][], units: Units, weight: number) => BalanceModel;
  balanceOf: (problem: BalanceProblem, chosen: readonly Way[], weight: number) => number;
  spreadPairs: (problem: BalanceProblem, start: readonly Way[]) => PairSearch;
}

/** Rounds of cutting before a plan in several parts is accepted as it is. */
const MOST_CUTS = 40;
const EXACT = 1e-6;

interface Balanced {
  chosen: Way[];
  bound: number;
}

/**
 * The best assignment of a problem that can be met (`findShortage` says so): loads and districts by HiGHS, then pairs by exchange,
 * and where entries are left in parts without a common judge, HiGHS again with the rule that one more way must cross. `seconds` is for
 * HiGHS: at the limit the best found is used, with its bound. Null when HiGHS found nothing in that time.
 */
export function searchBalance(problem: BalanceProblem, seconds: number, parts: SearchParts): BalanceAnswer | null {
  const startedAt = performance.now();
  const left = (): number => seconds - (performance.now() - startedAt) / 1000;
  const first = balance(problem, [], left(), parts);
  if (first === null) return null;
  const fixed = problem.ways.length === 0;
  let found = first;
  let search = parts.spreadPairs(problem, found.chosen);
  const cuts: number[][] = [];
  while (problem.connect && !search.connected && !fixed && cuts.length < MOST_CUTS && left() > 0) {
    cuts.push(...crossings(problem, search));
    const next = cuts.some((cut) => cut.length === 0) ? null : balance(problem, cuts, left(), parts);
    if (next === null) break; // nothing joins them, or not in time: the last plan stands and says that it is in parts
    found = next;
    search = parts.spreadPairs(problem, found.chosen);
  }
  const { chosen, pairs, pairsBound, connected } = search;
  return {
    chosen,
    balance: parts.balanceOf(problem, chosen, parts.weight),
    balanceBound: found.bound,
    pairs,
    pairsBound,
    connected,
    took: Math.round(performance.now() - startedAt),
  };
}

/** For each part, the ways that lead out of it: a joined plan has at least one of them. */
function crossings({ ways }: BalanceProblem, { parts }: PairSearch): number[][] {
  const names = [...new Set(parts.entries.filter((part) => part >= 0))];
  return names.map((part) =>
    ways.flatMap(({ entry, judge }, way) =>
      (parts.entries[entry] === part) !== (parts.judges[judge] === part) ? [way] : [],
    ),
  );
}

function balance(
  problem: BalanceProblem,
  cuts: readonly number[][],
  seconds: number,
  { highs, weight, balanceModel, balanceOf }: SearchParts,
): Balanced | null {
  if (problem.ways.length === 0) return { chosen: [], bound: balanceOf(problem, [], weight) };
  const sheets = problem.entries.reduce((sum, { need }) => sum + need, problem.given.length);
  const even = Math.ceil(sheets / problem.judges.length);
  const units: Units = { load: even + 4, district: Math.ceil(even / problem.districts) + 4 };
  const base = balanceOf(problem, [], weight);
  for (;;) {
    const model = balanceModel(problem, cuts, units, weight);
    const answer = run(highs, model, cuts.length > 0, seconds);
    if (answer === null) return null;
    if (model.last.every((column) => (answer.values[column] ?? 0) <= 1 + EXACT)) {
      const chosen = problem.ways.filter((_, way) => (answer.values[way] ?? 0) > 0.5);
      return { chosen, bound: base + answer.bound };
    }
    units.load *= 2;
    units.district *= 2;
  }
}

function run(
  highs: Highs,
  { data }: BalanceModel,
  whole: boolean,
  seconds: number,
): { values: ArrayLike<number>; bound: number } | null {
  return highs.withModel(data, (model) => {
    model.options.set({ output_flag: false, time_limit: Math.max(0.1, seconds), mip_rel_gap: 0, mip_abs_gap: 0.5 });
    model.run();
    const status = model.getModelStatus();
    const { optimal, timeLimit } = highs.constants.modelStatus;
    if (status !== optimal && !(whole && status === timeLimit)) return null;
    const found = model.getSolution().colValue;
    if (found.length === 0) return null;
    const bound = whole ? Number(model.info.get('mip_dual_bound')) : model.getObjectiveValue();
    return { values: found, bound: Math.ceil(bound - 0.01) };
  });
}
