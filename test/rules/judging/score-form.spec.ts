import { describe, expect, it } from '@jest/globals';
import { type CriterionFacts, NO_GUIDANCE } from '../../../src/contests/contest.facts.js';
import { pointChoices } from '../../../src/judging/judge.view.js';
import { parseDraft, parseScores } from '../../../src/judging/score.form.js';
import { UNWRITTEN } from '../../../src/judging/sheet.facts.js';
import { maximumOf, missingCriteria, runningTotal, showHundredths, totalOf } from '../../../src/judging/sheet.total.js';

const criterion = (code: string, title: string, max: number, step: number, weight = '1'): CriterionFacts => ({
  id: code,
  code,
  title,
  help: '',
  guidance: NO_GUIDANCE,
  max,
  step,
  weight,
});
const CONTENT = criterion('A', 'Nội dung', 2000, 50);

const read = (typed: string, of: CriterionFacts = CONTENT) => {
  const { scores, faults } = parseScores({ [`points[${of.code}]`]: typed }, [of], UNWRITTEN);
  return faults.length > 0 ? faults.map(({ text }) => text) : (scores.points[of.code] ?? null);
};

describe('Points are typed as people type them', () => {
  it.each([
    ['17,5', 1750],
    ['17.5', 1750],
    ['17.50', 1750],
    [' 18 ', 1800],
    ['0', 0],
    ['20', 2000],
    ['20,00', 2000],
    ['', null],
    ['   ', null],
  ] as const)('“%s” is %s hundredths', (typed, hundredths) => {
    expect(read(typed)).toBe(hundredths);
  });

  it.each([
    ['20,01', '“Nội dung”: nhập số từ 0 đến 20, ví dụ 17,5.'],
    ['20,5', '“Nội dung”: nhập số từ 0 đến 20, ví dụ 17,5.'],
    ['-1', '“Nội dung”: nhập số từ 0 đến 20, ví dụ 17,5.'],
    ['tám', '“Nội dung”: nhập số từ 0 đến 20, ví dụ 17,5.'],
    ['1e1', '“Nội dung”: nhập số từ 0 đến 20, ví dụ 17,5.'],
    ['1.500', '“Nội dung”: “1.500” chưa rõ là hàng nghìn hay phần thập phân. Nhập số từ 0 đến 20, ví dụ 17,5.'],
    ['17,555', '“Nội dung”: “17,555” chưa rõ là hàng nghìn hay phần thập phân. Nhập số từ 0 đến 20, ví dụ 17,5.'],
    ['17,5555', '“Nội dung”: nhiều nhất hai chữ số sau dấu phẩy. Nhập số từ 0 đến 20, ví dụ 17,5.'],
    ['17,25', '“Nội dung”: điểm đi theo bước 0,5. Gần nhất là 17 hoặc 17,5.'],
    ['19,99', '“Nội dung”: điểm đi theo bước 0,5. Gần nhất là 19,5 hoặc 20.'],
  ] as const)('“%s” is refused in words that say what to type', (typed, sentence) => {
    expect(read(typed)).toEqual([sentence]);
  });

  it.each([
    ['17,25', 'Gần nhất là 17 hoặc 17,5.'],
    ['20,2', 'Gần nhất là 20.'],
  ] as const)('of a maximum of 20,25 in steps of 0,5 nobody is sent above it: “%s”', (typed, advice) => {
    expect(read(typed, criterion('A', 'Nội dung', 2025, 50))).toEqual([`“Nội dung”: điểm đi theo bước 0,5. ${advice}`]);
  });

  it.each([
    ['0,24', false],
    ['0,25', true],
    ['0,26', false],
  ] as const)('with steps of a quarter, %s is taken: %s', (typed, taken) => {
    expect(typeof read(typed, criterion('B', 'Cách làm', 3000, 25)) === 'number').toBe(taken);
  });

  it('tenths are exact: of a step of 0,1 all of 0,1 … 2 are taken, though 0.7 / 0.1 is not 7 in binary', () => {
    const fine = criterion('C', 'Hình thức', 200, 10);
    for (let tenths = 0; tenths <= 20; tenths += 1) expect(read(String(tenths / 10), fine)).toBe(tenths * 10);
  });

  it('keeps comments, NFC, and tells every fault at once, in the order of the criteria', () => {
    const words = {
      'points[A]': '99',
      'points[B]': 'x',
      'comments[A]': 'Tố\u0301t'.normalize('NFD'),
      'points[Z]': '5',
      comment: ' Cả nhóm\r\ncố gắng ',
    };
    const { scores, faults } = parseScores(words, [CONTENT, criterion('B', 'Cách làm', 3000, 25)], UNWRITTEN);
    expect(faults.map(({ field }) => field)).toEqual(['points[A]', 'points[B]']);
    expect(scores).toEqual({
      points: {},
      comments: { A: 'Tố\u0301t'.normalize('NFC') },
      comment: 'Cả nhóm\ncố gắng',
    });
  });
});

