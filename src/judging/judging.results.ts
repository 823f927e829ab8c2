import { Injectable } from '@nestjs/common';
import type { ContestFacts, CriterionFacts } from '../contests/contest.facts.js';
import { ContestReader } from '../contests/contest.reader.js';
import type { Reader, Tx } from '../database/tx.js';
import type { ContestId, RoundId } from '../kernel/ids.js';
import { bySpread, hundredthsOf, matrixOf, type SheetsOfEntries } from './matrix.rows.js';
import type { EntryPlace, MatrixRow, RoundTally, UncountedSheet, WaitingEntry } from './results.facts.js';
import { type MatrixPage, ResultsRepository, type SignedSheet } from './results.repository.js';
import type { RoundFacts } from './round.facts.js';
import { OUTSIDE_CODE } from './outside/outside.marks.js';
import { isFromOutside } from './outside/outside.policy.js';
import { PanelRepository } from './panel.repository.js';
import { RoundRepository } from './round.repository.js';
import { quorumOf, tallyRulesOf } from './round.rules.js';
import type { TallyRules } from './rules-file.js';
import { countedByRule, type SettledEntries, type SettledEntry, waitingByRule } from './spread/spread.reading.js';
import type { Adjustment, ScoredEntry } from './scoring-rules.js';
import { askedOnly, judgesLacking, rankEntries } from './tally.js';

/**
 * What a round's signed sheets come to. Reads scores: whoever calls has asked `refuseToSeeScores` first, or stands behind a
 * closed round. Every number is computed by the tally (tally.ts), here as on the command line.
 */
@Injectable()
export class JudgingResults {
  constructor(
    private readonly contests: ContestReader,
    private readonly rounds: RoundRepository,
    private readonly results: ResultsRepository,
    private readonly panel: PanelRepository,
  ) {}

  /**
   * The tally of a round: only signed sheets count, of judges on the panel who did not recuse themselves, of entries still
   * judged. Entries with fewer such sheets than the rules need are in `unranked`. Always computed anew from the sheets.
   */
  async rankingOf(reader: Reader, contest: ContestFacts, roundId: RoundId): Promise<RoundTally> {
    return (await this.tallied(reader, contest, roundId)).tally;
  }

  /** The contest's latest round, or null before there is one; whether it is closed is on it. */
  latestRound(reader: Reader, contestId: ContestId): Promise<RoundFacts | null> {
    return this.rounds.latest(reader, contestId);
  }

  /** The names of a round's judges by code, GK2 before GK10; those taken off the panel are left out, as their sheets are. */
  async judgeNames(reader: Reader, roundId: RoundId): Promise<ReadonlyMap<string, string>> {
    const judges = await this.panel.judges(reader, roundId);
    const source = await this.results.outsideSource(reader, roundId);
    const outside = source === null ? [] : [[OUTSIDE_CODE, `Điểm từ bên ngoài: ${source}`] as const];
    return new Map([...judges.map(({ code, name }) => [code, name] as const), ...outside]);
  }

  /** The rules that this round is tallied by: its own criteria version, the contest's ranking and prize tiers. */
  async rulesOf(reader: Reader, contest: ContestFacts, roundId: RoundId): Promise<TallyRules> {
    return (await this.ruled(reader, contest, roundId)).rules;
  }

  /**
   * One page of the matrix entries × judges, and how many lines there are. From what was kept at closing unless an entry left since;
   * `left` is another one whenever the lines may stand in another order than they did.
   */
  async matrix(
    reader: Reader,
    contest: ContestFacts,
    roundId: RoundId,
    page: MatrixPage,
  ): Promise<{ rows: MatrixRow[]; total: number; left: string }> {
    const kept = await this.results.kept(reader, roundId);
    const { left } = kept;
    if (kept.count > 0 && !kept.outdated)
      return { rows: await this.results.page(reader, roundId, page), total: kept.count, left };
    const rows = await this.compute(reader, contest, roundId);
    if (page.order === 'spread') rows.sort(bySpread);
    return { rows: rows.slice(page.offset, page.offset + page.limit), total: rows.length, left };
  }

  /** Every line of the matrix in the order of the ranking, entries without a rank last by number. */
  async compute(reader: Reader, contest: ContestFacts, roundId: RoundId): Promise<MatrixRow[]> {
    const { tally, sheets } = await this.tallied(reader, contest, roundId);
    return matrixOf(tally, sheets);
  }

  /** Keeps the matrix of a round that is being closed in this transaction. */
  async keep(tx: Tx, contest: ContestFacts, roundId: RoundId): Promise<{ ranked: number; unranked: number }> {
    const rows = await this.compute(tx, contest, roundId);
    await this.results.keep(
      tx,
      roundId,
      rows.map((row) => ({ ...row, spreadHundredths: hundredthsOf(row.spread) })),
    );
    const ranked = rows.filter((row) => row.rank !== null).length;
    return { ranked, unranked: rows.length - ranked };
  }

