import { readRulesFile } from '../judging/rules-file.js';
import { readScoresFile, scanScores } from '../judging/scores-file.js';
import { refuseBradleyTerry } from '../judging/methods/bradley-terry.js';
import type { RankedEntry } from '../judging/ranked-entry.js';
import type { ScoringRules } from '../judging/scoring-rules.js';
import { rankComparisons, rankEntries, refuseToRank } from '../judging/tally.js';
import { isWinsFile, readWinsFile } from '../judging/wins-file.js';
import type { LineFault } from '../kernel/text-file.js';
import { amountInWords } from '../kernel/vietnamese/amount-in-words.js';
import { allocatePrizes, type Allocation } from './allocation.js';

/** What `hoithi tally` prints, key for key (ARCHITECTURE §4, “Output”); `evidence` stands with the methods of docs/decisions/0029 only. */
export interface TallyReport {
  ranking: Pick<RankedEntry, 'entry' | 'rank' | 'score' | 'exact' | 'judges' | 'tieBreak' | 'evidence'>[];
  awards: { entry: string; tier: string; amount: number }[];
  undecided: { tiers: string[]; entries: string[] }[];
  withheld: { tier: string; quantity: number }[];
  total: number;
  totalInWords: string;
}

/** Everything wrong with the two files, each in its own order. */
export interface TallyFaults {
  scores: LineFault[];
  rules: LineFault[];
}

/**
 * Ranks and allocates from the bytes of scores.csv and rules.json, or tells everything that is wrong with them. Where the rules
 * themselves are faulty the scores are checked for what needs no rules. The method “bradley-terry” takes a file of wins as well, told by
 * its header. A header with no row behind it is not wrong: it says that
 * nobody was scored, so nobody is ranked and every prize is withheld (ARCHITECTURE §4: positions that nobody fills are withheld;
 * of the header alone only its absence is a fault).
 */
export function tallyFiles(files: {
  scores: Uint8Array;
  rules: Uint8Array;
}): { report: TallyReport } | { faults: TallyFaults } {
  const rules = readRulesFile(files.rules);
  if ('faults' in rules) return { faults: { rules: rules.faults, scores: scanScores(files.scores, () => undefined) } };
  const { scoring, prizes, atBoundary } = rules.rules;
  const ranked = isWinsFile(files.scores) ? rankWins(files.scores, scoring) : rankScores(files.scores, scoring);
  if ('faults' in ranked) return ranked;
  const { ranking } = ranked;
  return { report: toTallyReport(ranking, allocatePrizes(ranking, { prizes, atBoundary })) };
}

type Ranked = { ranking: RankedEntry[] } | { faults: TallyFaults };

function rankScores(bytes: Uint8Array, scoring: ScoringRules): Ranked {
  const scores = readScoresFile(bytes, scoring);
  if ('faults' in scores) return { faults: { rules: [], scores: scores.faults } };
  const refusals = refuseToRank(scores.entries, scoring);
  if (refusals.length > 0) return { faults: { rules: [], scores: atStart(refusals) } };
  return { ranking: rankEntries(scores.entries, scoring) };
}

function rankWins(bytes: Uint8Array, scoring: ScoringRules): Ranked {
  if (scoring.aggregate.method !== 'bradley-terry')
    return { faults: { rules: [], scores: atStart(['wins are for the method “bradley-terry” alone']) } };
  if (scoring.tieBreak.length > 0)
    return { faults: { rules: atStart(['“tieBreak” needs points, which a file of wins has not']), scores: [] } };
  const wins = readWinsFile(bytes);
  if ('faults' in wins) return { faults: { rules: [], scores: wins.faults } };
  const refusal = refuseBradleyTerry(wins.comparisons);
  if (refusal !== null) return { faults: { rules: [], scores: atStart([refusal]) } };
  return { ranking: rankComparisons(wins.comparisons, scoring) };
}

/** What a whole file is refused for stands at its beginning. */
const atStart = (messages: readonly string[]): LineFault[] => messages.map((message) => ({ line: 1, message }));

/** The printed form of a ranking and its allocation: just the keys of the contract, and a method’s evidence where it has some. */
export const toTallyReport = (ranking: readonly RankedEntry[], allocation: Allocation): TallyReport => ({
  ranking: ranking.map(({ entry, rank, score, exact, judges, tieBreak, evidence }) => ({
    entry,
    rank,
    score,
    exact,
    judges,
    tieBreak,
    ...(evidence === undefined ? {} : { evidence }),
  })),
  awards: allocation.awards.map(({ entry, tier, amount }) => ({ entry, tier, amount })),
  undecided: allocation.undecided.map(({ tiers, entries }) => ({ tiers, entries })),
  withheld: allocation.withheld,
  total: allocation.total,
  totalInWords: amountInWords(allocation.total),
});
