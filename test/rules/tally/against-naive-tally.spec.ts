import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { tallyFiles } from '../../../src/awards/tally-report.js';
import { type NaiveRow, type NaiveRules, naiveTally } from './naive-tally.js';

const CODES = ['A', 'B', 'C'];
const TIERS = ['first', 'second', 'third', 'encouragement'];

/** Small scales and few steps, so that ties, floors that are just missed and groups over several tiers are common. */
const contest = fc
  .record({
    criteria: fc.array(
      fc.record({
        max: fc.constantFrom(1, 1, 2, 3, 10, 7.5),
        weight: fc.constantFrom(1, 1, 1, 0.5, 1.25, 2, 0.1, 0.333333, 0, 1e6),
        step: fc.constantFrom('1', '1', '1', '0.5', '0.25', '0.01'),
      }),
      { minLength: 1, maxLength: 3 },
    ),
    method: fc.constantFrom('mean', 'mean', 'trimmed-mean', 'median'),
    drop: fc.integer({ min: 0, max: 2 }),
    rounding: fc.record({
      decimals: fc.integer({ min: 0, max: 6 }),
      mode: fc.constantFrom('half-up', 'half-even', 'half-down', 'up', 'down'),
    }),
    rankOn: fc.constantFrom('rounded', 'exact'),
    tieBreak: fc.oneof(fc.constant<string[]>([]), fc.shuffledSubarray(CODES)),
    atBoundary: fc.constantFrom('decide', 'share', 'extend'),
    minimum: fc.array(fc.option(fc.constantFrom(0, 1, 2, 2.5, 3, 5, 7.25, 12)), { minLength: 4, maxLength: 4 }),
    prizes: fc.array(
      fc.record({
        quantity: fc.integer({ min: 0, max: 4 }),
        amount: fc.constantFrom(0, 100, 1_000_001, 15_000_000, 10_500_000),
      }),
      { maxLength: 4, size: 'max' },
    ),
    entries: fc.uniqueArray(
      fc.constantFrom('E1', 'E2', 'E10', 'e1', 'Đ1', 'Z', 'a,b', 'x "y"', 'E3', 'E4', 'E5', 'E6', 'E7'),
      {
        minLength: 0,
        maxLength: 11,
        size: 'max',
      },
    ),
    /** So many different ways to be marked; entries of one way tie. */
    ways: fc.integer({ min: 1, max: 11 }),
    marks: fc.array(fc.nat(), { minLength: 40, maxLength: 40 }),
    absences: fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 20, maxLength: 20 }),
  })
  .map((drawn): { rules: NaiveRules; rows: NaiveRow[] } => {
    const criteria = drawn.criteria.map(({ max, weight }, i) => ({ code: CODES[i]!, max, weight }));
    const drop = drawn.method === 'trimmed-mean' ? drawn.drop : 0;
    const rows = drawn.entries.flatMap((entry, index) => {
      const e = index % drawn.ways;
      const fewest = 2 * drop + 1;
      const judges = Array.from({ length: 7 }, (_, j) => j).filter(
        (j) => j < fewest || drawn.absences[(e * 7 + j) % 20]! > 4,
      );
      return judges.flatMap((j) =>
        drawn.criteria.map(({ max, step }, c) => {
          const mark = drawn.marks[(e * 5 + j * 3 + c) % 40]! % (Math.floor(max / Number(step)) + 1);
          return { entry, judge: `J${j}`, criterion: CODES[c]!, points: (mark * Number(step)).toFixed(2) };
        }),
      );
    });
    return {
      rows,
      rules: {
        criteria,
        aggregate: drawn.method === 'trimmed-mean' ? { method: drawn.method, drop } : { method: drawn.method },
        rounding: drawn.rounding,
        rankOn: drawn.rankOn,
        tieBreak: drawn.tieBreak
          .filter((code) => criteria.some((each) => each.code === code))
          .map((code) => `criterion:${code}`),
        atBoundary: drawn.atBoundary,
        minimum: Object.fromEntries(
          TIERS.slice(0, drawn.prizes.length).flatMap((tier, i) =>
            drawn.minimum[i] === null ? [] : [[tier, drawn.minimum[i]]],
          ),
        ) as Record<string, number>,
        prizes: drawn.prizes.map((prize, i) => ({ tier: TIERS[i]!, ...prize })),
      },
    };
  });

const quoted = (field: string): string => (/[",]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field);
const csv = (rows: NaiveRow[]): string =>
  ['entry,judge,criterion,points', ...rows.map((row) => Object.values(row).map(quoted).join(','))].join('\r\n');

describe('The tally agrees with a second one written apart from it', () => {
  it('in every key, on random contests with ties, floors, dropped totals, decimals and every way at a boundary', () => {
    let [undecided, withheld, awarded, broken] = [0, 0, 0, 0];
    fc.assert(
      fc.property(contest, ({ rules, rows }) => {
        const told = tallyFiles({ scores: Buffer.from(csv(rows)), rules: Buffer.from(JSON.stringify(rules)) });
        if ('faults' in told) throw new Error(JSON.stringify(told.faults));
        const { totalInWords: _words, ...report } = told.report;
        expect(report).toEqual(naiveTally(rows, rules));
        undecided += report.undecided.length;
        withheld += report.withheld.length;
        awarded += report.awards.length;
        broken += report.ranking.filter((each) => each.tieBreak.length > 0).length;
      }),
      { numRuns: 3000 },
    );
    // The contests must have been worth comparing.
    expect(Math.min(undecided, withheld, awarded, broken)).toBeGreaterThan(100);
  });
});
