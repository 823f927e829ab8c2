import { scanCsv } from '../kernel/csv-text.js';
import { type Hundredths, filePoints, parseFilePoints } from '../kernel/points.js';
import { type LineFault, byLine, readUtf8 } from '../kernel/text-file.js';
import { asks } from './methods/weighted-parts.js';
import type { Aggregate, Criterion, ScoredEntry, ScoringRules } from './scoring-rules.js';
import { judgesLacking } from './tally.js';

export const SCORES_HEADER = ['entry', 'judge', 'criterion', 'points'] as const;

/** One line of scores.csv: one judge's points for one criterion of one entry, and the line of the file it begins on. */
export interface ScoreRow {
  line: number;
  entry: string;
  judge: string;
  criterion: string;
  /** Null when they could not be read, which is a fault already told. */
  hundredths: Hundredths | null;
}

/**
 * Walks through scores.csv without knowing any rules: UTF-8 (a byte-order mark is allowed), the header exactly, four fields a
 * row, no empty code and none with spaces around it, points with a decimal point and at most two decimals. Shows every row whose
 * place can be read to `visit`, in the order of the file, and answers with the faults. A file without its header is one fault and no rows.
 */
export function scanScores(bytes: Uint8Array, visit: (row: ScoreRow) => void): LineFault[] {
  const decoded = readUtf8(bytes);
  if ('fault' in decoded) return [decoded.fault];
  const faults: LineFault[] = [];
  let records = 0;
  let hasHeader = false as boolean;
  const quoting = scanCsv(decoded.text, (fields, line) => {
    records += 1;
    if (records === 1) hasHeader = isHeader(fields);
    if (records === 1 || !hasHeader) return;
    const { row, fault } = readRow(fields, line);
    if (fault !== null) faults.push({ line, message: fault });
    if (row !== null) visit(row);
  });
  if (!hasHeader) return [{ line: 1, message: `no header: the first line must be ${SCORES_HEADER.join(',')}` }];
  return [...quoting, ...faults].sort(byLine);
}

const isHeader = (fields: readonly string[]): boolean =>
  fields.length === SCORES_HEADER.length && SCORES_HEADER.every((name, index) => fields[index] === name);

/** One row and what is wrong with it. Points that cannot be read leave the row its place: its sheet does not lack them besides. */
function readRow(fields: readonly string[], line: number): { row: ScoreRow | null; fault: string | null } {
  const [entry = '', judge = '', criterion = '', points = ''] = fields;
  if (fields.length !== SCORES_HEADER.length) return { row: null, fault: `${fields.length} fields instead of 4` };
  for (const [index, code] of [entry, judge, criterion].entries()) {
    if (code === '') return { row: null, fault: `${SCORES_HEADER[index]} is empty` };
    if (code !== code.trim())
      return { row: null, fault: `${SCORES_HEADER[index]} “${code.trim()}” has spaces around it` };
  }
  const hundredths = parseFilePoints(points);
  const fault = hundredths === null ? `points “${points}”: ${faultOfPoints(points)}` : null;
  return { row: { line, entry, judge, criterion, hundredths }, fault };
}

function faultOfPoints(points: string): string {
  if (points === '') return 'empty';
  if (/^-\d+(\.\d+)?$/.test(points)) return 'less than 0';
  if (/^\d+\.\d{3,}$/.test(points)) return 'more than two decimals';
  if (/^\d+(\.\d+)?$/.test(points)) return 'too large';
  if (/^\d+,\d+$/.test(points)) return 'decimals stand behind a point, not a comma';
  return 'not a number with a decimal point and at most two decimals';
}

interface SheetRows {
  line: number;
  points: (Hundredths | null)[];
  lines: number[];
}

/**
 * Reads scores.csv against the rules of its contest, entries in the order in which they first appear. Faults, besides those of
 * `scanScores`: unknown criterion, points above the maximum, a doubled row, a sheet that lacks a criterion, too few judges for what
 * is dropped. Where the rules weigh parts a sheet has the criteria that some part asks of its judge, and no others (null in their
 * places). All faults are reported at once, in the order of the file; with any fault there are no entries.
 */
