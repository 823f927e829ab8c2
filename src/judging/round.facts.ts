import type { RubricVersionId } from '../contests/contest.facts.js';
import type { RoundKind, RoundQuorum } from '../contests/round-plan.facts.js';
import type { ContestId, EntryId, PersonId, RoundId, UnitId } from '../kernel/ids.js';
import type { Instant } from '../kernel/instant.js';

/** One round of judging. Open or over is the calendar's word; closed is an act. Instants are the contest's own time. */
export interface RoundFacts {
  id: RoundId;
  contestId: ContestId;
  number: number;
  name: string;
  /** What is judged, as planned; null in a contest of one round that plans nothing. */
  kind: RoundKind | null;
  quorum: RoundQuorum;
  /** The criteria that this round's sheets are scored against. */
  rubricVersionId: RubricVersionId;
  closedAt: Instant | null;
  closedByName: string | null;
  closeReason: string | null;
  version: number;
}

/** "Vòng 2: Chung khảo"; null in a contest that plans no rounds, where nothing is to be told apart. */
export const sayRound = ({ number, name, kind }: Pick<RoundFacts, 'number' | 'name' | 'kind'>): string | null =>
  kind === null ? null : `Vòng ${number}: ${name}`;

/** How far one sheet is: nothing saved, points missing, complete, signed, or the judge does not judge it. */
export const SHEET_PROGRESS = ['none', 'draft', 'done', 'signed', 'recused'] as const;
export type SheetProgress = (typeof SHEET_PROGRESS)[number];

/** A judge on the panel with counts of sheets: what everybody may know while judging is open, no scores in it. */
export interface PanelJudge {
  personId: PersonId;
  /** "GK1". */
  code: string;
  name: string;
  /** Where the judge comes from: entries of this unit are a conflict of interest. */
  unitId: UnitId | null;
  unitName: string | null;
  /** The room of a divided panel that the judge sits in; null where it is not divided. */
  room: string | null;
  signedAt: Instant | null;
  removedAt: Instant | null;
  counts: Readonly<Record<SheetProgress, number>>;
}

/** Somebody with the judge's role in this contest who is not on the panel. */
export interface PanelCandidate {
  personId: PersonId;
  name: string;
}

/** An entry as assignment sees it: its number and the units that make a conflict. */
export interface AssignableEntry {
  id: EntryId;
  number: string;
  villageId: UnitId;
  communeId: UnitId;
  districtId: UnitId | null;
}

export type ConflictKind = 'declared' | 'pinned';
/** The same with what the house finds by itself: a judge made the dossier, or vetted it. */
export type FoundConflict = ConflictKind | 'authored' | 'vetted';
export interface ConflictFacts {
  personId: PersonId;
  judgeCode: string;
  judgeName: string;
  entryId: EntryId;
  entryNumber: string;
  /** What its judge knows the dossier by where judging is blind; null elsewhere. */
  blindCode: string | null;
  kind: ConflictKind;
  reason: string;
  declaredAt: Instant;
}
