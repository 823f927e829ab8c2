import { isKeeper } from '../../communities/groups/group.policy.js';
import type { Actor } from '../../kernel/actor.js';
import type { Refusal } from '../../kernel/refusal.js';
import { PLEDGE_MOVES } from './pledge.moves.js';
import type { PledgeFacts } from './pledge.facts.js';

type Doer = Pick<Actor, 'role'>;
type Standing = Pick<PledgeFacts, 'state' | 'isErased'>;

/** The roles that keep the list of an agency: the commune that it stands in and the office above, as they report for it. */
export const PLEDGE_KEEPERS = PLEDGE_MOVES.edit.by;
/** The roles that see how many there are; names in full are for who keeps registers of people (`seesPledgeNames`). */
export const PLEDGE_READERS = ['commune', 'vetting', 'organiser', 'auditor', 'admin'] as const;

/** As with households of teams: the commune and the office above see names, all others initials. */
export const seesPledgeNames = (actor: Doer): boolean => isKeeper(actor);

export const keepsPledges = ({ role }: Doer): boolean => (PLEDGE_KEEPERS as readonly string[]).includes(role);

export const refuseToKeepPledges = (actor: Doer): Refusal | null =>
  keepsPledges(actor) ? null : { code: 'not-allowed' };

/** Why the agency may not write this over or put another in its place; null: it may. */
export function refuseToCorrect(actor: Doer, { state, isErased }: Standing): Refusal | null {
  if (!keepsPledges(actor)) return { code: 'not-allowed' };
  if (isErased) return { code: 'pledge-erased' };
  const from: readonly string[] = [...PLEDGE_MOVES.edit.from, ...PLEDGE_MOVES.correct.from];
  return from.includes(state) ? null : { code: 'pledge-gone', state };
}

/** Why the agency may not take this back; null: it may. */
export function refuseToWithdraw(actor: Doer, { state, isErased }: Standing): Refusal | null {
  if (!keepsPledges(actor)) return { code: 'not-allowed' };
  if (isErased) return { code: 'pledge-erased' };
  return (PLEDGE_MOVES.withdraw.from as readonly string[]).includes(state) ? null : { code: 'pledge-gone', state };
}

/** Has the hamlet spoken, so that a correction is a row of its own? */
export const isSpokenOf = ({ state }: Pick<PledgeFacts, 'state'>): boolean =>
  (PLEDGE_MOVES.correct.from as readonly string[]).includes(state);
