import { describe, expect, it } from '@jest/globals';
import type { CriterionFacts } from '../../../src/contests/contest.facts.js';
import { isOutsideCode, type OutsideMark, planOutside } from '../../../src/judging/outside/outside.marks.js';
import type { EntryId } from '../../../src/kernel/ids.js';

const criterion = (code: string, max: number, weight = '1'): CriterionFacts =>
  ({ code, max, weight }) as CriterionFacts;
const entries = ['E1', 'E2', 'E3'].map((number) => ({ id: number as EntryId, number }));
const mark = (entry: string, points: Record<string, number>, totalHundredths: string): OutsideMark => ({
  entryId: entry as EntryId,
  points,
  totalHundredths,
});
const VOTES = [criterion('V', 10000, '0.5')];
const FIELD = [criterion('A', 4000), criterion('B', 6000, '2')];
const plan = (lines: string[], criteria: CriterionFacts[] = VOTES, current: OutsideMark[] = []) =>
  planOutside(lines.join('\n'), { entries, numbers: new Set(['E1', 'E2', 'E3', 'E9']), criteria, current });
const told = (lines: string[], criteria?: CriterionFacts[]): string[] =>
  plan(lines, criteria).faults.map(({ line, message }) => `${line}: ${message}`);

describe('A table of points from outside', () => {
  it('needs no criterion where the round has one alone; decimals stand behind a point or a comma', () => {
    const { marks, faults, without } = plan(['entry;points', 'e1;87,5', 'E2;0']);
    expect(faults).toEqual([]);
    // the weight counts in the total: 0.5 × 87.5 = 43.75
    expect(marks).toEqual([mark('E1', { V: 8750 }, '4375'), mark('E2', { V: 0 }, '0')]);
    expect(without).toEqual(['E3']);
  });

  it('names the criterion where there are several; an entry has all of them', () => {
    const { marks, faults } = plan(['entry,criterion,points', 'E1,B,30.25', 'E1,A,40'], FIELD);
    expect(faults).toEqual([]);
    // 40 + 2 × 30.25 = 100.5
    expect(marks).toEqual([mark('E1', { B: 3025, A: 4000 }, '10050')]);
    expect(told(['entry,points', 'E1,40'], FIELD)).toEqual([
      '1: dòng đầu phải ghi đúng tên cột: entry,criterion,points. Đang ghi: entry, points.',
    ]);
  });

  it('tells every fault with its line', () => {
    expect(
      told(
        [
          'entry,criterion,points',
          'E7,A,1',
          'E9,A,1',
          'E1,C,1',
          'E1,A,40.01',
          'E1,B,1',
          'E2,A,-1',
          'E2,A,5',
          'E3,A,1.500',
          'E3,B,x',
        ],
        FIELD,
      ),
    ).toEqual([
      '2: không có hồ sơ nào mang mã E7 trong cuộc thi.',
      '3: hồ sơ E9 không được chấm ở vòng này.',
      '4: vòng này không có tiêu chí C. Các tiêu chí: A, B.',
      '5: điểm 40,01 vượt điểm tối đa 40 của tiêu chí A.',
      '7: Điểm không được nhỏ hơn 0.',
      '7: hồ sơ E2 thiếu điểm tiêu chí B.',
      '8: E2, tiêu chí A đã có ở dòng 7.',
      '9: “1.500” chưa rõ là hàng nghìn hay phần thập phân. Nhập lại, ví dụ 1,5 hoặc 1500.',
      '10: “x” không phải là điểm. Nhập số, ví dụ 8,5.',
    ]);
  });

  it('says what is other than in the table that counts until now', () => {
    const current = [mark('E1', { V: 5000 }, '2500'), mark('E2', { V: 100 }, '50')];
    const { changed, added, removed } = plan(['entry,points', 'E1,50.5', 'E3,1'], VOTES, current);
    expect([changed, added, removed]).toEqual([['E1'], ['E3'], ['E2']]);
    const same = plan(['entry,points', 'E2,1.00', 'E1,50'], VOTES, current);
    expect([same.changed, same.added, same.removed]).toEqual([[], [], []]);
  });
});

it.each([
  ['NGOAI', true],
  ['2.NGOAI', true],
  ['GK1', false],
  ['2.GK1', false],
])('The code %s stands for points from outside: %s', (code, is) => expect(isOutsideCode(code)).toBe(is));
