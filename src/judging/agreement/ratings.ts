/** One judge's total for one entry, by their places in `Ratings`, in whole units (hundredths of a point, say). */
export interface Mark {
  entry: number;
  judge: number;
  units: number;
}

/**
 * Who gave what to whom: at most one mark for an entry and a judge. Marks are whole numbers, so that equal totals are equal and
 * sums of squares exact; `unitsPerPoint` of them are one point (100 for hundredths). Every entry and judge has a mark.
 */
export interface Ratings {
  entries: readonly string[];
  judges: readonly string[];
  marks: readonly Mark[];
  unitsPerPoint: number;
}

/** A statistic that has no value for these ratings, and why: for a reader, a clause in English. */
export interface Unanswered {
  why: string;
}

export const isUnanswered = (answer: unknown): answer is Unanswered =>
  typeof answer === 'object' && answer !== null && 'why' in answer;

/** The table of a contest in which every judge marked every entry: a row for each entry, a column for each judge. */
export type CompleteTable = readonly (readonly number[])[];

/**
 * The ratings as a table, or why there is none: statistics of a two-way layout need at least two entries, two judges and no
 * cell missing.
 */
export function completeTable({ entries, judges, marks }: Ratings): CompleteTable | Unanswered {
  if (judges.length < 2) return { why: 'it needs at least two judges' };
  if (entries.length < 2) return { why: 'it needs at least two entries' };
  const missing = entries.length * judges.length - marks.length;
  if (missing > 0) return { why: `it needs every judge's total for every entry: ${missing} of them missing` };
  const table = entries.map(() => new Array<number>(judges.length).fill(0));
  for (const { entry, judge, units } of marks) (table[entry] as number[])[judge] = units;
  return table;
}

/** A table as ratings; null is a missing cell. Rows and columns are named E1, E2, … and J1, J2, …; whole numbers of points. */
export function ratingsOf(table: readonly (readonly (number | null)[])[], unitsPerPoint = 1): Ratings {
  return {
    entries: table.map((_, row) => `E${row + 1}`),
    judges: (table[0] ?? []).map((_, column) => `J${column + 1}`),
    marks: table.flatMap((cells, entry) =>
      cells.flatMap((units, judge) => (units === null ? [] : [{ entry, judge, units }])),
    ),
    unitsPerPoint,
  };
}

/** The marks of each entry, or of each judge, in the order of `marks`. */
export function marksBy(side: 'entry' | 'judge', ratings: Ratings): Mark[][] {
  const groups: Mark[][] = (side === 'entry' ? ratings.entries : ratings.judges).map(() => []);
  for (const mark of ratings.marks) groups[mark[side]]?.push(mark);
  return groups;
}

/** Into how many groups judges and entries fall that no mark links, directly or over others. */
export function groupsOf(ratings: Ratings): number {
  const byEntry = marksBy('entry', ratings);
  const byJudge = marksBy('judge', ratings);
  const [seenEntries, seenJudges] = [new Set<number>(), new Set<number>()];
  let groups = 0;
  for (const first of ratings.judges.keys()) {
    if (seenJudges.has(first)) continue;
    groups += 1;
    seenJudges.add(first);
    const waiting = [first];
    for (let judge = waiting.pop(); judge !== undefined; judge = waiting.pop()) {
      for (const { entry } of byJudge[judge] ?? []) {
        if (seenEntries.has(entry)) continue;
        seenEntries.add(entry);
        for (const { judge: other } of byEntry[entry] ?? []) {
          if (seenJudges.has(other)) continue;
          seenJudges.add(other);
          waiting.push(other);
        }
      }
    }
  }
  return groups;
}

/** Whether every judge can be compared with every other through entries marked in common, directly or over others. */
export const isConnected = (ratings: Ratings): boolean => groupsOf(ratings) === 1;
