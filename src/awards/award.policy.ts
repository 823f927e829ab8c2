import type { Calendar } from '../contests/calendar.js';
import type { ContestFacts } from '../contests/contest.facts.js';
import { organises, refuseToOversee } from '../contests/contest.policy.js';
import type { RoundFacts } from '../judging/round.facts.js';
import type { Actor } from '../kernel/actor.js';
import type { Refusal } from '../kernel/refusal.js';
import type { AwardListFacts } from './award.facts.js';
import { AWARD_MOVES } from './award.moves.js';
import type { Proposal } from './award.proposal.js';
import { refuseBeforeEmbargo } from './embargo/embargo.policy.js';
import type { EmbargoFacts } from './embargo/embargo.repository.js';

type ContestScope = Pick<ContestFacts, 'id' | 'scopeUnitId'>;

/** Award lists are the organisers' work and the auditors' to read; for everybody else they do not exist before publication. */
export const refuseToSeeList: (actor: Actor, contest: ContestScope) => Refusal | null = refuseToOversee;

const refuseStranger = (actor: Actor, contest: ContestScope): Refusal | null =>
  organises(actor, contest) ? null : { code: 'not-found' };

/** A list is drafted from a closed round only, and only while no other draft waits. */
export function refuseToDraft(
  actor: Actor,
  contest: ContestScope,
  round: Pick<RoundFacts, 'closedAt'> | null,
  waiting: AwardListFacts | null,
): Refusal | null {
  const stranger = refuseStranger(actor, contest);
  if (stranger !== null) return stranger;
  if (round === null || round.closedAt === null) return { code: 'round-not-closed' };
  if (waiting !== null) return { code: 'award-draft-waits', number: waiting.number };
  return null;
}

/** Ties and withheld prizes are decided on a draft; a confirmed list must first be taken back. */
export function refuseToDecide(actor: Actor, contest: ContestScope, list: AwardListFacts): Refusal | null {
  return (
    refuseStranger(actor, contest) ?? (list.state === 'draft' ? null : { code: 'award-list-locked', state: list.state })
  );
}

/**
 * The second person's look (TRUST S12): somebody else than who drafted it; nothing undecided or unexplained; within the
 * budget; computed from the scores and rules as they are now.
 */
export function refuseToConfirm(
  actor: Actor,
  contest: ContestScope,
  list: AwardListFacts,
  proposal: Proposal,
  inputSha256: string,
): Refusal | null {
  const stranger = refuseStranger(actor, contest);
  if (stranger !== null) return stranger;
  if (!(AWARD_MOVES.confirm.from as readonly string[]).includes(list.state))
    return { code: 'award-list-locked', state: list.state };
  if (list.draftedBy === actor.personId) return { code: 'second-person-needed', draftedBy: list.draftedByName };
  if (list.inputSha256 !== inputSha256) return { code: 'award-input-changed' };
  if (proposal.allocation.stale.length + proposal.staleShifts.length + proposal.rewards.stale.length > 0)
    return { code: 'decision-stale' };
  if (proposal.allocation.undecided.length > 0)
    return { code: 'tie-undecided', groups: proposal.allocation.undecided.length };
  if (proposal.side.open.length > 0) return { code: 'side-prize-open', prizes: proposal.side.open.length };
  if (proposal.unexplained.length > 0)
    return { code: 'withheld-unexplained', tiers: proposal.unexplained.map(({ tier }) => tier) };
  if (proposal.overBudget > 0) return { code: 'over-budget', over: proposal.overBudget };
  return null;
}

/** A confirmed list goes out when its publication window has begun and no moment is set that lies ahead, unless its input changed since. */
export function refuseToPublish(
  actor: Actor,
  contest: ContestScope,
  { list, embargo }: { list: AwardListFacts; embargo: EmbargoFacts | null },
  calendar: Calendar,
  inputSha256: string,
): Refusal | null {
  const stranger = refuseStranger(actor, contest);
  if (stranger !== null) return stranger;
  if (list.state !== 'confirmed') return { code: 'award-list-locked', state: list.state };
  if (list.inputSha256 !== inputSha256) return { code: 'award-input-changed' };
  const phase = calendar.phase('publication');
  if (phase === 'unset' || phase === 'before')
    return { code: 'publication-not-begun', from: calendar.window('publication')?.from ?? null };
  return refuseBeforeEmbargo(embargo, calendar.now);
}

/** Back to the desk, with a reason, as long as it has not been published. */
export function refuseToTakeBack(actor: Actor, contest: ContestScope, list: AwardListFacts): Refusal | null {
  return (
    refuseStranger(actor, contest) ??
    (list.state === 'confirmed' ? null : { code: 'award-list-locked', state: list.state })
  );
}
