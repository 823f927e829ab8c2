import type { Actor } from '../kernel/actor.js';
import type { UnitId } from '../kernel/ids.js';
import type { Instant } from '../kernel/instant.js';
import type { Refusal } from '../kernel/refusal.js';
import type { ContestFacts, RulesAttachmentFacts, RulesFacts } from './contest.facts.js';
import type { Finding } from './readiness.js';

const NOT_FOUND: Refusal = { code: 'not-found' };

/** Does this organiser's role reach the contest: granted for it alone, or for every contest of its unit (or of all)? */
export function organises(actor: Actor, contest: Pick<ContestFacts, 'id' | 'scopeUnitId'>): boolean {
  if (actor.role !== 'organiser') return false;
  if (actor.contestId !== null) return actor.contestId === contest.id;
  return actor.unitId === null || actor.unitId === contest.scopeUnitId;
}

/** A contest is public from its opening on; before that nobody may learn that it is being prepared. */
export const refuseToShow = (contest: Pick<ContestFacts, 'state'> | null): Refusal | null =>
  contest === null || contest.state === 'draft' ? NOT_FOUND : null;

/** A paper of the rules that the scanner found infected is handed out to nobody, its organiser included. */
export const refuseToHandOut = (
  { name, scanState }: Pick<RulesAttachmentFacts, 'name' | 'scanState'>,
  { contactName, contactPhone }: Pick<ContestFacts, 'contactName' | 'contactPhone'>,
): Refusal | null =>
  scanState === 'infected' ? { code: 'rules-file-isolated', name, contactName, contactPhone } : null;

/** People rely on the papers of a version in force in an open contest; on an infected one nobody can. */
export const refuseToDetach = (
  contest: Pick<ContestFacts, 'state'>,
  rules: Pick<RulesFacts, 'inForceAt'>,
  { scanState }: Pick<RulesAttachmentFacts, 'scanState'>,
  now: Instant,
): Refusal | null =>
  contest.state !== 'draft' && rules.inForceAt <= now && scanState !== 'infected' ? { code: 'rules-in-force' } : null;

/** What organisers do on a contest its auditors read; to all others it does not exist. */
export const refuseToOversee = (actor: Actor, contest: Pick<ContestFacts, 'id' | 'scopeUnitId'>): Refusal | null => {
  const audits = actor.role === 'auditor' && (actor.contestId === null || actor.contestId === contest.id);
  return audits || organises(actor, contest) ? null : NOT_FOUND;
};

/** Only its own organisers see and set up a contest; to all others it does not exist. */
export const refuseToOrganise = (
  actor: Actor,
  contest: Pick<ContestFacts, 'id' | 'scopeUnitId'> | null,
): Refusal | null => (contest !== null && organises(actor, contest) ? null : NOT_FOUND);

/** A contest is created by an organiser of a unit, for that unit; one whose role is for a single contest has no say beyond it. */
export function refuseToCreate(actor: Actor, scopeUnitId: UnitId | null): Refusal | null {
  if (actor.role !== 'organiser') return { code: 'not-allowed' };
  if (actor.contestId !== null) return { code: 'organiser-of-one-contest' };
  if (scopeUnitId !== null && actor.unitId !== null && actor.unitId !== scopeUnitId) {
    return { code: 'not-your-unit', field: 'scope' };
  }
  return null;
}

/** An archived contest stays as it is. */
export const refuseToEdit = (actor: Actor, contest: ContestFacts): Refusal | null =>
  refuseToOrganise(actor, contest) ?? (contest.state === 'archived' ? { code: 'contest-archived' } : null);

/** Only a draft takes its units anew: from the opening on, quotas and vetting rest on the snapshot. */
export const refuseToRetakeUnits = (actor: Actor, contest: ContestFacts): Refusal | null =>
  refuseToEdit(actor, contest) ?? (contest.state === 'draft' ? null : { code: 'units-frozen' });

/** Opening is refused while anything is missing or contradictory; `readiness.ts` says what. */
export function refuseToOpen(actor: Actor, contest: ContestFacts, findings: readonly Finding[]): Refusal | null {
  const refusal = refuseToEdit(actor, contest);
  if (refusal !== null) return refusal;
  if (contest.state !== 'draft') return { code: 'already-open' };
  const missing = findings.filter((finding) => finding.severity === 'blocking').length;
  return missing > 0 ? { code: 'not-ready', missing } : null;
}

/** Only a rehearsal has a clock of its own (PRODUCT, decision 10). */
export const refuseToMoveClock = (contest: Pick<ContestFacts, 'rehearsal'>): Refusal | null =>
  contest.rehearsal ? null : { code: 'clock-is-real' };

/** Whatever others rely on changes with a reason on record, once the contest is open. */
export const refuseWithoutReason = (contest: Pick<ContestFacts, 'state'>, reason: string | null): Refusal | null =>
  contest.state === 'open' && reason === null ? { code: 'reason-required', field: 'reason' } : null;

/** An extension reaches further than what the unit has already, and into the future of the contest's clock. */
export function refuseToExtend(
  at: { untilAt: Instant; now: Instant },
  current: { until: Instant } | null,
): Refusal | null {
  if (current === null) return { code: 'window-unset', field: 'until' };
  if (at.untilAt <= current.until) return { code: 'extension-shortens', field: 'until', currentUntil: current.until };
  return at.untilAt <= at.now ? { code: 'extension-is-past', field: 'until' } : null;
}
