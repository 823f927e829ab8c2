import { describe, expect, it } from '@jest/globals';
import { carriedTables, carryRows } from '../../../src/communities/groups/carried-rows.js';
import { readGroupFile } from '../../../src/communities/groups/group.file.js';
import { CommuneNames, type PlaceableCommune } from '../../../src/communities/groups/group.places.js';
import { commonName } from '../../../src/communities/groups/annex.paper.js';
import type { UnitId } from '../../../src/kernel/ids.js';
import { readCsv } from '../../../src/press/csv-reading.js';

const AT = { countedOn: '2021-09-16', today: '2021-09-20' };
const read = (csv: string, at: typeof AT | { countedOn: null; today: string } = AT) =>
  readGroupFile([readCsv(Buffer.from(csv), { rows: 100, columns: 40 })], at);

describe('A file of groups', () => {
  it('is found under its heading, whatever stands above and in whatever order', () => {
    const { rows, faults } = read(
      'THỐNG KÊ,,\n\nSố thành viên,ĐƠN VỊ,Tên nhóm\n30 Thành viên,Đao Tú,TTCH Covid xã Đao Tú\n',
    );
    expect(faults).toEqual([]);
    expect(rows).toMatchObject([
      {
        line: 4,
        unit: 'Đao Tú',
        name: 'TTCH Covid xã Đao Tú',
        kind: 'command',
        platform: 'zalo',
        members: 30,
        countedOn: '2021-09-16',
      },
    ]);
  });

  it('names every fault with its line, several of one row as well', () => {
    const { rows, faults } = read(
      'Đơn vị,Tên nhóm,Số thành viên,Ngày đếm,Liên kết\nBản Bo,Nhóm A,30,,\nBản Bo,,ba mươi,30/02/2021,không có\nBản Bo,Nhóm B,5,21/09/2021,\n',
    );
    expect(rows.map(({ line }) => line)).toEqual([2]);
    expect(faults).toEqual([
      { line: 3, message: 'chưa có tên nhóm.' },
      { line: 3, message: 'liên kết “không có” chưa đúng. Ghi như https://zalo.me/g/abcxyz123.' },
      { line: 3, message: '“ba mươi” ở cột “Số thành viên” không phải số nguyên từ 0 đến 1000000.' },
      { line: 3, message: 'ngày “30/02/2021” chưa đúng. Ghi như 16/09/2021.' },
      { line: 4, message: 'ngày “21/09/2021” chưa tới.' },
    ]);
  });

  it('wants a day for every count, of the row or of the whole file', () => {
    const { faults } = read('Đơn vị,Tên nhóm,Số thành viên\nBản Bo,Nhóm A,30\n', { ...AT, countedOn: null });
    expect(faults.map(({ line }) => line)).toEqual([2]);
  });

  it('passes over sums and example rows, and says which columns it does not know', () => {
    const { rows, warnings } = read(
      'STT,Đơn vị,Tên nhóm,Màu\n,Ví dụ: Xã Bản Bo,Nhóm,\n1,Bản Bo,Nhóm A,đỏ\n,Tổng cộng,,\n',
    );
    expect(rows.map(({ name }) => name)).toEqual(['Nhóm A']);
    expect(warnings.map(({ message }) => message)).toEqual([
      'cột “Màu” không có trong mẫu nên không lấy.',
      'là dòng ví dụ của mẫu nên không lấy.',
    ]);
  });

  it('without the two columns that it needs is told so', () => {
    expect(read('Họ tên,Số\nLò Văn Mẫu,1\n').faults).toHaveLength(1);
  });

  it('is carried in a form as it was read; what was not made here gives nothing', () => {
    const tables = [readCsv(Buffer.from('Đơn vị,Tên nhóm\n\nBản Bo,Nhóm A\n'), { rows: 10, columns: 5 })];
    expect(carriedTables(carryRows(tables))).toEqual(tables);
    expect(carriedTables('không phải')).toEqual([]);
    expect(carriedTables('')).toEqual([]);
  });
});

describe('The commune that a row names', () => {
  const commune = (id: string, name: string, more: Partial<PlaceableCommune> = {}): PlaceableCommune => ({
    id: id as UnitId,
    name,
    type: 'xã',
    districtName: 'Huyện Tam Dương',
    validFrom: '2021-01-01',
    validTo: null,
    aliases: [],
    ...more,
  });
  const names = new CommuneNames([
    commune('a', 'Xã Đạo Tú', { aliases: ['Đao Tú'] }),
    commune('b', 'Thị trấn Hợp Hòa', { type: 'thị trấn' }),
    commune('c', 'Xã Bản Bo', { validTo: '2025-07-01' }),
    commune('d', 'Xã Bản Bo', { validFrom: '2025-07-01' }),
    commune('e', 'Xã An Hòa'),
  ]);
  const found = (typed: string, on = '2021-09-16') => {
    const answer = names.find(typed, on);
    return 'commune' in answer ? answer.commune.id : answer.fault;
  };

  it.each([
    ['Đạo Tú', 'a'],
    ['xã Đao Tú', 'a'],
    ['TT Hợp Hoà', 'b'],
    ['thị trấn hợp hòa', 'b'],
    ['Bản Bo', 'c'],
    ['An Hòa', 'e'],
  ])('“%s” is %s', (typed, id) => {
    expect(found(typed)).toBe(id);
  });

  it('is the one that was there on the day', () => {
    expect(found('Bản Bo', '2025-06-30')).toBe('c');
    expect(found('Bản Bo', '2025-07-01')).toBe('d');
  });

  it('is never guessed: one that differs in marks alone is named', () => {
    expect(found('Ân Hòa')).toContain('Gần giống: Xã An Hòa.');
    expect(found('Xa lạ')).toBe('không có “Xa lạ” trong phạm vi của ông/bà.');
  });
});

describe('What groups are called together', () => {
  it.each([
    [['TTCH Covid xã Đao Tú', 'TTCH Covid xã Kim Long', 'TTCH Covid TT Hợp Hòa'], 'TTCH Covid'],
    [['Nhóm Zalo Bản Nà Khum', 'Nhóm Zalo Bản Nà Sẳng'], ''],
    [['Một', 'Hai'], ''],
    [[], ''],
  ])('%j: “%s”', (groups, common) => {
    expect(commonName(groups)).toBe(common);
  });
});
