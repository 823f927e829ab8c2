/** A symmetric matrix, row after row. */
export type Square = Float64Array;

/**
 * Inverts a positive definite matrix in place by its Cholesky factor and answers whether it could: false when it is singular or
 * not positive definite, its contents then undefined. n³ multiplications.
 */
export function invertPositive(a: Square, n: number): boolean {
  if (!factor(a, n)) return false;
  invertFactor(a, n);
  // A⁻¹ = L⁻ᵀ L⁻¹: row by row of L⁻¹, each adding its outer product, so that memory is walked along rows.
  const result = new Float64Array(n * n);
  for (let row = 0; row < n; row += 1) {
    for (let i = 0; i <= row; i += 1) {
      const left = a[row * n + i] as number;
      if (left === 0) continue;
      for (let j = 0, to = i * n, from = row * n; j <= i; j += 1)
        result[to + j] = (result[to + j] as number) + left * (a[from + j] as number);
    }
  }
  for (let i = 0; i < n; i += 1) for (let j = 0; j < i; j += 1) result[j * n + i] = result[i * n + j] as number;
  a.set(result);
  return true;
}

/** The lower triangle becomes L with A = L Lᵀ. */
function factor(a: Square, n: number): boolean {
  for (let i = 0; i < n; i += 1) {
    const row = i * n;
    for (let j = 0; j <= i; j += 1) {
      const other = j * n;
      let sum = a[row + j] as number;
      for (let c = 0; c < j; c += 1) sum -= (a[row + c] as number) * (a[other + c] as number);
      if (j < i) a[row + j] = sum / (a[other + j] as number);
      else if (sum > 1e-12 * Math.abs(a[row + i] as number)) a[row + i] = Math.sqrt(sum);
      else return false;
    }
  }
  return true;
}

/** The lower triangle L becomes L⁻¹. */
function invertFactor(a: Square, n: number): void {
  const row = new Float64Array(n);
  for (let i = 0; i < n; i += 1) {
    const pivot = a[i * n + i] as number;
    row.fill(0, 0, i);
    for (let c = 0; c < i; c += 1) {
      const weight = a[i * n + c] as number;
      if (weight === 0) continue;
      for (let j = 0, from = c * n; j <= c; j += 1) row[j] = (row[j] as number) + weight * (a[from + j] as number);
    }
    for (let j = 0; j < i; j += 1) a[i * n + j] = -(row[j] as number) / pivot;
    a[i * n + i] = 1 / pivot;
  }
}

/** A x. */
export function timesVector(a: Square, x: Float64Array): Float64Array {
  const n = x.length;
  return x.map((_, i) => {
    let sum = 0;
    for (let j = 0, from = i * n; j < n; j += 1) sum += (a[from + j] as number) * (x[j] as number);
    return sum;
  });
}
