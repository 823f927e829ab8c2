import type { Actor } from '../../kernel/actor.js';
import type { Refusal } from '../../kernel/refusal.js';
import type { Reach } from '../movement.facts.js';
import type { ItemFacts } from './item.facts.js';
import { ITEM_MOVES, type ItemVerb } from './item.moves.js';

export const READERS = ['commune', 'vetting', 'organiser', 'auditor', 'admin'] as const;
export const KEEPERS = ['vetting', 'organiser'] as const;

const NOT_FOUND: Refusal = { code: 'not-found' };

/** The office of the unit that owns it, organisers of all contests, and organisers of a contest of its movement. */
export function keepsItem(
  actor: Pick<Actor, 'role' | 'contestId'>,
  reach: Reach,
  item: Pick<ItemFacts, 'ownerUnitId' | 'contestIds'>,
): boolean {
  if (actor.role === 'organiser') return actor.contestId === null || item.contestIds.includes(actor.contestId);
  return actor.role === 'vetting' && reach.kind === 'tree' && reach.unitId === item.ownerUnitId;
}

/** To who does not keep it, the pages that change it do not exist. */
export const refuseToKeepItem = (keeps: boolean): Refusal | null => (keeps ? null : NOT_FOUND);

/** Words change while they are being written, and at no other time: what was approved stays, and what is submitted is being read. */
export const refuseToRewrite = ({ state }: Pick<ItemFacts, 'state'>): Refusal | null =>
  state === 'draft' ? null : { code: 'propaganda-not-draft', state };

export function refuseToMove(
  verb: ItemVerb,
  { state }: Pick<ItemFacts, 'state'>,
  reason: string | null,
): Refusal | null {
  const { from, reason: asked } = ITEM_MOVES[verb];
  if (!(from as readonly string[]).includes(state)) return { code: 'propaganda-moved-on', state };
  return asked === 'required' && (reason ?? '').trim() === ''
    ? { code: 'propaganda-without-reason', field: 'reason' }
    : null;
}

/** Four eyes where there are four: whoever submitted it approves it only where nobody else of the office can. */
export const refuseToApproveAlone = (
  actor: Pick<Actor, 'personId'>,
  { submittedBy }: Pick<ItemFacts, 'submittedBy'>,
  othersCan: boolean,
): Refusal | null => (submittedBy === actor.personId && othersCan ? { code: 'propaganda-needs-second' } : null);
