import type { SlotId } from '../contests/contest.facts.js';
import type { EntryId, PersonId } from '../kernel/ids.js';
import { type Instant, plusMilliseconds } from '../kernel/instant.js';
import type { Refusal } from '../kernel/refusal.js';
import type { ArrivingId } from '../storage/arriving-files.js';

export const TRANSFER_STATES = ['arriving', 'kept', 'refused'] as const;
/** Still coming (or whole and waiting for its place in the slot); in the dossier; not taken for what it is. */
export type TransferState = (typeof TRANSFER_STATES)[number];

/** A file of a dossier on its way in, piece by piece. */
export interface TransferFacts {
  id: ArrivingId;
  entryId: EntryId;
  slotId: SlotId;
  personId: PersonId;
  personName: string;
  /** As the sender named it, NFC, at most 255 bytes. */
  name: string;
  size: number;
  /** What the sender's device says of the file's head and tail. */
  fingerprint: string;
  /** Bytes that lie safely on the disk. */
  received: number;
  begunAt: Instant;
  /** When the last bytes came; real time, also in a rehearsal. */
  activeAt: Instant;
  state: TransferState;
  /** Known once the file is whole and was found sound. */
  sha256: string | null;
  kind: string | null;
  pages: number | null;
  refusal: Refusal | null;
}

const DAY = 86_400_000;
/** How long an unfinished file is kept after its last bytes came (UX §3). */
export const KEPT_MILLISECONDS = 7 * DAY;

/** The instant from which on an unfinished file may be swept. */
export const keptUntil = ({ activeAt }: Pick<TransferFacts, 'activeAt'>): Instant =>
  plusMilliseconds(activeAt, KEPT_MILLISECONDS);

/** How much has come, in whole percent, never 100 before the last byte. */
export const percentOf = ({ received, size }: Pick<TransferFacts, 'received' | 'size'>): number =>
  Math.floor((received / size) * 100);
