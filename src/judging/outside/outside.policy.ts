import type { ContestFacts } from '../../contests/contest.facts.js';
import type { Actor } from '../../kernel/actor.js';
import type { Refusal } from '../../kernel/refusal.js';
import { refuseToArrange } from '../judging.policy.js';
import type { RoundFacts } from '../round.facts.js';

type ContestStanding = Pick<ContestFacts, 'id' | 'state' | 'contactName' | 'contactPhone'>;
type RoundStanding = Pick<RoundFacts, 'contestId' | 'number' | 'kind' | 'closedAt' | 'closedByName'>;

/** The points of this round are brought in and nobody judges in it. */
export const isFromOutside = ({ kind }: Pick<RoundFacts, 'kind'>): boolean => kind === 'outside';

/** May the secretary bring points in? In a round that takes them, until it is closed, also before its window begins. */
export function refuseToImport(actor: Actor, contest: ContestStanding, round: RoundStanding): Refusal | null {
  const refused = refuseToArrange(actor, contest, round);
  if (refused !== null) return refused;
  return isFromOutside(round) ? null : { code: 'not-from-outside' };
}
