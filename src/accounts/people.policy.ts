import type { Actor } from '../kernel/actor.js';
import type { PersonId } from '../kernel/ids.js';
import type { Refusal } from '../kernel/refusal.js';
import { ROLE_SCOPES } from './role.scopes.js';
import type { Grant } from './person.facts.js';
import type { UnitLevel } from '../units/unit.facts.js';

/** Nobody shuts the door behind themselves, and somebody must remain who can open it. */
export function refuseToDisable(actor: Actor, personId: PersonId, administrators: readonly PersonId[]): Refusal | null {
  if (actor.personId === personId) return { code: 'not-on-yourself' };
  return administrators.every((id) => id === personId) ? { code: 'last-administrator' } : null;
}

/** The last administrator keeps that role. */
export function refuseToRevoke(
  role: Grant['role'],
  personId: PersonId,
  administrators: readonly PersonId[],
): Refusal | null {
  return role === 'admin' && administrators.every((id) => id === personId) ? { code: 'last-administrator' } : null;
}

/** Does the role fit what it is granted for? `unitLevel` is the level of the grant's unit, null without one. */
export function refuseToGrant(grant: Pick<Grant, 'role' | 'contestId'>, unitLevel: UnitLevel | null): Refusal | null {
  const { unitLevels, contest } = ROLE_SCOPES[grant.role];
  if (unitLevels.length > 0 && unitLevel === null) return { code: 'role-needs-unit', field: 'unit' };
  if (unitLevel !== null && !unitLevels.includes(unitLevel)) return { code: 'role-unit-does-not-fit', field: 'unit' };
  if (contest === 'required' && grant.contestId === null) return { code: 'role-needs-contest', field: 'contestId' };
  if (contest === 'none' && grant.contestId !== null) return { code: 'role-has-no-contest', field: 'contestId' };
  return null;
}
