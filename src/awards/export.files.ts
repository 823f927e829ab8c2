import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Readable } from 'node:stream';
import { CommandFault } from '../kernel/command-fault.js';
import type { ClosedRound } from '../judging/result/closed.rounds.js';
import { codeInRound } from '../judging/result/combined.tally.js';
import type { LeftBehind } from '../judging/result/contest.results.js';
import { everyScored } from '../judging/results.facts.js';
import type { Sheet as Points } from '../judging/scoring-rules.js';
import { writeRulesFile, writeScoresFile } from '../judging/tally-files.js';
import { csvStream } from '../press/csv.js';
import type { Sheet } from '../press/sheet.js';
import { writeWorkbook } from '../press/workbook.js';
import type { ExportedResults } from './export.service.js';
import { resultSheets } from './result.sheets.js';
import { adjustedBy, type ScoreRow, scoreRows } from './score.sheets.js';

export const EXPORT_FORMATS = ['xlsx', 'csv', 'json', 'tally'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/**
 * Writes a contest's results to `out`: a file, or for `tally` a folder with scores.csv and rules.json, from which
 * `hoithi tally` recounts. A file appears whole or not at all. Answers the paths written.
 */
export async function writeExport(results: ExportedResults, format: ExportFormat, out: string): Promise<string[]> {
  try {
    if (format === 'tally') return await writeTally(results, out);
    const draft = `${out}.part`;
    await mkdir(dirname(out), { recursive: true });
    try {
      await writeOne(results, format, draft);
      await rename(draft, out);
    } finally {
      await rm(draft, { force: true });
    }
    return [out];
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code;
    if (code === undefined) throw cause;
    throw new CommandFault([`${out}: cannot be written (${code})`], false);
  }
}

async function writeOne(results: ExportedResults, format: Exclude<ExportFormat, 'tally'>, path: string): Promise<void> {
  if (format === 'json') return writeFile(path, `${JSON.stringify(toJson(results), null, 2)}\n`);
  const file = createWriteStream(path);
  if (format === 'csv') return pipeline(csvStream(pointSheet(results)) as Readable, file);
  const closed = new Promise<void>((resolve, reject) => file.once('close', resolve).once('error', reject));
  await writeWorkbook(resultSheets(results.head, results), file);
  return closed;
}

async function writeTally({ tally: { input } }: ExportedResults, folder: string): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  const [scores, rules] = [join(folder, 'scores.csv'), join(folder, 'rules.json')];
  await writeFile(scores, writeScoresFile(input.entries, input.rules.scoring.criteria));
  await writeFile(rules, writeRulesFile(input.rules));
  return [scores, rules];
}

interface PointRow extends ScoreRow {
  criterion: string | null;
  given: number | null;
}

/**
 * One row for every round, entry, judge and criterion, with what came of it; an entry that nobody scored has one row without points.
 * `counts` is "no" for a sheet that the rule about gaps left out, and for a round of weight 0. Of several rounds criteria and
 * judges have their round before their code, as in the files of `tally`.
 */
function pointSheet({ rounds, tally, lines }: ExportedResults): Sheet<PointRow> {
  const ranked = new Map(tally.ranking.map((one) => [one.entry, one]));
  // By rank alone: a dossier has one such prize, and prizes beside the tiers are on the list.
  const byRank = lines.filter(({ kind }) => kind === 'rank');
  const awarded = new Map(byRank.map((line) => [line.entryNumber, line]));
  const placeOf = ({ round, entry }: PointRow) => round.tally.places.get(entry) ?? null;
  const codeOf = (round: ClosedRound, code: string): string => (rounds.length === 1 ? code : codeInRound(round, code));
  function* rows(): Generator<PointRow> {
    for (const row of scoreRows(rounds)) {
      if (row.judge === null) yield { ...row, criterion: null, given: null };
      for (const [k, { code }] of row.round.criteria.entries()) {
        const given = row.points[k] ?? null;
        if (given !== null) yield { ...row, criterion: codeOf(row.round, code), given };
      }
    }
  }
  return {
    name: 'scores',
    heading: [],
    columns: [
      { header: 'entry', kind: 'text', width: 20, value: (row) => row.entry },
      { header: 'village', kind: 'text', width: 20, value: (row) => placeOf(row)?.villageName ?? null },
      { header: 'commune', kind: 'text', width: 20, value: (row) => placeOf(row)?.communeName ?? null },
      { header: 'district', kind: 'text', width: 20, value: (row) => placeOf(row)?.districtName ?? null },
      { header: 'judge', kind: 'text', width: 8, value: ({ round, judge }) => judge && codeOf(round, judge) },
      { header: 'criterion', kind: 'text', width: 10, value: (row) => row.criterion },
      { header: 'points', kind: 'points', width: 8, value: (row) => row.given },
      { header: 'score', kind: 'decimal', width: 8, value: (row) => ranked.get(row.entry)?.score ?? null },
      { header: 'rank', kind: 'number', width: 8, value: (row) => ranked.get(row.entry)?.rank ?? null },
      { header: 'tier', kind: 'text', width: 12, value: (row) => awarded.get(row.entry)?.tierCode ?? null },
      { header: 'amount', kind: 'money', width: 14, value: (row) => awarded.get(row.entry)?.amount ?? null },
      { header: 'round', kind: 'number', width: 8, value: ({ round }) => round.number },
      { header: 'counts', kind: 'text', width: 8, value: (row) => (isCounted(row) ? 'yes' : 'no') },
      {
        header: 'adjustment',
        kind: 'decimal',
        width: 10,
        value: ({ round, entry }) => adjustedBy(round.adjustments.get(entry)),
      },
    ],
    rows: rows(),
    closing: null,
    footing: [],
    landscape: true,
  };
}

