import { describe, expect, it } from '@jest/globals';
import { remarkOnAnswer } from '../../../src/entries/answer.remarks.js';

describe('An answer typed in a font of before Unicode', () => {
  it.each([
    ['line', 'Nhóm Zalo bản Nà Khuy', null],
    ['line', 'Nhãm Zalo b¶n Nµ Khuy', '“b¶n”, “Nµ”'],
    ['line', 'Nhoùm Zalo baûn Naø Khuy', '“Nhoùm”, “baûn”, “Naø”'],
    ['line', 'Nhóm “Tiến bộ” – số 2 (50%) @bản #1 👍', null],
    ['text', 'Nhóm họp 2 lần/tháng; 100% hộ tham gia… Nhiệt độ 37°C, diện tích 20 m².', null],
    ['text', 'Bà Müller thăm bản.', null],
    ['text', 'Bà Müller và ông Núñez thăm bản.', '“Müller”, “Núñez”'],
    ['text', 'X· ®· triÓn khai.', '“X·”, “®·”'],
    ['number', '1¶', null],
    ['link', 'https://zalo.me/g/¶', null],
  ] as const)('a %s, “%s”, is warned of with %s', (kind, typed, quoted) => {
    const remark = remarkOnAnswer({ kind }, typed);
    expect(remark === null ? null : /VNI\): (.*?)\. Gõ lại/.exec(remark)?.[1]).toBe(quoted);
  });

  it('is not looked for where nothing was written', () => {
    expect(remarkOnAnswer({ kind: 'line' }, undefined)).toBeNull();
    expect(remarkOnAnswer({ kind: 'line' }, '')).toBeNull();
  });
});
