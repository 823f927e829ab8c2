import { describe, expect, it } from '@jest/globals';
import { tallyFiles } from '../../../src/awards/tally-report.js';
import { readRulesFile } from '../../../src/judging/rules-file.js';
import type { Adjustment, Aggregate, ScoredEntry, ScoringRules } from '../../../src/judging/scoring-rules.js';
import { rankEntries } from '../../../src/judging/tally.js';
import { writeRulesFile, writeScoresFile } from '../../../src/judging/tally-files.js';
import { workingsOf } from '../../../src/judging/workings.js';
import { toWorkedSteps } from '../../../src/judging/workings.view.js';
import { rational } from '../../../src/kernel/rational.js';

const penalty = (entry: string, hundredths: number, part: string | null = null): Adjustment => ({
  entry,
  hundredths,
  part,
  reason: 'Nộp muộn một ngày',
});
const rules = (adjustments: readonly Adjustment[], aggregate: Aggregate = { method: 'mean' }): ScoringRules => ({
  criteria: ['A', 'B'].map((code) => ({ code, maxHundredths: 5000, weight: rational(1) })),
  aggregate,
  rounding: { decimals: 2, mode: 'half-up' },
  rankOn: 'rounded',
  tieBreak: ['B'],
  adjustments,
});
const entry = (name: string, ...sheets: [number, number][]): ScoredEntry => ({
  entry: name,
  judges: sheets.map((_, index) => `GK${index + 1}`),
  sheets: sheets.map((points) => points.map((one) => one * 100)),
});
const told = (entries: readonly ScoredEntry[], scoring: ScoringRules): string[] =>
  rankEntries(entries, scoring).map(({ entry: name, rank, score, exact }) => `${rank} ${name} ${score} ${exact}`);

describe('Penalties and bonuses', () => {
  const three = [entry('E1', [40, 40], [40, 35], [40, 35]), entry('E2', [40, 36]), entry('E3', [1, 0])];

  it('count after the judges’ totals became a value, before it is rounded', () => {
    // E1: 230/3 = 76,666… − 0,5 = 457/6 = 76,1666…; E2: 76
    expect(told(three, rules([penalty('E1', -50)]))).toEqual(['1 E1 76.17 457/6', '2 E2 76.00 76', '3 E3 1.00 1']);
    // and 0,5 more: 75,666…
    expect(told(three, rules([penalty('E1', -50), penalty('E1', -50)]))).toEqual([
      '1 E2 76.00 76',
      '2 E1 75.67 227/3',
      '3 E3 1.00 1',
    ]);
    expect(told(three, rules([penalty('E3', 7600)]))[0]).toBe('1 E3 77.00 77');
  });

  it.each([
    [-99, '3 E3 0.01 1/100'],
    [-100, '3 E3 0.00 0'],
    [-101, '3 E3 0.00 0'],
  ])('never go below 0: 1 point and %i hundredths', (hundredths, expected) => {
    expect(told(three, rules([penalty('E3', hundredths)])).at(-1)).toBe(expected);
  });

  it('make equals, which are told apart as others are', () => {
    const two = [entry('E1', [40, 40]), entry('E2', [36, 43])];
    const [first, second] = rankEntries(two, rules([penalty('E1', -100)]));
    expect([first?.entry, first?.tieBreak, second?.rank]).toEqual(['E2', ['criterion:B'], 2]); // 79 each; B: 43 against 40
  });

  it('of a part count in the part, before its factor', () => {
    const parts = (['A', 'B'] as const).map((code) => ({
      name: code,
      weight: rational(2),
      criteria: [code],
      judges: null,
      aggregate: { method: 'mean' } as const,
    }));
    // 2 × (10 − 0,5) + 2 × max(0; 5 − 6) = 19, and 1 more on the whole
    const scoring = rules([penalty('E1', -50, 'A'), penalty('E1', -600, 'B'), penalty('E1', 100)], {
      method: 'weighted',
      parts,
    });
    expect(told([entry('E1', [10, 5])], scoring)).toEqual(['1 E1 20.00 20']);
  });

  it('without any, a ranking is the very same', () => {
    const { adjustments: _, ...none } = rules([]);
    expect(rankEntries(three, rules([]))).toEqual(rankEntries(three, none));
  });
});

describe('rules.json with adjustments', () => {
  const scoring = rules([penalty('E1', -50), { ...penalty('E2', 125), reason: 'Có sáng kiến' }]);
  const entries = [entry('E1', [40, 40]), entry('E2', [40, 39])];
  const files = (change: (text: string) => string = (text) => text) => ({
    scores: Buffer.from(writeScoresFile(entries, scoring.criteria)),
    rules: Buffer.from(change(writeRulesFile({ scoring, prizes: [], atBoundary: 'decide' }))),
  });

  it('is read back as it was written, and recounted', () => {
    const read = readRulesFile(files().rules);
    expect('rules' in read && read.rules.scoring.adjustments).toEqual(scoring.adjustments);
    const counted = tallyFiles(files());
    expect('report' in counted && counted.report.ranking.map(({ entry: name, score }) => `${name} ${score}`)).toEqual([
      'E2 80.25',
      'E1 79.50',
    ]);
  });

  it.each([
    ['a third decimal', (text: string) => text.replace('-0.5', '-0.505'), 'rules'],
    ['nothing to add', (text: string) => text.replace('-0.5', '0'), 'rules'],
    ['an entry that nobody scored', (text: string) => text.replace('"E1"', '"E9"'), 'scores'],
    [
      'a part that is none',
      (text: string) => text.replace('"points": -0.5', '"points": -0.5, "part": "Hồ sơ"'),
      'rules',
    ],
    ['a method of places', (text: string) => text.replace('"method": "mean"', '"method": "median-majority"'), 'rules'],
  ] as const)('refuses %s', (_what, change, where) => {
    const counted = tallyFiles(files(change));
    expect('faults' in counted && counted.faults[where].length).toBe(1);
  });
});

describe('The workings of a rank with adjustments', () => {
  const linesOf = (entries: readonly ScoredEntry[], scoring: ScoringRules, name: string): string[] =>
    toWorkedSteps(workingsOf({ entries, scoring, ranking: rankEntries(entries, scoring) })(name), {
      marks: true,
      nameOf: (one) => one,
    }).flatMap(({ lines }) => lines);

  it('say what was taken from the value, and why', () => {
    const lines = linesOf([entry('E1', [40, 40], [40, 36])], rules([penalty('E1', -50), penalty('E1', 25)]), 'E1');
    expect(lines).toContain(
      'Cộng, trừ điểm (trừ 0,5 vì: Nộp muộn một ngày; cộng 0,25 vì: Nộp muộn một ngày): 78 − 0,5 + 0,25 = 77,75.',
    );
  });

  it('say it of a part before its factor', () => {
    const parts = (['A', 'B'] as const).map((code) => ({
      name: code,
      weight: rational(2),
      criteria: [code],
      judges: null,
      aggregate: { method: 'mean' } as const,
    }));
    const scoring = rules([penalty('E1', -600, 'B')], { method: 'weighted', parts });
    const lines = linesOf([entry('E1', [10, 5])], scoring, 'E1');
    expect(lines).toContain('Phần “B”, cộng, trừ điểm (trừ 6 vì: Nộp muộn một ngày): 5 − 6 = 0 (không xuống dưới 0).');
    expect(lines).toContain('Nhân hệ số rồi cộng các phần: 2 × 10 + 2 × 0 = 20.');
  });
});
