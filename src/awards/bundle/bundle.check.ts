import type { EventLine } from '../../audit/event.walk.js';
import { fingerprintOf, isSealed } from '../../audit/seal.js';
import { amountInWords } from '../../kernel/vietnamese/amount-in-words.js';
import { cappedQuantities } from '../../judging/prize-caps.js';
import { type PrizeTier, readRulesFile } from '../../judging/rules-file.js';
import { readScoresFile, scanScores } from '../../judging/scores-file.js';
import { rankEntries, refuseToRank } from '../../judging/tally.js';
import type { PrizeDecisions } from '../allocation.js';
import { type EveryDecision, giveAll } from '../award.proposal.js';
import { readSidePrizes, writeSidePrizes } from '../prizes/side-prizes-file.js';
import { toTallyReport } from '../tally-report.js';
import { packFiles, publishedAtOf } from './bundle.archive.js';
import type { PublishedFacts } from './bundle.contents.js';
import { type ToldEvent, walkEvents } from './bundle.events.js';
import { BUNDLE_FORMAT, BUNDLE_PATHS, type BundleFile, bundleJson, type Manifest, sha256Hex } from './bundle.files.js';
import { placeOf, readCountedSheets } from './bundle.sheets.js';

/** The first thing that is wrong with a bundle: in which of its files, and what. */
export interface BundleFault {
  file: string;
  what: string;
}

/** What a sound bundle proves. */
export interface BundleReport {
  contest: Manifest['contest'];
  list: Manifest['list'];
  entries: number;
  ranked: number;
  awards: number;
  total: number;
  totalInWords: string;
  events: number;
  root: string;
  publicKey: string;
  fingerprint: string;
}

const NO_SUCH_FILE = 'it is not written as such a file is';

class Wrong extends Error {
  constructor(readonly fault: BundleFault) {
    super(`${fault.file}: ${fault.what}`);
  }
}
const unless = (holds: boolean, file: string, what: string): void => {
  if (!holds) throw new Wrong({ file, what });
};

/**
 * Checks a results bundle from its own bytes alone: the archive to the last byte, every file's hash, the signature (of `key` where one
 * is given, else of the key that the bundle names), the chains of events and their root; then ranks the sheets and gives the prizes anew
 * with the platform's own pure functions and compares every rank, mark and đồng, and what the log says of the list. The first thing that is wrong ends it.
 */
export async function checkBundle(
  archive: { bytes: Buffer; files: readonly BundleFile[] },
  key: string | null,
): Promise<{ report: BundleReport } | { fault: BundleFault }> {
  let at: string = BUNDLE_PATHS.manifest;
  const files = new Map(archive.files.map(({ path, bytes }) => [path, bytes]));
  const has = (path: string): boolean => files.has(path);
  const textOf = (path: string): string => {
    at = path;
    const bytes = files.get(path);
    if (bytes === undefined) throw new Wrong({ file: path, what: 'it is missing' });
    return bytes.toString('utf8');
  };
  try {
    const manifest = checkManifest(textOf, archive.files, key);
    await checkArchive(archive, manifest);
    const events = checkEvents(textOf(BUNDLE_PATHS.audit), manifest);
    const report = checkResult(textOf, has);
    checkSheets(textOf);
    at = BUNDLE_PATHS.audit;
    checkTold(events.told, manifest, report, inputHash(textOf, has));
    const entries = JSON.parse(textOf(BUNDLE_PATHS.entries)) as unknown[];
    return {
      report: {
        contest: manifest.contest,
        list: manifest.list,
        entries: entries.length,
        ranked: report.ranked,
        awards: report.lines,
        total: report.total,
        totalInWords: amountInWords(report.total),
        events: events.events,
        root: events.root,
        publicKey: manifest.publicKey,
        fingerprint: fingerprintOf(manifest.publicKey),
      },
    };
  } catch (error) {
    if (error instanceof Wrong) return { fault: error.fault };
    // Files of a stranger may be anything: what cannot be read is wrong where it was being read.
    return { fault: { file: at, what: NO_SUCH_FILE } };
  }
}

type TextOf = (path: string) => string;
type Has = (path: string) => boolean;
const NO_SIDE_PRIZES = writeSidePrizes([]);

function checkManifest(textOf: TextOf, files: readonly BundleFile[], key: string | null): Manifest {
  const text = textOf(BUNDLE_PATHS.manifest);
  const signature = textOf(BUNDLE_PATHS.signature);
  unless(signature.endsWith('\n'), BUNDLE_PATHS.signature, 'it is not a signature');
  const manifest = JSON.parse(text) as Manifest;
  unless(manifest.format === BUNDLE_FORMAT, BUNDLE_PATHS.manifest, `it is not of the format ${BUNDLE_FORMAT}`);
  if (key !== null)
    unless(manifest.publicKey === key, BUNDLE_PATHS.manifest, 'it names another public key than the one given');
  const isOurs = isSealed(Buffer.from(text), signature.slice(0, -1), manifest.publicKey);
  unless(isOurs, BUNDLE_PATHS.signature, 'it is not the signature of the manifest');
  for (const { path, size, sha256 } of manifest.files) {
    const bytes = files.find((file) => file.path === path)?.bytes;
    unless(bytes !== undefined, path, 'it is missing');
    unless(bytes?.length === size && sha256Hex(bytes) === sha256, path, 'it is not the file that was signed');
  }
  return manifest;
}

