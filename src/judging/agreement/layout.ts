import type { Ratings } from './ratings.js';

/**
 * Ratings as the equations of an additive model see them: the side with fewer levels is “dense” (a matrix of it is kept), the
 * other “sparse” (eliminated level by level). Marks are in points, less their grand mean.
 */
export interface Layout {
  denseSide: 'entry' | 'judge';
  dense: number;
  sparse: number;
  /** For every mark, in the order of its sparse level: the dense level and the centred points. */
  places: Int32Array;
  points: Float64Array;
  /** Where the marks of each sparse level begin in `places`; one more at the end. */
  starts: Int32Array;
  denseCounts: Float64Array;
  grandMean: number;
}

export function layOut({ entries, judges, marks, unitsPerPoint }: Ratings): Layout {
  const denseSide = judges.length <= entries.length ? 'judge' : 'entry';
  const sparseSide = denseSide === 'judge' ? 'entry' : 'judge';
  const [dense, sparse] = [entries.length, judges.length].sort((a, b) => a - b) as [number, number];
  const sum = marks.reduce((all, { units }) => all + units, 0);
  const grandMean = sum / marks.length / unitsPerPoint;
  const sorted = [...marks].sort((a, b) => a[sparseSide] - b[sparseSide]);
  const starts = new Int32Array(sparse + 1);
  const denseCounts = new Float64Array(dense);
  for (const mark of sorted) {
    starts[mark[sparseSide] + 1] = (starts[mark[sparseSide] + 1] as number) + 1;
    denseCounts[mark[denseSide]] = (denseCounts[mark[denseSide]] as number) + 1;
  }
  for (let level = 0; level < sparse; level += 1)
    starts[level + 1] = (starts[level + 1] as number) + (starts[level] as number);
  return {
    denseSide,
    dense,
    sparse,
    places: Int32Array.from(sorted, (mark) => mark[denseSide]),
    // units × marks − sum is a whole number: marks that all equal the mean are exactly 0.
    points: Float64Array.from(sorted, ({ units }) => (units * marks.length - sum) / marks.length / unitsPerPoint),
    starts,
    denseCounts,
    grandMean,
  };
}

/** What is left of the points when both effects are taken off, in the order of the marks. */
export function residualsOf(layout: Layout, mean: number, dense: Float64Array, sparse: Float64Array): Float64Array {
  const residuals = new Float64Array(layout.points.length);
  for (let level = 0; level < layout.sparse; level += 1)
    for (let m = layout.starts[level] as number; m < (layout.starts[level + 1] as number); m += 1)
      residuals[m] =
        (layout.points[m] as number) - mean - (sparse[level] as number) - (dense[layout.places[m] as number] as number);
  return residuals;
}

export const squaresOf = (values: Float64Array): number => values.reduce((sum, value) => sum + value * value, 0);
export const sumOf = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0);
