import { describe, expect, it } from '@jest/globals';
import { allocatePrizes } from '../../../src/awards/allocation.js';
import { ZALO_LAI_CHAU_2021 } from '../../../src/contests/templates/zalo-lai-chau-2021.js';
import { judgedBestFirst } from '../../../src/demonstrations/materials/dossiers.js';
import { type PlannedSheet, planScores } from '../../../src/demonstrations/materials/scores.js';
import type { RankedEntry } from '../../../src/judging/ranked-entry.js';
import type { ScoringRules } from '../../../src/judging/scoring-rules.js';
import { rankEntries } from '../../../src/judging/tally.js';
import { rational } from '../../../src/kernel/rational.js';

function groupBy<T>(members: readonly T[], keyOf: (member: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const member of members) groups.set(keyOf(member), [...(groups.get(keyOf(member)) ?? []), member]);
  return groups;
}

const JUDGES = ['gk1', 'gk2', 'gk3', 'gk4', 'gk5'];
const { criteria: CRITERIA, prizes: TIERS } = ZALO_LAI_CHAU_2021;
const MAXIMA = CRITERIA.map(({ max }) => max);

const rulesFor = (tieBreak: readonly string[]): ScoringRules => ({
  criteria: CRITERIA.map(({ code, max }) => ({ code, maxHundredths: max, weight: rational(1) })),
  aggregate: { method: 'mean' },
  rounding: { decimals: 2, mode: 'half-up' },
  rankOn: 'rounded',
  tieBreak,
});
/** "criterion:A" is A. */
const CHAIN = ZALO_LAI_CHAU_2021.ranking.tieBreak.map((step) => step.replace('criterion:', ''));

/** The template's sample tiers: 15 + 2 × 10,5 + 3 × 7,5 + 5 × 4,5 = 81 million đồng; floors of 90 and 85 points on the first two. */
const PRIZES = TIERS.map(({ code, quantity, amount, minimum }) => ({
  tier: code,
  quantity,
  amount,
  minimum: minimum === null ? null : rational(minimum, 100),
}));

const planned = (step: number): PlannedSheet[] =>
  planScores(
    judgedBestFirst().map((dossier) => dossier.key),
    JUDGES,
    MAXIMA.map((max) => ({ max, step })),
  );

function rank(sheets: PlannedSheet[], tieBreak: readonly string[]): RankedEntry[] {
  const byEntry = groupBy(sheets, (sheet) => sheet.entry);
  const entries = [...byEntry].map(([entry, own]) => ({
    entry,
    judges: JUDGES,
    sheets: own.map((sheet) => sheet.points),
  }));
  return rankEntries(entries, rulesFor(tieBreak));
}

/** Ranks that several entries share. */
const sharedRanks = (ranking: RankedEntry[]): number[] =>
  [...groupBy(ranking, (ranked) => String(ranked.rank))]
    .filter(([, group]) => group.length > 1)
    .map(([shared]) => Number(shared));

describe.each([25, 50])('The planned scores in steps of %i hundredths', (step) => {
  const sheets = planned(step);

  it('five judges score each of the 50 judged dossiers once, within the maxima and on the step', () => {
    expect(sheets).toHaveLength(250);
    expect(new Set(sheets.map(({ entry, judge }) => `${entry} ${judge}`)).size).toBe(250);
    const faulty = sheets.filter(({ points }) =>
      points.some((value, index) => value < 0 || value > (MAXIMA[index] ?? 0) || value % step !== 0),
    );
    expect(faulty).toEqual([]);
  });

  it.each([
    ['the chain of the contest', CHAIN],
    ['the second criterion', ['B']],
    ['the third, then the others', ['C', 'B', 'A']],
  ])('rank the dossiers as planned with two ties only, ties broken by %s', (_words, tieBreak) => {
    const ranking = rank(sheets, tieBreak);
    const order = judgedBestFirst().map((dossier) => dossier.key);
    expect(sharedRanks(ranking)).toEqual([5, 8]);
    expect(ranking.map(({ score }) => Number(score))).toEqual(
      order.map((key) => Number(ranking.find(({ entry }) => entry === key)?.score)),
    );
    expect(ranking[0]).toMatchObject({ entry: '03424/Bản Hợp Nhất', score: '91.40' });
  });

  it('the eleventh and twelfth have equal means and only the chain tells them apart', () => {
    expect(sharedRanks(rank(sheets, []))).toEqual([5, 8, 11]);
    expect(sharedRanks(rank(sheets, ['A']))).toEqual([5, 8]);
  });

  it('one tie lies across a prize boundary and waits for people; one second prize is withheld by its floor', () => {
    const allocation = allocatePrizes(rank(sheets, CHAIN), { prizes: PRIZES, atBoundary: 'decide' });
    expect(allocation.undecided).toHaveLength(1);
    expect(allocation.undecided[0]).toMatchObject({ rank: 5, tiers: ['giai-ba', 'giai-khuyen-khich'] });
    expect(allocation.undecided[0]?.entries).toHaveLength(2);
    expect(allocation.withheld).toEqual([{ tier: 'giai-nhi', quantity: 1 }]);
    // 1 first, 1 second, 2 thirds and 4 encouragement prizes: 15 + 10,5 + 2 × 7,5 + 4 × 4,5 = 58,5 million
    expect(allocation.awards.map(({ tier }) => tier)).toEqual([
      'giai-nhat',
      'giai-nhi',
      'giai-ba',
      'giai-ba',
      'giai-khuyen-khich',
      'giai-khuyen-khich',
      'giai-khuyen-khich',
      'giai-khuyen-khich',
    ]);
    expect(allocation.total).toBe(58_500_000);
  });

  it('shared by decision, the two covered prizes of 7,5 and 4,5 million give 6 million each', () => {
    const ranking = rank(sheets, CHAIN);
    const allocation = allocatePrizes(ranking, { prizes: PRIZES, atBoundary: 'share' });
    expect(allocation.awards.filter(({ by }) => by === 'share').map(({ amount }) => amount)).toEqual([
      6_000_000, 6_000_000,
    ]);
    expect(allocation.total).toBe(70_500_000); // 58,5 + 12
  });

  it('judges differ: each has an own sum, and one dossier divides them by more than 12 points', () => {
    const totals = sheets.map(({ entry, judge, points }) => ({
      entry,
      judge,
      total: points.reduce((a, b) => a + b, 0),
    }));
    const sums = [...groupBy(totals, ({ judge }) => judge).values()].map((own) =>
      own.reduce((sum, { total }) => sum + total, 0),
    );
    expect(new Set(sums).size).toBe(5);
    const spreads = [...groupBy(totals, ({ entry }) => entry).values()].map((own) => {
      const of = own.map(({ total }) => total);
      return Math.max(...of) - Math.min(...of);
    });
    expect(spreads.filter((spread) => spread > 1200)).toHaveLength(1);
  });
});

describe('A plan of scores', () => {
  it('is the same on every call', () => {
    expect(planned(50)).toEqual(planned(50));
  });

  it('needs twelve entries: eleven are too few', () => {
    const entries = (count: number) => Array.from({ length: count }, (_, index) => `E${index}`);
    expect(() => planScores(entries(11), JUDGES, [{ max: 10_000, step: 50 }])).toThrow(RangeError);
    expect(planScores(entries(12), JUDGES, [{ max: 10_000, step: 50 }])).toHaveLength(60);
  });
});
