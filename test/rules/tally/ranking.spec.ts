import { describe, expect, it } from '@jest/globals';
import type { Aggregate, ScoredEntry, ScoringRules } from '../../../src/judging/scoring-rules.js';
import { rankEntries, sheetTotal } from '../../../src/judging/tally.js';
import { multiply, ONE, parseRational, rational, rationalText } from '../../../src/kernel/rational.js';

/** Two criteria, A up to 40 and B up to 60, as in the contract's example. */
const RULES: ScoringRules = {
  criteria: [
    { code: 'A', maxHundredths: 4000, weight: ONE },
    { code: 'B', maxHundredths: 6000, weight: ONE },
  ],
  aggregate: { method: 'mean' },
  rounding: { decimals: 2, mode: 'half-up' },
  rankOn: 'rounded',
  tieBreak: [],
};

/** An entry from its judges' points, A and B of each. */
const judged = (entry: string, ...sheets: [a: number, b: number][]): ScoredEntry => ({
  entry,
  judges: sheets.map((_, index) => `J${index + 1}`),
  sheets: sheets.map(([a, b]) => [Math.round(a * 100), Math.round(b * 100)]),
});

const rank = (entries: ScoredEntry[], rules: Partial<ScoringRules> = {}) =>
  rankEntries(entries, { ...RULES, ...rules }).map((each) => `${each.rank} ${each.entry} ${each.score}`);

const exactOf = (aggregate: Aggregate, ...totals: number[]) =>
  rankEntries([judged('E1', ...totals.map((total): [number, number] => [total, 0]))], { ...RULES, aggregate })[0]
    ?.exact;

describe('The value of an entry', () => {
  it('is the exact mean of its judges’ totals, shown rounded', () => {
    // (40 + 47 + 35 + 53) / 2 = 175/2
    expect(rankEntries([judged('E1', [40, 47], [35, 53])], RULES)).toEqual([
      { entry: 'E1', rank: 1, score: '87.50', exact: '175/2', rankingValue: '87.50', judges: 2, tieBreak: [] },
    ]);
  });

  it('counts the judges who are there: an absent one does not lower it', () => {
    expect(rank([judged('E1', [30, 50]), judged('E2', [30, 50], [20, 50], [40, 50])])).toEqual([
      '1 E1 80.00',
      '1 E2 80.00',
    ]);
  });

  it.each([
    // Diving: the three middle ones of seven judges added up, times the difficulty: three times the trimmed mean.
    ['2.8', [6.5, 7, 7, 7.5, 7.5, 8, 8], '308/5'], // (7 + 7.5 + 7.5) × 2.8 = 61.6
    ['3.5', [7.5, 7.5, 8, 8, 8.5, 8, 7], '329/4'], // (7.5 + 8 + 8) × 3.5 = 82.25
  ] as const)('leaves out two at either end of a panel of seven, difficulty %s', (difficulty, totals, exact) => {
    const weight = multiply(parseRational(difficulty) ?? ONE, rational(3));
    const criteria = [{ code: 'P', maxHundredths: 1000, weight }];
    const aggregate = { method: 'trimmed-mean', drop: 2 } as const;
    const entries = [
      { entry: 'E1', judges: totals.map((_, j) => `J${j}`), sheets: totals.map((total) => [total * 100]) },
    ];
    expect(rankEntries(entries, { ...RULES, criteria, aggregate })[0]?.exact).toBe(exact);
  });

  it('weighs points exactly, decimals as they are written', () => {
    const weights = (a: string, b: string): Partial<ScoringRules> => ({
      criteria: [
        { code: 'A', maxHundredths: 4000, weight: parseRational(a) ?? ONE },
        { code: 'B', maxHundredths: 6000, weight: parseRational(b) ?? ONE },
      ],
    });
    // 0.1 × 0.10 + 0.2 × 0.10 = 0.03, and not 0.030000000000000006
    expect(rankEntries([judged('E1', [0.1, 0.1])], { ...RULES, ...weights('0.1', '0.2') })[0]?.exact).toBe('3/100');
    expect(rank([judged('E1', [10, 20])], weights('0.5', '1.25'))).toEqual(['1 E1 30.00']); // 5 + 25
    expect(rank([judged('E1', [10, 20])], weights('0', '1'))).toEqual(['1 E1 20.00']);
  });

  it.each([
    ['without the highest and the lowest', 1, '8'], // 7 8 9 → 24/3
    ['without the two highest and the two lowest', 2, '8'],
    ['with none left out', 0, '42/5'], // 1 + 7 + 8 + 9 + 17 = 42
  ])('can be a trimmed mean: %s', (_what, drop, exact) => {
    expect(exactOf({ method: 'trimmed-mean', drop }, 17, 7, 1, 9, 8)).toBe(exact);
  });

  it('drops one judge only of several with the same lowest total', () => {
    // 5 5 5 8 9 without 5 and 9: 18/3
    expect(exactOf({ method: 'trimmed-mean', drop: 1 }, 5, 9, 5, 8, 5)).toBe('6');
  });

  it('can be a median: the middle total, or the mean of the two middle ones', () => {
    expect(exactOf({ method: 'median' }, 1, 30, 4)).toBe('4');
    expect(exactOf({ method: 'median' }, 1, 30, 4, 5)).toBe('9/2');
    expect(exactOf({ method: 'median' }, 7)).toBe('7');
  });

  it.each([
    ['half-up', '1.01', '2.68', '0.13', '0.38'],
    ['half-down', '1.00', '2.67', '0.12', '0.37'],
    ['half-even', '1.00', '2.68', '0.12', '0.38'],
    ['up', '1.01', '2.68', '0.13', '0.38'],
    ['down', '1.00', '2.67', '0.12', '0.37'],
  ] as const)('is rounded %s at the half: 1.005, 2.675, 0.125 and 0.375 become %s, %s, %s, %s', (mode, ...rounded) => {
    // halves of two judges' totals: (1.00 + 1.01) / 2 = 1.005; binary fractions would give 1.00 and 2.67
    const halves = [judged('a', [1, 0], [1.01, 0]), judged('b', [2.67, 0], [2.68, 0])];
    const more = [judged('c', [0.12, 0], [0.13, 0]), judged('d', [0.37, 0], [0.38, 0])];
    const scores = rankEntries([...halves, ...more], { ...RULES, rounding: { decimals: 2, mode } });
    expect(['a', 'b', 'c', 'd'].map((code) => scores.find(({ entry }) => entry === code)?.score)).toEqual(rounded);
  });

  it.each([
    [0, '17'],
    [1, '16.7'],
    [6, '16.666667'],
  ])('is shown with all its %s decimals: %s', (decimals, score) => {
    const third = judged('E1', [16, 0], [17, 0], [17, 0]); // 50/3
    expect(rankEntries([third], { ...RULES, rounding: { decimals, mode: 'half-up' } })[0]?.score).toBe(score);
    expect(rankEntries([judged('E1', [5, 0])], { ...RULES, rounding: { decimals: 2, mode: 'up' } })[0]?.score).toBe(
      '5.00',
    );
  });

  it('is built from totals that can be shown judge by judge', () => {
    expect(rationalText(sheetTotal([1005, 250], RULES.criteria))).toBe('251/20'); // 12.55
  });
});

