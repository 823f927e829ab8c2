import { describe, expect, it } from '@jest/globals';
import { readRulesFile } from '../../../src/judging/rules-file.js';
import { readScoresFile } from '../../../src/judging/scores-file.js';
import { combineRounds, type CountedRound } from '../../../src/judging/result/combined.tally.js';
import type { EntryPlace, RoundTally } from '../../../src/judging/results.facts.js';
import type { Aggregate, ScoredEntry } from '../../../src/judging/scoring-rules.js';
import { rankEntries } from '../../../src/judging/tally.js';
import { writeRulesFile, writeScoresFile } from '../../../src/judging/tally-files.js';
import { rational, type Rational } from '../../../src/kernel/rational.js';

const place = (number: string): EntryPlace => ({
  entryId: number as never,
  number,
  villageName: number,
  communeId: 'c' as never,
  communeName: 'Xã',
  districtId: null,
  districtName: null,
});

/** A closed round of two criteria A and B of weight 1; each entry with its judges' points, in points. */
function round(
  { number, name, weight }: { number: number; name: string; weight: Rational },
  scored: Record<string, Record<string, [number, number]>>,
  { aggregate = { method: 'mean' } as Aggregate, unranked = [] as string[] } = {},
): CountedRound {
  const entries = Object.entries(scored).map(([entry, sheets]): ScoredEntry => ({
    entry,
    judges: Object.keys(sheets),
    sheets: Object.values(sheets).map((points) => points.map((one) => one * 100)),
  }));
  const rules = {
    scoring: {
      criteria: ['A', 'B'].map((code) => ({ code, maxHundredths: 6000, weight: rational(1) })),
      aggregate,
      rounding: { decimals: 2, mode: 'half-up' as const },
      rankOn: 'rounded' as const,
      tieBreak: ['B'],
    },
    prizes: [],
    atBoundary: 'decide' as const,
  };
  const tally: RoundTally = {
    input: { entries, rules },
    ranking: rankEntries(entries, rules.scoring),
    places: new Map([...entries.map(({ entry }) => entry), ...unranked].map((one) => [one, place(one)])),
    uncounted: new Map(),
    unranked: unranked.map((one) => ({ ...place(one), judges: [], sheets: [], signed: 0 })),
  };
  return { number, name, weight, tally, criteria: [] };
}

const told = ({ ranking }: RoundTally): string[] =>
  ranking.map(({ entry, rank, score }) => `${rank} ${entry} ${score}`);

describe('Rounds with weights make one result', () => {
  const dossier = round(
    { number: 1, name: 'Hồ sơ', weight: rational(4, 10) },
    {
      E1: { GK1: [50, 40], GK2: [50, 30] },
      E2: { GK1: [40, 40], GK2: [40, 30] },
      E3: { GK1: [10, 10], GK2: [10, 10] },
    },
  );
  const live = round(
    { number: 2, name: 'Thi trực tiếp', weight: rational(6, 10) },
    { E1: { GK2: [30, 40], GK3: [30, 30] }, E2: { GK2: [40, 40], GK3: [40, 50] } },
  );

  it('Σ weight × value, exact, of the entries of the last round', () => {
    // E1: 0,4 × 85 + 0,6 × 65 = 73; E2: 0,4 × 75 + 0,6 × 85 = 81. E3 did not go on: it is not in this ranking
    expect(told(combineRounds([dossier, live], live))).toEqual(['1 E2 81.00', '2 E1 73.00']);
  });

  it('as files that the recount reads: criteria and judges by round', () => {
    const { input, ranking } = combineRounds([dossier, live], live);
    expect(input.entries[0]).toEqual({
      entry: 'E1',
      judges: ['1.GK1', '1.GK2', '2.GK2', '2.GK3'],
      sheets: [
        [5000, 4000, null, null],
        [5000, 3000, null, null],
        [null, null, 3000, 4000],
        [null, null, 3000, 3000],
      ],
    });
    const rules = readRulesFile(Buffer.from(writeRulesFile(input.rules)));
    if (!('rules' in rules)) throw new Error(JSON.stringify(rules));
    const { scoring } = rules.rules;
    const scores = readScoresFile(Buffer.from(writeScoresFile(input.entries, scoring.criteria)), scoring);
    if (!('entries' in scores)) throw new Error(JSON.stringify(scores));
    expect(rankEntries(scores.entries, scoring)).toEqual(ranking);
  });

  it('equals are told apart by the criteria of the last round, not of the first', () => {
    const even = round(
      { number: 2, name: 'Thi', weight: rational(1) },
      { E1: { GK2: [30, 40] }, E2: { GK2: [40, 30] } },
    );
    const first = round(
      { number: 1, name: 'Hồ sơ', weight: rational(1) },
      { E1: { GK1: [50, 10] }, E2: { GK1: [10, 50] } },
    );
    // 130 each; B of round 2: E1 40, E2 30
    const { ranking } = combineRounds([first, even], even);
    expect(ranking.map(({ entry, rank, tieBreak }) => [entry, rank, tieBreak])).toEqual([
      ['E1', 1, ['criterion:2.B']],
      ['E2', 2, ['criterion:2.B']],
    ]);
  });

  it('an entry without a rank in a round that counts has none in the end, and says so', () => {
    const without = round(
      { number: 1, name: 'Hồ sơ', weight: rational(1) },
      { E2: { GK1: [40, 40] } },
      { unranked: ['E1'] },
    );
    const combined = combineRounds([without, live], live);
    expect(told(combined)).toEqual(['1 E2 131.00']); // 80 + 0,6 × 85
    expect(combined.unranked.map(({ number, judges }) => [number, judges])).toEqual([['E1', ['2.GK2', '2.GK3']]]);
  });

  it('each round keeps the contest’s method: the middle total in both', () => {
    const median = { aggregate: { method: 'median' } as Aggregate };
    const first = round(
      { number: 1, name: 'Hồ sơ', weight: rational(1) },
      { E1: { GK1: [10, 0], GK2: [20, 0], GK3: [60, 0] } },
      median,
    );
    const last = round(
      { number: 2, name: 'Thi', weight: rational(2) },
      { E1: { GK1: [1, 0], GK2: [2, 0], GK3: [9, 0] } },
      median,
    );
    expect(told(combineRounds([first, last], last))).toEqual(['1 E1 24.00']); // 20 + 2 × 2
  });

  it('places cannot be added up', () => {
    const borda = { aggregate: { method: 'borda', incomplete: 'normalise' } as Aggregate };
    const last = round({ number: 2, name: 'Thi', weight: rational(1) }, { E1: { GK1: [1, 1] } }, borda);
    expect(() => combineRounds([last], last)).toThrow('rounds-method');
  });
});
