import type { LeftBehind } from '../judging/result/contest.results.js';
import { type AnySheet, anySheet } from '../press/sheet.js';
import type { BudgetSource } from '../contests/prize-money.js';
import { allocationSheet } from './fund-allocation.sheet.js';
import type { AwardLine } from './award.facts.js';
import { awardSheet, behindSheet, payoutSheet, type SheetHead, tallySheet } from './award.sheets.js';
import { tallyCash } from './award.tallies.js';
import { adjustmentSheet, type ScoredContest, scoreSheet } from './score.sheets.js';

/** The whole workbook of a contest's results, in the order officials open it. */
export const resultSheets = (
  head: SheetHead,
  results: ScoredContest & {
    lines: readonly AwardLine[];
    behind: readonly LeftBehind[];
    sources: readonly BudgetSource[];
  },
): AnySheet[] => [
  anySheet(awardSheet(head, results.lines)),
  anySheet(payoutSheet(head, results.lines)),
  anySheet(scoreSheet(head, results)),
  ...(results.rounds.every(({ adjustments }) => adjustments.size === 0)
    ? []
    : [anySheet(adjustmentSheet(head, results.rounds))]),
  ...(results.behind.length === 0 ? [] : [anySheet(behindSheet(head, results.behind))]),
  anySheet(tallySheet(head, tallyCash(results.lines))),
  anySheet(allocationSheet(head, tallyCash(results.lines), results.sources)),
];
