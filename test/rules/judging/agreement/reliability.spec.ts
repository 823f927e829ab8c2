import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { kendallW } from '../../../../src/judging/agreement/concordance.js';
import {
  ICC_FORMS,
  type IccForm,
  intraclassCorrelations,
  meanSquares,
} from '../../../../src/judging/agreement/intraclass.js';
import { ALPHA_LEVELS, type AlphaLevel, krippendorffAlpha } from '../../../../src/judging/agreement/krippendorff.js';
import { isUnanswered, ratingsOf } from '../../../../src/judging/agreement/ratings.js';
import { answered, shuffled, sparseTables, tables } from './answers.js';
import { ANXIETY, APPLICANTS, BINARY, CODED, NOMINAL, SHROUT_FLEISS } from './published.js';

type Table = readonly (readonly (number | null)[])[];
const iccOf = (table: Table) => answered(intraclassCorrelations(ratingsOf(table)));
const alphaOf = (table: Table, level: AlphaLevel) => krippendorffAlpha(ratingsOf(table), level);
const scaledBy = (table: readonly (readonly number[])[], factor: number, shift: number): number[][] =>
  table.map((row) => row.map((mark) => mark * factor + shift));

describe('Intraclass correlation', () => {
  it.each([
    ['1,1', 0.165742, -0.132932, 0.72256],
    ['2,1', 0.289764, 0.018786, 0.761084],
    ['3,1', 0.714841, 0.342465, 0.945858],
    ['1,k', 0.442797, -0.884442, 0.912415],
    ['2,k', 0.620051, 0.071137, 0.927232],
    ['3,k', 0.909316, 0.675675, 0.985892],
  ] as const)('(%s) of Shrout & Fleiss is %d, from %d to %d', (form, value, low, high) => {
    const icc = answered(iccOf(SHROUT_FLEISS)[form]);
    // 1e-6, not half of it: the published lower limit of (2,1), 0.0187865, is cut rather than rounded.
    const published = [value, low, high];
    [icc.value, ...(icc.interval ?? [])].forEach((figure, i) =>
      expect(Math.abs(figure - (published[i] as number))).toBeLessThan(1e-6),
    );
  });

  it('has the mean squares of Shrout & Fleiss, table 3', () => {
    const { entries, judges, residual, within } = meanSquares(SHROUT_FLEISS);
    expect([entries, judges, residual, within].map((ms) => ms.toFixed(6))).toEqual([
      '11.241667',
      '32.486111',
      '1.019444',
      '6.263889',
    ]);
  });

  it('(2,1) of irr’s anxiety data is 0.198, from −0.039 to 0.494, as its manual prints', () => {
    const { value, interval } = answered(iccOf(ANXIETY)['2,1']);
    expect([value, ...(interval ?? [])].map((figure) => figure.toFixed(3))).toEqual(['0.198', '-0.039', '0.494']);
  });

  const COUNTED_IN_BINARY: Table = [
    [3, 5, 5, 5, 6],
    [1, 2, 5, 0, 2],
    [1, 3, 0, 4, 3],
    [4, 4, 1, 3, 0],
    [7, 6, 4, 0, 7],
  ];

  it('does not depend on the order of entries and judges, nor on the scale and its zero', () => {
    fc.assert(
      fc.property(tables, fc.nat(99), (table, seed) => {
        const icc = iccOf(table);
        for (const other of [iccOf(shuffled(table, seed)), iccOf(scaledBy(table, 25, 300))])
          for (const form of ICC_FORMS) {
            const [one, two] = [icc[form], other[form]];
            if (isUnanswered(one) || isUnanswered(two)) expect(two).toEqual(one);
            else expect([form, Math.abs(two.value - one.value) < 1e-9]).toEqual([form, true]);
          }
      }),
      // (3,k) is 0.5712890625 here: printed with nine decimals, the last sign of a double would decide.
      { examples: [[COUNTED_IN_BINARY, 0]] },
    );
  });

  it('(1,1) is Fisher’s: mean product of pairs of one entry over the variance, computed pair by pair', () => {
    fc.assert(
      fc.property(tables, (table) => {
        // Fisher 1925 with unbiased mean squares: MSB and MSW by deviations, no sums of squares shared with the code under test.
        const [n, k] = [table.length, table[0]?.length ?? 0];
        const mean = (xs: readonly number[]): number => xs.reduce((s, x) => s + x, 0) / xs.length;
        const grand = mean(table.flat());
        const msb = (k * table.reduce((s, row) => s + (mean(row) - grand) ** 2, 0)) / (n - 1);
        const msw = table.reduce((s, row) => s + row.reduce((t, x) => t + (x - mean(row)) ** 2, 0), 0) / (n * (k - 1));
        const one = iccOf(table)['1,1'];
        if (isUnanswered(one)) expect(msb + msw).toBeCloseTo(0, 9);
        else expect(one.value).toBeCloseTo((msb - msw) / (msb + (k - 1) * msw), 9);
      }),
    );
  });

  it.each<[string, Table, IccForm, number | string]>([
    [
      'judges who copy each other',
      [
        [3, 3],
        [5, 5],
        [9, 9],
      ],
      '2,1',
      1,
    ],
    [
      'judges who differ by a constant',
      [
        [3, 4],
        [5, 6],
        [9, 10],
      ],
      '3,1',
      1,
    ],
    [
      'all totals equal',
      [
        [4, 4],
        [4, 4],
      ],
      '1,1',
      'the totals do not vary',
    ],
    [
      'entries of equal means',
      [
        [1, 3],
        [3, 1],
      ],
      '1,k',
      'entries differ less than chance makes them: the correlation of means is unbounded',
    ],
  ])('%s', (_, table, form, expected) => {
    const one = iccOf(table)[form];
    expect(isUnanswered(one) ? one.why : one.value).toBe(expected);
  });

  it.each<[string, Table, string]>([
    ['one judge', [[4], [5]], 'it needs at least two judges'],
    ['one entry', [[4, 5]], 'it needs at least two entries'],
    [
      'a missing cell',
      [
        [4, 5],
        [null, 3],
      ],
      "it needs every judge's total for every entry: 1 of them missing",
    ],
  ])('has no answer for %s', (_, table, why) => {
    expect(intraclassCorrelations(ratingsOf(table))).toEqual({ why });
    expect(kendallW(ratingsOf(table))).toEqual({ why });
  });
});

