import { describe, expect, it } from '@jest/globals';
import { completeCasesOf } from '../../../../src/judging/agreement/agreement-report.js';
import { homeResiduals } from '../../../../src/judging/agreement/home-residual.js';
import { rankIntervals } from '../../../../src/judging/agreement/rank-intervals.js';
import { isUnanswered, ratingsOf } from '../../../../src/judging/agreement/ratings.js';
import { readUnitsFile } from '../../../../src/judging/agreement/units-file.js';

const RESAMPLING = { seed: 1, draws: 2000 };
/** Twelve entries of rising quality by three judges; the first judge adds `favour` to the first `home` of them. */
const contest = (home: number, favour: number) =>
  ratingsOf(
    Array.from({ length: 12 }, (_, e) =>
      [0, 5, -3].map(
        (severity, j) => 600 + 10 * e + 10 * severity + ((e * 7 + j * 5) % 11) + (j === 0 && e < home ? favour : 0),
      ),
    ),
    10,
  );
const answers = (home: number, favour: number, resampling = RESAMPLING) =>
  homeResiduals(contest(home, favour), (judge, entry) => judge === 0 && entry < home, resampling);

describe('The home-unit residual', () => {
  it('finds points given to the own unit above what quality and severity explain', () => {
    const [own, ...others] = answers(6, 60);
    if (own === undefined || isUnanswered(own)) throw new Error('unanswered');
    expect(own.entries).toBe(6);
    // 6 points more to six of twelve; a third of a mark is in its entry's own effect, so two thirds of them are left.
    expect(own.residual).toBeGreaterThan(3.4);
    expect(own.residual).toBeLessThan(4.6);
    // The least p that 2 000 draws can give is 1/2 001, but of 924 choices the very same and its mirror come up by chance.
    expect(own.p).toBeLessThan(0.01);
    expect(others.every(isUnanswered)).toBe(true);
  });

  it('finds none where there is none, and the same for the same seed', () => {
    const [own] = answers(6, 0);
    if (own === undefined || isUnanswered(own)) throw new Error('unanswered');
    expect(own.p).toBeGreaterThan(0.1);
    expect(answers(6, 0)).toEqual(answers(6, 0));
  });

  it.each([
    [4, 'fewer than 5 entries of the judge’s own unit: nothing may be said'],
    [5, null],
    [12, 'all entries of the judge are of the judge’s own unit'],
  ])('of %i home entries says why it says nothing, or something', (home, why) => {
    const [own] = answers(home, 60);
    expect(own !== undefined && isUnanswered(own) ? own.why : null).toBe(why);
  });

  it('agrees with all choices there are, where they can be counted', () => {
    const ratings = contest(5, 25);
    const [own] = homeResiduals(ratings, (judge, entry) => judge === 0 && entry < 5, { seed: 3, draws: 20_000 });
    if (own === undefined || isUnanswered(own)) throw new Error('unanswered');
    // Complete table: residuals are what row and column means leave.
    const table = Array.from({ length: 12 }, (_, e) =>
      ratings.marks.filter(({ entry }) => entry === e).map(({ units }) => units / 10),
    );
    const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
    const grand = mean(table.flat());
    const first = mean(table.map((row) => row[0]!));
    const residuals = table.map((row) => row[0]! - mean(row) - first + grand);
    const apart = (chosen: number[]): number =>
      mean(chosen.map((i) => residuals[i]!)) - mean(residuals.filter((_, i) => !chosen.includes(i)));
    const choices = (from: number, left: number): number[][] =>
      left === 0
        ? [[]]
        : Array.from({ length: 12 - from }, (_, k) => from + k).flatMap((i) =>
            choices(i + 1, left - 1).map((rest) => [i, ...rest]),
          );
    const all = choices(0, 5);
    expect(all).toHaveLength(792);
    const observed = apart([0, 1, 2, 3, 4]);
    expect(own.residual).toBeCloseTo(observed, 9);
    const share = all.filter((chosen) => Math.abs(apart(chosen)) >= Math.abs(observed) - 1e-9).length / all.length;
    expect(Math.abs(own.p - share)).toBeLessThan(0.012);
  });
});

describe('What only complete cases say', () => {
  it('is said of the entries that every judge scored: Shrout & Fleiss beside two entries with a judge missing', () => {
    const rows = [
      [9, 2, 5, 8],
      [6, 1, 3, 2],
      [8, 4, 6, 8],
      [7, 1, 2, 6],
      [10, 5, 6, 9],
      [6, 2, 4, 7],
    ];
    const { entries, icc, kendallW } = completeCasesOf({
      ratings: ratingsOf([[null, 3, 4, 5], ...rows, [9, 9, null, 9]]),
    });
    expect(entries).toBe(6);
    expect(icc?.['2,1']).toBeCloseTo(0.289764, 6);
    expect(icc?.['3,k']).toBeCloseTo(0.909316, 6);
    expect(kendallW?.w).toBeCloseTo(0.887037, 6);
  });

  it('is nothing where no two entries are complete', () => {
    const { entries, icc, kendallW } = completeCasesOf({
      ratings: ratingsOf([
        [1, 2],
        [null, 3],
        [4, null],
      ]),
    });
    expect([entries, icc, kendallW]).toEqual([1, null, null]);
  });
});

describe('units.csv', () => {
  const read = (text: string) => readUnitsFile(Buffer.from(text));

  it('says where entries and judges come from', () => {
    expect(read('kind,code,unit\nentry,E1,Xã A\njudge,J1,Xã A\n')).toEqual({
      units: { entry: new Map([['E1', 'Xã A']]), judge: new Map([['J1', 'Xã A']]) },
    });
  });

  it.each([
    ['no header', 'entry,E1,A\n', 1, 'no header: the first line must be kind,code,unit'],
    ['nothing at all', '', 1, 'no header: the first line must be kind,code,unit'],
    ['a third kind', 'kind,code,unit\nunit,E1,A\n', 2, 'kind “unit” is neither entry nor judge'],
    ['two fields', 'kind,code,unit\nentry,E1\n', 2, '2 fields instead of 3'],
    ['an empty unit', 'kind,code,unit\nentry,E1,\n', 2, 'unit is empty'],
    ['a doubled code', 'kind,code,unit\nentry,E1,A\nentry,E1,B\n', 3, 'doubled row: entry E1'],
  ])('is refused for %s', (_what, text, line, message) => {
    expect(read(text)).toEqual({ faults: [{ line, message }] });
  });
});

describe('Statistical ties', () => {
  it('part entries that are far from each other, and hold together those that any other panel could have turned', () => {
    const ratings = ratingsOf([
      [90, 91, 89, 90, 92],
      [70, 75, 66, 72, 69],
      [69, 76, 67, 71, 70],
      [71, 74, 65, 73, 68],
      [20, 21, 19, 22, 20],
    ]);
    const intervals = rankIntervals(ratings, RESAMPLING);
    if (isUnanswered(intervals)) throw new Error('unanswered');
    expect(intervals.map(({ band }) => band)).toEqual([1, 2, 2, 2, 3]);
  });

  it('are one entry each where all judges agree', () => {
    const intervals = rankIntervals(
      ratingsOf([
        [3, 3],
        [2, 2],
        [1, 1],
      ]),
      RESAMPLING,
    );
    expect(!isUnanswered(intervals) && intervals.map(({ entry, band }) => [entry, band])).toEqual([
      ['E1', 1],
      ['E2', 2],
      ['E3', 3],
    ]);
  });
});
