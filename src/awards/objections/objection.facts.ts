import type { AwardListId, ContestId, EntryId, Id, PersonId, UnitId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';

export type ObjectionId = Id<'objection'>;

/** What became of an objection; `corrected` names the list that took the place of the one objected to. */
export const OBJECTION_OUTCOMES = ['kept', 'corrected', 'referred', 'declined'] as const;
export type ObjectionOutcome = (typeof OBJECTION_OUTCOMES)[number];

/** An answer as everybody reads it. Answers are added, never changed. */
export interface ObjectionAnswer {
  outcome: ObjectionOutcome;
  /** Number of the list that replaced the one objected to; null unless `corrected`. */
  correctionNumber: number | null;
  words: string;
  answeredAt: Instant;
  answeredByName: string;
}

/** What everybody may know of an objection: nothing of who sent it, nor its words. Instants are the contest's own time. */
export interface PublicObjection {
  id: ObjectionId;
  /** Counted within the contest, in the order of receipt. */
  number: number;
  listNumber: number;
  /** Of an entry that stands on that list; null where it is about the list, or about an entry that has no place in it. */
  entryNumber: string | null;
  isAboutUnplaced: boolean;
  receivedAt: Instant;
  dueAt: Instant;
  answers: ObjectionAnswer[];
}

/** The whole of it, for whoever answers. */
export interface ObjectionFacts extends PublicObjection {
  contestId: ContestId;
  listId: AwardListId;
  /** Also of an entry without a place; null where it is about the list. */
  about: string | null;
  words: string;
  senderName: string;
  /** Empty where an account of a commune sent it. */
  senderContact: string;
  personId: PersonId | null;
  communeId: UnitId | null;
  /** When name and contact were erased; null: they stand. */
  erasedAt: Instant | null;
  version: number;
}

/** An entry that may be objected about: one on the list, or one of the sender's own. */
export interface ObjectionSubject {
  entryId: EntryId;
  number: string;
  label: string;
}
