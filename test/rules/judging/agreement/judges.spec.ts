import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type JudgeProfile, judgeProfiles } from '../../../../src/judging/agreement/judge-profiles.js';
import { rankIntervals } from '../../../../src/judging/agreement/rank-intervals.js';
import { ratingsOf } from '../../../../src/judging/agreement/ratings.js';
import { midranks } from '../../../../src/judging/agreement/ranks.js';
import { correlationOf, modifiedZ } from '../../../../src/judging/agreement/sample.js';
import { seededRandom } from '../../../../src/judging/agreement/seeded-random.js';
import { answered, sparseTables, tables } from './answers.js';
import { SHROUT_FLEISS } from './published.js';

const profilesOf = (table: readonly (readonly (number | null)[])[], sheets: number[][][] = []): JudgeProfile[] =>
  judgeProfiles(ratingsOf(table), sheets);

describe('What the marks say of a judge', () => {
  it('mean, spread, agreement with the others and severity of Shrout & Fleiss’s first judge', () => {
    const [first] = profilesOf(SHROUT_FLEISS);
    // 46/6; squares around it 13.3333 over 5; severity 46/6 − 127/24; t(15) 2.131450 × √(1.019444 × (1/6 − 1/24))
    expect(first?.mean).toBeCloseTo(7.666667, 6);
    expect(first?.sd).toBeCloseTo(1.632993, 6);
    expect(first?.severity).toBeCloseTo(2.375, 9);
    expect(first?.severityInterval?.[0]).toBeCloseTo(2.375 - 2.13145 * Math.sqrt(1.019444 / 8), 5);
    // Own 9 6 8 7 10 6 with the others' sums 15 6 18 9 20 13
    expect(first?.correlation).toBeCloseTo(correlationOf([9, 6, 8, 7, 10, 6], [15, 6, 18, 9, 20, 13]) as number, 12);
  });

  it('severity is not the mean: whoever got the weak entries is not strict', () => {
    // J1 and J2 both mark E2; J1 besides the strong E1, J2 the weak E3, each as J3 does.
    const profiles = profilesOf([
      [9, null, 9],
      [6, 6, 6],
      [null, 2, 2],
    ]);
    expect(profiles.map(({ mean }) => mean)).toEqual([7.5, 4, 17 / 3]);
    for (const { severity } of profiles) expect(severity).toBeCloseTo(0, 9);
  });

  it('the modified z of 9 among 1 1 2 2 4 6 9 is 4.7215, an outlier; 6 is none', () => {
    expect(modifiedZ([1, 1, 2, 2, 4, 6, 9])?.map((z) => z.toFixed(4))).toEqual([
      '-0.6745',
      '-0.6745',
      '0.0000',
      '0.0000',
      '1.3490',
      '2.6980',
      '4.7215',
    ]);
    const [entry] = [[1, 1, 2, 2, 4, 6, 9]];
    const profiles = profilesOf([entry as number[]]);
    expect(profiles.map(({ outliers }) => outliers.map(({ points }) => points))).toEqual([[], [], [], [], [], [], [9]]);
  });

  it('halo and compression: a judge with one opinion for all criteria, and one who uses half the scale', () => {
    const table = [
      [2, 5],
      [6, 6],
      [10, 7],
      [6, 6],
    ];
    const oneOpinion = [
      [1, 1],
      [3, 3],
      [5, 5],
      [3, 3],
    ];
    const twoOpinions = [
      [2, 3],
      [2, 4],
      [4, 3],
      [4, 2],
    ];
    const [wide, narrow] = profilesOf(table, [oneOpinion, twoOpinions]);
    expect(wide?.halo).toBeCloseTo(1, 9);
    // 2 2 4 4 with 3 4 3 2: deviations −1 −1 1 1 and 0 1 0 −1, product −2 over √(4 × 2)
    expect(wide?.panelHalo).toBeCloseTo(-2 / Math.sqrt(8), 9);
    expect(narrow?.halo).toBeCloseTo(-2 / Math.sqrt(8), 9);
    expect(narrow?.compression).toBeCloseTo(1 / 4, 9);
  });

  it('tells why where there is nothing to say: a judge alone', () => {
    expect(profilesOf([[4]])).toEqual([
      {
        judge: 'J1',
        entries: 1,
        mean: 4,
        sd: null,
        correlation: null,
        severity: null,
        severityInterval: null,
        severityZ: null,
        outliers: [],
        halo: null,
        panelHalo: null,
        compression: null,
        why: {
          sd: 'the judge marked one entry',
          correlation: 'fewer than two entries are shared with other judges',
          severity: 'there is no other judge',
          severityInterval: 'there is no other judge',
          halo: 'the sheets have fewer than two criteria',
          compression: 'the judge marked one entry',
        },
      },
    ]);
  });

  it('is a number or null with its reason, never NaN, whatever is missing', () => {
    fc.assert(
      fc.property(sparseTables, (table) => {
        const numbers = JSON.stringify(profilesOf(table), (_, value: unknown) =>
          typeof value === 'number' && !Number.isFinite(value) ? 'not a number' : value,
        );
        expect(numbers).not.toContain('not a number');
      }),
    );
  });
});

