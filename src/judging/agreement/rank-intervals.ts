import { type Ratings, type Unanswered, marksBy } from './ratings.js';
import { seededRandom } from './seeded-random.js';

export interface RankInterval {
  entry: string;
  /** Of its judges' totals, in points. */
  mean: number;
  /** 1 is best; equals share a rank and the next one counts them: 1, 2, 2, 4. */
  rank: number;
  /** The ranks between which 95 % of the resamplings put the entry; null where one judge alone marked it. */
  low: number | null;
  high: number | null;
  /** The share of resamplings that put it first, alone or with others. */
  first: number;
  /** The statistical tie it belongs to, 1 the best: see `bandsOf`. */
  band: number;
}

/**
 * How far ranks by mean total would move with other judges of the same kind: best first, sharers of a rank in the order of
 * `entries`. Judges are drawn anew with replacement `draws` times: all entries by the same drawn judges where the table is
 * complete, so that strictness moves no rank; else each entry's own marks by themselves. The interval cuts 2.5 % off both ends
 * (percentile bootstrap; Goldstein & Spiegelhalter, JRSS A 159 (1996) 385–443; Hall & Miller, Ann. Stat. 37 (2009) 3929–3959).
 * The same ratings, seed and draws give the same answer. Unanswered when no entry has two judges.
 */
export function rankIntervals(
  ratings: Ratings,
  { seed, draws }: { seed: number; draws: number },
): RankInterval[] | Unanswered {
  const byEntry = marksBy('entry', ratings).map((marks) =>
    marks.sort((a, b) => a.judge - b.judge).map(({ units }) => units),
  );
  if (byEntry.every((marks) => marks.length < 2)) return { why: 'no entry has two judges' };
  const observed = byEntry.map(means);
  const ranks = ranksOf(observed);
  const drawn = byEntry.map(() => new Int32Array(draws));
  const random = seededRandom(seed);
  const isComplete = byEntry.every((marks) => marks.length === ratings.judges.length);
  for (let draw = 0; draw < draws; draw += 1) {
    const common = isComplete ? placesDrawn(ratings.judges.length, random) : null;
    const redrawn = byEntry.map((marks) =>
      means((common ?? placesDrawn(marks.length, random)).map((place) => marks[place] as number)),
    );
    ranksOf(redrawn).forEach((rank, entry) => ((drawn[entry] as Int32Array)[draw] = rank));
  }
  const cutOff = Math.floor(draws * 0.025);
  const order = ratings.entries
    .map((_, index) => index)
    .sort((a, b) => (ranks[a] as number) - (ranks[b] as number) || a - b);
  const bands = bandsOf(order, drawn);
  return ratings.entries
    .map((entry, index) => {
      const sorted = (drawn[index] as Int32Array).sort();
      const alone = (byEntry[index] as number[]).length < 2;
      return {
        entry,
        mean: (observed[index] as number) / ratings.unitsPerPoint,
        rank: ranks[index] as number,
        low: alone ? null : (sorted[cutOff] as number),
        high: alone ? null : (sorted[draws - 1 - cutOff] as number),
        first: sorted.filter((rank) => rank === 1).length / draws,
        band: bands[index] as number,
      };
    })
    .sort((a, b) => a.rank - b.rank);
}

/** An entry is tied with a better one while at least this share of the resamplings puts it level or ahead. */
const STILL_TIED = 0.05;

/**
 * Bands of entries that other judges of the same kind could as well have put the other way round: from the best down, a band holds
 * its first entry and all behind it of which at least one resampling in twenty puts them level with that first one or ahead; the next
 * entry opens the next band. By entry, in the order of `drawn`.
 */
function bandsOf(order: readonly number[], drawn: readonly Int32Array[]): number[] {
  const bands = new Array<number>(drawn.length).fill(0);
  let [band, leader] = [0, null as Int32Array | null];
  for (const entry of order) {
    const own = drawn[entry] as Int32Array;
    let level = 0;
    if (leader !== null)
      for (let draw = 0; draw < own.length; draw += 1)
        if ((own[draw] as number) <= (leader[draw] as number)) level += 1;
    if (leader === null || level < STILL_TIED * own.length) {
      band += 1;
      leader = own;
    }
    bands[entry] = band;
  }
  return bands;
}

// One rounding, of the quotient of whole numbers: equal means are equal numbers, whatever the numbers of judges.
const means = (units: readonly number[]): number => units.reduce((sum, each) => sum + each, 0) / units.length;

const placesDrawn = (count: number, random: () => number): number[] =>
  Array.from({ length: count }, () => Math.floor(random() * count));

/** Ranks from the highest value, equals sharing the better one. */
function ranksOf(values: readonly number[]): number[] {
  const sorted = Float64Array.from(values).sort().reverse();
  const rankOf = new Map<number, number>();
  sorted.forEach((value, place) => {
    if (!rankOf.has(value)) rankOf.set(value, place + 1);
  });
  return values.map((value) => rankOf.get(value) as number);
}
