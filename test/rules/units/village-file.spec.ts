import { describe, expect, it } from '@jest/globals';
import { looksLikeOldFont } from '../../../src/units/old-fonts.js';
import { likeNameKey, readVillageFile, sameNameKey } from '../../../src/units/village.file.js';

const HEADER = 'parent_code,type,name,alias,valid_from,note';
const read = (...lines: string[]) => readVillageFile(Buffer.from([HEADER, ...lines, ''].join('\n')));
const faultsOf = (...lines: string[]) => read(...lines).faults;

describe('A file of villages', () => {
  it('gives one village a row, its words tidied and its name with the type word', () => {
    expect(
      read('03424,Bản,  Nà   Khum ,,01/01/2021,', '03390,tổ dân phố,Tổ dân phố số 1,TDP 1|Tổ 1,2021-06-30,mẫu'),
    ).toEqual({
      rows: [
        {
          line: 2,
          parentCode: '03424',
          type: 'bản',
          name: 'Bản Nà Khum',
          aliases: [],
          validFrom: '2021-01-01',
          note: null,
        },
        {
          line: 3,
          parentCode: '03390',
          type: 'tổ dân phố',
          name: 'Tổ dân phố số 1',
          aliases: ['TDP 1', 'Tổ 1'],
          validFrom: '2021-06-30',
          note: 'mẫu',
        },
      ],
      faults: [],
      warnings: [],
    });
  });

  it('is read the same from Excel: byte-order mark, semicolons, CRLF, decomposed letters', () => {
    const text = `\ufeff${HEADER}\n03424,bản,Bản Nà Sẳng,,2021-01-01,\n`;
    const excel = text.replaceAll(',', ';').replaceAll('\n', '\r\n').normalize('NFD');
    expect(readVillageFile(Buffer.from(excel))).toEqual(readVillageFile(Buffer.from(text)));
  });

  it('may have its columns in any order and leave out alias and note', () => {
    const file = readVillageFile(Buffer.from('name,valid_from,type,parent_code\nBo,2021-01-01,bản,03424\n'));
    expect(file.rows.map(({ name, parentCode }) => [name, parentCode])).toEqual([['Bản Bo', '03424']]);
    expect(file.faults).toEqual([]);
  });

  it('is told every fault of every row, with its line', () => {
    const faults = faultsOf(
      '3424,bản,Bản Một,,2021-01-01,',
      '03424,bản,Bản Hai,,2021-01-01,',
      '03424,làng nghề,,,31/02/2021,',
      '',
      '03424,bản,Bản Ba,2021-01-01,',
      '03424,bản,---,,2021-01-01,',
    );
    expect(faults.map(({ line }) => line)).toEqual([2, 4, 4, 4, 6, 7]);
    expect(faults[0]?.message).toContain('“3424” không đủ 5 chữ số');
    expect(faults[4]?.message).toBe('có 5 ô, dòng tiêu đề có 6. Ô có dấu phân cách bên trong cần đặt trong ngoặc kép.');
  });

  it('without its header, or with a strange one, says which column', () => {
    expect(readVillageFile(Buffer.from('03424,bản,Bo,,2021-01-01,\n')).faults.map(({ line }) => line)).toContain(1);
    const strange = readVillageFile(Buffer.from('parent_code,type,ten,valid_from\n03424,bản,Bo,2021-01-01\n'));
    expect(strange.faults.map(({ message }) => message)).toEqual([
      'thiếu cột “name”.',
      'cột “ten” không có trong mẫu. Các cột: parent_code, type, name, alias, valid_from, note.',
    ]);
  });

  it('that is empty, has no rows, or is no UTF-8, says so', () => {
    expect(readVillageFile(Buffer.from('')).faults).toEqual([{ line: 1, message: 'tệp không có dòng nào.' }]);
    expect(faultsOf()).toEqual([{ line: 2, message: 'chưa có thôn, bản nào dưới dòng tiêu đề.' }]);
    const latin = Buffer.concat([
      Buffer.from(`${HEADER}\n03424,b`),
      Buffer.from([0xe3]),
      Buffer.from('n,Bo,,2021-01-01,\n'),
    ]);
    expect(readVillageFile(latin).faults.map(({ line }) => line)).toEqual([2]);
    expect(readVillageFile(Buffer.from(`\ufeff${HEADER}`, 'utf16le')).faults[0]?.message).toContain('Unicode 16 bit');
  });

  it('with quotes that do not close, names the line and reads no further than it can trust', () => {
    const file = read('03424,bản,"Bản Một,,2021-01-01,', '03424,bản,Bản Hai,,2021-01-01,');
    expect(file.faults.length).toBeGreaterThan(0);
    expect(file.faults[0]?.message).toBe('dấu ngoặc kép mở, đóng không khớp.');
  });

  it('warns of names that look typed in a font of before Unicode, and takes them', () => {
    const file = read(
      '03424,bản,B¶n Nµ Khum,,2021-01-01,',
      '03424,bản,Baûn Naø Can,,2021-01-01,',
      '03424,bản,Bản Nậm Há,,2021-01-01,',
    );
    expect(file.faults).toEqual([]);
    expect(file.warnings.map(({ line }) => line)).toEqual([2, 3]);
  });
});

describe('Two names of one village', () => {
  it.each([
    ['Bản Hoà Bình', 'Bản Hòa Bình', true],
    ['Bản NÀ KHUM', 'bản Nà Khum', true],
    ['Nà Khum', 'Bản Nà Khum', true],
    ['Bản Nà Van', 'Bản Nà Ván', false],
    ['Bản Nà Út', 'Bản Nà Ứt', false],
    ['Bản Noong Hẻo 1', 'Bản Noong Hẻo 2', false],
  ])('%s and %s: the same is %s', (a, b, same) => {
    expect(sameNameKey(a, 'bản') === sameNameKey(b, 'bản')).toBe(same);
  });

  it('that differ in marks only are alike, and worth a second look', () => {
    expect(likeNameKey('Bản Nà Van', 'bản')).toBe(likeNameKey('Bản Nà Ván', 'bản'));
  });
});

describe('Suspicion of an old font', () => {
  it.each(['Bản Nà Khum', 'Xã Pa Vệ Sủ', 'Thị trấn Than Uyên', "Bản Km 2/1 – Ta's", 'Bản Phiêng Chá (cũ)'])(
    'leaves “%s” alone',
    (name) => {
      expect(looksLikeOldFont(name)).toBe(false);
    },
  );
});
