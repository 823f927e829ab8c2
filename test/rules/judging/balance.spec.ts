import { describe, expect, it } from '@jest/globals';
import highs from 'highs';
import { findShortage } from '../../../src/judging/assignment/assignable.flow.js';
import { balanceModel, balanceOf } from '../../../src/judging/assignment/balance.model.js';
import {
  type BalanceAnswer,
  type BalanceProblem,
  LOAD_WEIGHT,
} from '../../../src/judging/assignment/balance.problem.js';
import { searchBalance } from '../../../src/judging/assignment/balance.search.js';
import { balanceInThread } from '../../../src/judging/assignment/balance.thread.js';
import { drawsOf, spreadPairs } from '../../../src/judging/assignment/pair.search.js';
import { bestByTrying, type Tried } from './every-assignment.js';

// The package's types speak of its CommonJS half, where the loader is `default`.
const loadHighs = highs as unknown as typeof highs.default;
const solver = await loadHighs();
const parts = { highs: solver, weight: LOAD_WEIGHT, balanceModel, balanceOf, spreadPairs };

/** Two to five entries, two to four judges, one to three needed, tight rooms, a fifth of the ways closed, some sheets given. */
function randomCase(seed: number): BalanceProblem {
  const random = drawsOf(seed);
  const whole = (least: number, most: number): number => least + Math.floor(random() * (most - least + 1));
  const [entries, judges, districts] = [whole(2, 5), whole(2, 4), whole(1, 2)];
  const open = Array.from({ length: entries * judges }, (_, at) => ({
    entry: Math.floor(at / judges),
    judge: at % judges,
    draw: random(),
  })).filter(({ draw }) => draw > 0.2);
  const given = open.filter(({ draw }) => draw > 0.9).map(({ entry, judge }) => ({ entry, judge }));
  const each = whole(1, Math.min(3, judges));
  return {
    entries: Array.from({ length: entries }, (_, entry) => ({
      district: whole(0, districts - 1),
      need: Math.max(0, each - given.filter((one) => one.entry === entry).length),
    })),
    judges: Array.from({ length: judges }, () => ({ room: whole(1, entries) })),
    districts,
    ways: open.filter(({ draw }) => draw <= 0.9).map(({ entry, judge }) => ({ entry, judge })),
    given,
    connect: each > 1,
    seed,
  };
}

const SEEDS = Array.from({ length: 300 }, (_, seed) => seed + 1);

describe('Small cases, against every assignment there is', () => {
  const tried = SEEDS.map((seed) => {
    const problem = randomCase(seed);
    return { seed, problem, shortage: findShortage(problem), best: bestByTrying(problem) };
  });
  const solved = (one: { problem: BalanceProblem }): BalanceAnswer => {
    const answer = searchBalance(one.problem, 5, parts);
    if (answer === null) throw new Error('no answer in time');
    return answer;
  };
  const possible = tried.filter((one) => one.best !== null);

  it('hold both kinds, in plenty', () => {
    expect(possible.length).toBeGreaterThan(60);
    expect(tried.length - possible.length).toBeGreaterThan(60);
    expect(possible.filter(({ best }) => best?.connected === false).length).toBeGreaterThan(1);
  });

  it('a judge takes two entries and another none, when nothing else joins them', () => {
    // evenest are loads 1, 1, 1, 1; then nobody knows both entries. Joined: 2, 1, 1, 0 = 6 squares
    const ways = Array.from({ length: 8 }, (_, at) => ({ entry: Math.floor(at / 4), judge: at % 4 }));
    const problem: BalanceProblem = {
      entries: [0, 0].map((district) => ({ district, need: 2 })),
      judges: [2, 2, 2, 2].map((room) => ({ room })),
      ...{ districts: 1, ways, given: [], connect: true, seed: 1 },
    };
    const { balance, balanceBound, connected } = solved({ problem });
    expect([balance, balanceBound, connected]).toEqual([6 * LOAD_WEIGHT + 6, 6 * LOAD_WEIGHT + 6, true]);
  });

  it('sheets can all be given out exactly when some assignment does it', () => {
    const told = tried.map(({ seed, shortage }) => [seed, shortage.missing === 0]);
    expect(told).toEqual(tried.map(({ seed, best }) => [seed, best !== null]));
  });

  it('where they cannot, the entries named want more than the judges named and the ways left can give', () => {
    for (const { problem, shortage } of tried.filter(({ best }) => best === null)) {
      const named = new Set(shortage.entries);
      const wanted = shortage.entries.reduce((sum, entry) => sum + (problem.entries[entry]?.need ?? 0), 0);
      const rooms = shortage.judges.reduce((sum, judge) => sum + (problem.judges[judge]?.room ?? 0), 0);
      const others = problem.ways.filter(({ entry, judge }) => named.has(entry) && !shortage.judges.includes(judge));
      expect(wanted - rooms - others.length).toBe(shortage.missing);
    }
  });

  it('the plan is joined whenever one can be, as balanced as the best, and pairs meet as evenly as in the best of those', () => {
    const found = possible.map((one): [number, Tried] => {
      const { balance, connected, pairs } = solved(one);
      return [one.seed, { balance, connected: one.problem.connect ? connected : null, pairs }];
    });
    expect(found).toEqual(possible.map(({ seed, best }) => [seed, best]));
  });

  it('no bound that is told lies above the best, and what is balanced is proven best', () => {
    for (const one of possible.filter(({ best }) => best?.connected !== false)) {
      const answer = solved(one);
      expect(answer.balanceBound).toBe(answer.balance);
      expect(answer.pairsBound).toBeLessThanOrEqual(one.best?.pairs ?? 0);
    }
  });
});

describe('In its thread', () => {
  const problem: BalanceProblem = {
    entries: Array.from({ length: 12 }, (_, entry) => ({ district: entry % 3, need: 3 })),
    judges: Array.from({ length: 9 }, () => ({ room: 4 })),
    districts: 3,
    ways: Array.from({ length: 108 }, (_, at) => ({ entry: Math.floor(at / 9), judge: at % 9 })),
    given: [],
    connect: true,
    seed: 7,
  };

  it('nine judges, twelve entries, three each: the plane of order three, every pair of judges once', async () => {
    // 12 × 3 = 36 meetings and 9 × 8 / 2 = 36 pairs; loads 4 = 36 / 9; a judge sees districts 2, 1 and 1 times at best
    const { took, ...answer } = (await balanceInThread(problem)) ?? { took: Number.NaN };
    expect(took).toBeLessThan(20_000);
    expect(answer).toMatchObject({ connected: true, pairsBound: 36 });
    expect(answer).toHaveProperty('balance', 9 * (LOAD_WEIGHT * 16 + 6));
    expect(answer).toHaveProperty('pairs', 36);
  });

  it('gives the same for the same seed, and another for another', async () => {
    const [once, again, other] = await Promise.all([
      balanceInThread(problem),
      balanceInThread(problem),
      balanceInThread({ ...problem, seed: 8 }),
    ]);
    expect(again?.chosen).toEqual(once?.chosen);
    expect(other?.chosen).not.toEqual(once?.chosen);
  });
});
