import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { rowsOf, standing, tallyOf } from './files.js';

const RULES = { criteria: [{ code: 'P', max: 10 }], aggregate: { method: 'median-majority' } };
const ranked = (table: Record<string, (number | null)[]>): string[] => standing(tallyOf(rowsOf(table), RULES));

/** Written apart: the middle total is looked for by counting how many are below, and crossed out. */
function naiveMedians(totals: number[]): number[] {
  const left = [...totals];
  const medians: number[] = [];
  while (left.length > 0) {
    const lower = Math.floor((left.length - 1) / 2);
    const middle = left.find(
      (total) => left.filter((t) => t < total).length <= lower && left.filter((t) => t <= total).length > lower,
    )!;
    medians.push(middle);
    left.splice(left.indexOf(middle), 1);
  }
  return medians;
}

describe('Median-majority', () => {
  it('ranks by the total in the middle, which no single judge can move far', () => {
    expect(ranked({ E1: [7, 7, 0], E2: [6, 10, 6] })).toEqual(['1 E1 7', '2 E2 6']);
  });

  it('tells equal medians apart by the next: the median is taken out and the rest looked at again', () => {
    // 5 7 9 and 6 7 8: both 7; left are 5 9 and 6 8, of which the lower middle one is 5 and 6
    const { ranking } = tallyOf(rowsOf({ E1: [9, 7, 5], E2: [8, 7, 6], E3: [7, 7, 1] }), RULES);
    expect(ranking.map(({ entry, rank, exact, evidence }) => [rank, entry, exact, evidence])).toEqual([
      [1, 'E2', '7', { medians: ['7', '6', '8'] }],
      [2, 'E1', '7', { medians: ['7', '5', '9'] }],
      [3, 'E3', '7', { medians: ['7', '1', '7'] }],
    ]);
  });

  it('takes the lower of two middle totals, so that the value is some judge’s own', () => {
    expect(ranked({ E1: [4, 6, 8, 9] })).toEqual(['1 E1 6']);
  });

  it('puts whoever more judges saw ahead of who is equal as far as it goes', () => {
    expect(ranked({ E1: [5, null, null], E2: [5, 5, null] })).toEqual(['1 E2 5', '2 E1 5']);
  });

  it('leaves what is equal to the last to the tie-break of the rules', () => {
    const marks = {
      E1: [
        [4, 3],
        [2, 5],
      ],
      E2: [
        [3, 4],
        [4, 3],
      ],
    };
    const rows = Object.entries(marks).flatMap(([entry, sheets]) =>
      sheets.flatMap(([A, B], judge) => [
        { entry, judge: `J${judge}`, criterion: 'A', points: A! },
        { entry, judge: `J${judge}`, criterion: 'B', points: B! },
      ]),
    );
    const rules = {
      ...RULES,
      criteria: [
        { code: 'A', max: 10 },
        { code: 'B', max: 10 },
      ],
      tieBreak: ['criterion:B'],
    };
    expect(tallyOf(rows, rules).ranking.map(({ entry, rank, tieBreak }) => [rank, entry, tieBreak])).toEqual([
      [1, 'E1', ['criterion:B']],
      [2, 'E2', ['criterion:B']],
    ]);
  });

  const panels = fc.array(fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 6 }), {
    minLength: 1,
    maxLength: 8,
  });
  const tableOf = (panel: number[][]) => Object.fromEntries(panel.map((totals, e) => [`E${e}`, totals]));
  const placesOf = (panel: number[][]) => {
    const { ranking } = tallyOf(rowsOf(tableOf(panel)), RULES);
    return panel.map((_, e) => ranking.find(({ entry }) => entry === `E${e}`)!.rank);
  };

  it('agrees with a second one written apart, on random panels', () => {
    fc.assert(
      fc.property(panels, (panel) => {
        const medians = panel.map(naiveMedians);
        const isAhead = (a: number[], b: number[]): boolean => {
          const at = a.findIndex((value, i) => value !== b[i]);
          return at === -1 ? false : b[at] === undefined || a[at]! > b[at]!;
        };
        expect(placesOf(panel)).toEqual(
          medians.map((mine) => 1 + medians.filter((other) => isAhead(other, mine)).length),
        );
      }),
    );
  });

  it('does not care for names, and never sinks an entry that somebody marks higher', () => {
    fc.assert(
      fc.property(panels, fc.nat(), fc.nat(), (panel, e, j) => {
        const at = e % panel.length;
        const raised = panel.map((totals, entry) =>
          totals.map((total, judge) => (entry === at && judge === j % totals.length ? total + 3 : total)),
        );
        expect(placesOf(raised)[at]).toBeLessThanOrEqual(placesOf(panel)[at]!);
        expect(placesOf([...panel].reverse())).toEqual(placesOf(panel).reverse());
        expect(placesOf(panel.map((totals) => [...totals].reverse()))).toEqual(placesOf(panel));
      }),
    );
  });
});
