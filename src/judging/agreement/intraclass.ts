import { quantileOfF } from './distributions.js';
import { type Ratings, type Unanswered, completeTable, isUnanswered } from './ratings.js';

export const ICC_FORMS = ['1,1', '2,1', '3,1', '1,k', '2,k', '3,k'] as const;
export type IccForm = (typeof ICC_FORMS)[number];

export interface Intraclass {
  value: number;
  /** 95 %, low and high; null where the lower limit of a k-form is unbounded. */
  interval: readonly [number, number] | null;
}

/** Mean squares of a complete two-way table, in squared units: between entries and within them, between judges, residual. */
export interface MeanSquares {
  entries: number;
  judges: number;
  /** Of k judges, n entries. */
  k: number;
  n: number;
  within: number;
  residual: number;
}

/**
 * The two-way analysis of variance without replication of a complete table of n entries × k judges. Sums are whole numbers
 * of 1/(nk), so that a table without residual or without differences between judges has exactly 0 there.
 */
export function meanSquares(table: readonly (readonly number[])[]): MeanSquares {
  const [n, k] = [table.length, table[0]?.length ?? 0];
  const [bigN, bigK] = [BigInt(n), BigInt(k)];
  const columns = new Array<bigint>(k).fill(0n);
  let [squares, rowSquares] = [0n, 0n];
  for (const row of table) {
    let sum = 0n;
    row.forEach((units, column) => {
      const value = BigInt(units);
      sum += value;
      columns[column] = (columns[column] ?? 0n) + value;
      squares += value * value;
    });
    rowSquares += sum * sum;
  }
  const grand = columns.reduce((all, sum) => all + sum, 0n);
  const columnSquares = columns.reduce((all, sum) => all + sum * sum, 0n);
  const perCell = (scaled: bigint, df: number): number => Number(scaled) / (n * k * df);
  return {
    n,
    k,
    entries: perCell(bigN * rowSquares - grand * grand, n - 1),
    judges: perCell(bigK * columnSquares - grand * grand, k - 1),
    within: perCell(bigN * (bigK * squares - rowSquares), n * (k - 1)),
    residual: perCell(
      bigN * bigK * squares - bigN * rowSquares - bigK * columnSquares + grand * grand,
      (n - 1) * (k - 1),
    ),
  };
}

/**
 * Intraclass correlations of a complete table with 95 % intervals: single marks (·,1) and means of all k judges (·,k); entries
 * with judges of their own (1), judges drawn at random (2), these judges only (3). Values lie in −1/(k−1) … 1 for (1,1) and (3,1).
 * Shrout & Fleiss, Psychological Bulletin 86 (1979) 420–428; the intervals of form 2 by McGraw & Wong, Psychological Methods 1
 * (1996) 30–46, table 7 (Satterthwaite degrees of freedom); k-forms and their limits by Spearman–Brown.
 * A form is unanswered when marks do not vary in it: no entry and no judge differs, or its k-form is unbounded.
 */
export function intraclassCorrelations(ratings: Ratings): Record<IccForm, Intraclass | Unanswered> | Unanswered {
  const table = completeTable(ratings);
  if (isUnanswered(table)) return table;
  const ms = meanSquares(table);
  const single = { '1': oneWay(ms), '2': twoWayRandom(ms), '3': twoWayMixed(ms) };
  const stepped = (form: Intraclass | Unanswered): Intraclass | Unanswered => spearmanBrown(form, ms.k);
  return {
    '1,1': single['1'],
    '2,1': single['2'],
    '3,1': single['3'],
    '1,k': stepped(single['1']),
    '2,k': stepped(single['2']),
    '3,k': stepped(single['3']),
  };
}

const LEVEL = 0.975;
const NO_VARIATION: Unanswered = { why: 'the totals do not vary' };

/** ICC (1,1), or (3,1) with the residual in place of what varies within entries: (MSB − MSW)/(MSB + (k−1) MSW). */
function fromRatio(between: number, error: number, k: number, errorDf: number, n: number): Intraclass | Unanswered {
  if (between === 0 && error === 0) return NO_VARIATION;
  if (error === 0) return { value: 1, interval: [1, 1] };
  const ofRatio = (f: number): number => (f - 1) / (f + k - 1);
  const f = between / error;
  return {
    value: ofRatio(f),
    interval: [ofRatio(f / quantileOfF(LEVEL, n - 1, errorDf)), ofRatio(f * quantileOfF(LEVEL, errorDf, n - 1))],
  };
}

const oneWay = ({ entries, within, n, k }: MeanSquares): Intraclass | Unanswered =>
  fromRatio(entries, within, k, n * (k - 1), n);

const twoWayMixed = ({ entries, residual, n, k }: MeanSquares): Intraclass | Unanswered =>
  fromRatio(entries, residual, k, (n - 1) * (k - 1), n);

/** ICC (2,1) = (MSB − MSE)/(MSB + (k−1) MSE + k (MSJ − MSE)/n). */
function twoWayRandom({ entries, judges, residual, n, k }: MeanSquares): Intraclass | Unanswered {
  const total = entries + (k - 1) * residual + (k * (judges - residual)) / n;
  if (entries === 0 && judges === 0 && residual === 0) return NO_VARIATION;
  if (total <= 0) return { why: 'the estimate of the total variance is not above 0' };
  const value = (entries - residual) / total;
  if (judges === 0 && residual === 0) return { value: 1, interval: [1, 1] };
  const a = (k * value) / (n * (1 - value));
  const b = 1 + (k * value * (n - 1)) / (n * (1 - value));
  const [judgePart, residualPart] = [a * judges, b * residual];
  const df = (judgePart + residualPart) ** 2 / (judgePart ** 2 / (k - 1) + residualPart ** 2 / ((n - 1) * (k - 1)));
  if (!Number.isFinite(df) || df <= 0) return { value, interval: [value, value] };
  const others = k * judges + (n * k - k - n) * residual;
  const [lowF, highF] = [quantileOfF(LEVEL, n - 1, df), quantileOfF(LEVEL, df, n - 1)];
  return {
    value,
    interval: [
      // Divided by lowF, which is beyond all numbers when df is close to 0.
      (n * (entries / lowF - residual)) / (others + (n * entries) / lowF),
      (n * (highF * entries - residual)) / (others + n * highF * entries),
    ],
  };
}

/**
 * What the mean of k marks has, when one has r: k r / (1 + (k−1) r). At r = −1/(k−1) and below there is no such number: a value
 * there is unanswered, a limit there leaves the value without its interval.
 */
function spearmanBrown(single: Intraclass | Unanswered, k: number): Intraclass | Unanswered {
  if (isUnanswered(single)) return single;
  const isBounded = (r: number): boolean => 1 + (k - 1) * r > 1e-9;
  const step = (r: number): number => (k * r) / (1 + (k - 1) * r);
  if (!isBounded(single.value))
    return { why: 'entries differ less than chance makes them: the correlation of means is unbounded' };
  const [low, high] = single.interval ?? [-1, -1];
  return { value: step(single.value), interval: isBounded(low) ? [step(low), step(high)] : null };
}
