import { describe, expect, it } from '@jest/globals';
import type { FieldId, SlotId } from '../../../src/contests/contest.facts.js';
import { refuseToNarrowList } from '../../../src/contests/parts/member-list.part.js';
import { findMembers } from '../../../src/entries/member.reading.js';
import {
  checkMembers,
  hashOfMembers,
  pendingOf,
  sayCountDiffers,
  sayMember,
  sayRemark,
} from '../../../src/entries/member.rules.js';
import type { PendingRow } from '../../../src/entries/member.facts.js';

const design = {
  slotId: 'slot' as SlotId,
  declaredFieldId: null as FieldId | null,
  columns: [
    { code: 'ten', label: 'Họ và tên', kind: 'name', required: true },
    { code: 'vai-tro', label: 'Vai trò trong nhóm', kind: 'text', required: false },
    { code: 'sdt', label: 'Số điện thoại', kind: 'phone', required: false },
  ],
} as const;
const row = (line: number, ten: string, sdt = '', vaiTro = ''): PendingRow => ({
  line,
  cells: { ten, sdt, 'vai-tro': vaiTro },
  unread: [],
});
const told = (rows: readonly PendingRow[]) => {
  const { faults, warnings, members } = checkMembers(design, rows);
  return { faults: faults.map(sayRemark), warnings: warnings.map(sayRemark), members };
};
const table = (...lines: string[][]) => ({
  name: 'Sheet1',
  rows: lines.map((cells, i) => ({
    line: i + 1,
    cells: cells.map((text) => ({ text, isUnreadable: text === '#', isFormula: text === '#' })),
  })),
});

describe('A telephone number in a list', () => {
  it.each([
    ['0912 345 678', '+84912345678', []],
    ['0912.345.678', '+84912345678', []],
    ['+84 912 345 678', '+84912345678', []],
    // Excel keeps no zero in front of a number
    ['912345678', '+84912345678', ['Dòng 14: số điện thoại “912345678” được hiểu là 0912 345 678.']],
    ['02133 876 501', '+842133876501', []],
  ])('%s is stored as %s', (typed, stored, warnings) => {
    expect(told([row(14, 'Lò Văn A', typed)])).toEqual({
      faults: [],
      warnings,
      members: [{ ten: 'Lò Văn A', sdt: stored }],
    });
  });

  it.each([
    ['098 12', 'Dòng 14: số điện thoại “098 12” thiếu số. Cần đủ 10 chữ số.'],
    ['091234567', 'Dòng 14: số điện thoại “091234567” thiếu số. Cần đủ 10 chữ số.'],
    ['091234567890', 'Dòng 14: số điện thoại “091234567890” thừa số. Cần đủ 10 chữ số.'],
    ['0912345x78', 'Dòng 14: số điện thoại “0912345x78” có ký tự không phải chữ số.'],
    ['2133876501', 'Dòng 14: số điện thoại “2133876501” phải bắt đầu bằng số 0. Ví dụ 0912 345 678.'],
  ])('%s is a fault', (typed, fault) => {
    expect(told([row(14, 'Lò Văn A', typed)])).toEqual({ faults: [fault], warnings: [], members: [] });
  });

  it('is read aloud as it was stored', () => {
    expect(sayMember({ kind: 'phone' }, '+84912345678')).toBe('0912 345 678');
  });
});

describe('A name in a list', () => {
  it('is kept composed and tidy, however the phone or the Mac wrote it', () => {
    expect(told([row(2, '  Tẩn  A Páo '.normalize('NFD'))]).members).toEqual([{ ten: 'Tẩn A Páo' }]);
  });

  it.each([
    ['', 'vợ ông Páo', 'Dòng 3: chưa có họ và tên.'],
    ['12', '', 'Dòng 3: họ và tên “12” không có chữ.'],
    ['=cmd|x', '', 'Dòng 3: họ và tên “=cmd|x” bắt đầu bằng dấu =. Gõ lại họ tên.'],
    ['Ă'.repeat(121), '', 'Dòng 3: họ và tên có 121 ký tự. Nhiều nhất 120.'],
  ])('"%s" is a fault', (ten, vaiTro, fault) => {
    expect(told([row(3, ten, '', vaiTro)]).faults).toEqual([fault]);
  });

  it.each(['Lß V¨n B¶n', 'Nguyeãn Vaên A'])('%s, typed in a font of before Unicode, is warned of', (ten) => {
    const { faults, warnings } = told([row(5, ten)]);
    expect([faults, warnings]).toEqual([
      [],
      [`Dòng 5: họ và tên “${ten}” có thể gõ bằng phông cũ (TCVN3, VNI). Đổi sang Unicode.`],
    ]);
  });

  it('or number that comes twice is warned of, with the first line', () => {
    expect(told([row(2, 'Lò Văn A', '0912345678'), row(9, 'lò văn a', '0912345678')]).warnings).toEqual([
      'Dòng 9: họ và tên “lò văn a” đã có ở dòng 2.',
      'Dòng 9: số điện thoại “0912 345 678” đã có ở dòng 2.',
    ]);
  });
});

