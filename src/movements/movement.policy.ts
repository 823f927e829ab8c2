import type { Actor } from '../kernel/actor.js';
import type { UnitId } from '../kernel/ids.js';
import type { Instant } from '../kernel/instant.js';
import type { Refusal } from '../kernel/refusal.js';
import type { MovementFacts, Reach } from './movement.facts.js';

const NOT_FOUND: Refusal = { code: 'not-found' };

/**
 * How far somebody's role reaches among movements. `treeId` is the unit whose tree an office acts for: its own, or for an agency
 * without territory that of the unit it belongs to.
 */
export function reachOf(actor: Pick<Actor, 'role' | 'unitId' | 'contestId'>, treeId: UnitId | null): Reach {
  const { role, unitId, contestId } = actor;
  if (role === 'commune') return unitId === null ? { kind: 'nothing' } : { kind: 'commune', unitId };
  if (role === 'vetting') return treeId === null ? { kind: 'nothing' } : { kind: 'tree', unitId: treeId };
  if (role === 'organiser' || role === 'auditor' || role === 'admin')
    return contestId === null ? { kind: 'all' } : { kind: 'contest', contestId };
  return { kind: 'nothing' };
}

/** The unit that somebody begins movements for as their own: an office that of its tree, a commune itself. */
const ownUnit = (role: Actor['role'], reach: Reach): UnitId | null =>
  (role === 'vetting' && reach.kind === 'tree') || (role === 'commune' && reach.kind === 'commune')
    ? reach.unitId
    : null;

/** Organisers of a contest in the movement, organisers of all contests, and the people of the unit that holds it. */
export function keeps(actor: Pick<Actor, 'role' | 'contestId'>, reach: Reach, movement: MovementFacts): boolean {
  if (actor.role === 'organiser')
    return actor.contestId === null || movement.contests.some(({ id }) => id === actor.contestId);
  return ownUnit(actor.role, reach) === movement.ownerUnitId;
}

/** Who keeps the movement changes it; to all others this page does not exist. */
export const refuseToKeep = (
  actor: Pick<Actor, 'role' | 'contestId'>,
  reach: Reach,
  movement: MovementFacts | null,
): Refusal | null => (movement !== null && keeps(actor, reach, movement) ? null : NOT_FOUND);

/** A movement is begun by organisers for any unit, by an office or a commune for its own. */
export function refuseToBegin(actor: Pick<Actor, 'role'>, reach: Reach, ownerUnitId: UnitId): Refusal | null {
  if (actor.role === 'organiser') return null;
  const own = ownUnit(actor.role, reach);
  if (own === null) return NOT_FOUND;
  return own === ownerUnitId ? null : { code: 'movement-of-another-unit', field: 'owner' };
}

/** The movement's present moment: the clock of its rehearsal, otherwise the real one. */
export const movementNow = ({ clockAt }: Pick<MovementFacts, 'clockAt'>, now: Instant): Instant => clockAt ?? now;
