import type { Role } from '../kernel/actor.js';
import type { AssignmentId, ContestId, PersonId, UnitId } from '../kernel/ids.js';
import type { Instant } from '../kernel/instant.js';

/** A person with an account, as other rooms name them. */
export interface PersonFacts {
  id: PersonId;
  username: string;
  name: string;
  sortKey: string;
  /** E.164. */
  phone: string | null;
  disabledAt: Instant | null;
  /** A password was set: the invitation has been answered. */
  activated: boolean;
  createdAt: Instant;
  version: number;
}

/** A role that a person holds. */
export interface AssignmentFacts {
  id: AssignmentId;
  personId: PersonId;
  role: Role;
  unitId: UnitId | null;
  unitName: string | null;
  contestId: ContestId | null;
  contestName: string | null;
  /** Post, as lists print it: "Phó Trưởng phòng"; null when not given. */
  title: string | null;
  grantedAt: Instant;
}

/** A person together with the role that a list is about. */
export interface PersonInRole extends PersonFacts {
  assignmentId: AssignmentId;
  role: Role;
  unitId: UnitId | null;
  unitName: string | null;
  title: string | null;
}

/** What a role is granted for. */
export interface Grant {
  personId: PersonId;
  role: Role;
  unitId: UnitId | null;
  contestId: ContestId | null;
  title: string | null;
}
