import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Aggregate, ScoredEntry, ScoringRules } from '../../../src/judging/scoring-rules.js';
import { rankEntries } from '../../../src/judging/tally.js';
import { workingsOf } from '../../../src/judging/workings.js';
import { toWorkedSteps } from '../../../src/judging/workings.view.js';
import {
  compareRationals,
  divide,
  multiply,
  ONE,
  parseRational,
  rational,
  rationalText,
  sumOf,
} from '../../../src/kernel/rational.js';

const RULES: ScoringRules = {
  criteria: [
    { code: 'A', maxHundredths: 4000, weight: ONE },
    { code: 'B', maxHundredths: 6000, weight: ONE },
  ],
  aggregate: { method: 'mean' },
  rounding: { decimals: 2, mode: 'half-up' },
  rankOn: 'rounded',
  tieBreak: ['B', 'A'],
};
const judged = (entry: string, ...sheets: [a: number, b: number][]): ScoredEntry => ({
  entry,
  judges: sheets.map((_, index) => `GK${index + 1}`),
  sheets: sheets.map(([a, b]) => [Math.round(a * 100), Math.round(b * 100)]),
});
const ENTRIES = [
  judged('H1', [40, 55], [30, 60], [35, 50], [38, 52], [20, 40]),
  judged('H2', [35, 55], [30, 60], [39, 51], [32, 52], [30, 58]),
  judged('H3', [38, 50], [32, 58], [30, 60], [36, 54], [30, 54]),
  judged('H4', [10, 20], [10, 21], [10, 22], [10, 23], [10, 24]),
];
const stepsOf = (entry: string, changes: Partial<ScoringRules>, marks = true) => {
  const scoring = { ...RULES, ...changes };
  const workings = workingsOf({ entries: ENTRIES, scoring, ranking: rankEntries(ENTRIES, scoring) })(entry);
  return toWorkedSteps(workings, { marks, nameOf: (other) => other });
};
const textOf = (steps: ReturnType<typeof toWorkedSteps>): string =>
  steps
    .flatMap(({ heading, lines, table }) => [
      heading,
      ...lines,
      ...(table?.rows ?? []).map(({ head, cells }) => [head, ...cells.map((cell) => cell.text)].join(' | ')),
    ])
    .join('\n');

