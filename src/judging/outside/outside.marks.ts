import type { CriterionFacts } from '../../contests/contest.facts.js';
import type { EntryId } from '../../kernel/ids.js';
import type { Hundredths } from '../../kernel/points.js';
import { byLine, type LineFault } from '../../kernel/text-file.js';
import { formatPoints, parseTypedPoints, sayPointsFault } from '../../kernel/vietnamese/numbers.js';
import { type PastedTable, readPastedTable } from '../pasted-table.js';
import { totalOf } from '../sheet.total.js';

/** Who “judges” a round from outside, where sheets are listed by judge: in matrix, workings and scores.csv. */
export const OUTSIDE_CODE = 'NGOAI';

/** Whether a code among those of judges stands for points from outside, in a round or among all rounds ("2.NGOAI"). */
export const isOutsideCode = (code: string): boolean => code.split('.').at(-1) === OUTSIDE_CODE;

/** What one entry was given. */
export interface OutsideMark {
  entryId: EntryId;
  points: Record<string, Hundredths>;
  totalHundredths: string;
}

/** What the rows are checked against. */
export interface OutsideCase {
  /** Everything the round judges. */
  entries: readonly { id: EntryId; number: string }[];
  /** Entries of the contest that rows name, judged in this round or not. */
  numbers: ReadonlySet<string>;
  criteria: readonly CriterionFacts[];
  /** What counts until now. */
  current: readonly OutsideMark[];
}

/** What a table comes to. With one fault or more nothing is taken. */
export interface OutsidePlan {
  faults: LineFault[];
  /** By entry in the order of the case. */
  marks: OutsideMark[];
  /** Numbers of entries of the round that the table does not name: they would have no rank. */
  without: string[];
  /** Against what counts until now, numbers in the order of the case. */
  changed: string[];
  added: string[];
  removed: string[];
}

type Column = 'entry' | 'criterion' | 'points';

/** The columns that will do: with a single criterion it need not be named. */
export const outsideHeadings = (criteria: readonly unknown[]): (readonly Column[])[] => [
  ...(criteria.length === 1 ? [['entry', 'points'] as const] : []),
  ['entry', 'criterion', 'points'],
];

/**
 * Reads a table of points from outside and checks every row: entry and criterion are known, the entry is in this round, points lie in
 * 0…max with at most two decimals behind a point or a comma, nothing stands twice, and an entry that is named has every criterion. All
 * faults are told with their lines.
 */
export function planOutside(text: string, of: OutsideCase): OutsidePlan {
  const { criteria, entries, current } = of;
  const table = readPastedTable<Column>(text, outsideHeadings(criteria));
  const { given, faults } = gather(table, of);
  const only = new Set(table.columns?.includes('criterion') === false ? criteria.map(({ code }) => code) : []);
  const marks = entries.flatMap(({ id, number }): OutsideMark[] => {
    const row = given.get(number);
    if (row === undefined) return [];
    const lacking = criteria.filter(
      ({ code }) => row.points[code] === undefined && !row.faulty.has(code) && !only.has(code),
    );
    if (lacking.length > 0)
      faults.push({
        line: row.line,
        message: `hồ sơ ${number} thiếu điểm tiêu chí ${lacking.map(({ code }) => code).join(', ')}.`,
      });
    const totalHundredths = totalOf(row.points, criteria);
    return totalHundredths === null ? [] : [{ entryId: id, points: row.points, totalHundredths }];
  });
  const [before, after] = [current, marks].map((all) => new Map(all.map((mark) => [mark.entryId, mark])));
  const numbersOf = (isMeant: (old: OutsideMark | undefined, mark: OutsideMark | undefined) => boolean): string[] =>
    entries.filter(({ id }) => isMeant(before?.get(id), after?.get(id))).map(({ number }) => number);
  const isSame = (old: OutsideMark, mark: OutsideMark): boolean =>
    criteria.every(({ code }) => old.points[code] === mark.points[code]);
  return {
    faults: faults.sort(byLine),
    marks,
    without: numbersOf((_, mark) => mark === undefined),
    changed: numbersOf((old, mark) => old !== undefined && mark !== undefined && !isSame(old, mark)),
    added: numbersOf((old, mark) => old === undefined && mark !== undefined),
    removed: numbersOf((old, mark) => old !== undefined && mark === undefined),
  };
}

interface Gathered {
  line: number;
  points: Record<string, Hundredths>;
  /** Criteria whose row is at fault by itself. */
  faulty: Set<string>;
}

function gather(
  { rows, faults: before }: PastedTable<Column>,
  { criteria, entries, numbers }: OutsideCase,
): { given: Map<string, Gathered>; faults: LineFault[] } {
  const faults = [...before];
  const known = new Set(entries.map(({ number }) => number));
  const criterionOf = new Map(criteria.map((one) => [one.code, one]));
  const lines = new Map<string, number>();
  const given = new Map<string, Gathered>();
  const [single] = criteria;
  for (const { line, words } of rows) {
    const number = words.entry.toUpperCase();
    const code = (words.criterion as string | undefined) ?? single?.code ?? '';
    const criterion = criterionOf.get(code);
    const place = `${number} ${code}`;
    const earlier = lines.get(place);
    const read = parseTypedPoints(words.points);
    const fault = !known.has(number)
      ? numbers.has(number)
        ? `hồ sơ ${words.entry} không được chấm ở vòng này.`
        : `không có hồ sơ nào mang mã ${words.entry} trong cuộc thi.`
      : criterion === undefined
        ? `vòng này không có tiêu chí ${code}. Các tiêu chí: ${[...criterionOf.keys()].join(', ')}.`
        : earlier !== undefined
          ? `${words.entry}, tiêu chí ${code} đã có ở dòng ${earlier}.`
          : 'fault' in read
            ? sayPointsFault(read.fault, words.points)
            : faultOfMost(read.hundredths, criterion);
    if (fault !== null) faults.push({ line, message: fault });
    if (!known.has(number) || criterion === undefined || earlier !== undefined) continue;
    lines.set(place, line);
    const row = given.get(number) ?? { line, points: {}, faulty: new Set<string>() };
    given.set(number, row);
    if (fault === null && 'hundredths' in read) row.points[code] = read.hundredths;
    else row.faulty.add(code);
  }
  return { given, faults };
}

const faultOfMost = (points: Hundredths, { code, max }: CriterionFacts): string | null =>
  points <= max ? null : `điểm ${formatPoints(points)} vượt điểm tối đa ${formatPoints(max)} của tiêu chí ${code}.`;
