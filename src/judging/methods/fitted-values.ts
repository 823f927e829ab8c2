import { parseRational, type Rational, ZERO } from '../../kernel/rational.js';

/** Values of a fit nearer to each other than this, relative to the larger (or to 1), are one value: no fit says more. */
const INDISTINCT = 1e-9;

/**
 * Values of an iterative fit as exact numbers of twelve significant digits, fit to be ranked: what is equal but for rounding, as
 * entries with the very same record are, is equal. In the order given. Not finite is a RangeError.
 */
export function fittedValues(values: readonly number[]): Rational[] {
  const order = values.map((_, index) => index).sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0));
  const fitted = new Array<Rational>(values.length).fill(ZERO);
  let last: { value: number; exact: Rational } | null = null;
  for (const index of order) {
    const value = values[index] ?? 0;
    if (last === null || value - last.value > INDISTINCT * Math.max(1, Math.abs(value))) {
      last = { value, exact: exactly(value) };
    }
    fitted[index] = last.exact;
  }
  return fitted;
}

function exactly(value: number): Rational {
  const exact = parseRational(String(Number(value.toPrecision(12))));
  if (exact === null) throw new RangeError(`not a value: ${value}`);
  return exact;
}
