import { createHash } from 'node:crypto';
import type { EntryId, PersonId, UnitId } from '../kernel/ids.js';
import type { AssignableEntry, ConflictKind } from './round.facts.js';

/** A judge as assignment sees one. */
export interface AssignableJudge {
  personId: PersonId;
  unitId: UnitId | null;
}

export interface Pair {
  personId: PersonId;
  entryId: EntryId;
}

/** Who judges what: everybody everything; each judge the districts or communes chosen for that judge; `n` judges an entry, drawn with a seed. */
export type AssignmentRule =
  | { kind: 'all' }
  | { kind: 'areas'; areasOf: ReadonlyMap<PersonId, ReadonlySet<UnitId>> }
  | { kind: 'each'; judges: number; seed: string };

export interface AssignmentCase {
  entries: readonly AssignableEntry[];
  judges: readonly AssignableJudge[];
  /** Declared by the judge or pinned by the secretary. */
  conflicts: readonly (Pair & { kind: ConflictKind })[];
  /** Sheets that exist already, of judges on the panel, recused ones left out. They stay and they count. */
  given: readonly Pair[];
}

export interface AssignmentPlan {
  /** Sheets to add, by entry in the order of the case, then by judge in that order. */
  pairs: Pair[];
  /** Pairs that the rule wanted and a conflict of interest forbids. */
  blocked: (Pair & { why: 'unit' | ConflictKind })[];
  /** Entries that end with fewer judges than the rule needs (1, or n). */
  lacking: { entryId: EntryId; number: string; has: number; needs: number }[];
  /** Sheets of each judge once the plan is applied, in the order of the case. */
  load: Map<PersonId, number>;
}

/** A judge comes from this entry's village, commune or district: a conflict of interest nobody needs to declare. */
export const isOwnUnit = (judge: Pick<AssignableJudge, 'unitId'>, entry: AssignableEntry): boolean =>
  judge.unitId !== null && [entry.villageId, entry.communeId, entry.districtId].includes(judge.unitId);

/**
 * The place of an entry in a judge's own fixed shuffle, 0 … 2^31-1: the head of SHA-256 over both ids, so the same
 * whenever the entry is assigned, and different for every judge.
 */
export const sheetPosition = (personId: PersonId, entryId: EntryId): number => draw(personId, entryId);

const draw = (...words: string[]): number =>
  createHash('sha256').update(words.join('\n')).digest().readUInt32BE(0) >>> 1;

/**
 * Plans who judges what. Deterministic: the same case and rule (with its seed) give the same plan. A conflicted pair is never
 * planned. By `each`, entries with the fewest possible judges are served first, each by the judges with the least load, equals
 * drawn by the seed, so loads differ by no more than conflicts and earlier sheets force. Nothing given is taken away.
 */
export function planAssignment(found: AssignmentCase, rule: AssignmentRule): AssignmentPlan {
  const { load, judgesOf } = countGiven(found);
  const { tasks, blocked } = sortOut(found, rule, judgesOf);
  const chosen = rule.kind === 'each' ? drawJudges(tasks, rule, load) : takeAll(tasks, load);
  const needs = rule.kind === 'each' ? rule.judges : 1;
  const lacking = tasks
    .map(({ entry, has }) => ({
      entryId: entry.id,
      number: entry.number,
      has: has + (chosen.get(entry.id)?.length ?? 0),
      needs,
    }))
    .filter((entry) => entry.has < needs);
  const pairs = tasks.flatMap(({ entry }) =>
    (chosen.get(entry.id) ?? []).map(({ personId }) => ({ personId, entryId: entry.id })),
  );
  return { pairs, blocked, lacking, load };
}

/** An entry, the judges who might still be given it, and how many it has. */
interface Task {
  entry: AssignableEntry;
  free: AssignableJudge[];
  has: number;
}
type Chosen = Map<EntryId, AssignableJudge[]>;

function countGiven({ judges, given }: AssignmentCase): {
  load: Map<PersonId, number>;
  judgesOf: Map<EntryId, number>;
} {
  const load = new Map(judges.map(({ personId }) => [personId, 0]));
  const judgesOf = new Map<EntryId, number>();
  for (const { personId, entryId } of given) {
    const before = load.get(personId);
    if (before === undefined) continue; // no longer on the panel: such a sheet does not count
    load.set(personId, before + 1);
    judgesOf.set(entryId, (judgesOf.get(entryId) ?? 0) + 1);
  }
  return { load, judgesOf };
}

function sortOut(
  { entries, judges, conflicts, given }: AssignmentCase,
  rule: AssignmentRule,
  judgesOf: ReadonlyMap<EntryId, number>,
): { tasks: Task[]; blocked: AssignmentPlan['blocked'] } {
  const forbidden = new Map(conflicts.map((one) => [keyOf(one), one.kind]));
  const taken = new Set(given.map(keyOf));
  const blocked: AssignmentPlan['blocked'] = [];
  const tasks = entries.map((entry) => {
    const free = judges.filter((judge) => {
      const pair = { personId: judge.personId, entryId: entry.id };
      if (!wants(rule, judge, entry) || taken.has(keyOf(pair))) return false;
      const why = isOwnUnit(judge, entry) ? 'unit' : (forbidden.get(keyOf(pair)) ?? null);
      if (why !== null) blocked.push({ ...pair, why });
      return why === null;
    });
    return { entry, free, has: judgesOf.get(entry.id) ?? 0 };
  });
  return { tasks, blocked };
}

function takeAll(tasks: readonly Task[], load: Map<PersonId, number>): Chosen {
  for (const { personId } of tasks.flatMap(({ free }) => free)) load.set(personId, (load.get(personId) ?? 0) + 1);
  return new Map(tasks.map(({ entry, free }) => [entry.id, free]));
}

function drawJudges(
  tasks: readonly Task[],
  { judges, seed }: { judges: number; seed: string },
  load: Map<PersonId, number>,
): Chosen {
  const chosen: Chosen = new Map();
  const hardestFirst = tasks
    .map((task) => ({ ...task, possible: task.free.length + task.has, ticket: draw(seed, task.entry.id) }))
    .sort((a, b) => a.possible - b.possible || a.ticket - b.ticket);
  for (const { entry, free, has } of hardestFirst) {
    const drawn = free
      .map((judge) => ({
        judge,
        load: load.get(judge.personId) ?? 0,
        ticket: draw(seed, judge.personId, entry.id),
      }))
      .sort((a, b) => a.load - b.load || a.ticket - b.ticket)
      .slice(0, Math.max(0, judges - has));
    for (const { judge, load: before } of drawn) load.set(judge.personId, before + 1);
    const people = new Set(drawn.map(({ judge }) => judge.personId));
    chosen.set(
      entry.id,
      free.filter(({ personId }) => people.has(personId)),
    );
  }
  return chosen;
}

const keyOf = ({ personId, entryId }: Pair): string => `${personId} ${entryId}`;

function wants(rule: AssignmentRule, judge: AssignableJudge, entry: AssignableEntry): boolean {
  if (rule.kind !== 'areas') return true;
  const areas = rule.areasOf.get(judge.personId);
  return areas?.has(entry.communeId) === true || (entry.districtId !== null && areas?.has(entry.districtId) === true);
}
