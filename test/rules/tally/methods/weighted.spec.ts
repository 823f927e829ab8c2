import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readRulesFile } from '../../../../src/judging/rules-file.js';
import { writeRulesFile } from '../../../../src/judging/tally-files.js';
import { weightedSum } from '../../../../src/judging/methods/weighted-parts.js';
import { parseRational, rational, rationalText } from '../../../../src/kernel/rational.js';
import { faultsOf, type Row, standing, tallyOf } from './files.js';

const CRITERIA = [
  { code: 'A', max: 40 },
  { code: 'B', max: 60 },
  { code: 'C', max: 100 },
];

/** The dossier is judged by five, its highest and lowest total left out; the stage by three others. */
const AGGREGATE = {
  method: 'weighted',
  parts: [
    {
      name: 'Hồ sơ',
      weight: 0.4,
      criteria: ['A', 'B'],
      judges: ['X1', 'X2', 'X3', 'X4', 'X5'],
      method: 'trimmed-mean',
      drop: 1,
    },
    { name: 'Sân khấu', weight: 0.6, criteria: ['C'], judges: ['S1', 'S2', 'S3'] },
  ],
};

const sheet = (entry: string, judge: string, marks: Record<string, number>): Row[] =>
  Object.entries(marks).map(([criterion, points]) => ({ entry, judge, criterion, points }));

const dossierAndStage = (entry: string, dossier: [number, number][], stage: number[]): Row[] => [
  ...dossier.flatMap(([A, B], index) => sheet(entry, `X${index + 1}`, { A, B })),
  ...stage.flatMap((C, index) => sheet(entry, `S${index + 1}`, { C })),
];

describe('A value of weighted parts', () => {
  it('is Σ weight × value of a part, each part by its own judges, criteria and method', () => {
    const rows = dossierAndStage(
      'E1',
      [
        [40, 60],
        [30, 50],
        [30, 40],
        [20, 30],
        [10, 10],
      ],
      [70, 80, 95],
    );
    // Dossier: 100, 80, 70, 50, 20; without 100 and 20 the mean is 200/3. Stage: 245/3. 0.4 × 200/3 + 0.6 × 245/3 = 227/3.
    expect(tallyOf(rows, { criteria: CRITERIA, aggregate: AGGREGATE }).ranking).toEqual([
      {
        entry: 'E1',
        rank: 1,
        score: '75.67',
        exact: '227/3',
        judges: 8,
        tieBreak: [],
        evidence: {
          parts: [
            { name: 'Hồ sơ', exact: '200/3', judges: 5, dropped: 2 },
            { name: 'Sân khấu', exact: '245/3', judges: 3, dropped: 0 },
          ],
        },
      },
    ]);
  });

  it('takes weights as factors, as those of criteria: hệ số 1 and hệ số 2 are added up, not averaged', () => {
    const rows = [...sheet('E1', 'J1', { A: 10, B: 20 }), ...sheet('E1', 'J2', { A: 20, B: 30 })];
    const parts = [
      { weight: 1, criteria: ['A'] },
      { weight: 2, criteria: ['B'] },
    ];
    // 1 × 15 + 2 × 25
    expect(
      standing(tallyOf(rows, { criteria: CRITERIA.slice(0, 2), aggregate: { method: 'weighted', parts } })),
    ).toEqual(['1 E1 65']);
  });

  it('counts experts and others apart, whatever their numbers', () => {
    const rows = [
      ...sheet('E1', 'expert', { C: 90 }),
      ...sheet('E1', 'v1', { C: 50 }),
      ...sheet('E1', 'v2', { C: 60 }),
      ...sheet('E1', 'v3', { C: 70 }),
    ];
    const parts = [
      { weight: 0.7, judges: ['expert'] },
      { weight: 0.3, judges: ['v1', 'v2', 'v3', 'v4'], method: 'median' },
    ];
    // 0.7 × 90 + 0.3 × 60
    expect(standing(tallyOf(rows, { criteria: CRITERIA.slice(2), aggregate: { method: 'weighted', parts } }))).toEqual([
      '1 E1 81',
    ]);
  });

  it('breaks ties by the mean of a criterion over those who were asked for it', () => {
    const rows = [
      ...dossierAndStage('E1', Array(5).fill([30, 40]) as [number, number][], [70, 70, 70]),
      ...dossierAndStage('E2', Array(5).fill([40, 30]) as [number, number][], [70, 70, 70]),
    ];
    const { ranking } = tallyOf(rows, {
      criteria: CRITERIA,
      aggregate: AGGREGATE,
      tieBreak: ['criterion:C', 'criterion:A'],
    });
    expect(ranking.map(({ rank, entry, tieBreak }) => [rank, entry, tieBreak])).toEqual([
      [1, 'E2', ['criterion:C', 'criterion:A']],
      [2, 'E1', ['criterion:C', 'criterion:A']],
    ]);
  });

  it.each([
    ['a part without a judge', AGGREGATE, 'entry E1 has 0 judges in part “Sân khấu”, which needs at least 1'],
    [
      'points that no part counts',
      { method: 'weighted', parts: [{ weight: 1, judges: ['X1', 'X2', 'X3', 'X4'] }] },
      'no part of the rules asks judge X5 for criterion A',
    ],
    [
      'points that two parts count',
      { method: 'weighted', parts: [{ weight: 1 }, { weight: 1, judges: ['X1'] }] },
      'the parts “1” and “2” ask the same judges for the same criteria: points would count twice',
    ],
    [
      'a criterion in no part',
      { method: 'weighted', parts: [{ weight: 1, criteria: ['A', 'B'] }] },
      'criterion C is in no part',
    ],
    [
      'an unknown criterion',
      { method: 'weighted', parts: [{ weight: 1, criteria: ['A', 'B', 'C', 'D'] }] },
      'a part names the unknown criterion D',
    ],
    ['no parts', { method: 'weighted' }, '“aggregate”: “parts” is missing'],
    ['a part without a weight', { method: 'weighted', parts: [{}] }, 'a part: “weight” is missing'],
    ['parts beside another method', { method: 'mean', parts: [] }, '“parts” works with the method “weighted” only'],
    [
      'a drop that nothing drops by',
      { method: 'weighted', parts: [{ weight: 1, drop: 1 }] },
      '“drop” works with the method “trimmed-mean” only',
    ],
  ])('is refused for %s', (_what, aggregate, message) => {
    const rows = dossierAndStage('E1', Array(5).fill([30, 40]) as [number, number][], []);
    expect(faultsOf(rows, { criteria: CRITERIA, aggregate })).toContain(message);
  });

  it('wants of a judge every criterion that a part asks for', () => {
    const rows = dossierAndStage('E1', Array(5).fill([30, 40]) as [number, number][], [70]).slice(1);
    expect(faultsOf(rows, { criteria: CRITERIA, aggregate: AGGREGATE })).toEqual(
      [
        'the sheet of judge X1 for entry E1 lacks criterion A',
        'entry E1 has 4 judges in part “Hồ sơ”, which needs at least 3',
      ].slice(0, 1),
    );
  });

  it('is written out as it was read', () => {
    const file = { criteria: CRITERIA, aggregate: AGGREGATE, prizes: [] };
    const read = readRulesFile(Buffer.from(JSON.stringify(file)));
    if ('faults' in read) throw new Error(JSON.stringify(read.faults));
    expect(readRulesFile(Buffer.from(writeRulesFile(read.rules)))).toEqual(read);
    expect(JSON.parse(writeRulesFile(read.rules))).toMatchObject({
      aggregate: {
        parts: [AGGREGATE.parts[0], { ...AGGREGATE.parts[1], method: 'mean' }],
      },
    });
  });
});

