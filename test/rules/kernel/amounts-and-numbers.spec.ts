import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { amountInWords } from '../../../src/kernel/vietnamese/amount-in-words.js';
import {
  formatDecimal,
  formatFileSize,
  formatInteger,
  formatMoney,
  formatPoints,
  parseTypedMoney,
  parseTypedPoints,
  sayPointsFault,
} from '../../../src/kernel/vietnamese/numbers.js';

/** Reads an amount in words back, by a method of its own: everything before the last “tỷ” counts thousand millions. */
function readBack(words: string): bigint {
  const text = words.toLowerCase().replace(/ ?đồng$/, '');
  const cut = text.lastIndexOf('tỷ');
  if (cut >= 0) return readBack(text.slice(0, cut).trim()) * 1_000_000_000n + readBack(text.slice(cut + 2).trim());
  const digits = 'không một hai ba bốn năm sáu bảy tám chín'.split(' ');
  const last: Record<string, number> = { mốt: 1, tư: 4, lăm: 5 };
  let [total, group, digit] = [0n, 0, 0];
  for (const word of text.split(' ').filter((each) => each !== '')) {
    if (word === 'nghìn' || word === 'triệu') {
      total += BigInt(group + digit) * (word === 'nghìn' ? 1_000n : 1_000_000n);
      [group, digit] = [0, 0];
    } else if (word === 'trăm') [group, digit] = [group + digit * 100, 0];
    else if (word === 'mươi') [group, digit] = [group + digit * 10, 0];
    else if (word === 'mười') group += 10;
    else if (word !== 'linh') {
      digit = last[word] ?? digits.indexOf(word);
      if (digit < 0) throw new Error(`unknown word ${word}`);
    }
  }
  return total + BigInt(group + digit);
}

describe('An amount in words, as money papers write it', () => {
  it.each([
    [223_500, 'Hai trăm hai mươi ba nghìn năm trăm đồng'],
    [450_000, 'Bốn trăm năm mươi nghìn đồng'],
    [1_005, 'Một nghìn không trăm linh năm đồng'],
    [2_024, 'Hai nghìn không trăm hai mươi tư đồng'],
    [1_005_000, 'Một triệu không trăm linh năm nghìn đồng'],
    [7_500_000, 'Bảy triệu năm trăm nghìn đồng'],
    [15_000_000, 'Mười lăm triệu đồng'],
    [21_000_000, 'Hai mươi mốt triệu đồng'],
    [24_000_000, 'Hai mươi tư triệu đồng'],
    [101_000_000, 'Một trăm linh một triệu đồng'],
    [111_555_000, 'Một trăm mười một triệu năm trăm năm mươi lăm nghìn đồng'],
    [1_080_000_000, 'Một tỷ không trăm tám mươi triệu đồng'],
    [1_000_000_001, 'Một tỷ không trăm linh một đồng'],
    [1_000_000_000_000, 'Một nghìn tỷ đồng'],
    [1_000_500_000_000, 'Một nghìn tỷ năm trăm triệu đồng'],
    [14, 'Mười bốn đồng'],
    [105, 'Một trăm linh năm đồng'],
    [1_000_000_000_000_000, 'Một triệu tỷ đồng'],
    [0, 'Không đồng'],
    [-450_000, 'Âm bốn trăm năm mươi nghìn đồng'],
  ])('%s: %s', (amount, words) => {
    expect(amountInWords(amount)).toBe(words);
    expect(amountInWords(BigInt(amount))).toBe(words);
  });

  it('says the amount and no other', () => {
    const amounts = fc.oneof(
      fc.bigInt({ min: 0n, max: 10n ** 15n - 1n }),
      fc.nat({ max: 99_999 }).map((n) => BigInt(n) * 1_005n),
    );
    fc.assert(
      fc.property(amounts, (amount) => {
        expect(readBack(amountInWords(amount))).toBe(amount);
      }),
      { numRuns: 1000 },
    );
  });

  it.each([0.5, NaN, Infinity, 2 ** 53])('is refused for %s', (amount) => {
    expect(() => amountInWords(amount)).toThrow(RangeError);
  });
});

describe('Numbers are written with dots between thousands and a comma before decimals', () => {
  it.each([
    ['1234.5', '1.234,5'],
    ['999', '999'],
    ['1000', '1.000'],
    ['1234567.890', '1.234.567,890'],
    ['-1234.50', '-1.234,50'],
    ['0.05', '0,05'],
  ])('%s is %s', (text, written) => {
    expect(formatDecimal(text)).toBe(written);
  });

  it('points lose needless zeros, money never its đồng', () => {
    expect([875, 850, 800, 5, 0, 123_450].map(formatPoints)).toEqual(['8,75', '8,5', '8', '0,05', '0', '1.234,5']);
    expect(formatMoney(1_000_000)).toBe('1.000.000 đồng');
    expect(formatInteger(9_007_199_254_740_993n)).toBe('9.007.199.254.740.993');
    expect(() => formatDecimal('1e3')).toThrow(RangeError);
  });

  it.each([
    [0, '0 B'],
    [1023, '1.023 B'],
    [1024, '1 KB'],
    [1_258_291, '1,2 MB'],
    [1_048_575, '1 MB'],
    [200 * 1024 * 1024, '200 MB'],
    [5 * 1024 ** 4, '5 TB'],
  ])('%s bytes are %s', (bytes, written) => {
    expect(formatFileSize(bytes)).toBe(written);
  });
});

describe('Points are typed with comma or point, at most two decimals', () => {
  it.each([
    ['8,5', 850],
    ['8.5', 850],
    [' 8,75 ', 875],
    ['8', 800],
    ['0', 0],
    ['08', 800],
    ['1500', 150_000],
  ])('“%s” is taken', (typed, hundredths) => {
    expect(parseTypedPoints(typed)).toEqual({ hundredths });
  });

  it.each([
    ['', 'empty'],
    ['   ', 'empty'],
    ['tám', 'not-a-number'],
    ['8,', 'not-a-number'],
    [',5', 'not-a-number'],
    ['8 5', 'not-a-number'],
    ['1e1', 'not-a-number'],
    ['-1', 'negative'],
    ['−0,5', 'negative'],
    ['1.500', 'unclear'],
    ['1,500', 'unclear'],
    ['1.234,5', 'unclear'],
    ['8,7555', 'too-many-decimals'],
  ] as const)('“%s” is refused as %s', (typed, fault) => {
    expect(parseTypedPoints(typed)).toEqual({ fault });
    expect(sayPointsFault(fault, typed)).toMatch(/^(“|Điểm|Chưa).+\.$/);
  });

  it('are echoed with a comma and read back as the same', () => {
    fc.assert(
      fc.property(fc.nat({ max: 99_999 }), (hundredths) => {
        expect(parseTypedPoints(formatPoints(hundredths))).toEqual({ hundredths });
      }),
    );
  });
});

describe('Money is typed in digits, with dots between thousands or without', () => {
  it.each([
    ['15000000', 15_000_000],
    ['15.000.000', 15_000_000],
    [' 0 ', 0],
    ['999', 999],
    ['1.000', 1_000],
  ])('“%s” is taken', (typed, amount) => {
    expect(parseTypedMoney(typed)).toBe(amount);
  });

  it.each([
    '',
    '15,000,000',
    '15.00',
    '1.50',
    '0.500',
    '1500.000',
    '15 triệu',
    '15.000.000 đồng',
    '-5',
    '1e6',
    '99999999999999999',
  ])('“%s” is never guessed', (typed) => {
    expect(parseTypedMoney(typed)).toBeNull();
  });
});
