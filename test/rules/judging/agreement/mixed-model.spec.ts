import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { meanSquares } from '../../../../src/judging/agreement/intraclass.js';
import { leastSquares } from '../../../../src/judging/agreement/least-squares.js';
import { fitMixedModel } from '../../../../src/judging/agreement/mixed-model.js';
import { type Ratings, isConnected, isUnanswered, ratingsOf } from '../../../../src/judging/agreement/ratings.js';
import { answered, shuffled, solved, sparseTables } from './answers.js';
import { SHROUT_FLEISS } from './published.js';

describe('The additive model, entries and judges random', () => {
  it('has the components of the analysis of variance where the table is complete (Shrout & Fleiss)', () => {
    const { components } = answered(fitMixedModel(ratingsOf(SHROUT_FLEISS)));
    // (MSB − MSE)/k = (11.241667 − 1.019444)/4; (MSJ − MSE)/n = (32.486111 − 1.019444)/6; MSE
    expect(components.entry).toBeCloseTo(2.555556, 5);
    expect(components.judge).toBeCloseTo(5.244444, 5);
    expect(components.residual).toBeCloseTo(1.019444, 5);
  });

  it('shrinks a complete table’s deviations by k σ²/(k σ² + residual), however its rows and columns lie', () => {
    const ms = meanSquares(SHROUT_FLEISS);
    const shrink = 1 - ms.residual / ms.entries;
    const fixed = answered(leastSquares(ratingsOf(SHROUT_FLEISS)));
    const random = answered(fitMixedModel(ratingsOf(SHROUT_FLEISS)));
    random.entries.forEach((effect, i) => expect(effect).toBeCloseTo(shrink * (fixed.entries[i] as number), 6));
    const turned = SHROUT_FLEISS[0]?.map((_, judge) => SHROUT_FLEISS.map((row) => row[judge] as number)) ?? [];
    const swapped = answered(fitMixedModel(ratingsOf(turned)));
    expect(swapped.components.entry).toBeCloseTo(random.components.judge, 6);
    swapped.judges.forEach((effect, i) => expect(effect).toBeCloseTo(random.entries[i] as number, 6));
  });

  it('says 0 for judges who differ no more than chance makes them', () => {
    // The judges' means are equal: MSJ = 0 < MSE.
    const { components, judges } = answered(
      fitMixedModel(
        ratingsOf([
          [1, 3, 2],
          [5, 4, 6],
          [9, 8, 7],
        ]),
      ),
    );
    expect(components.judge).toBe(0);
    expect(judges).toEqual([0, 0, 0]);
  });

  it('stands at the maximum of the restricted likelihood, computed from the whole covariance matrix, cells missing', () => {
    fc.assert(
      fc.property(sparseTables, (table) => {
        const ratings = ratingsOf(table);
        const fit = fitMixedModel(ratings);
        if (isUnanswered(fit)) return;
        const { entry, judge, residual } = fit.components;
        const best = restrictedLogLikelihood(ratings, entry, judge, residual);
        for (const factor of [0.97, 1.03]) {
          expect(restrictedLogLikelihood(ratings, entry * factor, judge, residual)).toBeLessThanOrEqual(best + 1e-9);
          expect(restrictedLogLikelihood(ratings, entry, judge * factor, residual)).toBeLessThanOrEqual(best + 1e-9);
          expect(restrictedLogLikelihood(ratings, entry, judge, residual * factor)).toBeLessThanOrEqual(best + 1e-9);
        }
        // At the edge likelihood must fall inwards.
        const little = 1e-4 * residual;
        if (entry === 0) expect(restrictedLogLikelihood(ratings, little, judge, residual)).toBeLessThan(best);
        if (judge === 0) expect(restrictedLogLikelihood(ratings, entry, little, residual)).toBeLessThan(best);
      }),
      { numRuns: 60 },
    );
  });

  it.each([
    [
      [
        [1, 4],
        [0, 3],
      ],
    ],
    [
      [
        [3, 3, null],
        [3, null, 2],
        [null, 3, 2],
      ],
    ],
  ])('says that there is none where entries and judges explain every mark: %j', (table) => {
    expect(fitMixedModel(ratingsOf(table))).toEqual({
      why: 'the totals follow the additive model without any residual',
    });
  });

  it('does not depend on the order of entries and judges; variances grow with the square of the scale', () => {
    fc.assert(
      fc.property(sparseTables, fc.nat(99), (table, seed) => {
        const fit = fitMixedModel(ratingsOf(table));
        if (isUnanswered(fit)) return;
        const other = answered(fitMixedModel(ratingsOf(shuffled(table, seed)))).components;
        const inHalves = answered(fitMixedModel(ratingsOf(table, 2))).components;
        for (const part of ['entry', 'judge', 'residual'] as const) {
          expect(other[part]).toBeCloseTo(fit.components[part], 5);
          expect(inHalves[part]).toBeCloseTo(fit.components[part] / 4, 5);
        }
      }),
      { numRuns: 60 },
    );
  });

  it.each<[string, (number | null)[][], string]>([
    ['one judge', [[1], [2]], 'it needs at least two entries and two judges'],
    [
      'one mark an entry',
      [
        [1, null],
        [2, null],
        [null, 4],
      ],
      'it needs entries with several judges and judges with several entries',
    ],
    [
      'equal totals',
      [
        [4, 4],
        [4, 4],
      ],
      'the totals do not vary',
    ],
    [
      'totals without residual',
      [
        [4, 5],
        [7, 8],
        [1, 2],
      ],
      'the totals follow the additive model without any residual',
    ],
  ])('has no answer for %s', (_, table, why) => {
    expect(fitMixedModel(ratingsOf(table))).toEqual({ why });
  });
});

