import type { ContestFacts, CriterionFacts, PrizeTierFacts, RankingPart } from '../contests/contest.facts.js';
import type { RoundingMode } from '../kernel/integers.js';
import { parseRational, rational } from '../kernel/rational.js';
import type { RoundFacts } from './round.facts.js';
import type { TallyRules } from './rules-file.js';
import type { Aggregate, WeightedPart } from './scoring-rules.js';
import { weightOf } from './sheet.total.js';
import { fewestJudges } from './tally.js';

/** How many signed sheets an entry needs for a rank: as many as the method, and as many as the round's plan asks for. */
export const quorumOf = (
  contest: Pick<ContestFacts, 'ranking'>,
  round: Pick<RoundFacts, 'quorum' | 'kind'> | null,
): number => Math.max(fewestJudges(aggregateOf(contest.ranking, round?.kind ?? null)), round?.quorum.judges ?? 0);

/** The contest's settings as the rules of a tally (ARCHITECTURE §4). */
export function tallyRulesOf(
  contest: Pick<ContestFacts, 'ranking'>,
  { kind }: Pick<RoundFacts, 'kind'>,
  criteria: readonly CriterionFacts[],
  tiers: readonly PrizeTierFacts[],
): TallyRules {
  const { ranking } = contest;
  return {
    scoring: {
      criteria: criteria.map((one) => ({ code: one.code, maxHundredths: one.max, weight: weightOf(one) })),
      aggregate: aggregateOf(ranking, kind),
      rounding: { decimals: ranking.decimals, mode: ranking.mode as RoundingMode },
      rankOn: ranking.rankOn,
      // A round with criteria of its own knows those of the contest's steps that it has.
      tieBreak: ranking.tieBreak
        .map((step) => step.replace(/^criterion:/, ''))
        .filter((code) => criteria.some((one) => one.code === code)),
    },
    prizes: tiers.map(({ code, quantity, amount, minimum }) => ({
      tier: code,
      quantity,
      amount,
      minimum: minimum === null ? null : rational(minimum, 100),
    })),
    atBoundary: ranking.atBoundary,
  };
}

function aggregateOf({ method, drop, parts }: ContestFacts['ranking'], kind: RoundFacts['kind']): Aggregate {
  // Points from outside are one sheet an entry, and stand as they are.
  if (kind === 'outside') return { method: 'mean' };
  switch (method) {
    case 'trimmed-mean':
      return { method, drop };
    case 'weighted':
      return { method, parts: parts.map(toWeightedPart) };
    // A judge who may not judge his own commune must not stop a contest: shares of places, which complete panels never see.
    case 'borda':
      return { method, incomplete: 'normalise' };
    case 'mean':
    case 'median':
    case 'median-majority':
      return { method };
  }
}

function toWeightedPart({ name, weight, criteria, judges, drop }: RankingPart): WeightedPart {
  const factor = parseRational(weight);
  if (factor === null) throw new Error(`part ${name} has no weight: ${weight}`);
  return {
    name,
    weight: factor,
    criteria: criteria.length === 0 ? null : criteria,
    judges: judges.length === 0 ? null : judges,
    aggregate: drop === 0 ? { method: 'mean' } : { method: 'trimmed-mean', drop },
  };
}
