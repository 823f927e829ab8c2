import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  bareUnitName,
  comparePersonNames,
  compareText,
  compareUnitNames,
  personNameParts,
} from '../../../src/kernel/vietnamese/collate.js';
import { fold, matchesFolded, tidyName } from '../../../src/kernel/vietnamese/fold.js';
import { personSortKey, sortKey, unitSortKey } from '../../../src/kernel/vietnamese/sort-key.js';

/** Communes of Lai Châu and Tam Dương as of 2021, with the names that fall together without marks. */
const COMMUNES = (
  'Thèn Sin,Tả Lèng,Giang Ma,Hồ Thầu,Bình Lư,Sơn Bình,Nùng Nàng,Bản Giang,Bản Hon,Bản Bo,Nà Tăm,Khun Há,Tam Đường,Tam Dương,' +
  'Thu Lũm,Ka Lăng,Tá Bạ,Pa Ủ,Mường Tè,Pa Vệ Sử,Mù Cả,Bum Tở,Nậm Khao,Tà Tổng,Bum Nưa,Vàng San,Kan Hồ,Chăn Nưa,Pa Tần,Phìn Hồ,' +
  'Hồng Thu,Phăng Sô Lin,Ma Quai,Lùng Thàng,Tả Phìn,Sà Dề Phìn,Nậm Tăm,Tả Ngảo,Pu Sam Cáp,Nậm Cha,Nậm Chà,Pa Khoá,Làng Mô,' +
  'Noong Hẻo,Nậm Mạ,Căn Co,Tủa Sín Chải,Nậm Cuổi,Nậm Hăn,Lả Nhì Thàng,Huổi Luông,Sì Lở Lầu,Mồ Sì San,Pa Vây Sử,Vàng Ma Chải,' +
  'Tông Qua Lìn,Mù Sang,Dào San,Ma Ly Pho,Bản Lang,Hoang Thèn,Khổng Lào,Nậm Xe,Mường So,Sin Suối Hồ,Phúc Than,Mường Than,' +
  'Mường Mít,Pha Mu,Mường Cang,Hua Nà,Tà Hừa,Mường Kim,Tà Mung,Tà Gia,Khoen On,Mường Khoa,Phúc Khoa,Thân Thuộc,Trung Đồng,' +
  'Hố Mít,Nậm Cần,Nậm Sỏ,Pắc Ta,Tà Mít,Hua Bun,Mường Mô,Nậm Manh,Nậm Hàng,Lê Lợi,Pú Đao,Nậm Pì,Nậm Ban,Trung Chải,Đạo Tú,' +
  'Kim Long,Hoàng Lâu,Vân Hội,Hoàng Đan,Hoàng Hoa,Duy Phiên,Hợp Hòa,Đồng Tĩnh,Hướng Đạo,An Hòa,Hợp Thịnh,Thanh Vân,Đoàn Kết'
).split(',');

const byBytes = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
/** Letters of the alphabet with every tone, some capitals, spaces and digits: what names are made of. */
const vietnamese = fc.string({
  unit: fc.constantFrom(
    ...'aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệfghiìỉĩíịjklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvwxyỳỷỹýỵzAĂÂDĐEÊƠƯÁ 0129-,.()/',
  ),
  maxLength: 8,
});

describe('Names are searched without marks', () => {
  it.each([
    ['Tam Đường', 'tam duong'],
    ['TAM DƯƠNG', 'tam duong'],
    ['Hoà', 'hoa'],
    ['Hòa', 'hoa'],
    ['  Bản\u00a0 Bo\t', 'ban bo'],
    ['Nậm\u200bCuổi', 'namcuoi'],
    ['ĐỒNG TĨNH', 'dong tinh'],
  ])('%s is found as %s', (name, folded) => {
    expect(fold(name)).toBe(folded);
    expect(fold(name.normalize('NFD'))).toBe(folded);
  });

  it('both Tam Dương and Tam Đường are found by “tam duong”, and by either spelling', () => {
    const found = (typed: string) => COMMUNES.filter((name) => matchesFolded(name, typed));
    expect(found('tam duong')).toEqual(['Tam Đường', 'Tam Dương']);
    expect(found('Tam Dương')).toEqual(['Tam Đường', 'Tam Dương']);
  });

  it('and kept as typed: NFC, trimmed, single spaces, nothing invisible', () => {
    expect(tidyName(' Ho\u0300a \u200b  BI\u0300NH\n')).toBe('Hòa BÌNH');
  });
});

