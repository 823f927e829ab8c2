import type { EntryId, Id } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import type { StatusWord } from '../../web/views/page.js';

export type FindingId = Id<'name-finding'>;

/** What a person decided of a find: judges do not get what it stands in, or they do, for a reason. */
export const FINDING_DECISIONS = ['withheld', 'accepted'] as const;
export type FindingDecision = (typeof FINDING_DECISIONS)[number];

/** A name of its own village, its commune or a unit above it in the words of a dossier. */
export interface FindingFacts {
  id: FindingId;
  entryId: EntryId;
  number: string;
  blindCode: string | null;
  villageName: string;
  communeName: string;
  /** "Báo cáo thành tích", "Tên nhóm Zalo": the slot or the field. */
  placeName: string;
  /** The file's own name; null for a field of words. */
  fileName: string | null;
  names: string[];
  excerpt: string;
  decision: FindingDecision | null;
  reason: string | null;
  decidedByName: string | null;
  decidedAt: Instant | null;
  version: number;
}

/** How far a contest has been searched. */
export interface SearchStanding {
  /** Dossiers to be judged, and how many of them were searched as they stand now. */
  entries: number;
  searched: number;
  /** Files among them without words that a program could read. */
  unread: number;
  open: number;
  withheld: number;
  accepted: number;
}

export const FINDING_WORDS: Readonly<Record<FindingDecision | 'open', StatusWord>> = {
  open: { word: 'Chưa quyết định', tone: 'warning' },
  withheld: { word: 'Không đưa cho giám khảo', tone: 'info' },
  accepted: { word: 'Giữ nguyên', tone: 'success' },
};
