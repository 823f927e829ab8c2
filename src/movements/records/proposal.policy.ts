import type { Actor } from '../../kernel/actor.js';
import type { Refusal } from '../../kernel/refusal.js';
import type { OpenedMovement } from '../movement.opening.js';
import type { NomineeFacts, ProposalFacts } from './proposal.facts.js';
import { PROPOSAL_MOVES } from './proposal.moves.js';
import { refuseToObserve } from './record.policy.js';

type Verb = keyof typeof PROPOSAL_MOVES;
type Opened = Pick<OpenedMovement, 'reach' | 'movement' | 'keeps'>;

/** Whoever may write observations here may propose. */
export const refuseToPropose = refuseToObserve;

/** A proposal is changed while it is a draft: what a second person has confirmed must be returned first. */
export function refuseToChange(
  actor: Pick<Actor, 'role'>,
  opened: Opened,
  { state }: Pick<ProposalFacts, 'state'>,
): Refusal | null {
  return refuseToPropose(actor, opened) ?? (state === 'draft' ? null : { code: 'proposal-moved' });
}

export function refuseToMove(
  verb: Verb,
  actor: Pick<Actor, 'role'>,
  opened: Opened,
  { state }: Pick<ProposalFacts, 'state'>,
): Refusal | null {
  const stranger = refuseToPropose(actor, opened);
  if (stranger !== null) return stranger;
  return (PROPOSAL_MOVES[verb].from as readonly string[]).includes(state) ? null : { code: 'proposal-moved' };
}

/** The letter comes into a register once its sums are kept, unless it bears a number from a book elsewhere: no letter has two. */
export function refuseToRegister(
  actor: Pick<Actor, 'role'>,
  opened: Opened,
  { state, submissionNumber }: Pick<ProposalFacts, 'state' | 'submissionNumber'>,
): Refusal | null {
  const stranger = refuseToPropose(actor, opened);
  if (stranger !== null) return stranger;
  if (state !== 'submitted') return { code: 'proposal-not-submitted' };
  return submissionNumber === null ? null : { code: 'proposal-numbered', number: submissionNumber };
}

/**
 * The second person's look: neither who drafted it nor who last wrote in it; somebody is nominated; every nominee rests on an observation that
 * stands, or says why on none.
 */
export function refuseToConfirm(
  actor: Pick<Actor, 'role' | 'personId'>,
  opened: Opened,
  proposal: Pick<ProposalFacts, 'state' | 'draftedBy' | 'draftedByName' | 'writtenBy' | 'writtenByName'>,
  nominees: readonly Pick<NomineeFacts, 'name' | 'grounds' | 'unlinkedReason'>[],
): Refusal | null {
  const moved = refuseToMove('confirm', actor, opened, proposal);
  if (moved !== null) return moved;
  if (proposal.draftedBy === actor.personId)
    return { code: 'proposal-needs-a-second-person', who: proposal.draftedByName };
  if (proposal.writtenBy === actor.personId)
    return { code: 'proposal-needs-a-second-person', who: proposal.writtenByName };
  if (nominees.length === 0) return { code: 'proposal-without-nominees' };
  const shaken = nominees.find(
    ({ grounds, unlinkedReason }) =>
      grounds.some(({ stands }) => !stands) || (grounds.length === 0 && unlinkedReason === null),
  );
  return shaken === undefined ? null : { code: 'grounds-corrected', who: shaken.name };
}