describe('The steps of a rank', () => {
  it('go from sheets over dropped totals, sum, division and rounding to the place', () => {
    expect(textOf(stepsOf('H1', { aggregate: { method: 'trimmed-mean', drop: 1 } }))).toBe(
      [
        'Bước 1. Cộng điểm từng phiếu',
        'Tổng điểm một phiếu = A + B.',
        'GK1 | 40 | 55 | 95',
        'GK2 | 30 | 60 | 90',
        'GK3 | 35 | 50 | 85',
        'GK4 | 38 | 52 | 90',
        'GK5 | 20 | 40 | 60',
        'Bước 2. Tính điểm của hồ sơ',
        'Bỏ ra: GK1 (95), GK5 (60).',
        'Cộng 3 tổng điểm còn lại: 90 + 85 + 90 = 265. Chia cho 3: 265 : 3 = 88,333333….',
        'Bước 3. Làm tròn',
        '88,333333… làm tròn đến 2 chữ số thập phân (từ 5 trở lên thì làm tròn lên): 88,33.',
        'Bước 4. Xếp hạng',
        'Xếp theo điểm đã làm tròn, cao trước thấp sau.',
        'Trong 4 hồ sơ được xếp hạng, 2 hồ sơ có điểm cao hơn 88,33. Không hồ sơ nào khác cùng điểm, nên hồ sơ này xếp hạng 3.',
      ].join('\n'),
    );
  });

  it('show everybody of the same value beside each other, with the means that told them apart', () => {
    // H2: 90 90 90 84 88 = 442; H3: 88 90 90 90 84 = 442. B: 276/5 = 55,2 and the same of H3; A: 33,2 and 33,2: they share the rank.
    expect(textOf(stepsOf('H3', {}).slice(-2))).toBe(
      [
        'Bước 4. Xếp hạng',
        'Xếp theo điểm đã làm tròn, cao trước thấp sau.',
        'Trong 4 hồ sơ được xếp hạng, không hồ sơ nào có điểm cao hơn 88,40. 2 hồ sơ cùng điểm này (kể cả hồ sơ này), xem bước sau.',
        'Bước 5. Xét các hồ sơ cùng điểm',
        'Xét lần lượt điểm trung bình của tiêu chí B, rồi A: cao hơn xếp trên.',
        'Tiêu chí B của hồ sơ này: (50 + 58 + 60 + 54 + 54) : 5 = 55,2.',
        'Tiêu chí A của hồ sơ này: (38 + 32 + 30 + 36 + 30) : 5 = 33,2.',
        'Không hồ sơ nào có điểm cao hơn nhóm này, nên nhóm bắt đầu từ hạng 1. 2 hồ sơ vẫn bằng nhau, cùng hạng 1.',
        'H2 | 55,2 | 33,2 | 1',
        'H3 (hồ sơ này) | 55,2 | 33,2 | 1',
      ].join('\n'),
    );
  });

  it('without marks name the criteria that were asked, and not what they came to', () => {
    const text = textOf(stepsOf('H3', {}, false).slice(-1));
    expect(text).toContain('Xét lần lượt điểm trung bình của tiêu chí B, rồi A: cao hơn xếp trên.');
    expect(text).toContain('H2 | 1\nH3 (hồ sơ này) | 1');
    expect(text).not.toMatch(/55,2|33,2/);
  });

  it('of parts give each part its own total, and points nobody asked a dash', () => {
    const part = (name: string, criteria: string[], judges: string[]) => ({
      name,
      weight: rational(1, 2),
      criteria,
      judges,
      aggregate: { method: 'mean' as const },
    });
    const parts = [part('Hồ sơ', ['A'], ['GK1', 'GK2']), part('Sân khấu', ['B'], ['GK3'])];
    const entries = [
      {
        entry: 'H1',
        judges: ['GK1', 'GK2', 'GK3'],
        sheets: [
          [4000, null],
          [3000, null],
          [null, 5000],
        ],
      },
    ];
    const scoring: ScoringRules = { ...RULES, aggregate: { method: 'weighted', parts } };
    const workings = workingsOf({ entries, scoring, ranking: rankEntries(entries, scoring) })('H1');
    expect(textOf(toWorkedSteps(workings, { marks: true, nameOf: (other) => other }).slice(0, 2))).toBe(
      [
        'Bước 1. Cộng điểm từng phiếu',
        'Phần “Hồ sơ”: tổng điểm một phiếu = A.',
        'Phần “Sân khấu”: tổng điểm một phiếu = B.',
        'GK1 | 40 | –',
        'GK2 | 30 | –',
        'GK3 | – | 50',
        'Bước 2. Tính điểm của hồ sơ',
        'Phần “Hồ sơ” (tiêu chí A): cộng 2 tổng điểm: 40 + 30 = 70. Chia cho 2: 70 : 2 = 35.',
        'Phần “Sân khấu” (tiêu chí B): cộng 1 tổng điểm: 50 = 50. Chia cho 1: 50 : 1 = 50.',
        'Nhân hệ số rồi cộng các phần: 0,5 × 35 + 0,5 × 50 = 42,5.',
      ].join('\n'),
    );
  });

  it.each([
    ['mean', { method: 'mean' }, 'Tổng điểm của 5 phiếu là 420; 420 : 5 = 84.'],
    [
      'trimmed-mean',
      { method: 'trimmed-mean', drop: 1 },
      'Tổng điểm của 3 trong 5 phiếu là 265; 265 : 3 = 88,333333….',
    ],
    ['median', { method: 'median' }, 'Điểm đứng giữa của 5 phiếu là 90.'],
    ['median-majority', { method: 'median-majority' }, 'Điểm đứng giữa của 5 phiếu là 90.'],
  ] as const)('without marks tell of %s only what comes of all sheets together', (_name, aggregate, line) => {
    const text = textOf(stepsOf('H1', { aggregate: aggregate as Aggregate }, false));
    expect(text).toContain(line);
    expect(text).not.toMatch(/GK\d|95|\b60\b/);
  });

  it.each([
    ['median', { method: 'median' }, 'Xếp các tổng điểm từ thấp lên cao: 60; 85; 90; 90; 95. Điểm đứng giữa là 90.'],
    [
      'median-majority',
      { method: 'median-majority' },
      'Xếp các tổng điểm từ thấp lên cao: 60; 85; 90; 90; 95. Điểm đứng giữa là 90.',
    ],
    // GK1: H1 95 over H2 90, H3 88, H4; GK2: three equal 90; GK3: 85 above H4 alone; GK4: beside H3; GK5 above H4 alone
    [
      'borda',
      { method: 'borda', incomplete: 'refuse' },
      'Cộng điểm thứ hạng của 5 giám khảo: 3 + 2 + 1 + 2,5 + 1 = 9,5.',
    ],
    [
      'weighted',
      {
        method: 'weighted',
        parts: [
          {
            name: 'Chuyên môn',
            weight: rational(7, 10),
            criteria: null,
            judges: ['GK1', 'GK2'],
            aggregate: { method: 'mean' },
          },
          {
            name: 'Đại biểu',
            weight: rational(3, 10),
            criteria: ['B'],
            judges: ['GK3', 'GK4', 'GK5'],
            aggregate: { method: 'mean' },
          },
        ],
      },
      'Nhân hệ số rồi cộng các phần: 0,7 × 92,5 + 0,3 × 47,333333… = 78,95.',
    ],
  ] as const)('say how %s makes its value', (_name, aggregate, line) => {
    expect(textOf(stepsOf('H1', { aggregate: aggregate as Aggregate }))).toContain(line);
  });
});

