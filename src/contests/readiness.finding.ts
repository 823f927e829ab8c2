import { tidyName } from '../kernel/vietnamese/fold.js';
import type { Instant } from '../kernel/instant.js';
import type {
  BodyFacts,
  ContestFacts,
  CriterionFacts,
  FieldFacts,
  PrizeTierFacts,
  SlotFacts,
  VettingLevelFacts,
  WindowFacts,
} from './contest.facts.js';
import type { SidePrizeFacts } from './side-prize.facts.js';
import type { BudgetSource, PrizeCeiling } from './prize-money.js';
import type { Part } from './contest.paths.js';
import type { PlannedRoundFacts } from './round-plan.facts.js';

/** Everything that a contest consists of, as plain data: what can be judged before it opens. */
export interface ContestDesign {
  contest: ContestFacts;
  windows: readonly WindowFacts[];
  bodies: readonly BodyFacts[];
  rules: readonly { inForceAt: Instant }[];
  slots: readonly SlotFacts[];
  fields: readonly FieldFacts[];
  criteria: readonly CriterionFacts[];
  /** The rounds that are planned, in order; none: one round in the window of judging, by the contest's criteria. */
  plannedRounds: readonly PlannedRoundFacts[];
  tiers: readonly PrizeTierFacts[];
  sidePrizes: readonly SidePrizeFacts[];
  ceilings: readonly PrizeCeiling[];
  sources: readonly BudgetSource[];
  vettingLevels: readonly VettingLevelFacts[];
  /** The most bytes the server takes of one file, whatever a slot says. */
  mostFileBytes: number;
  communes: readonly { name: string; villageCount: number; vetters: number }[];
}

/** Something missing or contradictory. `blocking` keeps the contest from opening; `advice` is worth a look. */
export interface Finding {
  code: string;
  severity: 'blocking' | 'advice';
  /** The part whose page mends it. */
  part: Part;
  sentence: string;
}

export const blocking = (code: string, part: Part, sentence: string): Finding => ({
  code,
  severity: 'blocking',
  part,
  sentence,
});
export const advice = (code: string, part: Part, sentence: string): Finding => ({
  code,
  severity: 'advice',
  part,
  sentence,
});

/** One finding a name that stands twice in a list, capitals or not: on paper nobody could tell the two apart. */
export const doubledNames = (code: string, part: Part, names: readonly string[]): Finding[] =>
  [...Map.groupBy(names, (name) => tidyName(name).toLowerCase()).values()].flatMap(([name, ...others]) =>
    others.length === 0
      ? []
      : [advice(code, part, `Có ${others.length + 1} mục cùng tên “${name}”: trên giấy tờ không phân biệt được.`)],
  );
