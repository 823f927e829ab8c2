import { describe, expect, it } from '@jest/globals';
import { scoreSheet } from '../../../src/awards/award.sheets.js';
import type { CriterionFacts } from '../../../src/contests/contest.facts.js';
import type { EntryPlace, RoundTally } from '../../../src/judging/results.facts.js';
import { rankEntries } from '../../../src/judging/tally.js';
import { rational } from '../../../src/kernel/rational.js';

const CRITERIA = [
  { code: 'A', title: 'Nội dung', max: 2000, weight: '1.5' },
  { code: 'B', title: 'Hình thức', max: 1000, weight: '1' },
] as CriterionFacts[];
const place = (number: string): EntryPlace =>
  ({ number, villageName: `Bản ${number}`, communeName: 'Xã X' }) as EntryPlace;

/** E2 has two sheets and a rank; under a rule that drops one at each end E1 with its one sheet and E3 without any have none. */
function round(): RoundTally {
  const rules = {
    criteria: [
      { code: 'A', maxHundredths: 2000, weight: rational(3, 2) },
      { code: 'B', maxHundredths: 1000, weight: rational(1) },
    ],
    aggregate: { method: 'mean' as const },
    rounding: { decimals: 2, mode: 'half-up' as const },
    rankOn: 'rounded' as const,
    tieBreak: [],
  };
  const entries = [
    {
      entry: 'E2',
      judges: ['GK1', 'GK2'],
      sheets: [
        [1250, 800],
        [1500, 725],
      ],
    },
  ];
  return {
    input: { entries, rules: { scoring: rules, prizes: [], atBoundary: 'decide' } },
    ranking: rankEntries(entries, rules),
    places: new Map(['E1', 'E2', 'E3'].map((number) => [number, place(number)])),
    uncounted: new Map(),
    unranked: [
      { ...place('E1'), judges: ['GK2'], sheets: [[1000, 500]], signed: 1 },
      { ...place('E3'), judges: [], sheets: [], signed: 0 },
    ],
  };
}

describe('The score matrix that is taken out', () => {
  it('has every judge by name, each total, and every entry: one without a rank says why', () => {
    const judges = new Map([
      ['GK1', 'Lò Văn Một'],
      ['GK2', 'Vàng Thị Hai'],
    ]);
    const { columns, rows } = scoreSheet({ title: '', lines: [] }, { tally: round(), criteria: CRITERIA, judges });
    const shown = [...(rows as Iterable<never>)].map((row) => columns.map(({ value }) => value(row)));
    // Totals are 1,5 × A + B: 20, 26,75 and 29,75; the value of E2 is (26,75 + 29,75) / 2 = 28,25.
    expect(shown).toEqual([
      [
        'E1',
        'Bản E1',
        'Xã X',
        'GK2',
        'Vàng Thị Hai',
        1000,
        500,
        '20',
        null,
        null,
        'Không xếp hạng: chỉ có 1 phiếu chốt',
      ],
      ['E2', 'Bản E2', 'Xã X', 'GK1', 'Lò Văn Một', 1250, 800, '26.75', '28.25', 1, null],
      ['E2', 'Bản E2', 'Xã X', 'GK2', 'Vàng Thị Hai', 1500, 725, '29.75', '28.25', 1, null],
      ['E3', 'Bản E3', 'Xã X', null, null, null, null, null, null, null, 'Không xếp hạng: không có phiếu chốt'],
    ]);
  });
});
