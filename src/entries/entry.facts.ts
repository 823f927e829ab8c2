import type { ContestFacts, FieldId, RulesVersionId, SlotId } from '../contests/contest.facts.js';
import type { ScanState } from '../storage/file-scans.js';
import type { ContestId, EntryId, FileId, PersonId, UnitId } from '../kernel/ids.js';
import type { Instant } from '../kernel/instant.js';
import type { FiledBy, FilingFacts } from './filing.facts.js';

export const ENTRY_STATES = [
  'draft',
  'submitted',
  'accepted',
  'returned',
  'rejected',
  'withdrawn',
  'disqualified',
] as const;
/** What a person decided about a dossier; "judged" and "awarded" are derived elsewhere (ARCHITECTURE §3). */
export type EntryState = (typeof ENTRY_STATES)[number];

/** States in which a village counts as having entered, for the quota of its commune. */
export const ENTERED_STATES: readonly EntryState[] = ['submitted', 'accepted', 'returned'];

/** A dossier as every room may know it. All instants are the contest's own time. */
export interface EntryFacts {
  id: EntryId;
  contestId: ContestId;
  villageId: UnitId;
  villageName: string;
  communeId: UnitId;
  communeName: string;
  districtName: string | null;
  draftCode: string;
  /** "ZALO21-211124-0007" from the first submission on; null before. */
  number: string | null;
  /** What addresses and people call it: the number, or the draft code before there is one. */
  code: string;
  state: EntryState;
  /** How many vetting levels have passed it, and how many have forwarded it upwards. */
  vettedLevel: number;
  forwardedLevel: number;
  /** What the commune wrote, by field code; a field never filled is absent. */
  answers: Readonly<Record<string, string>>;
  /** Why it was returned, rejected, withdrawn or disqualified; null otherwise. */
  reason: string | null;
  /** Until when a returned dossier may be supplemented; the instant itself is too late. */
  supplementDueAt: Instant | null;
  rulesVersionId: RulesVersionId | null;
  extensionId: string | null;
  createdAt: Instant;
  changedAt: Instant;
  changedByName: string;
  /** When it was last received: the first submission or the latest supplement. */
  submittedAt: Instant | null;
  decidedAt: Instant | null;
  /** The officers who filed it for its commune, or began to, oldest first; nobody for most dossiers. */
  filings: readonly FilingFacts[];
  version: number;
}

/** A file in a slot of a dossier, in the order the commune gave it. */
export interface EntryFileFacts {
  id: FileId;
  entryId: EntryId;
  slotId: SlotId;
  sha256: string;
  /** As the sender named it, NFC, at most 255 bytes. Text only: nothing is ever stored or opened under it. */
  name: string;
  kind: string;
  size: number;
  /** Pages of a PDF where they could be counted; null otherwise. */
  pages: number | null;
  position: number;
  uploadedAt: Instant;
  uploadedBy: PersonId;
  /** What the malware scanner has said of it so far; an infected file is handed out to nobody. */
  scanState: ScanState;
}

/** What is asked of a file that is shown or handed out, wherever it stands. */
export type ShownFile = Pick<EntryFileFacts, 'slotId' | 'sha256' | 'name' | 'kind' | 'size' | 'pages' | 'scanState'> & {
  id: string;
};

/** Does the file stand for something? An isolated one fills no slot and takes no place: the next that comes takes its. */
export const isUsable = ({ scanState }: Pick<EntryFileFacts, 'scanState'>): boolean => scanState !== 'infected';

/** A slot that a scanner's find opened again, until an instant that is itself too late. */
export interface ReopeningFacts {
  slotId: SlotId;
  sha256: string;
  untilAt: Instant;
}

/** A slot of a dossier in which isolated files stand. */
export interface IsolatedFacts {
  entryId: EntryId;
  slotCode: string;
  slotTitle: string;
  /** Until when the slot of a sent dossier takes others; null where no find gave it a term. */
  untilAt: Instant | null;
}

/** The same bytes as a file of this dossier, somewhere else in its contest. */
export interface DuplicateFacts {
  /** The file of this dossier. */
  fileId: FileId;
  /** True: in another place of this very dossier. */
  isSameEntry: boolean;
  entryCode: string;
  villageName: string;
  communeName: string;
  slotTitle: string;
  name: string;
}

/** One point that an office wants supplemented: of a slot or of a text field, never both. */
export interface SupplementPointFacts {
  id: string;
  slotId: SlotId | null;
  fieldId: FieldId | null;
  reasonKind: 'missing' | 'wrong' | 'unreadable' | 'expired' | 'other';
  note: string;
  /** When the office asked; what changed after it answers the point. */
  askedAt: Instant;
}

/** A receipt as it was frozen when the dossier came in: round 1 the submission, then one for each supplement. */
export interface ReceiptFacts {
  id: string;
  entryId: EntryId;
  round: number;
  receivedAt: Instant;
  receivedBy: string;
  /** Eight unambiguous signs, known to the commune alone; with the number they let one look the dossier up. */
  secret: string;
  /** Ten unambiguous signs printed on every copy and in its QR code: whoever holds the paper may ask whether it is genuine. */
  checkValue: string;
  body: ReceiptBody;
}

export interface ReceiptBody {
  number: string;
  contestName: string;
  villageName: string;
  communeName: string;
  submittedBy: string;
  /** Set when an officer sent it for the commune; absent on receipts of before that was possible. */
  filed?: FiledBy | null;
  /** The version of the rules in force, and the extension used; null when there was none. */
  rules: { number: number; title: string } | null;
  /** `documentNumber` null: time that a scanner's find gave the draft. */
  extension: { documentNumber: string | null; until: string } | null;
  /** `stored` is the answer as stored, `text` as read by people. */
  answers: { code: string; label: string; stored: string; text: string }[];
  files: {
    slotCode: string;
    slot: string;
    name: string;
    kind: string;
    size: number;
    sha256: string;
    pages: number | null;
  }[];
  /** The list of members by number and hash, never by name; null without one. Absent on receipts of before there were lists. */
  members?: { slotCode: string; slot: string; count: number; sha256: string } | null;
}

/**
 * Was it returned by the office at this level and not supplemented in time? The due instant itself is too late, so from it on
 * the dossier is the office's again. The database asks the same of its write (`MAY_DECIDE` of entry.life.ts).
 */
export const isLapsedAt = (
  entry: Pick<EntryFacts, 'state' | 'forwardedLevel' | 'supplementDueAt'>,
  level: number,
  now: Instant,
): boolean =>
  entry.state === 'returned' &&
  entry.forwardedLevel === level - 1 &&
  entry.supplementDueAt !== null &&
  now >= entry.supplementDueAt;

/** May judges see it? Accepted, and forwarded by every vetting level of its contest. The same condition as JUDGEABLE_SQL. */
export const isJudgeable = (
  entry: Pick<EntryFacts, 'state' | 'forwardedLevel'>,
  contest: Pick<ContestFacts, 'vettingLevels'>,
): boolean => entry.state === 'accepted' && entry.forwardedLevel >= contest.vettingLevels;

/**
 * Does this dossier wait for a decision of the vetting office at this level (from 1)? Every level below has passed and
 * forwarded it, this one has not decided yet. The same condition as `waitingAtSql`.
 */
export const isWaitingAt = (
  entry: Pick<EntryFacts, 'state' | 'vettedLevel' | 'forwardedLevel'>,
  level: number,
): boolean =>
  (entry.state === 'submitted' || entry.state === 'accepted') &&
  entry.vettedLevel === level - 1 &&
  entry.forwardedLevel === level - 1;
