import { describe, expect, it } from '@jest/globals';
import { readBases } from '../../../src/documents/basis.reading.js';

const read = (line: string): string[] => readBases([line]).map(({ number, datedOn }) => `${number} ${datedOn}`);

describe('The bases that a paper names', () => {
  it.each([
    ['Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ', ['30/2020/NĐ-CP 2020-03-05']],
    ['Căn cứ Kế hoạch số 1578/KH-UBND, ngày 9/8/2021 của UBND tỉnh', ['1578/KH-UBND 2021-08-09']],
    ['Theo đề nghị của Ban Tổ chức tại Tờ trình số 05/TTr-BTC ngày 20 tháng 12 năm 2021', ['05/TTr-BTC 2021-12-20']],
    ['Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015', []],
    ['Theo đề nghị tại Tờ trình số …… ngày …… tháng …… năm ……', []],
    ['Căn cứ Quyết định số 1/QĐ-UBND ngày 31 tháng 2 năm 2021', []],
    ['', []],
  ])('%s', (line, found) => {
    expect(read(line)).toEqual(found);
  });

  it('are called as the line calls them, without its first words', () => {
    expect(readBases(['Căn cứ Công văn số 12/CV ngày 01/12/2021 về cuộc thi'])[0]?.subject).toBe(
      'Công văn số 12/CV ngày 01/12/2021 về cuộc thi',
    );
  });
});
