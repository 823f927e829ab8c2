import type { FieldId, SlotId } from '../contests/contest.facts.js';
import type { EntryFacts, EntryState } from '../entries/entry.facts.js';
import type { ContestId, EntryId, UnitId } from '../kernel/ids.js';
import type { Instant } from '../kernel/instant.js';

/** An office at one level of a contest's vetting: whose dossiers it looks at is written in the contest's snapshot. */
export interface DeskFacts {
  contestId: ContestId;
  /** From 1, the level nearest to the communes. */
  level: number;
  levelName: string;
  unitId: UnitId;
  unitName: string;
}

export const STAGES = ['waiting', 'returned', 'passed', 'forwarded', 'rejected', 'closed'] as const;
/** Where a dossier stands as seen from one desk; derived from the entry's state and levels, never stored. */
export type Stage = (typeof STAGES)[number];

/** The stage of a dossier that has reached this level. The same cases as `desk_stage` in the database. */
export function stageOf(entry: Pick<EntryFacts, 'state' | 'vettedLevel' | 'forwardedLevel'>, level: number): Stage {
  if (entry.forwardedLevel >= level) return 'forwarded';
  switch (entry.state) {
    case 'accepted':
      return entry.vettedLevel >= level ? 'passed' : 'waiting';
    case 'submitted':
      return 'waiting';
    case 'returned':
      return 'returned';
    case 'rejected':
      return 'rejected';
    case 'draft':
    case 'withdrawn':
    case 'disqualified':
      return 'closed';
  }
}

export const REASON_KINDS = ['missing', 'wrong', 'unreadable', 'expired', 'other'] as const;
/** What is the matter with a place of a dossier. */
export type ReasonKind = (typeof REASON_KINDS)[number];

/** One place of a dossier that is looked at: a slot with its files, or a text field. Never both. */
export interface PlaceFacts {
  slotId: SlotId | null;
  fieldId: FieldId | null;
}

/** What an officer found in one place. */
export interface CheckFacts extends PlaceFacts {
  verdict: 'pass' | 'fail';
  /** Set exactly when it failed. */
  reasonKind: ReasonKind | null;
  note: string;
  /** The receipt of the dossier that was looked at. */
  round: number;
  checkedByName: string;
  checkedAt: Instant;
}

/** The checklist of a dossier at one level: version 0 when nobody has begun it. */
export interface Checklist {
  version: number;
  changedByName: string | null;
  changedAt: Instant | null;
  checks: CheckFacts[];
}

export type DecisionVerb = 'accept' | 'reject' | 'return';

/** What an office decided, with the version of the rules that was in force then. */
export interface DecisionFacts {
  id: string;
  level: number;
  unitName: string;
  verb: DecisionVerb;
  reason: string | null;
  dueAt: Instant | null;
  rulesNumber: number | null;
  decidedByName: string;
  decidedAt: Instant;
  /** Where it found the dossier, and the version that it gave it; null on decisions of before, which cannot be taken back. */
  fromState: EntryState | null;
  fromDecidedAt: Instant | null;
  entryVersion: number | null;
  /** When it was taken back, and by whom; null while it stands. */
  undoneAt: Instant | null;
  undoneByName: string | null;
  /** The points of a return; empty for the others. */
  points: DecisionPoint[];
}

export interface DecisionPoint extends PlaceFacts {
  reasonKind: ReasonKind;
  note: string;
  answered: boolean;
}

/** A request for supplement of this level that was not taken back. */
export const isStandingReturn = (
  { verb, level, undoneAt }: Pick<DecisionFacts, 'verb' | 'level' | 'undoneAt'>,
  at: number,
): boolean => verb === 'return' && level === at && undoneAt === null;

/** A dossier that stayed behind when a batch left, in the words of that moment. */
export interface LeftOut {
  code: string;
  villageName: string;
  communeName: string;
  why: string;
}

/** A batch of dossiers that an office sent upwards. */
export interface BatchFacts {
  id: string;
  contestId: ContestId;
  level: number;
  unitId: UnitId;
  unitName: string;
  /** Counted from 1 for each office and level. */
  number: number;
  note: string;
  leftOut: LeftOut[];
  forwardedByName: string;
  forwardedAt: Instant;
  entryCount: number;
}

/** A line of a batch's covering list. */
export interface BatchEntry {
  id: EntryId;
  code: string;
  villageName: string;
  communeName: string;
  submittedAt: Instant | null;
  decidedAt: Instant | null;
}

/** The checks that speak of the dossier as it now lies there: a failed one of an earlier receipt has been overtaken by the supplement. */
export const standingChecks = <Check extends Pick<CheckFacts, 'verdict' | 'round'>>(
  checks: readonly Check[],
  round: number,
): Check[] => checks.filter((check) => check.verdict === 'pass' || check.round >= round);
