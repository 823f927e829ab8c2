import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { tallyFiles } from '../../../../src/awards/tally-report.js';
import { faultsOf, type Row, rowsOf, tallyOf } from './files.js';

const RULES = { criteria: [{ code: 'P', max: 10 }], aggregate: { method: 'bradley-terry' } };
const NAMES = ['A', 'B', 'C', 'D', 'E', 'F'];

/** JUDGING C.3: rows won against columns. */
const WINS = [
  [0, 2, 0, 1],
  [3, 0, 5, 0],
  [0, 3, 0, 1],
  [4, 0, 3, 0],
];
const STRENGTHS = [0.639835, 1.043314, 0.65981, 2.270377];

const csvOf = (wins: number[][]): string =>
  [
    'winner,loser,wins',
    ...wins.flatMap((row, i) => row.flatMap((n, j) => (n > 0 ? [`${NAMES[i]},${NAMES[j]},${n}`] : []))),
  ].join('\n');

function told(csv: string, rules: object = {}) {
  const scoring = { rankOn: 'exact', prizes: [], ...RULES, ...rules };
  return tallyFiles({ scores: Buffer.from(csv), rules: Buffer.from(JSON.stringify(scoring)) });
}
function strengthsOf(wins: number[][]): number[] {
  const answer = told(csvOf(wins));
  if ('faults' in answer) throw new Error(JSON.stringify(answer.faults));
  return wins.map((_, i) => numberOf(answer.report.ranking.find(({ entry }) => entry === NAMES[i])!.exact));
}
const numberOf = (exact: string): number => {
  const [n, d = '1'] = exact.split('/');
  return Number(n) / Number(d);
};

/** A judge a comparison: the winner gets 1, the loser 0. */
const matches = (wins: number[][]): Row[] =>
  wins.flatMap((row, i) =>
    row.flatMap((n, j) =>
      Array.from({ length: n }, (_, k) => [
        { entry: NAMES[i]!, judge: `${i}-${j}-${k}`, criterion: 'P', points: 1 },
        { entry: NAMES[j]!, judge: `${i}-${j}-${k}`, criterion: 'P', points: 0 },
      ]).flat(),
    ),
  );

/** Newton's method on the log-likelihood of log strengths, the first one held at 0: another road to the same place. */
function byNewton(wins: number[][]): number[] {
  const n = wins.length;
  let logs = new Array<number>(n).fill(0);
  for (let step = 0; step < 200; step += 1) {
    const gradient = new Array<number>(n).fill(0);
    const hessian = wins.map(() => new Array<number>(n).fill(0));
    for (let i = 0; i < n; i += 1)
      for (let j = 0; j < n; j += 1) {
        if (i === j) continue;
        const games = wins[i]![j]! + wins[j]![i]!;
        const p = 1 / (1 + Math.exp(logs[j]! - logs[i]!));
        gradient[i]! += wins[i]![j]! - games * p;
        hessian[i]![i]! += games * p * (1 - p);
        hessian[i]![j]! -= games * p * (1 - p);
      }
    const move = solve(
      hessian.slice(1).map((row) => row.slice(1)),
      gradient.slice(1),
    );
    const longest = Math.max(...move.map(Math.abs), 1);
    logs = logs.map((log, i) => (i === 0 ? 0 : log + move[i - 1]! / longest));
  }
  const mean = logs.reduce((sum, log) => sum + log, 0) / n;
  return logs.map((log) => Math.exp(log - mean));
}
function solve(matrix: number[][], right: number[]): number[] {
  const rows = matrix.map((row, i) => [...row, right[i]!]);
  for (let c = 0; c < rows.length; c += 1) {
    const pivot = rows.slice(c).reduce((best, row) => (Math.abs(row[c]!) > Math.abs(best[c]!) ? row : best));
    rows.splice(rows.indexOf(pivot), 1);
    rows.splice(c, 0, pivot);
    rows.forEach((row, r) => {
      if (r === c) return;
      const factor = row[c]! / pivot[c]!;
      row.forEach((_, k) => (row[k]! -= factor * pivot[k]!));
    });
  }
  return rows.map((row, i) => row[rows.length]! / row[i]!);
}