describe('Kendall’s W', () => {
  it('of Siegel & Castellan’s three judges is 0.161905 (S 25.5)', () => {
    // 12 × 25.5 / (3² (6³ − 6)) = 306 / 1890
    expect(answered(kendallW(ratingsOf(APPLICANTS))).w).toBeCloseTo(306 / 1890, 9);
  });

  it('of Shrout & Fleiss is 0.887037, chi2(5) 17.740741, p 0.003290: strictness is no disorder', () => {
    const { w, chi2, df, p } = answered(kendallW(ratingsOf(SHROUT_FLEISS)));
    expect([w.toFixed(6), chi2.toFixed(6), df, p.toFixed(6)]).toEqual(['0.887037', '17.740741', 5, '0.003290']);
  });

  it('of irr’s anxiety data, corrected for ties, is 0.540 (chi2(19) 30.8, p 0.0429), as its manual prints', () => {
    const { w, chi2, df, p } = answered(kendallW(ratingsOf(ANXIETY)));
    expect([w.toFixed(2), chi2.toFixed(1), df, p.toFixed(4)]).toEqual(['0.54', '30.8', 19, '0.0429']);
  });

  it('stays as it is when each judge uses a scale of their own, and is m(n−1)W = Friedman’s chi2', () => {
    fc.assert(
      fc.property(tables, fc.nat(99), (table, seed) => {
        const w = kendallW(ratingsOf(table));
        expect(
          kendallW(ratingsOf(table.map((row) => row.map((mark, judge) => mark ** 3 * (judge + 1) + judge)))),
        ).toEqual(w);
        const other = kendallW(ratingsOf(shuffled(table, seed)));
        if (isUnanswered(w)) return expect(other).toEqual(w);
        expect(answered(other).w).toBeCloseTo(w.w, 12);
        expect(w.w).toBeGreaterThanOrEqual(0);
        expect(w.w).toBeLessThanOrEqual(1 + 1e-12);
      }),
    );
  });

  it('has no answer when no judge tells entries apart', () => {
    expect(
      kendallW(
        ratingsOf([
          [1, 2],
          [1, 2],
        ]),
      ),
    ).toEqual({ why: 'no judge gave two entries different totals' });
  });
});