describe('A draft that saves itself', () => {
  const saved = { points: { A: 1500 }, comments: { A: 'Khá' }, comment: 'Chung' };

  it('takes what can be read, an emptied field too', () => {
    const words = { 'points[A]': '', 'comments[A]': 'Tốt', comment: '' };
    expect(parseDraft(words, [CONTENT], saved)).toEqual({
      scores: { points: {}, comments: { A: 'Tốt' }, comment: '' },
      faults: [],
    });
  });

  it('leaves what was saved where a field cannot be read yet', () => {
    const words = { 'points[A]': '20,5', 'comments[A]': 'x'.repeat(2001), comment: 'y'.repeat(5001) };
    const { scores, faults } = parseDraft(words, [CONTENT], saved);
    expect([scores, faults.map(({ field }) => field)]).toEqual([saved, ['points[A]', 'comments[A]', 'comment']]);
  });

  it('leaves what was saved where the form has no field: a row of points keeps the comments', () => {
    expect(parseDraft({ 'points[A]': '18' }, [CONTENT], saved).scores).toEqual({ ...saved, points: { A: 1800 } });
    expect(parseDraft({ comment: 'Sửa' }, [CONTENT], saved).scores).toEqual({ ...saved, comment: 'Sửa' });
  });
});

describe('Buttons beside a points field', () => {
  it.each([
    [1000, 100, [0, 100, 200, 300, 400, 500, 600, 700, 800, 900, 1000]],
    [1000, 50, [0, 100, 200, 300, 400, 500, 600, 700, 800, 900, 1000]],
    [500, 50, [0, 50, 100, 150, 200, 250, 300, 350, 400, 450, 500]],
    [4000, 25, [0, 500, 1000, 1500, 2000, 2500, 3000, 3500, 4000]],
    [2500, 250, [0, 250, 500, 750, 1000, 1250, 1500, 1750, 2000, 2250, 2500]],
    [300, 300, [0, 300]],
    // Thirds of a hundred meet no round value below it.
    [9900, 33, []],
  ])('0 to %s hundredths by %s', (max, step, choices) => {
    expect(pointChoices({ max, step })).toEqual(choices);
  });
});

describe('A sheet’s total is exact', () => {
  const rubric = [
    criterion('A', 'Một', 4000, 25),
    criterion('B', 'Hai', 3000, 25, '0.5'),
    criterion('C', 'Ba', 3000, 25, '1.3333'),
  ];

  it('is Σ weight × points: 17,5 + 0,5 × 10,25 + 1,3333 × 3 = 26,6249', () => {
    expect(totalOf({ A: 1750, B: 1025, C: 300 }, rubric)).toBe('2662.49');
    expect(showHundredths('2662.49')).toBe('26,6249');
  });

  it('is none while a criterion lacks points, which are not zero points', () => {
    expect(totalOf({ A: 1750, B: 0 }, rubric)).toBeNull();
    expect(missingCriteria({ A: 1750, B: 0 }, rubric).map(({ code }) => code)).toEqual(['C']);
    expect(totalOf({ A: 0, B: 0, C: 0 }, rubric)).toBe('0');
  });

  it('runs along while it is incomplete, and knows its maximum: 40 + 15 + 39,999', () => {
    expect(runningTotal({ A: 1750 }, rubric)).toBe('1750');
    expect(maximumOf(rubric)).toBe('9499.9');
    expect([showHundredths('9499.9'), showHundredths('0'), showHundredths('5'), showHundredths('123400')]).toEqual([
      '94,999',
      '0',
      '0,05',
      '1.234',
    ]);
  });
});