  private async tallied(
    reader: Reader,
    contest: ContestFacts,
    roundId: RoundId,
  ): Promise<{ tally: RoundTally; sheets: SheetsOfEntries }> {
    const { round, rules, criteria } = await this.ruled(reader, contest, roundId);
    const places = await this.results.places(reader, contest.id, roundId);
    const sheets = byEntry(await this.results.signedSheets(reader, roundId));
    // A rule about gaps between two judges' marks has nothing to say where nobody judged.
    const counted = isFromOutside(round)
      ? null
      : await countedByRule(reader, { contestId: contest.id, roundId }, { sheets, criteria });
    const adjustments = (await this.results.adjustments(reader, roundId)).map((one) => ({ ...one, part: null }));
    const tally = tallyOf(places, sheets, { rules, quorum: quorumOf(contest, round), adjustments, counted });
    return { tally, sheets };
  }

  /** Entries that wait for somebody by the contest's rule about gaps: who is waited for, and no mark (S6). None without a rule. */
  async waiting(reader: Reader, contest: ContestFacts, roundId: RoundId): Promise<WaitingEntry[]> {
    const { round, criteria } = await this.ruled(reader, contest, roundId);
    if (isFromOutside(round)) return [];
    const places = await this.results.places(reader, contest.id, roundId);
    const sheets = byEntry(await this.results.signedSheets(reader, roundId));
    return waitingByRule(reader, { contestId: contest.id, roundId }, { places, sheets, criteria });
  }

  private async ruled(
    reader: Reader,
    contest: ContestFacts,
    roundId: RoundId,
  ): Promise<{ round: RoundFacts; rules: TallyRules; criteria: readonly CriterionFacts[] }> {
    const round = await this.rounds.byId(reader, roundId);
    const rubric = round === null ? null : await this.contests.rubricVersion(reader, round.rubricVersionId);
    if (round === null || rubric === null) throw new Error(`round ${roundId} has no criteria`);
    const tiers = await this.contests.tiers(reader, contest.id);
    return { round, rules: tallyRulesOf(contest, round, rubric.criteria, tiers), criteria: rubric.criteria };
  }
}

/** Sorted here and not in SQL: the database would sort half a million rows where five a time are to be sorted. */
function byEntry(sheets: readonly SignedSheet[]): SheetsOfEntries {
  const gathered = Map.groupBy(sheets, ({ entryId }) => entryId);
  for (const mine of gathered.values()) mine.sort(byJudgeCode);
  return gathered;
}

const byJudgeCode = ({ judgeCode: a }: SignedSheet, { judgeCode: b }: SignedSheet): number =>
  a.length - b.length || (a < b ? -1 : 1);

function tallyOf(
  places: readonly EntryPlace[],
  sheets: SheetsOfEntries,
  {
    rules: settings,
    quorum,
    adjustments,
    counted,
  }: { rules: TallyRules; quorum: number; adjustments: readonly Adjustment[]; counted: SettledEntries | null },
): RoundTally {
  const { scoring } = settings;
  const codes = scoring.criteria.map(({ code }) => code);
  const entries: ScoredEntry[] = [];
  const unranked: RoundTally['unranked'] = [];
  const uncounted = new Map<string, UncountedSheet[]>();
  for (const place of places) {
    const signed = sheets.get(place.entryId) ?? [];
    // Without a rule about gaps all of them count; with one, those that it chose, none while it waits for a mark or a decision.
    const settled = counted === null ? signed : (counted.get(place.entryId)?.counted ?? []);
    const left = leftOut(signed, counted?.get(place.entryId), codes);
    if (left.length > 0) uncounted.set(place.number, left);
    const mine = settled.length === 0 ? signed : settled;
    const scored = askedOnly(
      {
        entry: place.number,
        judges: mine.map(({ judgeCode }) => judgeCode),
        sheets: mine.map((sheet) => codes.map((code) => pointsOf(sheet, code))),
      },
      scoring,
    );
    const isShort = signed.length < quorum || settled.length === 0 || judgesLacking(scored, scoring).length > 0;
    if (isShort) unranked.push({ ...place, judges: scored.judges, sheets: scored.sheets, signed: mine.length });
    else entries.push(scored);
  }
  const rules = withAdjustments(settings, adjustments, entries);
  return {
    input: { entries, rules },
    ranking: rankEntries(entries, rules.scoring),
    places: new Map(places.map((place) => [place.number, place])),
    unranked,
    uncounted,
  };
}

/** The sheets that the rule about gaps left out; none while it waits for somebody. */
function leftOut(
  signed: readonly SignedSheet[],
  settlement: SettledEntry | undefined,
  codes: readonly string[],
): UncountedSheet[] {
  if (settlement === undefined || settlement.by === null) return [];
  const { counted, by, reason } = settlement;
  return signed
    .filter((sheet) => !counted.includes(sheet))
    .map((sheet) => ({ judge: sheet.judgeCode, sheet: codes.map((code) => pointsOf(sheet, code)), by, reason }));
}

/** The rules with the adjustments of entries that have a rank; without any they stay the very same. */
function withAdjustments(
  rules: TallyRules,
  adjustments: readonly Adjustment[],
  entries: readonly ScoredEntry[],
): TallyRules {
  const ranked = new Set(entries.map(({ entry }) => entry));
  const given = adjustments.filter(({ entry }) => ranked.has(entry));
  return given.length === 0 ? rules : { ...rules, scoring: { ...rules.scoring, adjustments: given } };
}

/** A signed sheet has every criterion of its round; one that lacks a criterion is a fault of ours, never a zero. */
function pointsOf(sheet: SignedSheet, code: string): number {
  const points = sheet.points[code];
  if (points === undefined) throw new Error(`a signed sheet of ${sheet.judgeCode} lacks criterion ${code}`);
  return points;
}
