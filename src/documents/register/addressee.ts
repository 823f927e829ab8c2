import type { Actor } from '../../kernel/actor.js';
import { Refused } from '../../kernel/refusal.js';
import { RECIPIENT_ROLES } from '../document.facts.js';
import type { Addressee } from '../document.reader.js';

/** The unit that somebody acts for, in the role in which it is written to; null for who is sent nothing. */
export function addresseeOf({ role, unitId }: Pick<Actor, 'role' | 'unitId'>): Addressee | null {
  const known = RECIPIENT_ROLES.find((one) => one === role);
  return unitId === null || known === undefined ? null : { unitId, role: known };
}

/** The same for who must be somebody that is sent something; refuses `not-found`. */
export function mustBeAddressee(actor: Pick<Actor, 'role' | 'unitId'>): Addressee {
  const addressee = addresseeOf(actor);
  if (addressee === null) throw new Refused({ code: 'not-found' });
  return addressee;
}
