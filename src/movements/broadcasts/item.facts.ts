import type { ContestId, Id, UnitId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import type { Day } from '../../kernel/vietnamese/days.js';
import type { MovementId } from '../movement.facts.js';

export type PropagandaItemId = Id<'propaganda-item'>;

export const ITEM_STATES = ['draft', 'submitted', 'approved', 'withdrawn'] as const;
export type ItemState = (typeof ITEM_STATES)[number];

/** A picture of an item, as it lies in the store; never handed out while `isInfected`. */
export interface ItemImage {
  sha256: string;
  name: string;
  kind: string;
  size: number;
  isInfected: boolean;
}

/** What is to be said, in each of its forms; at least one of them is there. */
export interface ItemWords {
  title: string;
  /** The department that supplied it: "Trung tâm Y tế huyện". */
  sourceName: string;
  /** To be read over loudspeakers; '' where there is none. */
  loudText: string;
  /** To be pasted into groups; '' where there is none. */
  zaloText: string;
  /** The last day on which it may be used; null: until it is withdrawn. */
  validUntil: Day | null;
}

/** Has it something to be posted in groups? */
export const isForGroups = ({ zaloText, image }: { zaloText: string; image: unknown }): boolean =>
  zaloText !== '' || image !== null;

/** Words as they were approved. They stay. */
export interface Edition extends ItemWords {
  edition: number;
  image: ItemImage | null;
  approvedAt: Instant;
  approvedByName: string;
  /** By whoever had submitted it: nobody else of the office could. */
  approvedAlone: boolean;
}

/** An item: its working words, and how far they have come. */
export interface ItemFacts extends ItemWords {
  id: PropagandaItemId;
  ownerUnitId: UnitId;
  ownerName: string;
  movementId: MovementId | null;
  movementName: string | null;
  /** The contests of its movement. */
  contestIds: readonly ContestId[];
  /** The clock of its movement’s rehearsal; null follows the real one. */
  clockAt: Instant | null;
  image: ItemImage | null;
  state: ItemState;
  /** The newest approved edition; 0: none yet. It stays in force while a new one is written. */
  edition: number;
  submittedBy: string | null;
  submittedByName: string | null;
  reason: string | null;
  withdrawnAt: Instant | null;
  changedAt: Instant;
  changedByName: string;
  sample: boolean;
  version: number;
}