/** The archive is the very one that packing these files gives: nothing beside them, nothing between them, nothing in its headers. */
async function checkArchive({ bytes, files }: { bytes: Buffer; files: readonly BundleFile[] }, manifest: Manifest) {
  const known = [...manifest.files.map(({ path }) => path), BUNDLE_PATHS.manifest, BUNDLE_PATHS.signature];
  const stranger = files.find(({ path }, index) => path !== known[index]);
  if (stranger !== undefined) throw new Wrong({ file: stranger.path, what: 'it is not in its place in the manifest' });
  const publishedAt = publishedAtOf(manifest);
  if (publishedAt === null) throw new Wrong({ file: BUNDLE_PATHS.manifest, what: 'its instant cannot be read' });
  unless((await packFiles(files, publishedAt)).equals(bytes), 'the archive', 'its headers were changed');
}

function checkEvents(text: string, manifest: Manifest): { told: ToldEvent[]; events: number; root: string } {
  const lines = text.split('\n').slice(0, -1);
  const walked = walkEvents(lines.map((line) => JSON.parse(line) as EventLine));
  if ('line' in walked) throw new Wrong({ file: `${BUNDLE_PATHS.audit}:${walked.line}`, what: walked.what });
  unless(
    walked.events === manifest.audit.events,
    BUNDLE_PATHS.audit,
    'it has another number of events than was signed',
  );
  unless(walked.root === manifest.audit.root, BUNDLE_PATHS.audit, 'its Merkle root is not the one that was signed');
  return walked;
}

/** Ranks and prizes anew from scores.csv, rules.json, side-prizes.json and decisions.json, against ranking.json and awards.json. */
function checkResult(textOf: TextOf, has: Has): { ranked: number; lines: number; total: number } {
  const rules = readRulesFile(Buffer.from(textOf(BUNDLE_PATHS.rules)));
  if ('faults' in rules) throw new Wrong({ file: BUNDLE_PATHS.rules, what: rules.faults[0]?.message ?? '' });
  const { scoring, prizes, atBoundary } = rules.rules;
  const scores = readScoresFile(Buffer.from(textOf(BUNDLE_PATHS.scores)), scoring);
  if ('faults' in scores) throw new Wrong({ file: BUNDLE_PATHS.scores, what: scores.faults[0]?.message ?? '' });
  const [refusal] = refuseToRank(scores.entries, scoring);
  if (refusal !== undefined) throw new Wrong({ file: BUNDLE_PATHS.scores, what: refusal });
  const ranking = rankEntries(scores.entries, scoring);
  checkCaps(textOf, prizes, ranking.length);
  const scored = { ranking, entries: scores.entries, criteria: scoring.criteria };
  const book = { prizes, sidePrizes: readSidePrizes(sidePrizesText(textOf, has)), atBoundary };
  const { allocation, side, rewards, total } = giveAll(scored, book, readDecisions(textOf(BUNDLE_PATHS.decisions)));
  const recounted = bundleJson(toTallyReport(ranking, allocation));
  unless(
    textOf(BUNDLE_PATHS.ranking) === recounted,
    BUNDLE_PATHS.ranking,
    differenceOf(textOf(BUNDLE_PATHS.ranking), recounted),
  );
  const published = JSON.parse(textOf(BUNDLE_PATHS.awards)) as PublishedFacts;
  const won = [
    ...allocation.awards.map(({ entry, rank, tier, amount }) => ({ entry, rank, tier, amount })),
    ...side.awards.map(({ entry, rank, prize, amount }) => ({ entry, rank, tier: prize, amount })),
    ...rewards.awards.map(({ entry, rank, grant, amount }) => ({ entry, rank, tier: grant.form, amount })),
  ];
  const open = allocation.undecided.length + side.open.length + rewards.stale.length;
  const isWhole = published.lines.length === won.length && open === 0;
  unless(isWhole, BUNDLE_PATHS.awards, `the recount awards ${won.length} prizes, not ${published.lines.length}`);
  const ranked = new Map(ranking.map((one) => [one.entry, one]));
  for (const [index, { entry, rank, tier, amount }] of won.entries()) {
    const line = published.lines[index];
    const isSame =
      line?.entry === entry &&
      line.rank === rank &&
      line.tier === tier &&
      line.amount === amount &&
      line.score === ranked.get(entry)?.score &&
      line.exact === ranked.get(entry)?.exact;
    unless(isSame, BUNDLE_PATHS.awards, `line ${index + 1} is not what the recount gives to ${entry}`);
  }
  unless(published.total === total, BUNDLE_PATHS.awards, `the recount comes to ${total} đồng, not ${published.total}`);
  unless(published.totalInWords === amountInWords(total), BUNDLE_PATHS.awards, 'its total in words is another sum');
  return { ranked: ranking.length, lines: won.length, total };
}