export function readScoresFile(
  bytes: Uint8Array,
  rules: Pick<ScoringRules, 'criteria' | 'aggregate'>,
): { entries: ScoredEntry[] } | { faults: LineFault[] } {
  const gathered = new Map<string, Map<string, SheetRows>>();
  const columns = new Map(rules.criteria.map((criterion, column) => [criterion.code, { criterion, column }]));
  const rowFaults: LineFault[] = [];
  const faults = scanScores(bytes, (row) => {
    const place = columns.get(row.criterion);
    const message =
      place === undefined
        ? `unknown criterion ${row.criterion}`
        : (enterRow(gathered, row, place, rules.criteria.length) ?? refuseUnasked(row, rules.aggregate));
    if (message !== null) rowFaults.push({ line: row.line, message });
  });
  faults.push(...rowFaults);
  const entries = [...gathered].map(([entry, sheets]) => {
    for (const [judge, sheet] of sheets) faults.push(...missingCriteria(entry, judge, sheet, rules));
    const scored = { entry, judges: [...sheets.keys()], sheets: [...sheets.values()].map((sheet) => sheet.points) };
    faults.push(...tooFewJudges(scored, sheets, rules));
    return scored;
  });
  return faults.length === 0 ? { entries } : { faults: faults.sort(byLine) };
}

/** Enters one row into its sheet; answers with what is wrong with it, or null. A row that is wrong still counts as given. */
function enterRow(
  gathered: Map<string, Map<string, SheetRows>>,
  row: ScoreRow,
  { criterion, column }: { criterion: Criterion; column: number },
  width: number,
): string | null {
  let sheets = gathered.get(row.entry);
  if (sheets === undefined) gathered.set(row.entry, (sheets = new Map()));
  let sheet = sheets.get(row.judge);
  if (sheet === undefined) {
    sheet = { line: row.line, points: new Array<null>(width).fill(null), lines: [] };
    sheets.set(row.judge, sheet);
  }
  const earlier = sheet.lines[column];
  if (earlier !== undefined)
    return `doubled row: ${row.entry}, ${row.judge}, ${row.criterion} is on line ${earlier} already`;
  sheet.lines[column] = row.line;
  if (row.hundredths === null) return null;
  sheet.points[column] = row.hundredths;
  if (row.hundredths <= criterion.maxHundredths) return null;
  return `points ${filePoints(row.hundredths)} lie outside 0…${filePoints(criterion.maxHundredths)} of criterion ${row.criterion}`;
}

/** Points that count nowhere: whoever gave them believes that they do. */
function refuseUnasked({ judge, criterion }: ScoreRow, aggregate: Aggregate): string | null {
  if (aggregate.method !== 'weighted' || aggregate.parts.some((part) => asks(part, judge, criterion))) return null;
  return `no part of the rules asks judge ${judge} for criterion ${criterion}`;
}

function missingCriteria(
  entry: string,
  judge: string,
  sheet: SheetRows,
  { criteria, aggregate }: Pick<ScoringRules, 'criteria' | 'aggregate'>,
): LineFault[] {
  const isAsked = (code: string): boolean =>
    aggregate.method !== 'weighted' || aggregate.parts.some((part) => asks(part, judge, code));
  const missing = criteria
    .filter(({ code }, column) => sheet.lines[column] === undefined && isAsked(code))
    .map(({ code }) => code);
  if (missing.length === 0) return [];
  return [
    {
      line: sheet.line,
      message: `the sheet of judge ${judge} for entry ${entry} lacks criterion ${missing.join(', ')}`,
    },
  ];
}

function tooFewJudges(
  scored: ScoredEntry,
  sheets: Map<string, SheetRows>,
  rules: Pick<ScoringRules, 'criteria' | 'aggregate'>,
): LineFault[] {
  const [first] = sheets.values();
  if (first === undefined) return [];
  return judgesLacking(scored, rules).map(({ name, judges, needed }) => ({
    line: first.line,
    message:
      name === null
        ? `entry ${scored.entry} has ${judges} judges; what the rules drop needs at least ${needed}`
        : `entry ${scored.entry} has ${judges} judges in part “${name}”, which needs at least ${needed}`,
  }));
}
