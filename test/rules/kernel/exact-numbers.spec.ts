import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ROUNDING_MODES } from '../../../src/kernel/integers.js';
import { isDong, shareEqually, sumDong, timesDong } from '../../../src/kernel/money.js';
import { filePoints, parseFilePoints } from '../../../src/kernel/points.js';
import {
  type Rational,
  add,
  compareRationals,
  divide,
  meanOf,
  medianOf,
  multiply,
  parseRational,
  rational,
  rationalText,
  subtract,
  toDecimal,
} from '../../../src/kernel/rational.js';

const read = (text: string): Rational => {
  const value = parseRational(text);
  if (value === null) throw new Error(`not a number: ${text}`);
  return value;
};

describe('An exact fraction', () => {
  it.each([
    ['87', '87'],
    ['87.50', '175/2'],
    ['175/2', '175/2'],
    ['350/4', '175/2'],
    ['-0.125', '-1/8'],
    ['0.1', '1/10'],
    ['1.5e3', '1500'],
    ['25e-2', '1/4'],
    ['0', '0'],
    ['-0.00', '0'],
  ])('%s is %s', (text, lowest) => {
    expect(rationalText(read(text))).toBe(lowest);
  });

  it.each(['', 'x', '1,5', '1/0', '.5', '5.', '+5', ' 5', '1e999999999', '0x10', 'NaN', '1/-2'])(
    '“%s” is none',
    (text) => {
      expect(parseRational(text)).toBeNull();
    },
  );

  it('adds, subtracts, multiplies and divides without loss', () => {
    expect(rationalText(add(read('0.1'), read('0.2')))).toBe('3/10');
    expect(rationalText(subtract(read('1/3'), read('1/2')))).toBe('-1/6');
    expect(rationalText(multiply(read('2/3'), read('3/4')))).toBe('1/2');
    expect(rationalText(divide(read('1'), read('-3')))).toBe('-1/3');
    expect(() => divide(read('1'), read('0'))).toThrow(RangeError);
  });

  it('compares by value, however it was written', () => {
    expect(compareRationals(read('1/3'), read('0.33'))).toBeGreaterThan(0);
    expect(compareRationals(read('1/2'), read('0.50'))).toBe(0);
    expect(compareRationals(read('-1'), read('-0.5'))).toBeLessThan(0);
  });

  it('has a mean and a median, and none of nothing', () => {
    expect(rationalText(meanOf([read('1'), read('2'), read('2')]))).toBe('5/3');
    expect(rationalText(medianOf([read('9'), read('1'), read('4')]))).toBe('4');
    expect(rationalText(medianOf([read('9'), read('1'), read('4'), read('5')]))).toBe('9/2');
    expect(() => meanOf([])).toThrow(RangeError);
    expect(() => medianOf([])).toThrow(RangeError);
  });

  it.each([
    // value, decimals, half-up, half-even, half-down, up, down
    ['1.005', 2, ['1.01', '1.00', '1.00', '1.01', '1.00']],
    ['2.675', 2, ['2.68', '2.68', '2.67', '2.68', '2.67']],
    ['-1.005', 2, ['-1.01', '-1.00', '-1.00', '-1.01', '-1.00']],
    ['175/2', 2, ['87.50', '87.50', '87.50', '87.50', '87.50']],
    ['175/2', 0, ['88', '88', '87', '88', '87']],
    ['2/3', 4, ['0.6667', '0.6667', '0.6667', '0.6667', '0.6666']],
    ['0.0049', 2, ['0.00', '0.00', '0.00', '0.01', '0.00']],
  ] as const)('%s with %s decimals is rounded by each mode in one named place', (text, decimals, expected) => {
    const modes = ['half-up', 'half-even', 'half-down', 'up', 'down'] as const;
    expect(modes.map((mode) => toDecimal(read(text), { decimals, mode }))).toEqual(expected);
  });

  it('is never further from its rounded form than half a step, or a whole one when rounded up or down', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }),
        fc.bigInt({ min: 1n, max: 10n ** 6n }),
        fc.integer({ min: 0, max: 6 }),
        fc.constantFrom(...ROUNDING_MODES),
        (numerator, denominator, decimals, mode) => {
          const value = rational(numerator, denominator);
          const off = subtract(read(toDecimal(value, { decimals, mode })), value);
          const distance = compareRationals(off, rational(0)) < 0 ? subtract(rational(0), off) : off;
          const step = rational(1n, 10n ** BigInt(decimals));
          const allowed = mode.startsWith('half') ? multiply(step, rational(1, 2)) : step;
          expect(compareRationals(distance, allowed)).toBeLessThanOrEqual(0);
        },
      ),
    );
  });
});

describe('Money is whole đồng', () => {
  it('knows what can be paid', () => {
    expect([0, 1, 9_007_199_254_740_991].every(isDong)).toBe(true);
    expect([-1, 0.5, NaN, Infinity, 9_007_199_254_740_992].some(isDong)).toBe(false);
  });

  it('adds up exactly or not at all', () => {
    expect(sumDong([])).toBe(0);
    expect(sumDong([15_000_000, 10_500_000])).toBe(25_500_000);
    expect(() => sumDong([9_007_199_254_740_991, 1])).toThrow(RangeError);
    expect(() => sumDong([1.5])).toThrow(RangeError);
    expect(timesDong(3, 7)).toBe(21);
    expect(() => timesDong(2, 9_007_199_254_740_991)).toThrow(RangeError);
  });

  it('is shared to the đồng, the remaining ones going to the first', () => {
    // 5 000 000 / 3 = 1 666 666, 2 left over
    expect(shareEqually(5_000_000, 3)).toEqual([1_666_667, 1_666_667, 1_666_666]);
    expect(shareEqually(2, 3)).toEqual([1, 1, 0]);
    expect(shareEqually(0, 2)).toEqual([0, 0]);
    expect(() => shareEqually(5, 0)).toThrow(RangeError);
  });

  it('loses nothing in any sharing, and nobody gets two đồng more than another', () => {
    fc.assert(
      fc.property(fc.nat({ max: 10 ** 12 }), fc.integer({ min: 1, max: 50 }), (total, shares) => {
        const parts = shareEqually(total, shares);
        expect(sumDong(parts)).toBe(total);
        expect((parts[0] ?? 0) - (parts.at(-1) ?? 0)).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe('Points in files are digits with at most two decimals behind a point', () => {
  it.each([
    ['0', 0],
    ['8', 800],
    ['8.5', 850],
    ['8.05', 805],
    ['8.50', 850],
    ['100', 10_000],
    ['8.505', null],
    ['8,5', null],
    ['-8', null],
    ['1e1', null],
    ['', null],
    ['90071992547409.91', 9_007_199_254_740_991],
    ['90071992547409.92', null],
  ])('%s is read as %s hundredths', (text, hundredths) => {
    expect(parseFilePoints(text)).toBe(hundredths);
  });

  it('and are written without needless zeros', () => {
    expect([0, 5, 50, 800, 805, 850, 10_000].map(filePoints)).toEqual(['0', '0.05', '0.5', '8', '8.05', '8.5', '100']);
  });
});
