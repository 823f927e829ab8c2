import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { seededRandom } from '../../../../src/judging/agreement/seeded-random.js';
import { drawSheets, expectedSheets, sheetBounds } from '../../../../src/judging/crosscheck/crosscheck.draw.js';
import type { Aggregate, ScoredEntry, ScoringRules } from '../../../../src/judging/scoring-rules.js';
import { rankEntries } from '../../../../src/judging/tally.js';
import { rational } from '../../../../src/kernel/rational.js';

const rulesOf = (aggregate: Aggregate): ScoringRules => ({
  criteria: [{ code: 'A', maxHundredths: 10_000, weight: rational(1) }],
  aggregate,
  rounding: { decimals: 2, mode: 'half-up' },
  rankOn: 'rounded',
  tieBreak: [],
});
const MEAN = rulesOf({ method: 'mean' });

/** Entries E01, E02 … with these totals in points from GK1, GK2 …. */
const contestOf = (totals: readonly (readonly number[])[]): ScoredEntry[] =>
  totals.map((own, index) => ({
    entry: `E${String(index + 1).padStart(2, '0')}`,
    judges: own.map((_, judge) => `GK${judge + 1}`),
    sheets: own.map((points) => [Math.round(points * 100)]),
  }));
const boundsOf = (entries: ScoredEntry[], places: number, scoring = MEAN) =>
  sheetBounds(entries, rankEntries(entries, scoring), { scoring, places });

describe('What a sheet could do to the first place', () => {
  it('is its largest error over the distance to the line, never more than the whole', () => {
    // Values 80, 60 and 20. From 80 it is 20 − 0,01 down to the line, from 60 as far up, from 20 it is 60 − 0,01.
    const bounds = boundsOf(
      contestOf([
        [80, 80],
        [60, 60],
        [20, 20],
      ]),
      1,
    ).map(({ bound }) => bound.toFixed(4));
    // 80 / 2 / 19,99 > 1; 40 / 2 / 19,99 > 1; 80 / 2 / 59,99 = 0,6668
    expect(bounds).toEqual(['1.0000', '1.0000', '1.0000', '1.0000', '0.6668', '0.6668']);
  });

  it('is spread over the totals that are averaged: five, three of five, or the middle one', () => {
    const entries = contestOf([
      [90, 90, 90, 90, 90],
      [0, 0, 0, 0, 0],
    ]);
    const first = (aggregate: Aggregate) => boundsOf(entries, 1, rulesOf(aggregate))[5]?.bound.toFixed(4);
    // 100 / 5 / 89,99, 100 / 3 / 89,99, 100 / 89,99
    expect(first({ method: 'mean' })).toBe('0.2222');
    expect(first({ method: 'trimmed-mean', drop: 1 })).toBe('0.3704');
    expect(first({ method: 'median' })).toBe('1.0000');
    expect(first({ method: 'borda', incomplete: 'normalise' })).toBe('1.0000');
  });

  it('is the whole where two share the value at the line, and nothing can be asked behind the last', () => {
    // Ranks 1, 2, 2, 4: the line behind rank 2 lies 70 − 10 − 0,01 from the last; 90 / 59,99 > 1, 70 − 10 above it.
    const shared = contestOf([[80], [70], [70], [10]]);
    expect(boundsOf(shared, 2).map(({ bound }) => bound)).toEqual([1, 1, 1, 1]);
    expect(() => boundsOf(shared, 4)).toThrow(RangeError);
  });
});

