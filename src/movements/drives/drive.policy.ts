import type { Actor } from '../../kernel/actor.js';
import type { Refusal } from '../../kernel/refusal.js';
import type { Day } from '../../kernel/vietnamese/days.js';
import type { Reach } from '../movement.facts.js';
import type { DriveFacts } from './drive.facts.js';

const NOT_FOUND: Refusal = { code: 'not-found' };

/** A drive is there for who reports in it, for the offices above them, and for who keeps or oversees its movement. */
export function refuseToSeeDrive({ reach, keeps }: { reach: Reach; keeps: boolean }, ownUnits: number): Refusal | null {
  const needsUnits = reach.kind === 'commune' || reach.kind === 'tree';
  return needsUnits && !keeps && ownUnits === 0 ? NOT_FOUND : null;
}

/** Communes report for themselves; the office above them, and who keeps the movement, may write down what they were told. */
export const refuseToReport = (actor: Pick<Actor, 'role'>, keeps: boolean): Refusal | null =>
  actor.role === 'commune' || actor.role === 'vetting' || keeps ? null : NOT_FOUND;

/** Whose word a report waits for: the office’s, or the hamlet’s, which its commune writes down. Who keeps the movement may always. */
export function refuseToConfirm(
  actor: Pick<Actor, 'role'>,
  keeps: boolean,
  { confirms }: Pick<DriveFacts, 'confirms'>,
): Refusal | null {
  if (confirms === 'nobody') return { code: 'confirmation-not-yours' };
  if (keeps || actor.role === 'vetting' || (actor.role === 'commune' && confirms === 'hamlet')) return null;
  return { code: 'confirmation-not-yours' };
}

/** Figures lie in periods and belong to units: once there are any, neither schedule nor list may move under them. */
export const refuseToReschedule = (hasReports: boolean): Refusal | null =>
  hasReports ? { code: 'drive-reported' } : null;

/** People stand on the lists of agencies: these may not go from under them. */
export const refuseToReplaceUnits = (hasPledges: boolean): Refusal | null =>
  hasPledges ? { code: 'drive-pledged' } : null;

/** Lists and boards lay units beside one another: a commune sees its own figures alone, but for a drive of its own movement. */
export const refuseToOversee = (actor: Pick<Actor, 'role'>, keeps: boolean): Refusal | null =>
  actor.role === 'commune' && !keeps ? { code: 'not-allowed' } : null;

/** Figures lie in periods: the end of a drive may come forward, but not before the last day on which one of them was due. */
export const refuseToEndBefore = (lastDue: Day | null, endsOn: Day): Refusal | null =>
  lastDue !== null && endsOn < lastDue ? { code: 'drive-ends-before-reports', on: lastDue, field: 'endsOn' } : null;