describe('Bradley–Terry strengths', () => {
  it('are those of the published example, geometric mean 1, from a file of wins', () => {
    strengthsOf(WINS).forEach((strength, i) => expect(Math.abs(strength - STRENGTHS[i]!)).toBeLessThan(1e-6));
    const answer = told(csvOf(WINS));
    expect(
      'report' in answer &&
        answer.report.ranking.map(({ rank, entry, score, judges, evidence }) => [rank, entry, score, judges, evidence]),
    ).toEqual([
      [1, 'D', '2.27', 0, { wins: 7, comparisons: 9 }],
      [2, 'B', '1.04', 0, { wins: 8, comparisons: 13 }],
      [3, 'C', '0.66', 0, { wins: 4, comparisons: 12 }],
      [4, 'A', '0.64', 0, { wins: 3, comparisons: 10 }],
    ]);
  });

  it('are the same from scores: a judge’s higher total wins, an equal one is half a win for both', () => {
    const { ranking } = tallyOf(matches(WINS), RULES);
    for (const { entry, exact } of ranking) expect(numberOf(exact)).toBeCloseTo(STRENGTHS[NAMES.indexOf(entry)]!, 5);
    const drawn = tallyOf(rowsOf({ A: [5, 4, 3], B: [5, 3, 4] }), RULES).ranking;
    expect(drawn.map(({ rank, exact, evidence }) => [rank, exact, evidence])).toEqual([
      [1, '1', { wins: 1.5, comparisons: 3 }],
      [1, '1', { wins: 1.5, comparisons: 3 }],
    ]);
  });

  it('are refused with the reason where no finite ones exist', () => {
    expect(faultsOf(rowsOf({ A: [5, 5], B: [4, 3], C: [3, 4] }), RULES)).toEqual([
      'bradley-terry has no finite strengths: of B, C none ever won against A',
    ]);
    expect(faultsOf(rowsOf({ A: [3, 3], B: [4, 3], C: [3, 4] }), { ...RULES })).toEqual([]);
    // Two rooms that never met.
    expect(told('winner,loser,wins\nA,B,1\nB,A,1\nC,D,1\nD,C,1\n')).toMatchObject({
      faults: { scores: [{ message: 'bradley-terry has no finite strengths: of A, B none ever won against C, D' }] },
    });
  });

  it('of a single entry are 1, and of none nothing', () => {
    expect(tallyOf(rowsOf({ A: [5] }), RULES).ranking[0]?.exact).toBe('1');
    expect(tallyOf([], RULES).ranking).toEqual([]);
  });

  it.each([
    ['a row of two fields', 'A,B', '2 fields instead of 3'],
    ['an entry against itself', 'A,A,1', 'A is compared with itself'],
    ['no number', 'A,B,x', 'wins “x”: not a number from 0 up with at most two decimals'],
    ['a doubled row', 'A,B,1\nA,B,2', 'doubled row: A, B is on line 2 already'],
    ['an empty code', ',B,1', 'winner is empty'],
  ])('a file of wins is refused for %s', (_what, rows, message) => {
    const answer = told(`winner,loser,wins\n${rows}\n`);
    expect('faults' in answer && answer.faults.scores.map((fault) => fault.message)).toContain(message);
  });

  it('a file of wins says nothing to other methods, and breaks no ties by criteria', () => {
    expect(told(csvOf(WINS), { aggregate: { method: 'mean' } })).toMatchObject({ faults: { rules: [] } });
    expect(told(csvOf(WINS), { tieBreak: ['criterion:P'] })).toMatchObject({ faults: { scores: [] } });
  });

  const rounds = fc
    .integer({ min: 2, max: 6 })
    .chain((n) => fc.array(fc.array(fc.nat(4), { minLength: n, maxLength: n }), { minLength: n, maxLength: n }))
    // A ring of wins through all makes the graph strongly connected.
    .map((wins) =>
      wins.map((row, i) => row.map((count, j) => (i === j ? 0 : count + Number(j === (i + 1) % wins.length)))),
    );

  it('agree with Newton’s method on random rounds, and their geometric mean is 1', () => {
    fc.assert(
      fc.property(rounds, (wins) => {
        const strengths = strengthsOf(wins);
        byNewton(wins).forEach((strength, i) => expect(Math.abs(strengths[i]! / strength - 1)).toBeLessThan(1e-6));
        expect(strengths.reduce((product, p) => product * p, 1)).toBeCloseTo(1, 8);
      }),
      { numRuns: 60 },
    );
  });

  it('go with their entries under another order, and rise with every further win', () => {
    fc.assert(
      fc.property(rounds, fc.nat(), (wins, at) => {
        const strengths = strengthsOf(wins);
        const turned = strengthsOf([...wins].reverse().map((row) => [...row].reverse())).reverse();
        turned.forEach((strength, i) => expect(strength).toBeCloseTo(strengths[i]!, 8));
        const winner = at % wins.length;
        const loser = (winner + 1) % wins.length;
        const more = wins.map((row, i) => row.map((count, j) => count + Number(i === winner && j === loser)));
        expect(strengthsOf(more)[winner]! / strengthsOf(more)[loser]!).toBeGreaterThan(
          strengths[winner]! / strengths[loser]!,
        );
      }),
      { numRuns: 60 },
    );
  });
});
