import type { EntryId, PersonId, RoundId, SheetId } from '../kernel/ids.js';
import type { Instant } from '../kernel/instant.js';
import type { Hundredths } from '../kernel/points.js';
import type { SheetProgress } from './round.facts.js';

export const SHEET_STATES = ['draft', 'signed', 'reopened'] as const;
export type SheetState = (typeof SHEET_STATES)[number];

/** What a judge wrote on one sheet: points and comments by criterion code, absent where nothing was written. */
export interface SheetWords {
  points: Readonly<Record<string, Hundredths>>;
  comments: Readonly<Record<string, string>>;
  comment: string;
}

/** One judge's sheet for one entry. For that judge's eyes alone while the round is open. */
export interface SheetFacts extends SheetWords {
  id: SheetId;
  roundId: RoundId;
  personId: PersonId;
  entryId: EntryId;
  position: number;
  state: SheetState;
  progress: SheetProgress;
  /** Weighted total in hundredths, exact decimal text with at most four places; null until every criterion has points. */
  totalHundredths: string | null;
  savedAt: Instant | null;
  signedAt: Instant | null;
  recusedAt: Instant | null;
  recusedReason: string | null;
  /** Since when a paper of this sheet is with the secretary: as long as it is, nothing is taken on line. */
  onPaperAt: Instant | null;
  reopenedReason: string | null;
  version: number;
}

/** What may be known of a sheet without its scores: for policies and for the secretary. */
export type SheetStanding = Pick<
  SheetFacts,
  'personId' | 'entryId' | 'state' | 'progress' | 'recusedAt' | 'onPaperAt' | 'signedAt' | 'version'
>;

/** A sheet on which nothing was written yet. */
export const UNWRITTEN: SheetWords = { points: {}, comments: {}, comment: '' };
