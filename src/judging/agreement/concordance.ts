import { chiSquareTail } from './distributions.js';
import { midranks } from './ranks.js';
import { type Ratings, type Unanswered, completeTable, isUnanswered } from './ratings.js';

export interface Concordance {
  /** 0 no agreement in order, 1 the same order from every judge. */
  w: number;
  chi2: number;
  df: number;
  /** Probability of so large a chi2 when judges order at random; an approximation that is rough below eight entries. */
  p: number;
}

/**
 * Kendall's W of m judges who each order the same n entries, ties at their mean rank: 12 S / (m²(n³−n) − m Σ(t³−t)),
 * S the squared deviations of the entries' rank sums, t the sizes of each judge's ties; chi2 = m(n−1)W with n−1 degrees of freedom.
 * Kendall & Babington Smith 1939; Siegel & Castellan, Nonparametric Statistics (1988), 9.5. Unanswered when the table is not
 * complete or no judge tells any two entries apart.
 */
export function kendallW(ratings: Ratings): Concordance | Unanswered {
  const table = completeTable(ratings);
  if (isUnanswered(table)) return table;
  const [n, m] = [ratings.entries.length, ratings.judges.length];
  const rankSums = new Array<number>(n).fill(0);
  let ties = 0;
  for (let judge = 0; judge < m; judge += 1) {
    const marks = table.map((row) => row[judge] as number);
    midranks(marks).forEach((rank, entry) => (rankSums[entry] = (rankSums[entry] as number) + rank));
    for (const tied of Map.groupBy(marks, (units) => units).values()) ties += tied.length ** 3 - tied.length;
  }
  const mean = (m * (n + 1)) / 2;
  const s = rankSums.reduce((sum, rankSum) => sum + (rankSum - mean) ** 2, 0);
  const largest = m * m * (n ** 3 - n) - m * ties;
  if (largest === 0) return { why: 'no judge gave two entries different totals' };
  const w = (12 * s) / largest;
  const chi2 = m * (n - 1) * w;
  return { w, chi2, df: n - 1, p: chiSquareTail(chi2, n - 1) };
}
