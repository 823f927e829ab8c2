import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { faultsOf, rowsOf, standing, tallyOf } from './files.js';

const CRITERIA = [{ code: 'P', max: 20 }];
const BORDA = { criteria: CRITERIA, aggregate: { method: 'borda' } };
const SHARES = { criteria: CRITERIA, aggregate: { method: 'borda', incomplete: 'normalise' } };

/** Shrout & Fleiss 1979: six entries by four judges. */
const SHROUT_FLEISS = {
  E1: [9, 2, 5, 8],
  E2: [6, 1, 3, 2],
  E3: [8, 4, 6, 8],
  E4: [7, 1, 2, 6],
  E5: [10, 5, 6, 9],
  E6: [6, 2, 4, 7],
};

type Table = (number | null)[][];
const named = (table: Table) => Object.fromEntries(table.map((marks, e) => [`E${e}`, marks]));

/** Written apart: entry against entry, one for every one beaten and a half for every equal one. */
const naive = (table: Table): number[] =>
  table.map((marks, e) =>
    marks.reduce<number>((sum, mark, j) => {
      if (mark === null) return sum;
      return (
        sum +
        table.reduce(
          (won, other, o) =>
            won + (o === e || other[j] === null ? 0 : other[j]! < mark ? 1 : other[j] === mark ? 0.5 : 0),
          0,
        )
      );
    }, 0),
  );
const valuesOf = (table: Table, rules = BORDA): number[] => {
  const { ranking } = tallyOf(rowsOf(named(table)), rules);
  return table.map((_, e) => {
    const [n, d = '1'] = ranking.find(({ entry }) => entry === `E${e}`)!.exact.split('/');
    return Number(n) / Number(d);
  });
};

describe('Borda’s count', () => {
  it('adds up, over judges, how many entries each puts below, an equal one counting a half', () => {
    // E5: 5, 5, 4.5 (beside E3) and 5; E3: 3, 4, 4.5 and 3.5 (beside E1)
    expect(standing(tallyOf(rowsOf(SHROUT_FLEISS), BORDA))).toEqual([
      '1 E5 39/2',
      '2 E3 15',
      '3 E1 13',
      '4 E6 7',
      '5 E4 7/2',
      '6 E2 2',
    ]);
    expect(tallyOf(rowsOf(SHROUT_FLEISS), BORDA).ranking[0]?.evidence).toEqual({
      points: { J1: '5', J2: '5', J3: '9/2', J4: '5' },
    });
  });

  it('is refused where sheets are missing, unless the rules ask for shares', () => {
    const table = { E1: [5, 6], E2: [4, null] };
    expect(faultsOf(rowsOf(table), BORDA)[0]).toMatch(/but 1 sheets are missing/);
    // J1: E1 gives all of its share, E2 none; J2 ranked one entry alone: ½. E1: (1 + ½) / 2 × 1 × 2 = 3/2
    expect(standing(tallyOf(rowsOf(table), SHARES))).toEqual(['1 E1 3/2', '2 E2 0']);
  });

  const complete = fc.tuple(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 5 })).chain(([n, k]) =>
    fc.array(fc.array(fc.integer({ min: 0, max: 6 }), { minLength: k, maxLength: k }), {
      minLength: n,
      maxLength: n,
    }),
  );

  it('agrees with a second one written apart, and with the shares of complete panels', () => {
    fc.assert(
      fc.property(complete, (table) => {
        expect(valuesOf(table)).toEqual(naive(table));
        expect(valuesOf(table, SHARES)).toEqual(naive(table));
      }),
    );
  });

  it('hands out n(n−1)/2 points a judge; a judge’s strictness, scale and name change nothing', () => {
    fc.assert(
      fc.property(complete, fc.integer({ min: 0, max: 5 }), (table, shift) => {
        const values = valuesOf(table);
        const [n, k] = [table.length, table[0]!.length];
        expect(values.reduce((sum, value) => sum + value, 0)).toBeCloseTo((k * n * (n - 1)) / 2, 9);
        expect(valuesOf(table.map((marks) => marks.map((mark, j) => (j === 0 ? 2 * mark! + shift : mark!))))).toEqual(
          values,
        );
        expect(valuesOf(table.map((marks) => [...marks].reverse()))).toEqual(values);
        expect(valuesOf([...table].reverse())).toEqual(values.reverse());
      }),
    );
  });

  it('by shares agrees with plain numbers on panels with holes', () => {
    const holed = complete.chain((table) =>
      fc
        .array(fc.boolean(), { minLength: 35, maxLength: 35 })
        .map((holes) => table.map((marks, e) => marks.map((mark, j) => (j > 0 && holes[e * 5 + j] ? null : mark)))),
    );
    fc.assert(
      fc.property(holed, (table) => {
        const judges = table[0]!.map((_, j) => j).filter((j) => table.some((marks) => marks[j] !== null));
        const wanted = table.map((marks, e) => {
          const shares = judges.flatMap((j) => {
            const seen = table.filter((row) => row[j] !== null).length;
            if (marks[j] === null) return [];
            const alone = table.map((row) => [row[j]!]);
            return [seen === 1 ? 0.5 : naive(alone)[e]! / (seen - 1)];
          });
          return (shares.reduce((sum, share) => sum + share, 0) / shares.length) * (table.length - 1) * judges.length;
        });
        valuesOf(table, SHARES).forEach((value, e) => expect(value).toBeCloseTo(wanted[e]!, 9));
      }),
    );
  });
});
