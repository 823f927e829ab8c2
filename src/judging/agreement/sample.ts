export const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

const squaresAround = (values: readonly number[], centre: number): number =>
  values.reduce((sum, value) => sum + (value - centre) ** 2, 0);

/** Standard deviation with n−1; null for fewer than two values, exactly 0 for equal ones. */
export function deviationOf(values: readonly number[]): number | null {
  if (values.length < 2) return null;
  return isConstant(values) ? 0 : Math.sqrt(squaresAround(values, meanOf(values)) / (values.length - 1));
}

export const isConstant = (values: readonly number[]): boolean => values.every((value) => value === values[0]);

/** Pearson's r of pairs; null for fewer than two pairs or a side without differences. Within −1 … 1. */
export function correlationOf(a: readonly number[], b: readonly number[]): number | null {
  if (a.length < 2 || isConstant(a) || isConstant(b)) return null;
  const [meanA, meanB] = [meanOf(a), meanOf(b)];
  const product = a.reduce((sum, value, i) => sum + (value - meanA) * ((b[i] as number) - meanB), 0);
  const r = product / Math.sqrt(squaresAround(a, meanA) * squaresAround(b, meanB));
  return Number.isFinite(r) ? Math.min(1, Math.max(-1, r)) : null;
}

export function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length / 2;
  return meanOf(sorted.slice(Math.ceil(half) - 1, Math.floor(half) + 1));
}

/** Beyond this a modified z is an outlier (Iglewicz & Hoaglin, How to Detect and Handle Outliers, 1993). */
export const OUTLYING_Z = 3.5;

/**
 * Modified z of each value, 0.6745 (x − median) / MAD, MAD the median distance from the median (Iglewicz & Hoaglin 1993).
 * Null when MAD is 0: more than half of the values are equal, and no scale is left to measure the others by.
 */
export function modifiedZ(values: readonly number[]): number[] | null {
  const median = medianOf(values);
  const spread = medianOf(values.map((value) => Math.abs(value - median)));
  return spread === 0 ? null : values.map((value) => (0.6745 * (value - median)) / spread);
}
