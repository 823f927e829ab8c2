import type { AssignmentId, ContestId, PersonId, UnitId } from './ids.js';

export const ROLES = ['commune', 'vetting', 'judge', 'secretary', 'organiser', 'auditor', 'admin'] as const;
/** What somebody is here for; the codes of PRODUCT "Who uses it". */
export type Role = (typeof ROLES)[number];

/**
 * A person acting in one role, for one unit or one contest: who every act is attributed to.
 * Somebody with several roles is a different Actor in each, and chooses which one in the page header.
 */
export interface Actor {
  personId: PersonId;
  name: string;
  role: Role;
  assignmentId: AssignmentId;
  /** The unit acted for: a commune, a vetting office. Null for roles that belong to a contest or to the whole system. */
  unitId: UnitId | null;
  unitName: string | null;
  /** The only contest this role reaches. Null: every contest (auditor, administrator) or those of the unit. */
  contestId: ContestId | null;
}

/** One act that somebody asks for: who asks, through which form, under which request number. */
export interface Act {
  actor: Actor;
  /** The form's own key: a second press of the same button carries the same one, and has no second effect. Null from the CLI. */
  formKey: string | null;
  /** Found again in the log and, when things go wrong, on the error page. */
  requestId: string;
}
