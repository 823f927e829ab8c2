import type { Reader } from './tx.js';

/** A row that is not as it must be, and what was found on it; both for a person who will look at the database. */
export interface Breach {
  /** Table and key: "award_lists 6d53…". */
  row: string;
  found: string;
}

/** How thoroughly files are looked at: their length alone, or every byte read and hashed. */
export type FileLook = 'lengths' | 'hashes';

/**
 * Something that holds of the data at every moment, whatever people do at the same time. Mostly what no constraint can hold: a sum over other
 * rows, or two tables that tell the same.
 */
export interface Invariant {
  /** `room.what-holds`, stable. */
  code: string;
  /** What must hold, a Vietnamese sentence without a full stop. */
  rule: string;
  /** Every row of which it does not hold, as `reader` sees the data. */
  breaches(reader: Reader, look: FileLook): Promise<Breach[]>;
}

/** An invariant of one statement: it selects the rows that break it as `row` and `found`. */
export const heldInSql = (code: string, rule: string, sql: string): Invariant => ({
  code,
  rule,
  breaches: (reader) => reader.rows<Breach>(sql),
});

/** Where every room leaves what must hold of its tables; whoever checks asks for all of them. */
export class Invariants {
  private readonly kept: Invariant[] = [];

  keep(invariants: readonly Invariant[]): void {
    for (const one of invariants) {
      if (this.kept.some(({ code }) => code === one.code)) throw new Error(`two invariants are called ${one.code}`);
      this.kept.push(one);
    }
  }

  /** All of them by code. */
  all(): Invariant[] {
    return this.kept.toSorted((a, b) => (a.code < b.code ? -1 : 1));
  }
}
