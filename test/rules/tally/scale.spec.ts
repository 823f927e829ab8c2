import { describe, expect, it } from '@jest/globals';
import { allocatePrizes } from '../../../src/awards/allocation.js';
import { tallyFiles } from '../../../src/awards/tally-report.js';
import type { RankedEntry } from '../../../src/judging/ranked-entry.js';
import type { ScoredEntry } from '../../../src/judging/scoring-rules.js';
import { rankEntries } from '../../../src/judging/tally.js';
import { ONE, parseRational } from '../../../src/kernel/rational.js';

const CODES = ['A', 'B', 'C', 'D', 'E'];
const JUDGES = ['J1', 'J2', 'J3', 'J4', 'J5'];
/** The same marks at every run: a linear congruence (Numerical Recipes), 0…2000 hundredths. */
function* marks(): Generator<number, never> {
  for (let state = 2021; ;) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    yield state % 2001;
  }
}

function judgedEntries(count: number): ScoredEntry[] {
  const mark = marks();
  return Array.from({ length: count }, (_, index) => ({
    entry: `E${index}`,
    judges: JUDGES,
    sheets: Array.from({ length: 5 }, () => CODES.map(() => mark.next().value)),
  }));
}

describe('A tally of 100 000 entries by 5 judges on 5 criteria', () => {
  const prizes = [{ tier: 'first', quantity: 100, amount: 1_000_000, minimum: parseRational('60') }];
  const rules = {
    criteria: CODES.map((code) => ({ code, maxHundredths: 2000, weight: parseRational('1.25') ?? ONE })),
    aggregate: { method: 'trimmed-mean', drop: 1 } as const,
    rounding: { decimals: 2, mode: 'half-up' } as const,
    rankOn: 'rounded' as const,
    tieBreak: ['C', 'A'],
  };

  it('is ranked and allocated within seconds', () => {
    const entries = judgedEntries(100_000);
    const started = performance.now();
    const ranking = rankEntries(entries, rules);
    const { awards } = allocatePrizes(ranking, { prizes, atBoundary: 'extend' });
    expect(performance.now() - started).toBeLessThan(10_000);
    expect(ranking).toHaveLength(100_000);
    expect(awards.length).toBeGreaterThanOrEqual(100);
  });

  it('is the same in plain and in large numbers', () => {
    const entries = judgedEntries(2_000);
    // A unit of 10^-30 cannot be counted in plain numbers, and is too small to be seen in two decimals rounded half-up.
    const fine = parseRational('1.250000000000000000000000000001') ?? ONE;
    const finely = { ...rules, criteria: rules.criteria.map((criterion) => ({ ...criterion, weight: fine })) };
    const shown = (ranked: RankedEntry[]) =>
      ranked.map(({ entry, rank, score, tieBreak }) => ({ entry, rank, score, tieBreak }));
    expect(shown(rankEntries(entries, finely))).toEqual(shown(rankEntries(entries, rules)));
  });

  it('comes from a file: a tenth of it, a quarter of a million lines, is read in full', () => {
    const lines = ['entry,judge,criterion,points'];
    judgedEntries(10_000).forEach(({ entry, sheets }) =>
      sheets.forEach((sheet, judge) =>
        sheet.forEach((points, column) => lines.push(`${entry},J${judge},${CODES[column]},${(points ?? 0) / 100}`)),
      ),
    );
    const scores = Buffer.from(lines.join('\n'));
    const file = {
      criteria: CODES.map((code) => ({ code, max: 20 })),
      prizes: [{ tier: 'first', quantity: 3, amount: 5 }],
    };
    const told = tallyFiles({ scores, rules: Buffer.from(JSON.stringify(file)) });
    expect('report' in told && told.report.ranking.length).toBe(10_000);
  });
});
