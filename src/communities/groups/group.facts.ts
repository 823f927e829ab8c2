import type { Id, UnitId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import type { Day } from '../../kernel/vietnamese/days.js';
import type { Platform } from './group.link.js';

export type GroupId = Id<'community-group'>;

export const GROUP_KINDS = ['residents', 'command', 'other'] as const;
/** `residents`: of a residential area (S2); `command`: of a commune's command centre, TTCH (S0). */
export type GroupKind = (typeof GROUP_KINDS)[number];

export const GROUP_PARTS = ['owner', 'deputy', 'admin'] as const;
export type GroupPart = (typeof GROUP_PARTS)[number];

/** Somebody who runs a group; `post`: what they are besides, "Trưởng bản". */
export interface GroupPerson {
  part: GroupPart;
  fullName: string;
  post: string;
}

/** What a register entry says of a group; everything but unit, kind, platform and name may be unknown. */
export interface GroupWords {
  villageId: UnitId | null;
  kind: GroupKind;
  platform: Platform;
  name: string;
  /** Normalised (`readLink`). */
  link: string | null;
  decisionNumber: string;
  decisionOn: Day | null;
  decisionIssuer: string;
  people: readonly GroupPerson[];
  households: number | null;
  population: number | null;
  /** Of which day households and population are; there when one of them is. */
  figuresOn: Day | null;
  note: string;
}

/** A group of the register. */
export interface GroupFacts extends GroupWords {
  id: GroupId;
  communeId: UnitId;
  communeName: string;
  districtName: string | null;
  villageName: string | null;
  sample: boolean;
  closedOn: Day | null;
  closedReason: string | null;
  changedAt: Instant;
  changedByName: string;
  version: number;
}

export const COUNT_SOURCES = ['declared', 'screenshot', 'import'] as const;
export type CountSource = (typeof COUNT_SOURCES)[number];

/** How many members a group had on a day, and who says so. Never changed: a correction is another one that names it. */
export interface CountFacts {
  id: string;
  countedOn: Day;
  members: number;
  source: CountSource;
  file: { sha256: string; name: string; kind: string; size: number; isInfected: boolean } | null;
  note: string;
  /** The count that this one puts right. */
  replacesId: string | null;
  /** Another one has put this one right. */
  isReplaced: boolean;
  recordedAt: Instant;
  recordedByName: string;
}

export const ROLE_STATES = ['present', 'absent', 'unknown'] as const;
export type RoleState = (typeof ROLE_STATES)[number];

/** A role that groups of a kind are to have in them, and whether it is; `seenOn` null: nobody has said. */
export interface RoleStanding {
  roleId: string;
  name: string;
  source: string;
  state: RoleState;
  seenOn: Day | null;
  recordedByName: string | null;
}

/** What other rooms may know of a group: what a dossier about it would say. */
export interface RegisteredGroup {
  id: GroupId;
  name: string;
  platform: Platform;
  communeId: UnitId;
  villageId: UnitId | null;
  ownerName: string | null;
  link: string | null;
  members: number | null;
  countedOn: Day | null;
  closedOn: Day | null;
}