describe('The additive model by least squares', () => {
  it('is the deviation of row and column means where the table is complete, with the errors of the textbook', () => {
    const { entries, judges, mean, judgeErrors, residualDf } = answered(leastSquares(ratingsOf(SHROUT_FLEISS)));
    expect(mean).toBeCloseTo(127 / 24, 9);
    // Judges' sums 46, 15, 26, 40 over 6; entries' sums 24, 12, 26, 16, 30, 19 over 4; all 127 over 24.
    [46, 15, 26, 40].forEach((sum, i) => expect(judges[i]).toBeCloseTo(sum / 6 - 127 / 24, 9));
    [24, 12, 26, 16, 30, 19].forEach((sum, i) => expect(entries[i]).toBeCloseTo(sum / 4 - 127 / 24, 9));
    expect(residualDf).toBe(15);
    // Variance of a judge's effect: MSE (1/6 − 1/24)
    judgeErrors?.forEach((error) =>
      expect(error).toBeCloseTo(Math.sqrt((meanSquares(SHROUT_FLEISS).residual * 3) / 24), 9),
    );
  });

  it('solves the normal equations, written out whole, also with missing cells and more judges than entries', () => {
    fc.assert(
      fc.property(sparseTables, (table) => {
        const ratings = ratingsOf(table);
        const fit = leastSquares(ratings);
        expect(isUnanswered(fit)).toBe(!isConnected(ratings));
        if (isUnanswered(fit)) return;
        const whole = normalEquations(ratings);
        const solution = solved(whole.equations, whole.right) as number[];
        [fit.mean, ...fit.entries, ...fit.judges].forEach((effect, i) =>
          expect(effect).toBeCloseTo(solution[i] as number, 7),
        );
        fit.judgeErrors?.forEach((error, judge) => {
          // A judge's effect less the mean of all judges' is estimable: its variance is t'(X'X)⁻t σ², whatever the conditions.
          const contrast = whole.right.map((_, i) =>
            i <= ratings.entries.length
              ? 0
              : Number(i === 1 + ratings.entries.length + judge) - 1 / ratings.judges.length,
          );
          const unit = solved(whole.equations, contrast) as number[];
          const variance = whole.residualSquares(solution) / fit.residualDf;
          expect(error ** 2).toBeCloseTo(
            variance * unit.reduce((sum, x, i) => sum + x * (contrast[i] as number), 0),
            7,
          );
        });
      }),
    );
  });

  it('tells judges who have no entry in common, even over others', () => {
    const table = [
      [1, 2, null, null],
      [3, 4, null, null],
      [null, null, 5, 6],
      [null, null, 8, 7],
    ];
    expect(leastSquares(ratingsOf(table))).toEqual({
      why: 'the judges fall into groups that have no entry in common: they cannot be compared',
    });
    expect(isConnected(ratingsOf([...table, [null, 4, 4, null]]))).toBe(true);
  });
});

/** Log of the restricted likelihood by its definition, but for a constant: −(log|V| + log|1'V⁻¹1| + y'Py)/2. */
function restrictedLogLikelihood({ marks }: Ratings, entry: number, judge: number, residual: number): number {
  const v = marks.map((a, i) =>
    marks.map(
      (b, j) => entry * Number(a.entry === b.entry) + judge * Number(a.judge === b.judge) + residual * Number(i === j),
    ),
  );
  const y = marks.map(({ units }) => units);
  const [vy, v1] = [
    solved(v, y) as number[],
    solved(
      v,
      y.map(() => 1),
    ) as number[],
  ];
  const information = v1.reduce((sum, x) => sum + x, 0);
  const mean = vy.reduce((sum, x) => sum + x, 0) / information;
  const squares = y.reduce((sum, x, i) => sum + x * ((vy[i] as number) - mean * (v1[i] as number)), 0);
  return -(logDeterminant(v) + Math.log(information) + squares) / 2;
}

function logDeterminant(matrix: readonly (readonly number[])[]): number {
  const rows = matrix.map((row) => [...row]);
  return rows.reduce((log, row, c) => {
    for (const below of rows.slice(c + 1)) {
      const factor = (below[c] as number) / (row[c] as number);
      for (let j = c; j < row.length; j += 1) below[j] = (below[j] as number) - factor * (row[j] as number);
    }
    return log + Math.log(row[c] as number);
  }, 0);
}

/** X'X and X'y of mean, entries and judges, made regular by the two conditions that effects of a side add up to 0. */
function normalEquations({ entries, judges, marks }: Ratings) {
  const width = 1 + entries.length + judges.length;
  const rows = marks.map(({ entry, judge }) =>
    Array.from({ length: width }, (_, i) => Number(i === 0 || i === 1 + entry || i === 1 + entries.length + judge)),
  );
  const conditions = [
    Array.from({ length: width }, (_, i) => Number(i > 0 && i <= entries.length)),
    Array.from({ length: width }, (_, i) => Number(i > entries.length)),
  ];
  const all = [...rows, ...conditions];
  const y = [...marks.map(({ units }) => units), 0, 0];
  const dot = (a: readonly number[], b: readonly number[]): number =>
    a.reduce((sum, x, i) => sum + x * (b[i] as number), 0);
  const column = (i: number): number[] => all.map((row) => row[i] as number);
  return {
    equations: Array.from({ length: width }, (_, i) =>
      Array.from({ length: width }, (__, j) => dot(column(i), column(j))),
    ),
    right: Array.from({ length: width }, (_, i) => dot(column(i), y)),
    residualSquares: (effects: readonly number[]) =>
      marks.reduce((sum, { units }, m) => sum + (units - dot(rows[m] as number[], effects)) ** 2, 0),
  };
}