describe('A list as a whole', () => {
  it('passes over rows with nothing in them, and says every fault of the others', () => {
    const broken: PendingRow = { line: 7, cells: {}, unread: ['ten', 'sdt'] };
    expect(told([row(2, ' '), row(3, '', '1'), broken])).toEqual({
      faults: [
        'Dòng 3: chưa có họ và tên.',
        'Dòng 3: số điện thoại “1” thiếu số. Cần đủ 10 chữ số.',
        'Dòng 7: ô họ và tên là công thức chưa có kết quả. Gõ lại bằng chữ.',
        'Dòng 7: ô số điện thoại là công thức chưa có kết quả. Gõ lại bằng chữ.',
      ],
      warnings: [],
      members: [],
    });
  });

  it.each([
    [44, 'Danh sách có 44 người, ô “Số thành viên” ghi 45. Xem lại số nào đúng.'],
    [45, null],
    [46, 'Danh sách có 46 người, ô “Số thành viên” ghi 45. Xem lại số nào đúng.'],
  ])('of %s people beside 45 declared', (count, sentence) => {
    expect(sayCountDiffers(count, { label: 'Số thành viên', stored: '45' })).toBe(sentence);
  });

  it('has one hash for one content, whatever order its cells were written in', () => {
    expect(hashOfMembers([{ a: '1', b: '2' }])).toBe(hashOfMembers([{ b: '2', a: '1' }]));
    expect(hashOfMembers([{ a: '1' }, { a: '2' }])).not.toBe(hashOfMembers([{ a: '2' }, { a: '1' }]));
  });

  it('reads back to itself when it is opened again', () => {
    const { members } = told([row(2, 'Lò Văn A', '0912345678', 'Trưởng nhóm')]);
    expect(checkMembers(design, pendingOf(design.columns, members)).members).toEqual(members);
  });
});

describe('A file of members', () => {
  it('is found below its titles, by headings in any order, marks and case, and with the words people use', () => {
    const found = findMembers(design, [
      table(
        ['DANH SÁCH THÀNH VIÊN'],
        ['STT', 'SĐT', 'HỌ TÊN', 'Vai trò', 'Ngày sinh'],
        ['1', '0912345678', 'Lò Văn A', 'Phó', '1/1/1990'],
        ['', '#', 'B', '', ''],
        ['Người lập biểu'],
      ),
    ]);
    expect(found).toEqual({
      rows: [
        { line: 3, cells: { ten: 'Lò Văn A', sdt: '0912345678', 'vai-tro': 'Phó' }, unread: [] },
        { line: 4, cells: { ten: 'B', sdt: '#', 'vai-tro': '' }, unread: ['sdt'] },
      ],
      remarks: ['Cột “Ngày sinh” không có trong mẫu nên không lấy.'],
    });
  });

  it('leaves out the example row of the template, and says so', () => {
    const found = findMembers(design, [table(['Họ và tên'], ['Ví dụ: Lò Văn Mẫu'], ['Tẩn A Chu'])]);
    expect(found).toEqual({
      rows: [{ line: 3, cells: { ten: 'Tẩn A Chu', sdt: '', 'vai-tro': '' }, unread: [] }],
      remarks: ['Dòng 2 là dòng ví dụ của mẫu nên không lấy.'],
    });
  });

  it.each([
    ['no sheet with the heading', [table(['Báo cáo'])], 'member-sheet-unknown'],
    ['nobody in it', [table(['Họ và tên'], ['', 'x'])], 'member-file-empty'],
  ])('is refused with %s', (_what, tables, code) => {
    expect(findMembers(design, tables)).toMatchObject({ refusal: { code } });
  });
});

describe('The design of a list', () => {
  const with_ = (columns: (typeof design.columns)[number][], slotId = design.slotId) => ({
    ...design,
    slotId,
    columns,
  });
  const [name, role, phone] = design.columns;
  it.each([
    ['nothing changed', with_([name, role, phone]), null],
    ['a column renamed', with_([name, { ...role, label: 'Chức vụ' } as never, phone]), null],
    [
      'an optional column added',
      with_([name, role, phone, { code: 'gc', label: 'Ghi chú', kind: 'text', required: false } as never]),
      null,
    ],
    [
      'a required column added',
      with_([name, role, phone, { code: 'gc', label: 'Ghi chú', kind: 'text', required: true } as never]),
      'member-list-in-use',
    ],
    ['a column taken out', with_([name, phone]), 'member-list-in-use'],
    [
      'a column asked for that was not',
      with_([name, role, { ...phone, required: true } as never]),
      'member-list-in-use',
    ],
    ['another slot', with_([name, role, phone], 'other' as SlotId), 'member-list-in-use'],
    ['no list any more', null, 'member-list-in-use'],
  ])('with dossiers: %s', (_what, after, code) => {
    expect(refuseToNarrowList(design, after, { entries: 1 })?.code ?? null).toBe(code);
    expect(refuseToNarrowList(design, after, { entries: 0 })).toBeNull();
  });
});
