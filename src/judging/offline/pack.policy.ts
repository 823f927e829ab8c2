import type { Calendar } from '../../contests/calendar.js';
import type { Refusal } from '../../kernel/refusal.js';
import type { RoundFacts } from '../round.facts.js';

/**
 * May dossiers and scores be taken out? From the first day of judging on, as the dossiers themselves are open to the judge, until
 * the round is closed: nothing that comes back later could be written.
 */
export function refuseToTake(
  round: Pick<RoundFacts, 'number' | 'closedAt' | 'closedByName'>,
  calendar: Calendar,
): Refusal | null {
  if (round.closedAt !== null)
    return { code: 'round-closed', closedAt: round.closedAt, closedByName: round.closedByName };
  const window = calendar.roundWindow(round.number);
  return window === null || calendar.roundPhase(round.number) === 'before'
    ? { code: 'judging-not-open', opensAt: window?.from ?? null }
    : null;
}