describe('Names stand in Vietnamese order', () => {
  it('letters a ă â … d đ … o ô ơ … u ư, tones không huyền hỏi ngã sắc nặng', () => {
    const sorted = [...'aàảãáạăằâầbdđeêioôơuưy'];
    expect([...sorted].reverse().sort(compareText)).toEqual(sorted);
  });

  it('units by the name without its type word, numbers by their value', () => {
    const names = ['Bản 10', 'Xã Đông Phong', 'Bản 2', 'Phường Dân Chủ', 'Tổ dân phố 3', 'Thị trấn Án'];
    expect([...names].sort(compareUnitNames)).toEqual([
      'Bản 2',
      'Tổ dân phố 3',
      'Bản 10',
      'Thị trấn Án',
      'Phường Dân Chủ',
      'Xã Đông Phong',
    ]);
  });

  it.each([
    ['Xã Bản Bo', undefined, 'Bản Bo'],
    ['Thị trấn Tam Đường', undefined, 'Tam Đường'],
    ['Thành phố Lai Châu', undefined, 'Lai Châu'],
    ['TỔ DÂN PHỐ số 7', undefined, 'số 7'],
    ['Bản Bo', undefined, 'Bo'],
    ['Bản Bo', 'xã', 'Bản Bo'],
    ['Bản Bo', 'bản', 'Bo'],
    ['Bản', undefined, 'Bản'],
    ['Xãm', undefined, 'Xãm'],
  ])('%s of type %s has the bare name %s', (name, type, bare) => {
    expect(bareUnitName(name, type)).toBe(bare);
    expect(bareUnitName(name.normalize('NFD'), type)).toBe(bare);
  });

  it('people by tên, then đệm, then họ, one-word names among them', () => {
    const people = [
      'Lò Văn Án',
      'Vàng A Chơ',
      'Nguyễn Thị Ánh',
      'Lò Thị An',
      'Chang',
      'Bùi Văn An',
      'Lò Văn An',
      'Giàng A Đa',
      'Tẩn Mí Da',
      'An',
    ];
    expect([...people].sort(comparePersonNames)).toEqual([
      'An',
      'Lò Thị An',
      'Bùi Văn An',
      'Lò Văn An',
      'Lò Văn Án',
      'Nguyễn Thị Ánh',
      'Chang',
      'Vàng A Chơ',
      'Tẩn Mí Da',
      'Giàng A Đa',
    ]);
    expect(personNameParts(' Nguyễn  Thị Thu  Hà ')).toEqual({ family: 'Nguyễn', middle: 'Thị Thu', given: 'Hà' });
    expect(personNameParts('Chang')).toEqual({ family: '', middle: '', given: 'Chang' });
  });
});

describe('A sort key stands in plain byte order where its name stands in Vietnamese order', () => {
  it('for all communes', () => {
    const byKey = [...COMMUNES].sort((a, b) => byBytes(sortKey(a), sortKey(b)));
    expect(byKey).toEqual([...COMMUNES].sort(compareText));
  });

  it('for any two names', () => {
    fc.assert(
      fc.property(vietnamese, vietnamese, (a, b) => {
        const [x, y] = [tidyName(a), tidyName(b)];
        expect(Math.sign(byBytes(sortKey(x), sortKey(y)))).toBe(Math.sign(compareText(x, y)));
      }),
      { numRuns: 5000 },
    );
  });

  it('for any two spellings of the same letters', () => {
    const marks = fc.array(fc.constantFrom('a', 'á', 'à', 'A', 'Á', 'ạ'), { minLength: 2, maxLength: 2 });
    fc.assert(
      fc.property(marks, marks, (a, b) => {
        const [x, y] = [a.join('n'), b.join('n')];
        expect(Math.sign(byBytes(sortKey(x), sortKey(y)))).toBe(Math.sign(compareText(x, y)));
      }),
      { numRuns: 1000 },
    );
  });

  it('for units and for people', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom('Bản', 'Xã', 'Tổ dân phố'), vietnamese), { maxLength: 6 }),
        (drawn) => {
          const names = drawn.map(([type, name]) => tidyName(`${type} ${name}`));
          const sorted = [...names].sort(compareUnitNames);
          expect(
            [...names].sort((a, b) => byBytes(unitSortKey(a), unitSortKey(b)) || names.indexOf(a) - names.indexOf(b)),
          ).toEqual(sorted);
        },
      ),
    );
    fc.assert(
      fc.property(fc.array(vietnamese, { minLength: 2, maxLength: 2 }), ([a = '', b = '']) => {
        expect(Math.sign(byBytes(personSortKey(a), personSortKey(b)))).toBe(Math.sign(comparePersonNames(a, b)));
      }),
      { numRuns: 2000 },
    );
  });

  it('is printable ASCII, the same for NFC and NFD, and survives signs that no name has', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(sortKey(text)).toMatch(/^[!-~]*$/);
        expect(sortKey(text.normalize('NFD'))).toBe(sortKey(text.normalize('NFC')));
      }),
    );
    expect(unitSortKey('Bản 2') < unitSortKey('Bản 10')).toBe(true);
    expect(unitSortKey('Bản Bo', 'xã') < unitSortKey('Bình Lư', 'xã')).toBe(true);
  });
});
