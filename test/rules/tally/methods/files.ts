import { tallyFiles, type TallyReport } from '../../../../src/awards/tally-report.js';

export interface Row {
  entry: string;
  judge: string;
  criterion: string;
  points: number;
}

/** rules.json with what a test does not talk about filled in: no prizes, ranks on exact values. */
export interface Rules {
  criteria: { code: string; max: number; weight?: number }[];
  aggregate: object;
  rounding?: object;
  rankOn?: 'rounded' | 'exact';
  tieBreak?: string[];
}

export const csvOf = (rows: readonly Row[]): string =>
  ['entry,judge,criterion,points', ...rows.map((row) => Object.values(row).join(','))].join('\n');

const filesOf = (rows: readonly Row[], rules: Rules) => ({
  scores: Buffer.from(csvOf(rows)),
  rules: Buffer.from(JSON.stringify({ rankOn: 'exact', prizes: [], ...rules })),
});

/** What `hoithi tally` prints for these files. */
export function tallyOf(rows: readonly Row[], rules: Rules): TallyReport {
  const told = tallyFiles(filesOf(rows, rules));
  if ('faults' in told) throw new Error(JSON.stringify(told.faults));
  return told.report;
}

/** What it says against them. */
export function faultsOf(rows: readonly Row[], rules: Rules): string[] {
  const told = tallyFiles(filesOf(rows, rules));
  return 'faults' in told ? [...told.faults.rules, ...told.faults.scores].map(({ message }) => message) : [];
}

/** Rows of one criterion P from a table: an entry a line, a judge a column, null an absent judge. */
export const rowsOf = (table: Readonly<Record<string, readonly (number | null)[]>>): Row[] =>
  Object.entries(table).flatMap(([entry, marks]) =>
    marks.flatMap((points, index) =>
      points === null ? [] : [{ entry, judge: `J${index + 1}`, criterion: 'P', points }],
    ),
  );

/** "1 E1 175/2" a ranked entry. */
export const standing = ({ ranking }: TallyReport): string[] =>
  ranking.map(({ rank, entry, exact }) => `${rank} ${entry} ${exact}`);
