/**
 * Whole-number arithmetic written once for two carriers: plain numbers, quick and exact while nothing leaves ±2^53, and
 * BigInt beyond. Whoever picks SMALL_INTEGERS has first shown a bound for every intermediate result.
 */
export interface Integers<N extends number | bigint> {
  of(value: number): N;
  fromBig(value: bigint): N;
  plus(a: N, b: N): N;
  times(a: N, b: N): N;
  /** Quotient rounded towards zero. */
  quotient(a: N, b: N): N;
  /** What `quotient` leaves over; it has the sign of `a`. */
  remainder(a: N, b: N): N;
  compare(a: N, b: N): number;
}

export const SMALL_INTEGERS: Integers<number> = {
  of: (value) => value,
  fromBig: (value) => Number(value),
  plus: (a, b) => a + b,
  times: (a, b) => a * b,
  // Subtracting first keeps the division exact; a / b rounded to a double could already be the next whole number.
  quotient: (a, b) => (a - (a % b)) / b,
  remainder: (a, b) => a % b,
  compare: (a, b) => a - b,
};

export const BIG_INTEGERS: Integers<bigint> = {
  of: (value) => BigInt(value),
  fromBig: (value) => value,
  plus: (a, b) => a + b,
  times: (a, b) => a * b,
  quotient: (a, b) => a / b,
  remainder: (a, b) => a % b,
  compare: (a, b) => (a < b ? -1 : a > b ? 1 : 0),
};

/** Greatest common divisor, never negative; of zero and b it is |b|. */
export function greatestCommonDivisor<N extends number | bigint>(integers: Integers<N>, a: N, b: N): N {
  const zero = integers.of(0);
  let [x, y]: [N, N] = [a, b];
  while (integers.compare(y, zero) !== 0) [x, y] = [y, integers.remainder(x, y)];
  return integers.compare(x, zero) < 0 ? integers.times(x, integers.of(-1)) : x;
}

export const ROUNDING_MODES = ['half-up', 'half-even', 'half-down', 'up', 'down'] as const;
/** `half-up`, `half-even`, `half-down`: to the nearest, a half away from zero, to the even neighbour, towards zero. `up`, `down`: away from zero, towards zero. */
export type RoundingMode = (typeof ROUNDING_MODES)[number];

/** numerator / denominator (positive) as the whole number that `mode` picks. The one place where this house rounds. */
export function roundedQuotient<N extends number | bigint>(
  integers: Integers<N>,
  numerator: N,
  denominator: N,
  mode: RoundingMode,
): N {
  const zero = integers.of(0);
  const towardsZero = integers.quotient(numerator, denominator);
  const left = integers.remainder(numerator, denominator);
  if (integers.compare(left, zero) === 0) return towardsZero;
  const sign = integers.of(integers.compare(numerator, zero) < 0 ? -1 : 1);
  const twiceLeft = integers.times(integers.times(left, sign), integers.of(2));
  const againstHalf = integers.compare(twiceLeft, denominator);
  const isOdd = integers.compare(integers.remainder(towardsZero, integers.of(2)), zero) !== 0;
  return goesAway(mode, againstHalf, isOdd) ? integers.plus(towardsZero, sign) : towardsZero;
}

function goesAway(mode: RoundingMode, againstHalf: number, isOdd: boolean): boolean {
  switch (mode) {
    case 'up':
      return true;
    case 'down':
      return false;
    case 'half-up':
      return againstHalf >= 0;
    case 'half-down':
      return againstHalf > 0;
    case 'half-even':
      return againstHalf > 0 || (againstHalf === 0 && isOdd);
  }
}

/** A whole number of 10^-decimals as decimal text: (8750, 2) is "87.50", (-5, 1) is "-0.5", (88, 0) is "88". */
export function decimalText(scaled: number | bigint, decimals: number): string {
  const text = scaled.toString();
  const [sign, digits] = text.startsWith('-') ? ['-', text.slice(1)] : ['', text];
  if (decimals === 0) return sign + digits;
  const padded = digits.padStart(decimals + 1, '0');
  return `${sign}${padded.slice(0, -decimals)}.${padded.slice(-decimals)}`;
}
