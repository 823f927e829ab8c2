import type { EntryId, PersonId } from '../../kernel/ids.js';
import { byLine, type LineFault } from '../../kernel/text-file.js';
import { type AssignmentCase, isOwnUnit, type Pair } from '../assignment.js';
import { type PastedTable, readPastedTable, type TableRow } from '../pasted-table.js';
import type { FoundConflict, SheetProgress } from '../round.facts.js';

/** Whether a written-down assignment only adds sheets, or is the whole of it: what is not in it and not begun is taken back. */
export type GivenWay = 'add' | 'replace';

const COLUMNS = ['entry', 'judge'] as const;
export type PairRow = TableRow<(typeof COLUMNS)[number]>;

/** Rows `entry,judge` of a file or a form. Faults of the table itself; who and what is meant is asked by `planGiven`. */
export const readPairs = (text: string): PastedTable<(typeof COLUMNS)[number]> => readPastedTable(text, [COLUMNS]);

/** Somebody who may be meant by a row: whoever judges in this contest, on this round's panel or not. */
export interface NamedJudge {
  personId: PersonId;
  username: string;
  /** Null for who was never on the panel of this round. */
  code: string | null;
  onPanel: boolean;
}

/** A sheet that exists: `begun` when anything was ever written on it, on line or on paper. */
export interface ExistingSheet extends Pair {
  number: string;
  judgeCode: string;
  progress: SheetProgress;
  begun: boolean;
}

/** What the rows are checked against. */
export interface GivenCase {
  found: AssignmentCase;
  people: readonly NamedJudge[];
  /** Entries of the contest that rows name, whether the round judges them or not. */
  numbers: ReadonlySet<string>;
  sheets: readonly ExistingSheet[];
}

/** What a written-down assignment comes to. With one fault or more nothing is given or taken. */
export interface GivenPlan {
  faults: LineFault[];
  /** Sheets to add, in the order of the rows. */
  pairs: Pair[];
  /** Rows whose sheet is there already. */
  already: number;
  /** Sheets to take back, nothing was ever written on them; empty when the rows only add. */
  taken: ExistingSheet[];
  /** Sheets that are not in the rows and stay, because something was written on them; empty when the rows only add. */
  staying: ExistingSheet[];
  /** Sheets of each judge once it is done, in the order of the case. */
  load: Map<PersonId, number>;
  /** Judges of each entry once it is done, by entry in the order of the case. */
  judgesOf: Map<EntryId, number>;
}

/**
 * Checks every row and says what they would do together. A row is at fault when its entry or judge is unknown, the entry is not judged in
 * this round, the judge is not on its panel, the two are in conflict, or the pair was named before. A judge is named by code (GK3) or by
 * user name, whatever the case of the letters.
 */
export function planGiven(
  table: Pick<PastedTable<'entry' | 'judge'>, 'rows' | 'faults'>,
  of: GivenCase,
  way: GivenWay,
): GivenPlan {
  const { found, sheets } = of;
  const faults = [...table.faults];
  const named = new Map<string, Pair & { line: number }>();
  const place = placer(of);
  for (const row of table.rows) {
    const placed = place(row);
    const before = typeof placed === 'string' ? undefined : named.get(keyOf(placed));
    if (typeof placed === 'string') faults.push({ line: row.line, message: placed });
    else if (before === undefined) named.set(keyOf(placed), { ...placed, line: row.line });
    else
      faults.push({ line: row.line, message: `${row.words.entry}, ${row.words.judge} đã có ở dòng ${before.line}.` });
  }
  const existing = new Set(sheets.map(keyOf));
  const pairs = [...named.values()].filter((pair) => !existing.has(keyOf(pair)));
  // A sheet out of judging for a conflict is nobody's to take back.
  const others = way === 'add' ? [] : sheets.filter((one) => one.progress !== 'recused' && !named.has(keyOf(one)));
  const taken = others.filter(({ begun }) => !begun);
  const gone = new Set(taken.map(keyOf));
  const after = [...found.given.filter((pair) => !gone.has(keyOf(pair))), ...pairs];
  return {
    faults: faults.sort(byLine),
    pairs: pairs.map(({ personId, entryId }) => ({ personId, entryId })),
    already: named.size - pairs.length,
    taken,
    staying: others.filter(({ begun }) => begun),
    load: countBy(
      found.judges.map(({ personId }) => personId),
      after.map(({ personId }) => personId),
    ),
    judgesOf: countBy(
      found.entries.map(({ id }) => id),
      after
        .filter(({ personId }) => found.judges.some((judge) => judge.personId === personId))
        .map(({ entryId }) => entryId),
    ),
  };
}

const WHY: Readonly<Record<FoundConflict, string>> = {
  declared: 'giám khảo đã khai xung đột lợi ích với hồ sơ này',
  pinned: 'thư ký đã ghi xung đột lợi ích',
  authored: 'giám khảo đã tham gia lập hồ sơ này',
  vetted: 'giám khảo đã thẩm định hồ sơ này',
};

/** Answers the pair that a row means, or what is wrong with it. */
function placer({ found, people, numbers, sheets }: GivenCase): (row: PairRow) => Pair | string {
  const entryOf = new Map(found.entries.map((entry) => [entry.number, entry]));
  const judgeOf = new Map(
    people.flatMap((one) => [one.username, one.code ?? ''].map((name) => [name.toLowerCase(), one])),
  );
  const unitOf = new Map(found.judges.map((judge) => [judge.personId, judge]));
  const conflicts = new Map(found.conflicts.map((one) => [keyOf(one), one.kind]));
  const recused = new Set(sheets.filter(({ progress }) => progress === 'recused').map(keyOf));
  return ({ words }) => {
    const [number, name] = [words.entry.toUpperCase(), words.judge];
    const entry = entryOf.get(number);
    const judge = judgeOf.get(name.toLowerCase());
    const wrong = [
      ...(entry !== undefined
        ? []
        : [
            numbers.has(number)
              ? `hồ sơ ${words.entry} không được chấm ở vòng này.`
              : `không có hồ sơ nào mang mã ${words.entry} trong cuộc thi.`,
          ]),
      ...(judge !== undefined ? [] : [`không có giám khảo nào mang mã hoặc tên đăng nhập ${name} trong cuộc thi.`]),
      ...(judge === undefined || judge.onPanel ? [] : [`${name} không ở trong Ban Giám khảo của vòng này.`]),
    ];
    if (entry === undefined || judge === undefined || wrong.length > 0) return wrong.join(' ');
    const pair = { personId: judge.personId, entryId: entry.id };
    const [own, why] = [unitOf.get(judge.personId), conflicts.get(keyOf(pair))];
    const about = `${words.entry}, ${name}`;
    if (own !== undefined && isOwnUnit(own, entry)) return `${about}: hồ sơ cùng đơn vị với giám khảo.`;
    if (why !== undefined) return `${about}: ${WHY[why]}.`;
    return recused.has(keyOf(pair)) ? `${about}: giám khảo đã không chấm hồ sơ này vì xung đột lợi ích.` : pair;
  };
}

const keyOf = ({ personId, entryId }: Pair): string => `${personId} ${entryId}`;

function countBy<Id>(all: readonly Id[], seen: readonly Id[]): Map<Id, number> {
  const counts = new Map(all.map((id) => [id, 0]));
  for (const id of seen) {
    const before = counts.get(id);
    if (before !== undefined) counts.set(id, before + 1);
  }
  return counts;
}
