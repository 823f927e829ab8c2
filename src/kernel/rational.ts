import { BIG_INTEGERS, type RoundingMode, decimalText, greatestCommonDivisor, roundedQuotient } from './integers.js';

/** An exact fraction in lowest terms, denominator positive. Made by `rational` or `parseRational` only. */
export interface Rational {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** numerator / denominator in lowest terms. A zero denominator is a RangeError. */
export function rational(numerator: bigint | number, denominator: bigint | number = 1n): Rational {
  const [n, d] = [BigInt(numerator), BigInt(denominator)];
  if (d === 0n) throw new RangeError('a fraction with denominator 0');
  const divisor = greatestCommonDivisor(BIG_INTEGERS, n, d) * (d < 0n ? -1n : 1n);
  return { numerator: n / divisor, denominator: d / divisor };
}

export const ZERO: Rational = rational(0);
export const ONE: Rational = rational(1);

// Far beyond any mark or sum, and small enough that 10^exponent stays cheap.
const MAX_EXPONENT = 400;

/**
 * Reads "87", "-87.50", "175/2" or the exponent form of JSON ("1.5e3"), each exactly as written; null for anything else.
 * Numbers from JSON go through their text, so 0.1 is one tenth and not the nearest binary fraction.
 */
export function parseRational(text: string): Rational | null {
  const fraction = /^(-?\d+)\/([1-9]\d*)$/.exec(text);
  if (fraction) return rational(BigInt(fraction[1] ?? ''), BigInt(fraction[2] ?? ''));
  const decimal = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text);
  if (!decimal) return null;
  const [, sign = '', whole = '', places = '', exponent = '0'] = decimal;
  if (Math.abs(Number(exponent)) > MAX_EXPONENT) return null;
  const digits = BigInt(whole + places) * (sign === '-' ? -1n : 1n);
  const power = Number(exponent) - places.length;
  return power >= 0 ? rational(digits * 10n ** BigInt(power)) : rational(digits, 10n ** BigInt(-power));
}

export const add = (a: Rational, b: Rational): Rational =>
  rational(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator);

export const subtract = (a: Rational, b: Rational): Rational =>
  rational(a.numerator * b.denominator - b.numerator * a.denominator, a.denominator * b.denominator);

export const multiply = (a: Rational, b: Rational): Rational =>
  rational(a.numerator * b.numerator, a.denominator * b.denominator);

/** a / b. Division by zero is a RangeError. */
export const divide = (a: Rational, b: Rational): Rational =>
  rational(a.numerator * b.denominator, a.denominator * b.numerator);

/** Negative when a < b, zero when equal, positive when a > b: fit for `sort`. */
export const compareRationals = (a: Rational, b: Rational): number =>
  BIG_INTEGERS.compare(a.numerator * b.denominator, b.numerator * a.denominator);

export const sumOf = (values: readonly Rational[]): Rational => values.reduce(add, ZERO);

/** Arithmetic mean; a RangeError for no values. */
export const meanOf = (values: readonly Rational[]): Rational => divide(sumOf(values), rational(values.length));

/** Middle value, or the mean of the two middle ones; a RangeError for no values. */
export function medianOf(values: readonly Rational[]): Rational {
  const sorted = [...values].sort(compareRationals);
  return meanOf(sorted.slice(Math.ceil(sorted.length / 2) - 1, Math.floor(sorted.length / 2) + 1));
}

/** Decimal text with exactly `decimals` places and a decimal point: half-up to 2, 175/2 is "87.50". */
export function toDecimal(value: Rational, rounding: { decimals: number; mode: RoundingMode }): string {
  const scaled = value.numerator * 10n ** BigInt(rounding.decimals);
  return decimalText(roundedQuotient(BIG_INTEGERS, scaled, value.denominator, rounding.mode), rounding.decimals);
}

/** "175/2", or "87" for a whole number; `parseRational` reads it back. */
export const rationalText = (value: Rational): string =>
  value.denominator === 1n ? value.numerator.toString() : `${value.numerator}/${value.denominator}`;
