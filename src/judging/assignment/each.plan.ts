import {
  type AssignmentCase,
  type AssignmentPlan,
  countGiven,
  draw,
  type EachRule,
  sortOut,
  type Task,
} from '../assignment.js';
import type { EntryId, PersonId } from '../../kernel/ids.js';
import { findShortage, type Shortage } from './assignable.flow.js';
import type { BalanceAnswer, BalanceProblem, Way } from './balance.problem.js';

/** A limit to ease so that every entry gets its judges. */
export type Relaxation =
  | { kind: 'few-judges'; entries: string[]; judges: number; needs: number }
  | { kind: 'caps'; room: number; needed: number }
  | { kind: 'shared'; entries: string[]; judges: PersonId[]; room: number; needed: number }
  | { kind: 'no-time' };

/** What a balanced plan comes to, earlier sheets included. */
export interface Balance extends Omit<BalanceAnswer, 'chosen' | 'took'> {
  /** Fewest and most entries that two judges have in common. */
  common: { least: number; most: number };
  /** In how many districts (or communes, where there are none) a judge judges, and the most sheets in one. */
  areas: Map<PersonId, { count: number; most: number }>;
}

export interface EachPlan extends AssignmentPlan {
  /** Null when the entries cannot all have their judges: `relax` then says why, and nothing is planned. */
  balance: Balance | null;
  relax: Relaxation[];
}

/**
 * Plans so many judges an entry: conflicts and caps hold, sheets that exist stay where they are, scored or not, and what is added balances
 * loads, districts and pairs (decision 27). The same case, rule and seed give the same plan. `search` is the solver's thread.
 */
export async function planEach(
  found: AssignmentCase,
  rule: EachRule,
  search: (problem: BalanceProblem) => Promise<BalanceAnswer | null>,
): Promise<EachPlan> {
  const { load, judgesOf } = countGiven(found);
  const { tasks, blocked } = sortOut(found, () => true, judgesOf);
  const problem = toProblem(found, rule, tasks, load);
  const shortage = findShortage(problem);
  const answer = shortage.missing > 0 ? null : await search(problem);
  if (answer === null) {
    const lacking = shortage.short.map(({ entry, lacks }) => toLacking(tasks[entry] as Task, rule.judges, lacks));
    const relax = shortage.missing > 0 ? relaxations(found, rule, tasks, problem, shortage) : NO_TIME;
    return { pairs: [], blocked, lacking, load, balance: null, relax };
  }
  const pairs = answer.chosen.map(({ entry, judge }) => ({
    personId: found.judges[judge]?.personId as PersonId,
    entryId: found.entries[entry]?.id as EntryId,
  }));
  for (const { personId } of pairs) load.set(personId, (load.get(personId) ?? 0) + 1);
  return { pairs, blocked, lacking: [], load, balance: toBalance(found, problem, answer), relax: [] };
}

const NO_TIME: Relaxation[] = [{ kind: 'no-time' }];

function toProblem(
  { entries, judges, given }: AssignmentCase,
  { judges: each, cap, seed }: EachRule,
  tasks: readonly Task[],
  load: ReadonlyMap<PersonId, number>,
): BalanceProblem {
  const placeOf = new Map(judges.map(({ personId }, place) => [personId, place]));
  const entryAt = new Map(entries.map(({ id }, place) => [id, place]));
  const areas = [...new Set(entries.map((entry) => entry.districtId ?? entry.communeId))];
  const areaAt = new Map(areas.map((area, place) => [area, place]));
  return {
    entries: tasks.map(({ entry, has }) => ({
      district: areaAt.get(entry.districtId ?? entry.communeId) ?? 0,
      need: Math.max(0, each - has),
    })),
    judges: judges.map(({ personId }) => ({
      room: cap === null ? entries.length : Math.max(0, cap - (load.get(personId) ?? 0)),
    })),
    districts: Math.max(1, areas.length),
    ways: tasks.flatMap(({ free, has }, entry) =>
      has >= each ? [] : free.map(({ personId }): Way => ({ entry, judge: placeOf.get(personId) ?? 0 })),
    ),
    given: given.flatMap(({ personId, entryId }) => {
      const [judge, entry] = [placeOf.get(personId), entryAt.get(entryId)];
      return judge === undefined || entry === undefined ? [] : [{ entry, judge }];
    }),
    connect: each > 1,
    seed: draw(seed),
  };
}

const toLacking = ({ entry }: Task, needs: number, lacks: number): AssignmentPlan['lacking'][number] => ({
  entryId: entry.id,
  number: entry.number,
  has: needs - lacks,
  needs,
});

/** Entries with too few judges whatever the caps, by how many they have; else the caps together; else a knot of entries and judges. */
function relaxations(
  { judges }: AssignmentCase,
  { judges: needs }: EachRule,
  tasks: readonly Task[],
  problem: BalanceProblem,
  shortage: Shortage,
): Relaxation[] {
  const groups = new Map<number, string[]>();
  for (const { entry, free, has } of tasks) {
    const possible = free.length + has;
    if (possible < needs) groups.set(possible, [...(groups.get(possible) ?? []), entry.number]);
  }
  const few = [...groups]
    .sort(([one], [other]) => one - other)
    .map(([possible, entries]): Relaxation => ({ kind: 'few-judges', entries, judges: possible, needs }));
  const needed = problem.entries.reduce((sum, { need }) => sum + need, 0);
  const room = problem.judges.reduce((sum, judge) => sum + judge.room, 0);
  if (room < needed) return [...few, { kind: 'caps', room, needed }];
  if (few.length > 0) return few;
  const knot = new Set(shortage.entries);
  // Judges outside the knot are open to its entries only by ways that all are taken: those sheets are not the knot's to find.
  const outside = problem.ways.filter(({ entry, judge }) => knot.has(entry) && !shortage.judges.includes(judge)).length;
  return [
    {
      kind: 'shared',
      entries: shortage.entries.map((entry) => tasks[entry]?.entry.number ?? ''),
      judges: shortage.judges.flatMap((judge) => judges[judge]?.personId ?? []),
      room: shortage.judges.reduce((sum, judge) => sum + (problem.judges[judge]?.room ?? 0), 0),
      needed: shortage.entries.reduce((sum, entry) => sum + (problem.entries[entry]?.need ?? 0), 0) - outside,
    },
  ];
}

function toBalance({ judges }: AssignmentCase, problem: BalanceProblem, answer: BalanceAnswer): Balance {
  const { chosen, took: _took, ...figures } = answer;
  const counts = judges.map(() => new Map<number, number>());
  const rows: number[][] = problem.entries.map(() => []);
  for (const { entry, judge } of [...problem.given, ...chosen]) {
    const area = problem.entries[entry]?.district ?? 0;
    counts[judge]?.set(area, (counts[judge]?.get(area) ?? 0) + 1);
    rows[entry]?.push(judge);
  }
  const meets = judges.map(() => judges.map(() => 0));
  for (const row of rows)
    for (const one of row) for (const other of row) if (meets[one]) meets[one][other] = (meets[one][other] ?? 0) + 1;
  const common = meets.flatMap((row, judge) => row.slice(judge + 1));
  return {
    ...figures,
    common: { least: common.length === 0 ? 0 : Math.min(...common), most: Math.max(0, ...common) },
    areas: new Map(
      judges.map(({ personId }, judge) => {
        const sheets = [...(counts[judge]?.values() ?? [])];
        return [personId, { count: sheets.length, most: Math.max(0, ...sheets) }];
      }),
    ),
  };
}
