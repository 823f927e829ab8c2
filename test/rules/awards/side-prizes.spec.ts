import { describe, expect, it } from '@jest/globals';
import { shiftQuotas } from '../../../src/awards/prizes/quota-shifts.js';
import { allocateSidePrizes, type SideChoice, type SidePrize } from '../../../src/awards/prizes/side-allocation.js';
import type { ScoredEntry } from '../../../src/judging/scoring-rules.js';
import { parseRational, rational } from '../../../src/kernel/rational.js';
import { ranking, THREE_TIERS } from '../tally/allocating.js';

const CRITERIA = ['A', 'B'].map((code) => ({ code, maxHundredths: 5000, weight: rational(1) }));
/** Two judges' points [A, B] each. */
const sheets = (entry: string, ...points: [number, number][]): ScoredEntry => ({
  entry,
  judges: points.map((_, i) => `GK${i + 1}`),
  sheets: points.map(([a, b]) => [a * 100, b * 100]),
});
/** Totals: E1 70, E2 60, E3 60, E4 50. Means of B: E1 20, E2 30, E3 25, E4 30. */
const ENTRIES = [
  sheets('E1', [50, 20], [50, 20]),
  sheets('E2', [30, 31], [30, 29]),
  sheets('E3', [35, 25], [35, 25]),
  sheets('E4', [20, 30], [20, 30]),
];
const RANKING = ranking(['70', 'E1'], ['60', 'E2', 'E3'], ['50', 'E4']);

const prize = (of: Partial<SidePrize>): SidePrize => ({
  code: 'phu:mot',
  basis: 'choice',
  quantity: 1,
  amount: 750_000,
  criterion: null,
  minimum: null,
  besideRank: true,
  ...of,
});

function give(prizes: SidePrize[], choices: SideChoice[] = [], awarded: string[] = ['E1']) {
  const field = { ranking: RANKING, entries: ENTRIES, criteria: CRITERIA, awarded: new Set(awarded) };
  const { awards, open, withheld, total } = allocateSidePrizes(prizes, field, choices);
  return {
    awards: awards.map(({ prize: code, entry, mean }) => [code, entry, mean].filter(Boolean).join(' ')),
    open: open.map(({ prize: code, left, candidates }) => `${code} ${left} of ${candidates?.join('+') ?? 'all'}`),
    withheld: withheld.map(({ prize: code, quantity }) => `${code} ${quantity}`),
    total,
  };
}
const byB = prize({ basis: 'criterion', criterion: 'B' });
const NOTHING = { open: [], withheld: [] };

describe('A prize by the highest mean of one criterion', () => {
  it('waits for people where equals stand for the last place', () => {
    expect(give([byB])).toEqual({ awards: [], open: ['phu:mot 1 of E2+E4'], withheld: [], total: 0 });
  });

  it('needs nobody where those equals are just as many as are left', () => {
    const awards = ['phu:mot E2 30', 'phu:mot E4 30'];
    expect(give([{ ...byB, quantity: 2 }])).toEqual({ ...NOTHING, awards, total: 1_500_000 });
  });

  it('passes over who has a prize by rank, unless it may stand beside one', () => {
    // Without E2 the mean of E4 is the highest alone.
    const { awards } = give([{ ...byB, besideRank: false }], [], ['E1', 'E2']);
    expect(awards).toEqual(['phu:mot E4 30']);
  });

  it.each([
    ['one of the equals', ['E4'], ['phu:mot E4 30'], []],
    ['nobody: the rest is withheld', [], [], ['phu:mot 1']],
  ])('goes to %s as people chose', (_, entries, awards, withheld) => {
    const given = give([byB], [{ prize: 'phu:mot', entries }]);
    expect(given).toEqual({ awards, open: [], withheld, total: awards.length * 750_000 });
  });

  it.each([
    ['who is not one of the equals', ['E3']],
    ['more than are left', ['E2', 'E4']],
    ['one entry twice', ['E4', 'E4']],
  ])('is open again when the choice names %s', (_, entries) => {
    expect(give([byB], [{ prize: 'phu:mot', entries }]).open).toEqual(['phu:mot 1 of E2+E4']);
  });

  it('with more places than entries gives each one and withholds the rest', () => {
    const { awards, withheld } = give([{ ...byB, quantity: 6 }]);
    expect([awards.length, withheld]).toEqual([4, ['phu:mot 2']]);
  });

  it('by a criterion that the rules do not know is people’s to give', () => {
    expect(give([{ ...byB, criterion: 'Z' }]).open).toEqual(['phu:mot 1 of all']);
  });
});

describe('A prize by choice', () => {
  it('is open until people chose; of two choices the last counts', () => {
    expect(give([prize({})]).open).toEqual(['phu:mot 1 of all']);
    const twice = ['E4', 'E3'].map((entry) => ({ prize: 'phu:mot', entries: [entry] }));
    expect(give([prize({})], twice).awards).toEqual(['phu:mot E3']);
  });

  it('does not go to who has a prize by rank where it may not', () => {
    expect(give([prize({ besideRank: false })], [{ prize: 'phu:mot', entries: ['E1'] }]).open).toHaveLength(1);
  });
});

describe('Recognition without a rank', () => {
  it.each([
    ['a hundredth above 60', '60.01', []],
    ['60 itself', '60', ['E2', 'E3']],
    ['a hundredth below it', '59.99', ['E2', 'E3']],
  ])('is for everybody without a prize whose value reaches the floor: %s', (_, minimum, entries) => {
    const floor = prize({ basis: 'floor', quantity: null, minimum: parseRational(minimum), besideRank: false });
    const awards = entries.map((entry) => `phu:mot ${entry}`);
    expect(give([floor])).toEqual({ ...NOTHING, awards, total: entries.length * 750_000 });
  });
});

describe('Quotas moved between tiers', () => {
  const quantities = (...shifts: Parameters<typeof shiftQuotas>[1][number][]) => {
    const { prizes, stale } = shiftQuotas(THREE_TIERS, shifts);
    return [...prizes.map(({ quantity }) => quantity), stale.length];
  };
  const oneFirst = { from: 'first', taken: 1, to: 'third', added: 2 };

  it.each([
    ['one Nhất becomes two Ba', [oneFirst], [0, 2, 5, 0]],
    ['what a tier no longer has moves nothing', [oneFirst, oneFirst], [0, 2, 5, 1]],
    ['an unknown tier moves nothing', [{ ...oneFirst, to: 'fourth' }], [1, 2, 3, 1]],
    ['shifts follow one another', [oneFirst, { from: 'third', taken: 5, to: 'second', added: 1 }], [0, 3, 0, 0]],
  ])('%s', (_, shifts, expected) => {
    expect(quantities(...shifts)).toEqual(expected);
    expect(THREE_TIERS.map(({ quantity }) => quantity)).toEqual([1, 2, 3]);
  });
});
