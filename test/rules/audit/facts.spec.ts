import { describe, expect, it } from '@jest/globals';
import { APP_FACT_WORDS } from '../../../src/app.fact-words.js';
import { sayFacts } from '../../../src/audit/audit.facts.js';

const WORDS = {
  names: { ...APP_FACT_WORDS.names, 'ten-nhom': 'Tên nhóm' },
  values: { ...APP_FACT_WORDS.values, place: { 'muc.anh': 'Ảnh hoạt động', 'o.ten-nhom': 'Tên nhóm' } },
};
const said = (facts: unknown): string[] =>
  sayFacts(JSON.stringify(facts), WORDS).map(({ name, value }) => `${name}: ${value}`);

describe('The facts of an event are read in words, none as it lies in the table', () => {
  it.each([
    ['a state', { from: 'submitted', to: 'returned' }, ['Từ: Đã nộp, chờ tiếp nhận', 'Sang: Yêu cầu bổ sung']],
    ['an instant', { dueAt: '2021-11-19T17:00:00.000+07:00' }, ['Hạn: 17:00 ngày 19/11/2021']],
    ['money', { total: 70500000 }, ['Tổng tiền: 70.500.000 đồng']],
    ['a size', { name: 'Ảnh.jpg', size: 38771 }, ['Tên: Ảnh.jpg', 'Dung lượng: 37,9 KB']],
    ['yes and no', { rehearsal: true, made: false }, ['Diễn tập: có', 'Vừa lập: không']],
    ['what was not there', { extension: null, note: '' }, []],
    ['an empty list', { unchecked: [] }, ['Chưa kiểm: không có']],
    ['a list', { filled: ['A', 'B'] }, ['Đã có điểm: A, B']],
    [
      'the checklist of an office',
      {
        checks: [
          { place: 'o.ten-nhom', verdict: 'pass', reasonKind: null, note: '' },
          { place: 'muc.anh', verdict: 'fail', reasonKind: 'missing', note: 'Cần thêm một ảnh.' },
        ],
      },
      ['Kiểm tra: Tên nhóm: Đạt; Ảnh hoạt động: Chưa đạt, Thiếu, Cần thêm một ảnh.'],
    ],
    [
      'files',
      { files: [{ slot: 'anh', name: 'Ảnh.jpg', size: 38771, sha256: '032612c2dac7f352f8720a9b' }] },
      ['Tệp: Ảnh.jpg (37,9 KB, 032612c2)'],
    ],
    ['an answer written anew', { 'ten-nhom': { from: 'Nà Ly', to: 'Nà Ly 2' } }, ['Tên nhóm: “Nà Ly” → “Nà Ly 2”']],
    [
      'what changed of a thing, and only that',
      { before: { name: 'A', capacity: 2 }, after: { name: 'B', capacity: 2 } },
      ['Trước: Tên: A', 'Sau: Tên: B'],
    ],
    ['a thing that came', { before: null, after: { name: 'B' } }, ['Sau: Tên: B']],
    ['a fact without a word keeps its code', { wings: 2 }, ['wings: 2']],
    ['a name like a part of JavaScript is a name', { constructor: 'x' }, ['constructor: x']],
  ])('%s', (_what, facts, lines) => expect(said(facts)).toEqual(lines));
});
