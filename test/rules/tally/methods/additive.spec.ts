import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { faultsOf, type Row, rowsOf, tallyOf } from './files.js';

const CRITERIA = [{ code: 'P', max: 1000 }];
const STATED = { method: 'additive', assignment: 'random', seed: 2021, announced: true };
const rules = (changes: object = {}) => ({ criteria: CRITERIA, aggregate: { ...STATED, ...changes } });

const ENTRIES = 12;
const JUDGES = 6;
/** Four of six judges for each of twelve entries, eight entries a judge, in a ring: connected. */
const asks = (entry: number, judge: number): boolean => [0, 1, 3, 4].some((step) => (entry + step) % JUDGES === judge);

/** Marks of a contest: quality of the entry, severity of the judge, and chance. */
const tableOf = (noise: number[], severity: number): (number | null)[][] =>
  Array.from({ length: ENTRIES }, (_, e) =>
    Array.from({ length: JUDGES }, (_, j) =>
      asks(e, j) ? 60 + ((e * 7) % 12) * 2 + severity * (j - 2) + noise[(e * JUDGES + j) % noise.length]! : null,
    ),
  );
const named = (table: (number | null)[][]): Row[] =>
  rowsOf(Object.fromEntries(table.map((marks, e) => [`E${e + 10}`, marks])));
const NOISE = [0.5, -1, 1.5, 0, -0.5, 2, -1.5, 1, 0, -2, 0.5];
const CONTEST = named(tableOf(NOISE, 5));

const valuesOf = (rows: Row[], changes: object = {}): Map<string, number> =>
  new Map(
    tallyOf(rows, rules(changes)).ranking.map(({ entry, exact }) => {
      const [n, d = '1'] = exact.split('/');
      return [entry, Number(n) / Number(d)];
    }),
  );

/** Least squares by the whole normal equations, an entry a column and a judge a column, judges adding up to 0. */
function naiveLeastSquares(table: (number | null)[][]): number[] {
  const size = ENTRIES + JUDGES;
  const matrix = Array.from({ length: size }, () => new Array<number>(size + 1).fill(0));
  table.forEach((marks, e) =>
    marks.forEach((mark, j) => {
      if (mark === null) return;
      for (const row of [e, ENTRIES + j]) {
        matrix[row]![e]! += 1;
        matrix[row]![ENTRIES + j]! += 1;
        matrix[row]![size]! += mark;
      }
    }),
  );
  for (let a = 0; a < JUDGES; a += 1) for (let b = 0; b < JUDGES; b += 1) matrix[ENTRIES + a]![ENTRIES + b]! += 1;
  for (let c = 0; c < size; c += 1) {
    const pivot = matrix.slice(c).reduce((best, row) => (Math.abs(row[c]!) > Math.abs(best[c]!) ? row : best));
    matrix.splice(matrix.indexOf(pivot), 1);
    matrix.splice(c, 0, pivot);
    for (const row of matrix) {
      if (row === pivot) continue;
      const factor = row[c]! / pivot[c]!;
      row.forEach((_, k) => (row[k]! -= factor * pivot[k]!));
    }
  }
  return table.map((_, e) => matrix[e]![size]! / matrix[e]![e]!);
}