describe('Krippendorff’s alpha', () => {
  it.each([
    ['nominal', 0.743421],
    ['ordinal', 0.815388],
    ['interval', 0.849107],
    ['ratio', 0.797403],
  ] as const)('of the four coders with missing cells is, %s, %d', (level, value) => {
    expect(alphaOf(CODED, level)).toBeCloseTo(value, 6);
  });

  it('of the two observers is 0.095 (binary) and 0.692 (nominal)', () => {
    expect(answered(alphaOf(BINARY, 'nominal')).toFixed(3)).toBe('0.095');
    expect(answered(alphaOf(NOMINAL, 'nominal')).toFixed(3)).toBe('0.692');
  });

  it('equals the definition by coincidence matrices, every level, cells missing', () => {
    fc.assert(
      fc.property(sparseTables, fc.constantFrom(...ALPHA_LEVELS), (table, level) => {
        const alpha = alphaOf(table, level);
        const byDefinition = alphaByCoincidences(table, level);
        if (byDefinition === null) expect(isUnanswered(alpha)).toBe(true);
        else expect(alpha).toBeCloseTo(byDefinition, 9);
      }),
    );
  });

  it('does not depend on the order of entries and judges', () => {
    fc.assert(
      fc.property(sparseTables, fc.nat(99), fc.constantFrom(...ALPHA_LEVELS), (table, seed, level) => {
        const [a, b] = [alphaOf(table, level), alphaOf(shuffled(table, seed), level)];
        if (isUnanswered(a)) expect(b).toEqual(a);
        else expect(b).toBeCloseTo(a, 9);
      }),
    );
  });

  it.each<[string, Table, string]>([
    ['one judge', [[4], [5]], 'no entry has two judges'],
    [
      'judges without a common entry',
      [
        [4, null],
        [null, 5],
      ],
      'no entry has two judges',
    ],
    [
      'all pairable totals equal',
      [
        [4, 4],
        [4, 4],
        [null, 9],
      ],
      'all totals of entries with two or more judges are equal',
    ],
  ])('has no answer for %s', (_, table, why) => {
    for (const level of ALPHA_LEVELS) expect(alphaOf(table, level)).toEqual({ why });
  });
});

/** Krippendorff 2011, steps 1–4, as the text words them: coincidences o_ck, marginals n_c, and the metric of the level. */
function alphaByCoincidences(table: Table, level: AlphaLevel): number | null {
  const units = table.map((row) => row.filter((mark) => mark !== null)).filter((row) => row.length > 1);
  const values = [...new Set(units.flat())].sort((a, b) => a - b);
  if (values.length < 2) return null;
  const coincidences = values.map((c) =>
    values.map((k) =>
      units.reduce((sum, unit) => {
        let pairs = 0;
        unit.forEach((a, i) => unit.forEach((b, j) => (pairs += Number(i !== j && a === c && b === k))));
        return sum + pairs / (unit.length - 1);
      }, 0),
    ),
  );
  const totals = coincidences.map((row) => row.reduce((sum, cell) => sum + cell, 0));
  const n = totals.reduce((sum, total) => sum + total, 0);
  const delta = (i: number, j: number): number => {
    const [c, k] = [values[i] as number, values[j] as number];
    if (level === 'nominal') return Number(i !== j);
    if (level === 'interval') return (c - k) ** 2;
    if (level === 'ratio') return i === j ? 0 : ((c - k) / (c + k)) ** 2;
    const between = totals.slice(Math.min(i, j), Math.max(i, j) + 1).reduce((sum, total) => sum + total, 0);
    return (between - ((totals[i] as number) + (totals[j] as number)) / 2) ** 2;
  };
  let [observed, expected] = [0, 0];
  values.forEach((_, i) =>
    values.forEach((__, j) => {
      observed += (coincidences[i]?.[j] as number) * delta(i, j);
      expected += (totals[i] as number) * (totals[j] as number) * delta(i, j);
    }),
  );
  return 1 - ((n - 1) * observed) / expected;
}
