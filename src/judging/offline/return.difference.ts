import { createHash } from 'node:crypto';
import type { CriterionFacts } from '../../contests/contest.facts.js';
import type { Refusal } from '../../kernel/refusal.js';
import { parseScores } from '../score.form.js';
import { sheetCells } from '../sheet.cells.js';
import { type SheetWords, UNWRITTEN } from '../sheet.facts.js';
import type { OwnSheet } from '../sheet.repository.js';
import { type CellDifference, LINE_FATES, type LineFate, type ReturnedLine } from './return.facts.js';

/** One line of the file beside the sheet it is for. */
export interface LineDifference {
  line: number;
  number: string;
  /** Null when no sheet of this judge has that number. */
  sheet: OwnSheet | null;
  fate: LineFate;
  /** Why it cannot be written, when its fate is `closed`; null otherwise. */
  refusal: Refusal | null;
  cells: CellDifference[];
  /** Faults that belong to no single cell. */
  faults: string[];
  /** What the sheet would say; for `write` only. */
  scores: SheetWords | null;
}

/** The whole file, line by line in its order, and how many lines have which fate. */
export interface ReturnDifference {
  lines: LineDifference[];
  counts: Readonly<Record<LineFate, number>>;
  /** Stands for exactly this difference: another one, by whatever has happened since, has another. */
  digest: string;
}

/**
 * Compares what came back with what is saved, cell by cell. `refusalOf` says whether a sheet may be written now. A sheet that was
 * saved on line after the file was made and says something else keeps what it says (`conflict`): both values are told.
 */
export function differenceOf(
  returned: readonly ReturnedLine[],
  of: {
    sheets: ReadonlyMap<string, OwnSheet>;
    criteria: readonly CriterionFacts[];
    refusalOf: (sheet: OwnSheet) => Refusal | null;
  },
): ReturnDifference {
  const lines = returned.map((one) => lineOf(one, of));
  const counts = Object.fromEntries(
    LINE_FATES.map((fate) => [fate, lines.filter((line) => line.fate === fate).length]),
  ) as Record<LineFate, number>;
  const told = lines.map(({ line, number, fate, sheet, scores }) => [
    line,
    number,
    fate,
    sheet?.version ?? null,
    scores,
  ]);
  return { lines, counts, digest: createHash('sha256').update(JSON.stringify(told)).digest('hex') };
}

function lineOf(
  returned: ReturnedLine,
  { sheets, criteria, refusalOf }: Parameters<typeof differenceOf>[1],
): LineDifference {
  const { line, number, words } = returned;
  const sheet = sheets.get(number) ?? null;
  const base = { line, number, sheet, refusal: null, scores: null };
  const whole = returned.faults.filter(({ field }) => field === 'number').map(({ text }) => text);
  if (sheet === null) {
    const missing = number === '' ? 'Dòng này không có mã hồ sơ.' : `Hồ sơ ${number} không giao cho ông/bà chấm.`;
    return { ...base, fate: 'faulty', cells: [], faults: whole.length > 0 ? whole : [missing] };
  }
  const read = parseScores(words, criteria, UNWRITTEN);
  const why = new Map([...read.faults, ...returned.faults].map(({ field, text }) => [field, text]));
  const cells = sheetCells(criteria).map(({ field, textOf }): CellDifference => {
    const saved = textOf(sheet);
    const refused = why.get(field) ?? null;
    const given = refused === null ? textOf(read.scores) : (words[field] ?? '');
    return { field, saved, given, why: refused, change: refused === null ? changeOf(saved, given) : 'refused' };
  });
  const isSame = cells.every(({ change }) => change === 'same');
  const fateOf = (): LineFate => {
    if (why.size > 0) return 'faulty';
    if (isSame) return 'same';
    return returned.version === sheet.version ? 'write' : 'conflict';
  };
  const fate = fateOf();
  const refusal = fate === 'same' ? null : refusalOf(sheet);
  // What cannot be written whatever it says need not be put right first.
  if (refusal !== null) return { ...base, fate: 'closed', refusal, cells, faults: whole };
  return { ...base, fate, cells, faults: whole, scores: fate === 'write' ? read.scores : null };
}

const changeOf = (saved: string, given: string): CellDifference['change'] => {
  if (saved === given) return 'same';
  if (saved === '') return 'new';
  return given === '' ? 'cleared' : 'changed';
};
