import { createHash } from 'node:crypto';
import type { EntryId, PersonId, UnitId } from '../kernel/ids.js';
import type { AssignableEntry, FoundConflict } from './round.facts.js';

/** A judge as assignment sees one. */
export interface AssignableJudge {
  personId: PersonId;
  unitId: UnitId | null;
}

export interface Pair {
  personId: PersonId;
  entryId: EntryId;
}

/** Everybody everything, or each judge the districts or communes chosen for that judge. */
export type SimpleRule = { kind: 'all' } | { kind: 'areas'; areasOf: ReadonlyMap<PersonId, ReadonlySet<UnitId>> };

/** So many judges an entry, balanced; `cap`: the most sheets of a judge, earlier ones included, null for no cap. */
export interface EachRule {
  kind: 'each';
  judges: number;
  cap: number | null;
  seed: string;
}

/** A room of the panel: who sits in it and, where somebody chose them, whose dossiers it judges. */
export interface Room {
  name: string;
  judges: ReadonlySet<PersonId>;
  /** Districts or communes; empty: none was chosen for it. */
  areas: ReadonlySet<UnitId>;
}

/** Every judge of a room judges every entry of it. `shared` entries, drawn by the seed, are judged in all rooms. */
export interface RoomsRule {
  kind: 'rooms';
  rooms: readonly Room[];
  /** Rooms alike in size; or whole districts (communes, where there are none), chosen ones first. */
  by: 'even' | 'areas';
  shared: number;
  seed: string;
}

/** Who judges what. */
export type AssignmentRule = SimpleRule | EachRule | RoomsRule;

export interface AssignmentCase {
  entries: readonly AssignableEntry[];
  judges: readonly AssignableJudge[];
  /** Declared by the judge, pinned by the secretary, or found: who made or vetted a dossier does not judge it. */
  conflicts: readonly (Pair & { kind: FoundConflict })[];
  /** Sheets that exist already, of judges on the panel, recused ones left out. They stay and they count. */
  given: readonly Pair[];
}

export interface AssignmentPlan {
  /** Sheets to add, by entry in the order of the case, then by judge in that order. */
  pairs: Pair[];
  /** Pairs that the rule wanted and a conflict of interest forbids. */
  blocked: (Pair & { why: 'unit' | FoundConflict })[];
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

/** 31 bits from the head of SHA-256 over words: the same everywhere. */
export const draw = (...words: string[]): number =>
  createHash('sha256').update(words.join('\n')).digest().readUInt32BE(0) >>> 1;

/**
 * Plans who judges what by a rule that leaves no choice. A conflicted pair is never planned; nothing given is taken away. For so many
 * judges an entry see `planEach`, for rooms `planRooms`.
 */
export function planAssignment(found: AssignmentCase, rule: SimpleRule): AssignmentPlan {
  const { load, judgesOf } = countGiven(found);
  const { tasks, blocked } = sortOut(found, (judge, entry) => wants(rule, judge, entry), judgesOf);
  for (const { personId } of tasks.flatMap(({ free }) => free)) load.set(personId, (load.get(personId) ?? 0) + 1);
  const lacking = tasks
    .map(({ entry, free, has }) => ({ entryId: entry.id, number: entry.number, has: has + free.length, needs: 1 }))
    .filter((entry) => entry.has < entry.needs);
  const pairs = tasks.flatMap(({ entry, free }) => free.map(({ personId }) => ({ personId, entryId: entry.id })));
  return { pairs, blocked, lacking, load };
}

/** An entry, the judges who might still be given it, and how many it has. */
export interface Task {
  entry: AssignableEntry;
  free: AssignableJudge[];
  has: number;
}

/** Sheets a judge and judges an entry before anything is planned; those of people off the panel do not count. */
export function countGiven({ judges, given }: AssignmentCase): {
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

/** The judges each entry might be given where a rule wants them, and the pairs that a conflict forbids. */
export function sortOut(
  { entries, judges, conflicts, given }: AssignmentCase,
  wants: (judge: AssignableJudge, entry: AssignableEntry) => boolean,
  judgesOf: ReadonlyMap<EntryId, number>,
): { tasks: Task[]; blocked: AssignmentPlan['blocked'] } {
  const forbidden = new Map(conflicts.map((one) => [keyOf(one), one.kind]));
  const taken = new Set(given.map(keyOf));
  const blocked: AssignmentPlan['blocked'] = [];
  const tasks = entries.map((entry) => {
    const free = judges.filter((judge) => {
      const pair = { personId: judge.personId, entryId: entry.id };
      if (!wants(judge, entry) || taken.has(keyOf(pair))) return false;
      const why = isOwnUnit(judge, entry) ? 'unit' : (forbidden.get(keyOf(pair)) ?? null);
      if (why !== null) blocked.push({ ...pair, why });
      return why === null;
    });
    return { entry, free, has: judgesOf.get(entry.id) ?? 0 };
  });
  return { tasks, blocked };
}

const keyOf = ({ personId, entryId }: Pair): string => `${personId} ${entryId}`;

function wants(rule: SimpleRule, judge: AssignableJudge, entry: AssignableEntry): boolean {
  if (rule.kind !== 'areas') return true;
  const areas = rule.areasOf.get(judge.personId);
  return areas?.has(entry.communeId) === true || (entry.districtId !== null && areas?.has(entry.districtId) === true);
}