describe('The workings agree with the tally', () => {
  const aggregates: Aggregate[] = [
    { method: 'mean' },
    { method: 'trimmed-mean', drop: 1 },
    { method: 'median' },
    { method: 'median-majority' },
    { method: 'borda', incomplete: 'normalise' },
    {
      method: 'weighted',
      parts: [
        {
          name: '1',
          weight: rational(2, 5),
          criteria: null,
          judges: ['GK1', 'GK2', 'GK3'],
          aggregate: { method: 'trimmed-mean', drop: 1 },
        },
        { name: '2', weight: rational(3, 5), criteria: null, judges: ['GK4'], aggregate: { method: 'mean' } },
      ],
    },
  ];
  const points = fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 3 }));
  const contest = fc.array(fc.array(points, { minLength: 4, maxLength: 4 }), { minLength: 1, maxLength: 9 });

  it('in value, rank, equals and steps of every entry, whatever the method', () => {
    fc.assert(
      fc.property(
        contest,
        fc.constantFrom(...aggregates),
        fc.constantFrom('rounded', 'exact'),
        (sheets, aggregate, rankOn) => {
          const scoring: ScoringRules = {
            ...RULES,
            aggregate,
            rankOn: rankOn as 'exact',
            rounding: { decimals: 1, mode: 'half-up' },
          };
          const entries = sheets.map((marks, e) => judged(`H${e}`, ...marks));
          const ranking = rankEntries(entries, scoring);
          const answer = workingsOf({ entries, scoring, ranking });
          for (const one of ranking) {
            const told = answer(one.entry);
            expect([told.exact, told.score, told.rank]).toEqual([one.exact, one.score, one.rank]);
            const exactly = (text: string) => parseRational(text)!;
            // The value again, from what is shown.
            const values = told.groups.map(({ totals, value, weight }) => {
              const counted = totals.filter((total) => total.counted).map(({ total }) => exactly(total));
              expect(rationalText(divide(sumOf(counted), rational(counted.length)))).toBe(value);
              return multiply(exactly(value), exactly(weight ?? '1'));
            });
            if (values.length > 0) expect(rationalText(sumOf(values))).toBe(one.exact);
            // The rank again: all that are higher, then those equal that the steps put before it.
            const own = told.equal.find(({ entry }) => entry === one.entry)!;
            const ahead = told.equal.filter((other) => {
              const at = other.means.findIndex(
                (mean, i) => compareRationals(exactly(mean), exactly(own.means[i]!)) !== 0,
              );
              const medians = other.medians.findIndex((median, i) => median !== own.medians[i]);
              if (medians !== -1)
                return compareRationals(exactly(other.medians[medians]!), exactly(own.medians[medians]!)) > 0;
              return at !== -1 && compareRationals(exactly(other.means[at]!), exactly(own.means[at]!)) > 0;
            });
            expect(told.higher + ahead.length + 1).toBe(one.rank);
            expect(told.steps.slice(0, one.tieBreak.length).map((code) => `criterion:${code}`)).toEqual(one.tieBreak);
            expect(JSON.parse(JSON.stringify(told))).toEqual(told);
          }
        },
      ),
      { numRuns: 400 },
    );
  });
});
