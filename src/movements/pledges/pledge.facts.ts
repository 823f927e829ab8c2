import type { Id, UnitId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import type { Day } from '../../kernel/vietnamese/days.js';
import type { DriveUnitId } from '../drives/drive.facts.js';

export type PledgeId = Id<'drive-pledge'>;

export const PLEDGE_STATES = ['pledged', 'confirmed', 'absent', 'withdrawn', 'replaced'] as const;
/** absent: the hamlet says that the person is not in its group. replaced: a correction stands in its place. */
export type PledgeState = (typeof PLEDGE_STATES)[number];

/** States in which somebody stands on the list of the agency. */
export const STANDING_STATES = ['pledged', 'confirmed', 'absent'] as const;

/** Where a person lives, as units were on the drive's day. `village` null: nobody has entered the villages of the commune. */
export interface Residence {
  communeId: UnitId;
  communeName: string;
  districtId: UnitId | null;
  provinceId: UnitId | null;
  village: { id: UnitId; name: string } | null;
}

/** What is written down of somebody who pledged: no telephone number, no day of birth. `residence` null: outside the tree of the movement. */
export interface PledgeWords {
  fullName: string;
  /** '' for none. */
  post: string;
  residence: Residence | null;
  pledgedOn: Day;
}

/** The last word of the hamlet. */
export interface HamletWord {
  isMember: boolean;
  saidOn: Day;
  /** Null where the person is in the group; '' once erased. */
  reason: string | null;
  saidAt: Instant;
  byName: string;
}

export interface PledgeFacts {
  id: PledgeId;
  driveUnitId: DriveUnitId;
  /** The agency and the commune that it stands in. */
  unitName: string;
  unitCommuneName: string;
  /** '' once erased, as the post is. */
  fullName: string;
  post: string;
  communeId: UnitId | null;
  communeName: string | null;
  villageId: UnitId | null;
  villageName: string | null;
  pledgedOn: Day;
  state: PledgeState;
  word: HamletWord | null;
  addedAt: Instant;
  addedByName: string;
  replacesId: PledgeId | null;
  reason: string | null;
  withdrawnAt: Instant | null;
  withdrawnByName: string | null;
  withdrawnReason: string | null;
  isErased: boolean;
  version: number;
}

/** How many of some people stand where. `pledged` counts all who stand on lists; `outside` of them live outside the tree. */
export interface PledgeCounts {
  pledged: number;
  confirmed: number;
  absent: number;
  waiting: number;
  outside: number;
}

export const NO_PLEDGES: PledgeCounts = { pledged: 0, confirmed: 0, absent: 0, waiting: 0, outside: 0 };
