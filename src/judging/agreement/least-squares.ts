import { invertPositive, timesVector } from './dense.js';
import { type Layout, layOut, residualsOf, squaresOf, sumOf } from './layout.js';
import { type Ratings, type Unanswered, isConnected } from './ratings.js';

/** Effects in points, each side adding up to 0, in the order of the ratings' entries and judges. */
export interface FixedEffects {
  mean: number;
  entries: readonly number[];
  judges: readonly number[];
  /** Of the judges' effects, in points; null when the marks leave no degree of freedom for the residual. */
  judgeErrors: readonly number[] | null;
  residualDf: number;
}

/**
 * mark = mean + entry + judge + residual by least squares, entries and judges both fixed, effects of each side adding up to 0;
 * `mean` is therefore the unweighted mean of the fitted table, not of the marks when cells are missing. With a complete table
 * the effects are deviations of row and column means. Two-way analysis by elimination of one side (Searle, Linear Models, 7.1).
 * Unanswered when some judges share no entry with the others, directly or over others: nothing compares them.
 */
export function leastSquares(ratings: Ratings): FixedEffects | Unanswered {
  if (!isConnected(ratings))
    return { why: 'the judges fall into groups that have no entry in common: they cannot be compared' };
  const layout = layOut(ratings);
  const { system, right } = eliminateFixed(layout);
  if (!invertPositive(system, layout.dense)) return { why: 'the equations cannot be solved' };
  const dense = timesVector(system, right);
  const sparse = sparseEffects(layout, dense);
  const residualDf = ratings.marks.length - layout.dense - layout.sparse + 1;
  const variance = squaresOf(residualsOf(layout, 0, dense, sparse)) / residualDf;
  const [denseMean, sparseMean] = [sumOf(dense) / layout.dense, sumOf(sparse) / layout.sparse];
  const effects = {
    dense: [...dense].map((effect) => effect - denseMean),
    sparse: [...sparse].map((effect) => effect - sparseMean),
  };
  const judgeVariances =
    layout.denseSide === 'judge' ? denseVariances(layout, system) : sparseVariances(layout, system);
  return {
    mean: layout.grandMean + denseMean + sparseMean,
    entries: layout.denseSide === 'entry' ? effects.dense : effects.sparse,
    judges: layout.denseSide === 'judge' ? effects.dense : effects.sparse,
    judgeErrors: residualDf > 0 ? judgeVariances.map((unit) => Math.sqrt(Math.max(0, unit) * variance)) : null,
    residualDf,
  };
}

/** Normal equations of the dense side, the sparse one eliminated; a constant added everywhere makes its effects add up to 0. */
function eliminateFixed(layout: Layout): { system: Float64Array; right: Float64Array } {
  const { dense, sparse, starts, places, points, denseCounts } = layout;
  const system = new Float64Array(dense * dense).fill(1);
  const right = new Float64Array(dense);
  for (let i = 0; i < dense; i += 1) system[i * dense + i] = 1 + (denseCounts[i] as number);
  for (let level = 0; level < sparse; level += 1) {
    const [from, to] = [starts[level] as number, starts[level + 1] as number];
    const mean = sumOf(points.subarray(from, to)) / (to - from);
    for (let m = from; m < to; m += 1) {
      const row = places[m] as number;
      right[row] = (right[row] as number) + (points[m] as number) - mean;
      for (let other = from; other < to; other += 1) {
        const cell = row * dense + (places[other] as number);
        system[cell] = (system[cell] as number) - 1 / (to - from);
      }
    }
  }
  return { system, right };
}

function sparseEffects({ sparse, starts, places, points }: Layout, dense: Float64Array): Float64Array {
  return Float64Array.from({ length: sparse }, (_, level) => {
    const [from, to] = [starts[level] as number, starts[level + 1] as number];
    let sum = 0;
    for (let m = from; m < to; m += 1) sum += (points[m] as number) - (dense[places[m] as number] as number);
    return sum / (to - from);
  });
}

/** Variances of the dense side's effects in units of the residual's: what the constant of the equations added is taken off. */
const denseVariances = ({ dense }: Layout, inverse: Float64Array): number[] =>
  Array.from({ length: dense }, (_, i) => (inverse[i * dense + i] as number) - 1 / (dense * dense));

/**
 * The same for the sparse side: the covariance is D + D N'S N D (D one over the counts, N the cells, S the dense side's), and an
 * effect's distance from the mean of all has the variance V_jj − 2 (V 1)_j / k + 1'V1 / k².
 */
function sparseVariances({ dense, sparse, starts, places }: Layout, inverse: Float64Array): number[] {
  const count = (level: number): number => (starts[level + 1] as number) - (starts[level] as number);
  const cells = (level: number): Int32Array => places.subarray(starts[level], starts[level + 1]);
  const shares = new Float64Array(dense);
  for (let level = 0; level < sparse; level += 1)
    for (const place of cells(level)) shares[place] = (shares[place] as number) + 1 / count(level);
  const carried = timesVector(inverse, shares);
  const rowSums = Array.from({ length: sparse }, (_, level) => {
    const sum = cells(level).reduce((all, place) => all + (carried[place] as number), 0);
    return (1 + sum) / count(level);
  });
  const total = rowSums.reduce((sum, each) => sum + each, 0);
  return rowSums.map((rowSum, level) => {
    let own = 0;
    for (const a of cells(level)) for (const b of cells(level)) own += inverse[a * dense + b] as number;
    const variance = 1 / count(level) + own / count(level) ** 2;
    return variance - (2 * rowSum) / sparse + total / sparse ** 2;
  });
}