describe('A draw', () => {
  const bounds = boundsOf(contestOf(Array.from({ length: 30 }, (_, index) => [90 - index, 88 - index, 86 - index])), 1);

  it('is found again by anybody who knows the seed, and is another with another', () => {
    const drawn = drawSheets(bounds, { seed: 'XSMB 15/12/2021: 40213', round: 1, riskPercent: 5 });
    const [one] = drawn;
    const hash = createHash('sha256').update(`XSMB 15/12/2021: 40213|1|${one?.entry}|${one?.judge}`).digest('hex');
    expect(one?.ticket).toBe(hash.slice(0, 16));
    expect(drawSheets(bounds, { seed: 'XSMB 15/12/2021: 40213', round: 1, riskPercent: 5 })).toEqual(drawn);
    expect(drawSheets(bounds, { seed: 'XSMB 16/12/2021: 40213', round: 1, riskPercent: 5 })).not.toEqual(drawn);
  });

  it('takes every sheet at a risk of none, and fewer the more risk is taken', () => {
    expect(drawSheets(bounds, { seed: 's', round: 1, riskPercent: 0 })).toHaveLength(bounds.length);
    const [five, ten, twenty] = [5, 10, 20].map((risk) => expectedSheets(bounds, risk)) as [number, number, number];
    expect([bounds.length > five, five > ten, ten > twenty]).toEqual([true, true, true]);
  });
});

describe('A wrong winner by swapped scores (TRUST R31)', () => {
  it('is found in at least 95 % of 2,000 contests at a risk limit of 5 %', () => {
    let found = 0;
    let drawnShare = 0;
    for (let index = 0; index < 2_000; index += 1) {
      const { paper, system } = wrongContest(index);
      const bounds = boundsOf(system, 1);
      const drawn = drawSheets(bounds, { seed: `contest ${index}`, round: 1, riskPercent: 5 });
      drawnShare += drawn.length / bounds.length / 2_000;
      const onPaper = new Map(
        paper.flatMap(({ entry, judges, sheets }) => judges.map((judge, at) => [`${entry} ${judge}`, sheets[at]?.[0]])),
      );
      const given = new Map(
        system.flatMap(({ entry, judges, sheets }) =>
          judges.map((judge, at) => [`${entry} ${judge}`, sheets[at]?.[0]]),
        ),
      );
      if (drawn.some(({ entry, judge }) => onPaper.get(`${entry} ${judge}`) !== given.get(`${entry} ${judge}`)))
        found += 1;
    }
    expect(found).toBeGreaterThanOrEqual(1_900);
    // Not by looking at everything.
    expect(drawnShare).toBeLessThan(0.8);
  });
});

/** What the papers say, and a platform in which scores were swapped, two at a time and as few as it took, until another wins. */
function wrongContest(seed: number): { paper: ScoredEntry[]; system: ScoredEntry[] } {
  const random = seededRandom(seed);
  const judges = 3 + Math.floor(random() * 3);
  const totals = Array.from({ length: 12 + Math.floor(random() * 18) }, () => {
    const quality = 35 + random() * 50;
    return Array.from({ length: judges }, () => Math.min(100, Math.max(0, quality + (random() - 0.5) * 24)));
  });
  const paper = contestOf(totals);
  const winner = winnerOf(totals);
  const swapped = totals.map((own) => [...own]);
  for (let tries = 0; ; tries += 1) {
    const pick = (): [number, number] => [Math.floor(random() * totals.length), Math.floor(random() * judges)];
    const [[a, x], [b, y]] = [pick(), pick()];
    const [one = [], other = []] = [swapped[a], swapped[b]];
    [one[x], other[y]] = [other[y] ?? 0, one[x] ?? 0];
    if (winnerOf(swapped) !== winner) return { paper, system: contestOf(swapped) };
    // A swap that changes no winner is undone at first: few wrong sheets are harder to find than many.
    if (tries < 40) [one[x], other[y]] = [other[y] ?? 0, one[x] ?? 0];
  }
}

/** The place of the highest sum of whole hundredths; the first of equal ones. */
function winnerOf(totals: readonly (readonly number[])[]): number {
  const sums = totals.map((own) => own.reduce((sum, points) => sum + Math.round(points * 100), 0));
  return sums.indexOf(Math.max(...sums));
}
