import type { EntryId, UnitId } from '../kernel/ids.js';
import type { TallyRules } from './rules-file.js';
import type { ScoredEntry, Sheet } from './scoring-rules.js';
import type { RankedEntry } from './ranked-entry.js';
import type { SpreadGround } from './spread/spread.rule.js';

/** Where an entry comes from, with printed names. */
export interface EntryPlace {
  entryId: EntryId;
  number: string;
  villageName: string;
  communeId: UnitId;
  communeName: string;
  districtId: UnitId | null;
  districtName: string | null;
}

/** A judged entry without a rank, with the few sheets that were signed for it, `judges` beside them. */
export type UnrankedEntry = EntryPlace & Pick<ScoredEntry, 'judges' | 'sheets'> & { signed: number };

/** A signed sheet that does not count by the contest's rule about gaps, on what ground, and what was written down with it. */
export interface UncountedSheet {
  judge: string;
  sheet: Sheet;
  by: SpreadGround;
  /** Of the head's decision, or of the sheet that counts instead; null where the rule alone decided. */
  reason: string | null;
}

/** What a round's signed sheets say: the input of the tally and what it answered. Entries are named by their numbers. */
export interface RoundTally {
  /** In the very shape that `writeScoresFile` and `writeRulesFile` write and `hoithi tally` reads. Ranked entries only, by number. */
  input: { entries: ScoredEntry[]; rules: TallyRules };
  /** Best first; sharers of a rank by number. */
  ranking: RankedEntry[];
  /** Every judged entry by number, ranked or not. */
  places: ReadonlyMap<string, EntryPlace>;
  /** By number, what the contest's rule about gaps left out; none without such a rule. */
  uncounted: ReadonlyMap<string, readonly UncountedSheet[]>;
  /** Judged entries with fewer signed sheets than the rules need, by number: they have no rank. */
  unranked: UnrankedEntry[];
}

/** One line of the matrix entries × judges. Points are exact decimal text in points ("87.5"). */
export interface MatrixRow extends EntryPlace {
  /** Null: not enough signed sheets. */
  rank: number | null;
  score: string | null;
  exact: string | null;
  judges: number;
  tieBreak: string[];
  /** Each judge's weighted total by judge code; absent where that judge signed no sheet. */
  totals: Readonly<Record<string, string>>;
  low: string | null;
  high: string | null;
  /** Penalties and bonuses, in the order they were written; left out where there are none. */
  adjustments?: { hundredths: number; reason: string }[];
  /** highest − lowest total. */
  spread: string | null;
  /** Signed sheets that do not count; left out where all of them do. */
  uncounted?: Omit<UncountedSheet, 'sheet'>[];
}

/** Everything that was scored, ranked or not, by number in plain code-unit order; entries without a sheet are among them. */
export const everyScored = ({ input, unranked }: RoundTally): ScoredEntry[] =>
  [...input.entries, ...unranked.map(({ number, judges, sheets }) => ({ entry: number, judges, sheets }))].sort(
    (a, b) => (a.entry < b.entry ? -1 : 1),
  );

/** An entry that waits by the contest's rule about gaps; `opened`: the judge who marks it anew, once there is one. */
export interface WaitingEntry {
  place: EntryPlace;
  waitsFor: 'head' | 'third' | 'panel';
  /** Codes of the first markers, GK2 before GK10. */
  markers: readonly string[];
  opened: string | null;
}
