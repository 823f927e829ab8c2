import { describe, expect, it } from '@jest/globals';
import { toldNames } from '../../../../src/entries/naming/told.names.js';

const namesIn = (words: string, ...names: string[]): string[] => toldNames(words, names).map(({ name }) => name);

describe('Names that words tell', () => {
  it.each([
    ['as written', 'Nhóm Zalo của bản Nậm Ngập.'],
    ['without its kind', 'Bà con Nậm Ngập họp mỗi tối.'],
    ['without marks, in capitals', 'NHOM ZALO BAN NAM NGAP'],
    ['decomposed', 'Nhóm Zalo Nậm Ngập'.normalize('NFD')],
    ['across a line and a hyphen', 'nhóm Nậm\n-Ngập'],
  ])('are found %s', (_how, words) => {
    expect(namesIn(words, 'Bản Nậm Ngập', 'Xã Phúc Khoa')).toEqual(['Bản Nậm Ngập']);
  });

  it.each([
    ['a part of it', 'suối Nậm và đèo Ngập'],
    ['longer words that begin like it', 'Nậm Ngập2 và XNậm Ngập'],
    ['nothing', ''],
  ])('are not found in %s', (_what, words) => {
    expect(namesIn(words, 'Bản Nậm Ngập')).toEqual([]);
  });

  it('of one word are looked for with their kind: “hơn” is no village', () => {
    expect(namesIn('Năm nay đông hơn năm trước.', 'Bản Hon')).toEqual([]);
    expect(namesIn('Năm nay bản Hon đông hơn.', 'Bản Hon')).toEqual(['Bản Hon']);
  });

  it.each([
    ['Tam Đường', 'Huyện Tam Đường'],
    ['Lai Châu', 'Tỉnh Lai Châu'],
    ['thành phố Huế', 'Thành phố Huế'],
  ])('of units above are found as “%s”', (words, name) => {
    expect(namesIn(`Nhóm của ${words}.`, name)).toEqual([name]);
  });

  it('come each once, in the order asked for, with the words around the first place', () => {
    const words = `${'Mở đầu. '.repeat(20)}Tại xã Phúc Khoa, trưởng bản Nậm Ngập đọc.  Phúc Khoa.${' Hết.'.repeat(20)}`;
    const told = toldNames(words, ['Bản Nậm Ngập', 'Xã Phúc Khoa']);
    expect(told.map(({ name }) => name)).toEqual(['Bản Nậm Ngập', 'Xã Phúc Khoa']);
    expect(told[0]?.excerpt).toMatch(/^… .*trưởng bản Nậm Ngập đọc\. Phúc Khoa\..* …$/);
    // The name, and sixty signs on either side, and the dots.
    expect(told[0]?.excerpt.length).toBeLessThanOrEqual('Nậm Ngập'.length + 2 * 60 + 4);
  });
});
