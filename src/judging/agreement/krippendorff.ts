import { type Ratings, type Unanswered, marksBy } from './ratings.js';

export const ALPHA_LEVELS = ['nominal', 'ordinal', 'interval', 'ratio'] as const;
export type AlphaLevel = (typeof ALPHA_LEVELS)[number];

/** A value and how often it was given. */
type Counted = readonly (readonly [value: number, times: number])[];

/**
 * Krippendorff's alpha, 1 − observed / expected disagreement, judges as coders, entries as units, cells may be missing: entries
 * with one mark are left out. 1 is full agreement, 0 what chance gives, below 0 disagreement by system.
 * Krippendorff, Content Analysis (2004), 11.3; Computing Krippendorff's Alpha-Reliability (2011): differences 0/1 (nominal), of
 * ranks (ordinal), of values (interval), (c−k)/(c+k) (ratio), each squared. Values of the ratio level are 0 or more.
 * Unanswered without two marks on one entry, or when all pairable marks are equal: then nothing could have disagreed.
 */
export function krippendorffAlpha(ratings: Ratings, level: AlphaLevel): number | Unanswered {
  const units = marksBy('entry', ratings)
    .filter((marks) => marks.length > 1)
    .map((marks) => counted(marks.map(({ units }) => units)));
  if (units.length === 0) return { why: 'no entry has two judges' };
  const all = counted(units.flatMap((unit) => unit.flatMap(([value, times]) => new Array<number>(times).fill(value))));
  if (all.length === 1) return { why: 'all totals of entries with two or more judges are equal' };
  const total = all.reduce((sum, [, times]) => sum + times, 0);
  const disagreement = DISAGREEMENTS[level](all);
  const observed = units.reduce((sum, unit) => sum + disagreement(unit) / (sizeOf(unit) - 1), 0) / total;
  const expected = disagreement(all) / (total * (total - 1));
  return 1 - observed / expected;
}

const sizeOf = (unit: Counted): number => unit.reduce((sum, [, times]) => sum + times, 0);

function counted(values: readonly number[]): Counted {
  const times = new Map<number, number>();
  for (const value of values) times.set(value, (times.get(value) ?? 0) + 1);
  return [...times].sort(([a], [b]) => a - b);
}

/** Sum of squared differences over all ordered pairs of a set of marks. `all` pairable marks give ordinal values their places. */
const DISAGREEMENTS: Record<AlphaLevel, (all: Counted) => (marks: Counted) => number> = {
  nominal: () => (marks) => sizeOf(marks) ** 2 - marks.reduce((sum, [, times]) => sum + times ** 2, 0),
  // The ordinal metric, Σ n_g from c to k less half of both ends, is the difference of the mean ranks of c and k.
  ordinal: (all) => {
    const places = new Map<number, number>();
    let below = 0;
    for (const [value, times] of all) {
      places.set(value, below + times / 2);
      below += times;
    }
    return (marks) => squaredDistances(marks.map(([value, times]) => [places.get(value) as number, times]));
  },
  interval: () => squaredDistances,
  ratio: () => (marks) => {
    let sum = 0;
    for (const [i, [a, timesA]] of marks.entries())
      for (const [b, timesB] of marks.slice(i + 1)) sum += 2 * timesA * timesB * ((a - b) / (a + b)) ** 2;
    return sum;
  },
};

/** Σ over ordered pairs of (a−b)², as 2 m Σ(a − mean)². */
function squaredDistances(marks: Counted): number {
  const size = sizeOf(marks);
  const mean = marks.reduce((sum, [value, times]) => sum + value * times, 0) / size;
  return 2 * size * marks.reduce((sum, [value, times]) => sum + times * (value - mean) ** 2, 0);
}
