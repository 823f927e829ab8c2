import type { BudgetSource } from '../../contests/prize-money.js';
import type { ContestFacts } from '../../contests/contest.facts.js';
import type { Instant } from '../../kernel/instant.js';
import type { AwardDecisionKind, AwardLine, AwardListFacts } from '../award.facts.js';
import type { CashTallies } from '../award.tallies.js';

/** How many took part, as the papers tell it. */
export interface EntryCounts {
  submitted: number;
  accepted: number;
  villages: number;
  communes: number;
}

/** A decision in words, with what it is about. */
export interface SaidDecision {
  kind: AwardDecisionKind;
  what: string;
  reason: string;
}

/** Everything a paper on awards may say that nobody words by hand. */
export interface AwardPaperFacts {
  contest: Pick<
    ContestFacts,
    'code' | 'name' | 'noun' | 'organiserName' | 'villageNoun' | 'contactName' | 'contactPhone'
  >;
  /** Rehearsal, sample and draft are said on every paper that is no real one; empty for a real one. */
  warnings: readonly string[];
  list: Pick<AwardListFacts, 'number' | 'state'>;
  lines: readonly AwardLine[];
  tallies: CashTallies;
  /** What people decided over the list and did not withdraw, oldest first, each as the desk words it. */
  decisions: readonly SaidDecision[];
  /** Where the money comes from; empty: not said. */
  sources: readonly BudgetSource[];
  counts: EntryCounts & { judged: number };
  /** Where everybody reads the results. */
  resultsAddress: string;
  /** The number under which a line's certificate is checked, and where; null before the list is published. */
  certificateOf(line: AwardLine): { number: string; checkValue: string; address: string } | null;
  at: Instant;
}
