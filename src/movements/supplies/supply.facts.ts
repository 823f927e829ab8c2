import type { Id, UnitId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import type { Day } from '../../kernel/vietnamese/days.js';
import type { GroupId } from '../../communities/groups/group.facts.js';
import type { ItemFacts } from '../broadcasts/item.facts.js';

export type PostingId = Id<'propaganda-posting'>;

/** An item that a commune may post today, in the words of the edition in force, with how far it has come in the commune's groups. */
export type SuppliedItem = Pick<
  ItemFacts,
  'id' | 'title' | 'sourceName' | 'ownerName' | 'zaloText' | 'validUntil' | 'sample' | 'movementName' | 'clockAt'
> & {
  edition: number;
  approvedAt: Instant;
  hasImage: boolean;
  /** Groups of the commune in which it was posted on any day, and the last of these days. */
  reached: number;
  postedOn: Day | null;
};

/** A posting of an item in a group, as a page shows it. */
export interface Posting {
  id: PostingId;
  on: Day;
  byName: string;
  edition: number;
}

/** A group at work of a commune, with what stands of one item there, the newest day first. */
export interface SuppliedGroup {
  id: GroupId;
  name: string;
  villageName: string | null;
  /** The commune that entered it, where that is not the commune that asks. */
  communeName: string | null;
  postings: Posting[];
}

/** How far an item has come in the groups of one commune as it stands today. */
export interface SupplyOfCommune {
  id: UnitId;
  name: string;
  districtName: string | null;
  groups: number;
  reached: number;
  lastOn: Day | null;
}

/** The same of all communes within a reach. */
export interface SupplySums {
  communes: number;
  /** Communes that have a group at work and have posted in none. */
  untouched: number;
  groups: number;
  reached: number;
}
