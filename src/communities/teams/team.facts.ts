import type { Id, UnitId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import type { Day } from '../../kernel/vietnamese/days.js';

export type TeamId = Id<'community-team'>;
export type TeamKindId = Id<'team-kind'>;

export const TEAM_STATES = ['draft', 'founded', 'dissolved'] as const;
export type TeamState = (typeof TEAM_STATES)[number];

/** What a team of a kind must keep to; null: no paper sets it. Both ends are included. */
export interface TeamBounds {
  membersMin: number | null;
  membersMax: number | null;
  householdsMin: number | null;
  householdsMax: number | null;
  /** How many leaders, exactly. */
  leaders: number | null;
}

export interface TeamKind extends TeamBounds {
  id: TeamKindId;
  name: string;
  /** The paper that sets the bounds; '' where none is known. */
  source: string;
  version: number;
  recordedAt: Instant;
  recordedByName: string;
}

export interface TeamMember {
  id: string;
  fullName: string;
  /** Digits alone; '' when unknown. */
  phone: string;
  post: string;
  isLeader: boolean;
}

/** What a commune says of a team. A member without an id is new. */
export interface TeamWords {
  kindId: TeamKindId;
  villageId: UnitId | null;
  name: string;
  decisionNumber: string;
  decisionOn: Day | null;
  members: readonly (Omit<TeamMember, 'id'> & { id: string | null })[];
}

export interface TeamFacts extends Omit<TeamWords, 'members'>, TeamBounds {
  id: TeamId;
  kindName: string;
  /** The paper that sets the bounds of the kind; '' where none is known. */
  boundsSource: string;
  communeId: UnitId;
  communeName: string;
  districtName: string | null;
  villageName: string | null;
  members: TeamMember[];
  /** Households that it looks after now. */
  households: number;
  state: TeamState;
  foundedDespite: string | null;
  dissolvedOn: Day | null;
  dissolvedReason: string | null;
  sample: boolean;
  changedAt: Instant;
  changedByName: string;
  version: number;
}
