import { describe, expect, it } from '@jest/globals';
import { adjustmentSheet, scoreSheet } from '../../../src/awards/score.sheets.js';
import type { AdjustmentFacts } from '../../../src/judging/adjustment/adjustment.facts.js';
import type { ClosedRound } from '../../../src/judging/result/closed.rounds.js';
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

const JUDGES = new Map([
  ['GK1', 'Lò Văn Một'],
  ['GK2', 'Vàng Thị Hai'],
]);
const closed = (own: Partial<ClosedRound> = {}): ClosedRound => ({
  number: 1,
  name: 'Sơ khảo',
  weight: '1',
  tally: round(),
  criteria: CRITERIA,
  judges: JUDGES,
  adjustments: new Map(),
  ...own,
});
const shown = (rounds: ClosedRound[], tally = round()): unknown[][] => {
  const { columns, rows } = scoreSheet({ title: '', lines: [] }, { tally, rounds });
  return [...(rows as Iterable<never>)].map((row) => columns.map(({ value }) => value(row)));
};
const late = { number: 'E2', kind: 'late', hundredths: -50, reason: 'Nộp muộn một ngày' } as AdjustmentFacts;

describe('The score matrix that is taken out', () => {
  it('has every judge by name, each total, and every entry: one without a rank says why', () => {
    // Totals are 1,5 × A + B: 20, 26,75 and 29,75; the value of E2 is (26,75 + 29,75) / 2 = 28,25.
    const tooFew = 'Không xếp hạng: chỉ có 1 phiếu chốt';
    const two = ['E2', 'Bản E2', 'Xã X'];
    expect(shown([closed()])).toEqual([
      ['E1', 'Bản E1', 'Xã X', 'GK2', 'Vàng Thị Hai', 1000, 500, '20', null, null, null, tooFew],
      [...two, 'GK1', 'Lò Văn Một', 1250, 800, '26.75', null, '28.25', 1, null],
      [...two, 'GK2', 'Vàng Thị Hai', 1500, 725, '29.75', null, '28.25', 1, null],
      ['E3', 'Bản E3', 'Xã X', null, null, null, null, null, null, null, null, 'Không xếp hạng: không có phiếu chốt'],
    ]);
  });

  it('says what was given or taken beside each sheet, and has a table of it', () => {
    const bonus = { ...late, kind: 'bonus', hundredths: 125, reason: 'Sáng kiến mới.' } as AdjustmentFacts;
    const adjusted = closed({ adjustments: new Map([['E2', [late, bonus]]]) });
    const [, first] = shown([adjusted]);
    expect(first?.slice(8)).toEqual(['0.75', '28.25', 1, '−0,5 điểm: Nộp muộn một ngày. +1,25 điểm: Sáng kiến mới.']);
    const { columns, rows } = adjustmentSheet({ title: '', lines: [] }, [adjusted]);
    const [kind, points, reason] = columns.slice(3, 6);
    expect([...(rows as Iterable<never>)].map((row) => [kind, points, reason].map((one) => one?.value(row)))).toEqual([
      ['Nộp muộn', '-0.50', 'Nộp muộn một ngày'],
      ['Điểm thưởng', '1.25', 'Sáng kiến mới.'],
    ]);
  });

  it('has a sheet that the rule about gaps left out, and says so', () => {
    const tally = round();
    const left = { judge: 'GK3', sheet: [500, 100], by: 'head' as const, reason: 'Biên bản số 3' };
    const rows = shown([closed({ tally: { ...tally, uncounted: new Map([['E2', [left]]]) } })]);
    // 1,5 × 5 + 1 = 8,5
    expect(rows[3]?.slice(3)).toEqual([
      ...['GK3', null, 500, 100, '8.5', null, '28.25', 1],
      'Không tính GK3: trưởng ban quyết định (Biên bản số 3).',
    ]);
  });

  it('has every round on criteria of its own, one of weight 0 too, with its own score before the contest’s', () => {
    const final = closed({ number: 2, name: 'Chung khảo', criteria: CRITERIA.slice(0, 1) });
    const { columns } = scoreSheet(
      { title: '', lines: [] },
      { tally: round(), rounds: [closed({ weight: '0' }), final] },
    );
    expect(columns.map(({ header }) => header).slice(6, 9)).toEqual([
      '1.A. Nội dung',
      '1.B. Hình thức',
      '2.A. Nội dung',
    ]);
    const rows = shown([closed({ weight: '0' }), final]);
    expect(rows).toHaveLength(8);
    const two = ['E2', 'Bản E2', 'Xã X'];
    const chosen = 'Vòng có hệ số 0, không tính vào kết quả';
    expect(rows[1]).toEqual([
      ...[...two, '1. Sơ khảo', 'GK1', 'Lò Văn Một', 1250, 800, null, '26.75', null],
      ...['28.25', 1, '28.25', 1, chosen],
    ]);
    expect(rows[5]?.slice(0, 9)).toEqual([...two, '2. Chung khảo', 'GK1', 'Lò Văn Một', null, null, 1250]);
  });
});
