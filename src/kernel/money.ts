/** Money is a whole number of đồng; there is no smaller unit in use. Safe up to 9 007 199 254 740 991 đồng. */
export type Dong = number;

/** Is this a sum that can be paid: a whole, non-negative number of đồng that a double holds exactly? */
export const isDong = (value: number): value is Dong => Number.isSafeInteger(value) && value >= 0;

/** Exact sum of whole đồng; a RangeError for a fraction, a negative sum, or a total too large to be exact. */
export function sumDong(amounts: Iterable<Dong>): Dong {
  let total = 0;
  for (const amount of amounts) {
    if (!isDong(amount)) throw new RangeError(`not a sum of money: ${amount}`);
    total += amount;
    if (!isDong(total)) throw new RangeError('the total is too large to be exact');
  }
  return total;
}

/** `quantity` times `amount`, checked as `sumDong` checks. */
export function timesDong(quantity: number, amount: Dong): Dong {
  const product = quantity * amount;
  if (!isDong(quantity) || !isDong(amount) || !isDong(product)) {
    throw new RangeError(`not a sum of money: ${quantity} × ${amount}`);
  }
  return product;
}

/**
 * Splits `total` into `shares` parts that differ by at most one đồng and add up to it exactly; the remaining đồng go one
 * each to the first. (5 000 000, 3) is 1 666 667, 1 666 667, 1 666 666. A RangeError for no shares.
 */
export function shareEqually(total: Dong, shares: number): Dong[] {
  if (!isDong(total) || !Number.isSafeInteger(shares) || shares < 1) {
    throw new RangeError(`cannot share ${total} đồng among ${shares}`);
  }
  const left = total % shares;
  const share = (total - left) / shares;
  return Array.from({ length: shares }, (_, index) => (index < left ? share + 1 : share));
}
