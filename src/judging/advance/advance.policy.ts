import type { ContestFacts } from '../../contests/contest.facts.js';
import type { PlannedRoundFacts } from '../../contests/round-plan.facts.js';
import type { Actor } from '../../kernel/actor.js';
import type { Refusal } from '../../kernel/refusal.js';
import { refuseToRunRound } from '../judging.policy.js';
import type { RoundFacts } from '../round.facts.js';

type RoundStanding = Pick<RoundFacts, 'contestId' | 'number' | 'closedAt'>;

/** May the secretary open the next round? Once the newest one is closed, and the rules plan another. */
export function refuseToOpenNext(
  actor: Actor,
  contest: Pick<ContestFacts, 'state'>,
  round: RoundStanding,
  next: Pick<PlannedRoundFacts, 'number'> | null,
): Refusal | null {
  const foreign = refuseToRunRound(actor, round);
  if (foreign !== null) return foreign;
  if (contest.state !== 'open') return { code: 'judging-not-open', opensAt: null };
  if (next === null || next.number !== round.number + 1) return { code: 'no-next-round' };
  return round.closedAt === null ? { code: 'round-not-closed-yet' } : null;
}

/** May the secretary take the opening of a round back? As long as nothing was done in it: no sheet given, no meeting, no points taken or given; the first round is nobody's to take back. */
export function refuseToUndoOpening(
  actor: Actor,
  contest: Pick<ContestFacts, 'state'>,
  round: RoundStanding,
  { sheets, begun }: { sheets: number; begun: boolean },
): Refusal | null {
  const foreign = refuseToRunRound(actor, round);
  if (foreign !== null) return foreign;
  if (contest.state !== 'open') return { code: 'judging-not-open', opensAt: null };
  if (round.number === 1) return { code: 'first-round-stays' };
  return sheets > 0 || begun || round.closedAt !== null ? { code: 'round-has-sheets', sheets } : null;
}
