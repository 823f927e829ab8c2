import type { FieldFacts, MemberListDesign } from '../contests/contest.facts.js';
import type { EntryId } from '../kernel/ids.js';
import type { Instant } from '../kernel/instant.js';

/** The most members of one list. Groups of the letters have 18 to 78; a whole commune fits. */
export const MOST_MEMBERS = 5_000;

/** One member, by column code, as stored: names tidied, telephone numbers as E.164. An empty cell is absent. */
export type Member = Readonly<Record<string, string>>;

/** The list of a dossier as it was taken: whole and without a fault. Personal data: see `refuseToSeeMembers`. */
export interface MemberList {
  entryId: EntryId;
  members: readonly Member[];
  /** Of `memberListText`: what a receipt names it by. */
  sha256: string;
  changedAt: Instant;
  changedByName: string;
}

/** A row that is still being put right: the words as they were typed, by column code. */
export interface PendingRow {
  /** The line of the file it came from; rows added on the page count on from the last. Names the row for good. */
  line: number;
  cells: Readonly<Record<string, string>>;
  /** Columns whose cell was a formula without a result. */
  unread: readonly string[];
}

/** The copy of a list that is being put right, kept until it is taken or dropped: by any official of the commune, on any device. */
export interface PendingMembers {
  entryId: EntryId;
  rows: readonly PendingRow[];
  /** What was to be said about the file as a whole: columns that are not asked for, an example row left out. */
  remarks: readonly string[];
  version: number;
  changedAt: Instant;
  changedByName: string;
}

/** What everybody who may see the dossier may know of its list. */
export interface MemberCount {
  slotId: string;
  count: number;
  sha256: string | null;
}

/** A list's design with the field that its number is compared with. */
export interface MemberQuestion {
  design: MemberListDesign;
  declaredField: FieldFacts | null;
}