/** rules.json has so many prizes of each tier as contest.json plans, or as many as the caps allow among the entries that have a rank. */
function checkCaps(textOf: TextOf, prizes: readonly PrizeTier[], ranked: number): void {
  const { tiers, ranking } = JSON.parse(textOf(BUNDLE_PATHS.contest)) as {
    tiers: { code: string; quantity: number; mostPercent?: number | null }[];
    ranking?: { mostAwardedPercent?: number | null };
  };
  const quantities = cappedQuantities(
    tiers.map(({ quantity, mostPercent }) => ({ quantity, mostPercent: mostPercent ?? null })),
    { mostAwardedPercent: ranking?.mostAwardedPercent ?? null },
    ranked,
  );
  const planned = tiers.map(({ code }, index) => `${code} ${quantities[index]}`);
  const written = prizes.map(({ tier, quantity }) => `${tier} ${quantity}`);
  const isSame = planned.join() === written.join();
  unless(isSame, BUNDLE_PATHS.rules, `it has prizes ${written.join(', ')}, the contest ${planned.join(', ')}`);
}

/** Bundles made before there were prizes beside the tiers have no file of them, and older ones no such decisions and no reward forms. */
const sidePrizesText = (textOf: TextOf, has: Has): string =>
  has(BUNDLE_PATHS.sidePrizes) ? textOf(BUNDLE_PATHS.sidePrizes) : NO_SIDE_PRIZES;
const readDecisions = (text: string): EveryDecision => ({
  shifts: [],
  sides: [],
  rewards: [],
  ...(JSON.parse(text) as PrizeDecisions),
});

/** The first line in which two texts differ, for whoever looks for the reason. */
function differenceOf(written: string, recounted: string): string {
  const [before, after] = [written.split('\n'), recounted.split('\n')];
  const line = after.findIndex((text, index) => text !== before[index]);
  return `line ${line + 1} says ${(before[line] ?? 'nothing').trim()}, the recount ${(after[line] ?? 'nothing').trim()}`;
}

/** Every mark of scores.csv is on a signed sheet that counts, and every sheet that counts is in scores.csv. */
function checkSheets(textOf: TextOf): void {
  const marks: [place: string, sheet: string, points: number | null][] = [];
  scanScores(Buffer.from(textOf(BUNDLE_PATHS.scores)), ({ entry, judge, criterion, hundredths }) =>
    marks.push([placeOf(entry, judge, criterion), placeOf(entry, judge, ''), hundredths]),
  );
  const signed = readCountedSheets(textOf(BUNDLE_PATHS.sheets));
  if (signed === null) throw new Wrong({ file: BUNDLE_PATHS.sheets, what: NO_SUCH_FILE });
  for (const [place, , points] of marks)
    unless(signed.get(place) === points, BUNDLE_PATHS.sheets, `${place} is not as in ${BUNDLE_PATHS.scores}`);
  const scored = new Set(marks.map(([, sheet]) => sheet));
  const stray = [...signed.keys()].find((place) => !scored.has(place.slice(0, place.lastIndexOf(' ') + 1)));
  unless(stray === undefined, BUNDLE_PATHS.sheets, `${stray} counts here and not in ${BUNDLE_PATHS.scores}`);
}

/** What the list was drafted from: the very hash that its draft wrote into the log. */
const inputHash = (textOf: TextOf, has: Has): string => {
  const { budget } = JSON.parse(textOf(BUNDLE_PATHS.awards)) as PublishedFacts;
  const sidePrizes = sidePrizesText(textOf, has);
  return sha256Hex(
    textOf(BUNDLE_PATHS.scores) +
      textOf(BUNDLE_PATHS.rules) +
      String(budget) +
      (sidePrizes === NO_SIDE_PRIZES ? '' : sidePrizes),
  );
};

/** The log tells the same: drafted from these very scores and rules, published with this total and so many lines. */
function checkTold(
  told: readonly ToldEvent[],
  { list }: Manifest,
  { lines, total }: { lines: number; total: number },
  input: string,
): void {
  const of = (act: string): ToldEvent | undefined =>
    told.find((event) => event.act === act && event.subjectId === list.id);
  const [drafted, published] = [of('award-list.draft'), of('award-list.publish')];
  unless(
    drafted?.facts['input'] === input,
    BUNDLE_PATHS.audit,
    'it does not tell that the list was drafted from these scores',
  );
  const isSame = published?.facts['total'] === total && published.facts['lines'] === lines;
  unless(isSame && published?.facts['number'] === list.number, BUNDLE_PATHS.audit, 'it tells of another publication');
}
