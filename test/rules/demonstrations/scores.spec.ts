import { describe, expect, it } from '@jest/globals';
import { allocatePrizes } from '../../../src/awards/allocation.js';
import { judgedBestFirst } from '../../../src/demonstrations/materials/dossiers.js';
import { type PlannedSheet, planScores } from '../../../src/demonstrations/materials/scores.js';
import { type RankedEntry, type ScoringRules, rankEntries } from '../../../src/judging/tally.js';
import { rational } from '../../../src/kernel/rational.js';

function groupBy<T>(members: readonly T[], keyOf: (member: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const member of members) groups.set(keyOf(member), [...(groups.get(keyOf(member)) ?? []), member]);
  return groups;
}

const JUDGES = ['gk1', 'gk2', 'gk3', 'gk4', 'gk5'];
const MAXIMA = [4000, 3000, 3000];

const rulesFor = (tieBreak: string[]): ScoringRules => ({
  criteria: MAXIMA.map((maxHundredths, index) => ({ code: `TC${index + 1}`, maxHundredths, weight: rational(1) })),
  aggregate: { method: 'mean' },
  rounding: { decimals: 2, mode: 'half-up' },
  rankOn: 'rounded',
  tieBreak,
});

/** Sample tiers: 15 + 2 × 10,5 + 3 × 7,5 + 5 × 4,5 = 81 million đồng; a second prize needs 85 points. */
const PRIZES = [
  { tier: 'nhat', quantity: 1, amount: 15_000_000, minimum: null },
  { tier: 'nhi', quantity: 2, amount: 10_500_000, minimum: rational(85) },
  { tier: 'ba', quantity: 3, amount: 7_500_000, minimum: null },
  { tier: 'khuyen-khich', quantity: 5, amount: 4_500_000, minimum: null },
];

const planned = (step: number): PlannedSheet[] =>
  planScores(
    judgedBestFirst().map((dossier) => dossier.key),
    JUDGES,
    MAXIMA.map((max) => ({ max, step })),
  );

function rank(sheets: PlannedSheet[], tieBreak: string[]): RankedEntry[] {
  const byEntry = groupBy(sheets, (sheet) => sheet.entry);
  const entries = [...byEntry].map(([entry, own]) => ({ entry, sheets: own.map((sheet) => sheet.points) }));
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
    ['the first criterion', ['TC1']],
    ['the second, then the first', ['TC2', 'TC1']],
    ['all three', ['TC3', 'TC2', 'TC1']],
  ])('rank the dossiers as planned with two ties only, whether ties are first broken by %s', (_words, tieBreak) => {
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
    expect(sharedRanks(rank(sheets, ['TC1']))).toEqual([5, 8]);
  });

  it('one tie lies across a prize boundary and waits for people; one second prize is withheld by its floor', () => {
    const allocation = allocatePrizes(rank(sheets, ['TC1', 'TC2']), { prizes: PRIZES, atBoundary: 'decide' });
    expect(allocation.undecided).toHaveLength(1);
    expect(allocation.undecided[0]).toMatchObject({ rank: 5, tiers: ['ba', 'khuyen-khich'] });
    expect(allocation.undecided[0]?.entries).toHaveLength(2);
    expect(allocation.withheld).toEqual([{ tier: 'nhi', quantity: 1 }]);
    // 1 first, 1 second, 2 thirds and 4 encouragement prizes: 15 + 10,5 + 2 × 7,5 + 4 × 4,5 = 58,5 million
    expect(allocation.awards.map(({ tier }) => tier)).toEqual([
      'nhat',
      'nhi',
      'ba',
      'ba',
      'khuyen-khich',
      'khuyen-khich',
      'khuyen-khich',
      'khuyen-khich',
    ]);
    expect(allocation.total).toBe(58_500_000);
  });

  it('shared by decision, the two covered prizes of 7,5 and 4,5 million give 6 million each', () => {
    const ranking = rank(sheets, ['TC1', 'TC2']);
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
