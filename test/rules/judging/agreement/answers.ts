import fc from 'fast-check';
import { type Unanswered, isUnanswered } from '../../../../src/judging/agreement/ratings.js';

/** The answer itself, where the test knows that there is one. */
export function answered<T>(answer: T | Unanswered): T {
  if (isUnanswered(answer)) throw new Error(answer.why);
  return answer;
}

/** Complete tables of small whole marks, ties and equal rows included. */
export const tables = fc
  .tuple(fc.integer({ min: 2, max: 6 }), fc.integer({ min: 2, max: 5 }))
  .chain(([n, k]) =>
    fc.array(fc.array(fc.integer({ min: 0, max: 7 }), { minLength: k, maxLength: k }), { minLength: n, maxLength: n }),
  );

/** Tables with cells missing, every row and column with at least one mark. */
export const sparseTables = tables
  .chain((table) =>
    fc
      .array(fc.integer({ min: 0, max: 3 }), { minLength: table.length * 5, maxLength: table.length * 5 })
      .map((holes) => table.map((row, i) => row.map((cell, j) => (holes[i * 5 + j] === 0 ? null : cell)))),
  )
  .filter(
    (table) =>
      table.every((row) => row.some((cell) => cell !== null)) &&
      (table[0] ?? []).every((_, j) => table.some((row) => row[j] !== null)),
  );

/** Rows and columns in another order, given by two keys. */
export const shuffled = <T>(table: readonly (readonly T[])[], seed: number): T[][] => {
  const key = (place: number): number => (place * 7919 + seed * 104729) % 1009;
  const order = (length: number): number[] => [...Array(length).keys()].sort((a, b) => key(a) - key(b));
  const columns = order(table[0]?.length ?? 0);
  return order(table.length).map((row) => columns.map((column) => table[row]?.[column] as T));
};

/** Solves A x = b by elimination with pivots; null when A is singular. */
export function solved(a: readonly (readonly number[])[], b: readonly number[]): number[] | null {
  const rows = a.map((row, i) => [...row, b[i] as number]);
  const n = rows.length;
  for (let c = 0; c < n; c += 1) {
    const pivot = rows
      .slice(c)
      .reduce((best, row) => (Math.abs(row[c] as number) > Math.abs(best[c] as number) ? row : best));
    if (Math.abs(pivot[c] as number) < 1e-9) return null;
    rows.splice(rows.indexOf(pivot), 1);
    rows.splice(c, 0, pivot);
    for (const row of rows.slice(0, c).concat(rows.slice(c + 1))) {
      const factor = (row[c] as number) / (pivot[c] as number);
      for (let j = c; j <= n; j += 1) row[j] = (row[j] as number) - factor * (pivot[j] as number);
    }
  }
  return rows.map((row, i) => (row[n] as number) / (row[i] as number));
}
