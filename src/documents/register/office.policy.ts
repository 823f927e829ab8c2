import type { Actor } from '../../kernel/actor.js';
import type { UnitId } from '../../kernel/ids.js';
import type { Refusal } from '../../kernel/refusal.js';

const NOT_FOUND: Refusal = { code: 'not-found' };

/**
 * An office’s register is kept by its own people, and by organisers whose role reaches every contest of the unit, or of all: the rule of
 * who organises a contest. A role for one contest has that contest’s register.
 */
export function refuseToKeepOffice(
  actor: Pick<Actor, 'role' | 'unitId' | 'contestId'>,
  unitId: UnitId,
): Refusal | null {
  if (actor.role === 'vetting') return actor.unitId === unitId ? null : NOT_FOUND;
  if (actor.role !== 'organiser' || actor.contestId !== null) return NOT_FOUND;
  return actor.unitId === null || actor.unitId === unitId ? null : NOT_FOUND;
}

/**
 * Auditors of everything read it, and whoever keeps the register of a unit that took over from this one (`forerunners` of the own unit, itself
 * among them); to all others it does not exist. What the office before wrote stays as it is, its numbers too.
 */
export function refuseToReadOffice(
  actor: Pick<Actor, 'role' | 'unitId' | 'contestId'>,
  unitId: UnitId,
  forerunners: readonly UnitId[],
): Refusal | null {
  if (actor.role === 'auditor' && actor.contestId === null) return null;
  if (ownOffice(actor) !== null && forerunners.includes(unitId)) return null;
  return refuseToKeepOffice(actor, unitId);
}

/** The unit whose register somebody keeps as their own; null: none, or any. */
export const ownOffice = (actor: Pick<Actor, 'role' | 'unitId' | 'contestId'>): UnitId | null =>
  actor.unitId !== null && refuseToKeepOffice(actor, actor.unitId) === null ? actor.unitId : null;
