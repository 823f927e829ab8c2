import { formatDecimal, formatPoints } from '../kernel/vietnamese/numbers.js';
import type { PlannedRoundFacts } from './round-plan.facts.js';
import { ROUND_KIND_NAMES, sayAdvancing, sayRoundsFormula } from './round-plan.words.js';
import type { RoundCriterion } from './rubric.repository.js';

/** The rounds of judging as the public reads them beside the rules. */
export interface PublicRoundsView {
  rounds: { name: string; kind: string; when: string; weight: string; next: string; criteria: string | null }[];
  formula: string | null;
}

/** Null in a contest that plans no rounds: its one round is in the window of judging. */
export function toPublicRounds(
  rounds: readonly PlannedRoundFacts[],
  criteria: readonly RoundCriterion[],
): PublicRoundsView | null {
  if (rounds.length === 0) return null;
  return {
    rounds: rounds.map((round, index) => {
      const own = criteria.filter(({ roundId }) => roundId === round.id);
      return {
        name: `${round.number}. ${round.name}`,
        kind: ROUND_KIND_NAMES[round.kind],
        when: round.printed,
        weight: formatDecimal(round.weight),
        next: index === rounds.length - 1 ? 'Vòng cuối' : sayAdvancing(round.advancing),
        criteria:
          own.length === 0
            ? null
            : own.map(({ code, title, max }) => `${code}. ${title} (${formatPoints(max)} điểm)`).join('; '),
      };
    }),
    formula: sayRoundsFormula(rounds),
  };
}
