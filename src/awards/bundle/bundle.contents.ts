import type { ContestFacts, CriterionFacts, PrizeTierFacts } from '../../contests/contest.facts.js';
import type { SidePrizeFacts } from '../../contests/side-prize.facts.js';
import type { LeftBehind } from '../../judging/result/contest.results.js';
import type { SignedVersion } from '../../judging/result/signed.versions.js';
import { everyScored, type RoundTally } from '../../judging/results.facts.js';
import { writeRulesFile, writeScoresFile } from '../../judging/tally-files.js';
import { csvField } from '../../kernel/csv-text.js';
import type { Dong } from '../../kernel/money.js';
import { amountInWords } from '../../kernel/vietnamese/amount-in-words.js';
import type { AwardDecisionFacts, AwardLine, AwardListFacts } from '../award.facts.js';
import { type Proposal, toPrizeDecisions } from '../award.proposal.js';
import { writeSidePrizes } from '../prizes/side-prizes-file.js';
import { toTallyReport } from '../tally-report.js';
import { BUNDLE_PATHS, bundleJson } from './bundle.files.js';
import { writeSheets } from './bundle.sheets.js';

/** A file of the bundle that is kept with the list when it is published, for what it says may change afterwards. */
export interface KeptFile {
  path: string;
  content: string;
}

/** A file of a dossier by its hash: whoever holds the file can say whether it is the one that was judged. */
export interface HashedFile {
  entry: string;
  slot: string;
  sha256: string;
  size: number;
}

/** A commune of the contest's own snapshot of units. */
export interface SnapshotUnit {
  code: string | null;
  commune: string;
  district: string | null;
  villages: number;
}

/** awards.json: the list as it was published, with its money. */
export interface PublishedFacts {
  budget: Dong | null;
  lines: (Pick<AwardLine, 'kind' | 'recipientKind' | 'rank' | 'score' | 'exact' | 'amount' | 'title' | 'note'> & {
    entry: string;
    village: string;
    commune: string;
    district: string | null;
    tier: string;
    tierName: string;
  })[];
  total: Dong;
  totalInWords: string;
}

/** Everything that the kept files of a list are written from. */
export interface BundleFacts {
  contest: ContestFacts;
  list: Pick<AwardListFacts, 'number'>;
  rules: { title: string; documentNumber: string; number: number } | null;
  criteria: readonly CriterionFacts[];
  tiers: readonly PrizeTierFacts[];
  sidePrizes: readonly SidePrizeFacts[];
  tally: RoundTally;
  behind: readonly LeftBehind[];
  versions: readonly SignedVersion[];
  files: readonly HashedFile[];
  units: readonly SnapshotUnit[];
  decisions: readonly AwardDecisionFacts[];
  proposal: Proposal;
  lines: readonly AwardLine[];
}

/**
 * The kept files of a list, in the order of the bundle. Judges are in them by code alone; entries that won nothing by number alone, as the
 * public page has them (TRUST A.3); what the commune wrote and photographed is in them as hashes.
 */
export function keptFilesOf(facts: BundleFacts): KeptFile[] {
  const { input } = facts.tally;
  const report = toTallyReport(facts.tally.ranking, facts.proposal.allocation);
  return [
    { path: BUNDLE_PATHS.rules, content: writeRulesFile(input.rules) },
    { path: BUNDLE_PATHS.sidePrizes, content: writeSidePrizes(facts.sidePrizes) },
    { path: BUNDLE_PATHS.scores, content: writeScoresFile(input.entries, input.rules.scoring.criteria) },
    { path: BUNDLE_PATHS.sheets, content: writeSheets(facts.versions, input.entries) },
    { path: BUNDLE_PATHS.decisions, content: bundleJson(toDecisions(facts.decisions)) },
    { path: BUNDLE_PATHS.ranking, content: bundleJson(report) },
    { path: BUNDLE_PATHS.awards, content: bundleJson(toPublished(facts)) },
    { path: BUNDLE_PATHS.entries, content: bundleJson(toEntries(facts)) },
    { path: BUNDLE_PATHS.contest, content: bundleJson(toContest(facts)) },
    { path: BUNDLE_PATHS.units, content: writeUnits(facts.units) },
  ];
}

/** What the allocations take, and beside it why people decided so, withdrawn decisions too. */
const toDecisions = (decisions: readonly AwardDecisionFacts[]): object => ({
  ...toPrizeDecisions(decisions),
  reasons: decisions.map(
    ({ kind, choice, tiers, entries, quantities, documentNumber, reward, reason, withdrawnReason }) => ({
      kind,
      choice,
      tiers,
      entries,
      quantities,
      documentNumber,
      reward,
      reason,
      withdrawnReason,
    }),
  ),
});

const toPublished = ({ contest, lines, proposal }: BundleFacts): PublishedFacts => ({
  budget: contest.budget,
  lines: lines.map((line) => ({
    entry: line.entryNumber,
    kind: line.kind,
    recipientKind: line.recipientKind,
    rank: line.rank,
    score: line.score,
    exact: line.exact,
    tier: line.tierCode,
    tierName: line.tierName,
    amount: line.amount,
    title: line.title,
    village: line.villageName,
    commune: line.communeName,
    district: line.districtName,
    note: line.note,
  })),
  total: proposal.total,
  totalInWords: amountInWords(proposal.total),
});

function toEntries({ tally, files, behind }: BundleFacts): object[] {
  const hashes = Map.groupBy(files, ({ entry }) => entry);
  const ranked = new Set(tally.ranking.map(({ entry }) => entry));
  const filesOf = (entry: string): object[] =>
    (hashes.get(entry) ?? []).map(({ slot, sha256, size }) => ({ slot, sha256, size }));
  return [
    ...everyScored(tally).map(({ entry, judges }) => ({
      entry,
      isRanked: ranked.has(entry),
      sheets: judges.length,
      leftInRound: null,
      files: filesOf(entry),
    })),
    ...behind.map(({ number, round, judges }) => ({
      entry: number,
      isRanked: false,
      sheets: judges,
      leftInRound: round.number,
      files: filesOf(number),
    })),
  ];
}

const toContest = ({ contest, list, rules, criteria, tiers }: BundleFacts): object => ({
  code: contest.code,
  name: contest.name,
  organiser: contest.organiserName,
  isRehearsal: contest.rehearsal,
  sampleNotes: contest.sampleNotes,
  unitsOn: contest.unitsOn,
  listNumber: list.number,
  rules,
  ranking: contest.ranking,
  criteria: criteria.map(({ code, title, max, weight }) => ({ code, title, max: max / 100, weight })),
  tiers: tiers.map(({ code, name, quantity, amount, minimum, mostPercent, recipientKind }) => ({
    code,
    name,
    quantity,
    amount,
    minimum: minimum === null ? null : minimum / 100,
    mostPercent,
    recipientKind,
  })),
});

const writeUnits = (units: readonly SnapshotUnit[]): string =>
  [
    'code,commune,district,villages',
    ...units.map(({ code, commune, district, villages }) =>
      [code ?? '', csvField(commune), csvField(district ?? ''), villages].join(','),
    ),
    '',
  ].join('\n');
