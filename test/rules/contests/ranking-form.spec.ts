import { describe, expect, it } from '@jest/globals';
import { sayFormula } from '../../../src/contests/contest.words.js';
import { RANKING_PART } from '../../../src/contests/parts/ranking.part.js';
import { ZALO_LAI_CHAU_2021 as TEMPLATE } from '../../../src/contests/templates/zalo-lai-chau-2021.js';

const WORDS = { ...RANKING_PART.wordsOf(TEMPLATE.ranking), method: 'weighted' };
const PARTS = {
  part1Name: 'Chuyên môn',
  part1Weight: '0,7',
  part1Criteria: 'A, B, C',
  part1Judges: 'gk1, gk2, gk3',
  part1Drop: '1',
  part2Name: 'Đại biểu',
  part2Weight: '0,3',
  part2Judges: 'GK4; GK5',
};
const read = (changes: Record<string, string>) => RANKING_PART.read({ ...WORDS, ...changes }, null as never);
const meaningOf = (changes: Record<string, string>) => {
  const { meaning, faults } = read(changes);
  if (meaning === null) throw new Error(JSON.stringify(faults));
  return meaning;
};

describe('The form of a contest’s ranking, with weighted parts', () => {
  it('reads each part by name, factor, criteria, judges and what is dropped; empty means all', () => {
    expect(meaningOf(PARTS)).toMatchObject({
      method: 'weighted',
      parts: [
        { name: 'Chuyên môn', weight: '0.7', criteria: ['A', 'B', 'C'], judges: ['GK1', 'GK2', 'GK3'], drop: 1 },
        { name: 'Đại biểu', weight: '0.3', criteria: [], judges: ['GK4', 'GK5'], drop: 0 },
      ],
    });
  });

  it('shows what it read', () => {
    const meaning = meaningOf(PARTS);
    expect(RANKING_PART.wordsOf(meaning)).toMatchObject({
      ...PARTS,
      part1Judges: 'GK1, GK2, GK3',
      part2Judges: 'GK4, GK5',
      part3Name: '',
    });
    expect(sayFormula(meaning)).toMatch(
      /^Điểm của hồ sơ là 0,7 × Chuyên môn \+ 0,3 × Đại biểu \(Chuyên môn: trung bình cộng tiêu chí A, B, C của GK1, GK2, GK3, bỏ 1 điểm cao nhất và 1 điểm thấp nhất; Đại biểu: trung bình cộng mọi tiêu chí của GK4, GK5\), làm tròn/,
    );
  });

  it('forgets the parts when another method is chosen', () => {
    expect(meaningOf({ ...PARTS, method: 'borda' })).toMatchObject({ method: 'borda', parts: [] });
  });

  it.each([
    ['no part at all', {}, 'part1Name', 'Tính theo nhiều phần có hệ số: ghi ít nhất một phần.'],
    ['a part without a name', { part2Weight: '1' }, 'part2Name', 'Phần 2: ghi tên, hoặc để trống cả phần.'],
    [
      'a part without a factor',
      { part1Name: 'X' },
      'part1Weight',
      'Phần 1, hệ số: nhập số lớn hơn 0, ví dụ 1 hoặc 0,5.',
    ],
    [
      'two parts of one name',
      { ...PARTS, part2Name: 'Chuyên môn' },
      'part2Name',
      'Đã có phần tên “Chuyên môn”. Ghi tên khác.',
    ],
    [
      'points that count twice',
      { ...PARTS, part2Judges: 'GK3, GK4' },
      'part2Criteria',
      'Phần “Đại biểu” và “Chuyên môn” cùng lấy điểm của một giám khảo ở một tiêu chí: điểm bị tính hai lần. Chia lại tiêu chí hoặc giám khảo.',
    ],
    [
      'a drop that is no number',
      { ...PARTS, part1Drop: 'x' },
      'part1Drop',
      'Phần 1, số điểm bỏ đi: nhập số nguyên từ 0 đến 9.',
    ],
  ])('refuses %s beside its field', (_what, changes, field, text) => {
    expect(read(changes).faults).toContainEqual({ field, text });
  });
});
