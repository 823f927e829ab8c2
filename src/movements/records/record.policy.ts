import type { Actor } from '../../kernel/actor.js';
import type { UnitId } from '../../kernel/ids.js';
import type { Refusal } from '../../kernel/refusal.js';
import type { OpenedMovement } from '../movement.opening.js';
import type { ObservationKind } from './observation.facts.js';

type Opened = Pick<OpenedMovement, 'reach' | 'movement' | 'keeps'>;

export const RECORD_READERS = ['commune', 'vetting', 'organiser', 'auditor'] as const;
export const RECORD_WRITERS = ['vetting', 'organiser'] as const;

/** Whose communes somebody reads of: an office its own tree, a commune itself, everybody else all of the movement. */
export function rootOf({ reach, movement }: Pick<Opened, 'reach' | 'movement'>): UnitId {
  return reach.kind === 'tree' || reach.kind === 'commune' ? reach.unitId : movement.ownerUnitId;
}

/** A commune reads the good that is written of itself. What fell short reaches it by a letter, where it can be answered. */
export const kindsSeenBy = ({ role }: Pick<Actor, 'role'>): readonly ObservationKind[] =>
  role === 'commune' ? ['merit'] : ['merit', 'shortcoming'];

/** Observations are written by the office for its tree and by who keeps the movement, but for a commune; for others this page does not exist. */
export function refuseToObserve({ role }: Pick<Actor, 'role'>, { reach, keeps }: Opened): Refusal | null {
  const writes = (keeps && role !== 'commune') || (role === 'vetting' && reach.kind === 'tree');
  return writes ? null : { code: 'not-found' };
}

/** Proposals name people: communes read none, an office those of its own, who keeps or oversees the movement all. */
export function proposalScope({ reach, movement }: Opened): { all: boolean; unitId: UnitId } | null {
  if (reach.kind === 'commune' || reach.kind === 'nothing') return null;
  if (reach.kind !== 'tree') return { all: true, unitId: movement.ownerUnitId };
  return { all: reach.unitId === movement.ownerUnitId, unitId: reach.unitId };
}