describe('The sum of weighted parts', () => {
  const part = fc.record({ weight: fc.integer({ min: 0, max: 100 }), value: fc.integer({ min: 0, max: 10_000 }) });

  it('is what whole numbers say, in any order, and of no parts 0', () => {
    fc.assert(
      fc.property(fc.array(part, { maxLength: 6 }), (parts) => {
        const exact = parts.map(({ weight, value }) => ({
          weight: rational(weight, 100),
          value: rational(value, 100),
        }));
        const wanted = parts.reduce((sum, { weight, value }) => sum + weight * value, 0);
        expect(rationalText(weightedSum(exact))).toBe(rationalText(parseRational(`${wanted}/10000`)!));
        expect(weightedSum(exact.reverse())).toEqual(weightedSum(exact));
      }),
    );
  });
});

describe('Weighted parts, on random contests', () => {
  const marks = fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 4 * 5 * 2, maxLength: 4 * 5 * 2 });
  const rules = (first: number, second: number, drop: number) => ({
    criteria: [
      { code: 'A', max: 10, weight: 1 },
      { code: 'B', max: 10, weight: 0.5 },
    ],
    aggregate: {
      method: 'weighted',
      parts: [
        { weight: first, judges: ['J0', 'J1', 'J2'], method: 'trimmed-mean', drop },
        { weight: second, judges: ['J3', 'J4'], method: 'median' },
      ],
    },
  });
  const rowsFrom = (given: number[]): Row[] =>
    given.map((mark, index) => ({
      entry: `E${Math.floor(index / 10)}`,
      judge: `J${Math.floor(index / 2) % 5}`,
      criterion: 'AB'[index % 2]!,
      points: mark / 4,
    }));

  it('agree to 1e-9 with the same in plain numbers, written apart', () => {
    fc.assert(
      fc.property(
        marks,
        fc.constantFrom(0, 0.4, 1, 2.5),
        fc.constantFrom(0.6, 1, 3),
        fc.constantFrom(0, 1),
        (given, first, second, drop) => {
          const { ranking } = tallyOf(rowsFrom(given), rules(first, second, drop));
          for (const { entry, exact } of ranking) {
            const at = Number(entry.slice(1)) * 10;
            const totals = [0, 1, 2, 3, 4].map((j) => given[at + 2 * j]! / 4 + given[at + 2 * j + 1]! / 8);
            const panel = totals
              .slice(0, 3)
              .sort((a, b) => a - b)
              .slice(drop, 3 - drop);
            const wanted =
              (first * panel.reduce((sum, each) => sum + each, 0)) / panel.length +
              (second * (totals[3]! + totals[4]!)) / 2;
            const [n, d = '1'] = exact.split('/');
            expect(Number(n) / Number(d)).toBeCloseTo(wanted, 9);
          }
        },
      ),
    );
  });

  it('an entry that gets a higher mark from one judge never sinks', () => {
    fc.assert(
      fc.property(marks, fc.nat(39), (given, at) => {
        const rankOf = (now: number[]): number =>
          tallyOf(rowsFrom(now), rules(0.4, 0.6, 1)).ranking.find(({ entry }) => entry === `E${Math.floor(at / 10)}`)!
            .rank;
        const raised = given.map((mark, index) => (index === at ? 40 : mark));
        expect(rankOf(raised)).toBeLessThanOrEqual(rankOf(given));
      }),
    );
  });
});
