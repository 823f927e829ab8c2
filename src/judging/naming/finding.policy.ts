import type { ContestFacts } from '../../contests/contest.facts.js';
import type { Actor } from '../../kernel/actor.js';
import type { Refusal } from '../../kernel/refusal.js';
import { type ContestStanding, refuseToArrange, refuseToRunRound } from '../judging.policy.js';
import type { RoundFacts } from '../round.facts.js';

/** May the secretary search and decide? In a contest judged blind, before its first round too, until the newest one is closed. */
export function refuseToDecideFindings(
  actor: Actor,
  contest: ContestStanding & Pick<ContestFacts, 'id' | 'blind'>,
  round: RoundFacts | null,
): Refusal | null {
  const foreign = refuseToRunRound(actor, { contestId: contest.id });
  if (foreign !== null) return foreign;
  if (!contest.blind.isBlind) return { code: 'not-blind' };
  if (round !== null) return refuseToArrange(actor, contest, round);
  return contest.state === 'open' ? null : { code: 'judging-not-open', opensAt: null };
}