describe('The rank of an entry', () => {
  it('is shared by equals, and the next one counts them: 1, 2, 2, 4, sharers by entry code', () => {
    const entries = [judged('E4', [10, 0]), judged('E10', [20, 0]), judged('E2', [20, 0]), judged('E1', [30, 0])];
    expect(rank(entries)).toEqual(['1 E1 30.00', '2 E10 20.00', '2 E2 20.00', '4 E4 10.00']);
  });

  it('is taken on the rounded or on the exact value, as the rules say', () => {
    const entries = [judged('E1', [16, 0], [17, 0], [17, 0]), judged('E2', [16.67, 0])]; // 50/3 against 16.67
    expect(rank(entries, { rankOn: 'rounded' })).toEqual(['1 E1 16.67', '1 E2 16.67']);
    expect(rank(entries, { rankOn: 'exact' })).toEqual(['1 E2 16.67', '2 E1 16.67']);
  });

  it('is exact between entries with different numbers of judges', () => {
    // 100/3 against 33.33: 33.333… is more
    const entries = [judged('E2', [33.33, 0]), judged('E1', [33, 0], [33, 0], [34, 0])];
    expect(rank(entries, { rankOn: 'exact' })).toEqual(['1 E1 33.33', '2 E2 33.33']);
  });

  it('lets a tie be broken by the exact mean of a criterion, then of the next', () => {
    const entries = [
      judged('E1', [30, 50]),
      judged('E2', [40, 40], [20, 60]), // B 50, A 30
      judged('E3', [20, 60]),
      judged('E4', [40, 40]),
      judged('E5', [10, 10]),
    ];
    const told = rankEntries(entries, { ...RULES, tieBreak: ['B', 'A'] });
    expect(told.map(({ entry, rank: place, tieBreak }) => [entry, place, tieBreak])).toEqual([
      ['E3', 1, ['criterion:B']], // alone after B
      ['E1', 2, ['criterion:B', 'criterion:A']], // tied with E2 after B, still tied when the chain ends
      ['E2', 2, ['criterion:B', 'criterion:A']],
      ['E4', 4, ['criterion:B']],
      ['E5', 5, []], // alone from the start
    ]);
  });

  it('looks at criteria without their weights and over all judges, those included whose total was dropped', () => {
    const entries = [
      judged('E1', [5, 5], [6, 4], [5, 5]), // A 16/3
      judged('E2', [5, 5], [5, 5], [5, 5]), // A 15/3
    ];
    expect(rank(entries, { aggregate: { method: 'median' }, tieBreak: ['A'] })).toEqual(['1 E1 10.00', '2 E2 10.00']);
  });

  it('compares entry codes sign by sign, not as a dictionary does', () => {
    const codes = ['b', 'B', 'Đ1', 'E10', 'E2', 'é'];
    expect(rank(codes.map((code) => judged(code, [1, 1])))).toEqual(
      ['B', 'E10', 'E2', 'b', 'é', 'Đ1'].map((code) => `1 ${code} 2.00`),
    );
  });
});

describe('What cannot be ranked is refused before', () => {
  it.each([
    ['an entry without a sheet', { entry: 'E1', sheets: [] }, {}],
    ['a sheet that lacks a criterion', { entry: 'E1', sheets: [[100]] }, {}],
    [
      'two judges where one high and one low are dropped',
      judged('E1', [1, 1], [2, 2]),
      { aggregate: { method: 'trimmed-mean', drop: 1 } },
    ],
    ['a tie-break on an unknown criterion', judged('E1', [1, 1]), { tieBreak: ['C'] }],
  ] as [string, ScoredEntry, Partial<ScoringRules>][])('%s', (_what, entry, rules) => {
    expect(() => rankEntries([entry], { ...RULES, ...rules })).toThrow(RangeError);
  });

  it('and no entries are no ranking', () => {
    expect(rankEntries([], RULES)).toEqual([]);
  });
});