describe('A severity-corrected tally', () => {
  it('gives every entry what an average judge would have: by least squares as the whole normal equations say', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -300, max: 300 }), { minLength: 72, maxLength: 72 }), (drawn) => {
        const table = tableOf(
          drawn.map((noise) => noise / 100),
          6,
        );
        const values = valuesOf(named(table), { effects: 'fixed' });
        naiveLeastSquares(table).forEach((wanted, e) =>
          expect(Math.abs(values.get(`E${e + 10}`)! - wanted)).toBeLessThan(1e-6),
        );
      }),
      { numRuns: 40 },
    );
  });

  it('with random effects draws them towards the mean, in nearly the same order, and tells what was corrected', () => {
    const fixed = valuesOf(CONTEST, { effects: 'fixed' });
    const random = valuesOf(CONTEST);
    const mean = [...fixed.values()].reduce((sum, value) => sum + value, 0) / ENTRIES;
    for (const [entry, value] of random) {
      const [drawn, raw] = [value - mean, fixed.get(entry)! - mean];
      if (Math.abs(raw) > 1) expect(Math.abs(drawn)).toBeLessThan(Math.abs(raw) + 0.2);
    }
    const [first] = tallyOf(CONTEST, rules()).ranking;
    expect(Object.keys(first!.evidence!['severities'] as object)).toHaveLength(4);
    expect(first!.evidence!['uncorrected']).toMatch(/^\d+(\/\d+)?$/);
  });

  it('undoes the luck of the draw: the raw mean puts another first', () => {
    const best = (method: object): string =>
      tallyOf(named(tableOf(NOISE, 12)), { criteria: CRITERIA, aggregate: method }).ranking[0]!.entry;
    // E15 is best by construction, (5 × 7) mod 12 × 2 = 22 above 60, E20 next with 20, drawn by lenient judges.
    expect(best({ ...STATED, effects: 'fixed' })).toBe('E15');
    expect(best({ method: 'mean' })).not.toBe('E15');
  });

  it.each([
    ['announced by nobody', CONTEST, { announced: false }, /did not announce/],
    [
      'assigned in no stated way',
      CONTEST,
      { assignment: 'by-district' },
      /“assignment” must be one of "random", "balanced"/,
    ],
    ['without the seed', CONTEST, { seed: undefined }, /“seed” is missing/],
    ['without a word on the announcement', CONTEST, { announced: undefined }, /“announced” is missing/],
    [
      'with complete panels',
      named(tableOf(NOISE, 5).map((marks, e) => marks.map((mark, j) => mark ?? 50 + e + 3 * j))),
      {},
      /no correction of severity can change the order/,
    ],
    [
      'with an entry that two judges saw',
      CONTEST.filter(({ entry, judge }) => entry !== 'E10' || !['J1', 'J2'].includes(judge)),
      {},
      /entries with fewer than 3 judges: E10/,
    ],
    [
      'with a judge of seven entries',
      CONTEST.filter(({ entry, judge }) => entry !== 'E10' || judge !== 'J1'),
      {},
      /judges with fewer than 8 entries: J1/,
    ],
    [
      'where judges differ by chance alone',
      named(tableOf(NOISE, 0)),
      {},
      /do not differ in severity beyond chance \(F = .*, p = /,
    ],
  ])('is refused %s', (_what, rows, changes, message) => {
    expect(faultsOf(rows, rules(changes)).join('\n')).toMatch(message);
  });

  it('is refused with judges in two rooms, whatever else holds', () => {
    const rows = Array.from({ length: 20 }, (_, e) =>
      [0, 1, 2].map((j) => ({ entry: `E${e}`, judge: `R${e % 2}-${j}`, criterion: 'P', points: 50 + e + 9 * j })),
    ).flat();
    expect(faultsOf(rows, rules())).toEqual(['the judges fall into groups that have no entry in common']);
  });

  it('shifts and scales with the points, and goes with names', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50 }), fc.constantFrom(1, 2, 5), (shift, scale) => {
        for (const effects of ['fixed', 'random']) {
          const plain = valuesOf(CONTEST, { effects });
          const moved = valuesOf(
            CONTEST.map((row) => ({
              ...row,
              judge: `Z${9 - Number(row.judge.slice(1))}`,
              points: row.points * scale + shift,
            })),
            { effects },
          );
          for (const [entry, value] of plain)
            expect(Math.abs(moved.get(entry)! - (value * scale + shift))).toBeLessThan(1e-4);
        }
      }),
      { numRuns: 12 },
    );
  });

  it('never lowers an entry that one judge marks higher, by least squares', () => {
    fc.assert(
      fc.property(fc.nat(CONTEST.length - 1), (at) => {
        const { entry } = CONTEST[at]!;
        const raised = CONTEST.map((row, index) => (index === at ? { ...row, points: row.points + 1 } : row));
        expect(valuesOf(raised, { effects: 'fixed' }).get(entry)).toBeGreaterThan(
          valuesOf(CONTEST, { effects: 'fixed' }).get(entry)!,
        );
      }),
      { numRuns: 20 },
    );
  });
});
