import { judgeableIn } from '../entries/entry.conditions.js';

/**
 * Condition on `entries e`, all of one contest: judged in this round. Still judged at all, and, after the first round, among those
 * that went on to it. `contest` and `round` are parameters ("$1"), or queries that look at no row of the caller's.
 */
export const judgedInRound = (contest: string, round: string): string => `(${judgeableIn(contest)}
  AND ((SELECT g.number FROM judging_rounds g WHERE g.id = ${round}) = 1
       OR EXISTS (SELECT 1 FROM round_entries g WHERE g.round_id = ${round} AND g.entry_id = e.id)))`;