const isCounted = ({ round, uncounted }: ScoreRow): boolean => uncounted === null && Number(round.weight) > 0;

function toJson(results: ExportedResults): object {
  const { contest, list, lines, tally, criteria, judges: names, behind, rounds } = results;
  const ranks = new Map(tally.ranking.map((one) => [one.entry, one]));
  return {
    contest: { slug: contest.slug, code: contest.code, name: contest.name, rehearsal: contest.rehearsal },
    criteria: criteria.map(({ code, title, max, weight }) => ({ code, title, max: max / 100, weight })),
    entries: everyScored(tally).map(({ entry, judges, sheets }) => {
      const place = tally.places.get(entry);
      const ranked = ranks.get(entry);
      return {
        entry,
        village: place?.villageName ?? null,
        commune: place?.communeName ?? null,
        district: place?.districtName ?? null,
        rank: ranked?.rank ?? null,
        score: ranked?.score ?? null,
        exact: ranked?.exact ?? null,
        tieBreak: ranked?.tieBreak ?? [],
        sheets: sheets.map((points, i) => ({
          judge: judges[i],
          judgeName: names.get(judges[i] ?? '') ?? null,
          points: pointsByCode(criteria, points),
        })),
      };
    }),
    unranked: tally.unranked.map(({ number, signed }) => ({ entry: number, sheets: signed })),
    ...(behind.length === 0 ? {} : { behind: behind.map(toBehindJson) }),
    rounds: rounds.map(toRoundJson),
    awardList: list === null ? null : { number: list.number, state: list.state },
    awards: lines.map(({ entryNumber, kind, tierCode, tierName, rank, amount, note }) => ({
      kind,
      entry: entryNumber,
      tier: tierCode,
      tierName,
      rank,
      amount,
      note,
    })),
    total: lines.reduce((sum, { amount }) => sum + amount, 0),
  };
}

const toBehindJson = ({ number, round, score, exact, rank, contestRank }: LeftBehind): object => ({
  entry: number,
  round: round.number,
  roundName: round.name,
  score,
  exact,
  roundRank: rank,
  rank: contestRank,
});

/** A round by itself: every sheet, also such as do not count, and what was given or taken. Points are numbers. */
function toRoundJson(round: ClosedRound): object {
  const { number, name, weight, tally, criteria, judges, adjustments } = round;
  const ranks = new Map(tally.ranking.map((one) => [one.entry, one]));
  return {
    round: number,
    name,
    weight: Number(weight),
    entries: [...Map.groupBy(scoreRows([round]), ({ entry }) => entry)].map(([entry, rows]) => ({
      entry,
      rank: ranks.get(entry)?.rank ?? null,
      score: ranks.get(entry)?.score ?? null,
      sheets: rows
        .filter(({ judge }) => judge !== null)
        .map(({ judge, points, uncounted }) => ({
          judge,
          judgeName: judges.get(judge ?? '') ?? null,
          points: pointsByCode(criteria, points),
          counts: uncounted === null,
          note: uncounted,
        })),
      adjustments: (adjustments.get(entry) ?? []).map(({ kind, hundredths, reason }) => ({
        kind,
        points: hundredths / 100,
        reason,
      })),
    })),
  };
}

const pointsByCode = (criteria: readonly { code: string }[], points: Points): Record<string, number> =>
  Object.fromEntries(
    criteria.flatMap(({ code }, k) => {
      const given = points[k] ?? null;
      return given === null ? [] : [[code, given / 100]];
    }),
  );