describe('Rank intervals', () => {
  const options = { seed: 7, draws: 400 };

  it('repeat themselves for the same seed', () => {
    const [once, again] = [
      rankIntervals(ratingsOf(SHROUT_FLEISS), options),
      rankIntervals(ratingsOf(SHROUT_FLEISS), options),
    ];
    expect(again).toEqual(once);
    expect(rankIntervals(ratingsOf(SHROUT_FLEISS), { ...options, seed: 8 })).not.toEqual(once);
  });

  it('the sequence behind them is mulberry32’s, the same on every machine', () => {
    const random = seededRandom(1);
    // Of a second implementation, in another language, for seed 1.
    expect([random(), random(), random()].map((x) => x.toFixed(9))).toEqual([
      '0.627073941',
      '0.002735721',
      '0.527447040',
    ]);
  });

  it('contain no doubt where judges differ by a constant alone, and all ranks where they contradict', () => {
    const constant = answered(
      rankIntervals(
        ratingsOf([
          [9, 4],
          [7, 2],
          [6, 1],
        ]),
        options,
      ),
    );
    expect(constant.map(({ entry, rank, low, high, first }) => [entry, rank, low, high, first])).toEqual([
      ['E1', 1, 1, 1, 1],
      ['E2', 2, 2, 2, 0],
      ['E3', 3, 3, 3, 0],
    ]);
    const opposed = answered(
      rankIntervals(
        ratingsOf([
          [9, 1],
          [1, 9],
        ]),
        options,
      ),
    );
    expect(opposed.map(({ rank, low, high }) => [rank, low, high])).toEqual([
      [1, 1, 2],
      [1, 1, 2],
    ]);
  });

  it('say nothing of an entry with one judge, and nothing at all where every entry has one', () => {
    const some = answered(
      rankIntervals(
        ratingsOf([
          [9, 8],
          [null, 5],
        ]),
        options,
      ),
    );
    expect(some.map(({ entry, low, high }) => [entry, low, high])).toEqual([
      ['E1', 1, 1],
      ['E2', null, null],
    ]);
    expect(rankIntervals(ratingsOf([[9], [5]]), options)).toEqual({ why: 'no entry has two judges' });
  });

  it('rank as a contest does, 1 2 2 4, by the mean', () => {
    fc.assert(
      fc.property(tables, (table) => {
        const sums = table.map((row) => row.reduce((sum, mark) => sum + mark, 0));
        const ranks = new Map(
          answered(rankIntervals(ratingsOf(table), { seed: 1, draws: 40 })).map(({ entry, rank }) => [entry, rank]),
        );
        sums.forEach((sum, i) => expect(ranks.get(`E${i + 1}`)).toBe(1 + sums.filter((other) => other > sum).length));
      }),
    );
  });
});

describe('Ranks with ties', () => {
  it('share the mean of their places', () => {
    expect(midranks([3, 5, 3, 9, 5, 5])).toEqual([1.5, 4, 1.5, 6, 4, 4]);
  });
});
