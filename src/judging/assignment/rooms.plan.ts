import type { EntryId, PersonId } from '../../kernel/ids.js';
import {
  type AssignmentCase,
  type AssignmentPlan,
  countGiven,
  draw,
  isOwnUnit,
  type Room,
  type RoomsRule,
  sortOut,
} from '../assignment.js';
import type { AssignableEntry } from '../round.facts.js';

export interface RoomsPlan extends AssignmentPlan {
  /** Entries of each room, in the order of the rule, those judged in all rooms left out. */
  rooms: { name: string; entries: AssignableEntry[] }[];
  /** Entries judged in all rooms. */
  shared: AssignableEntry[];
}

/** -1: in all rooms. */
type Place = number;
const EVERYWHERE: Place = -1;

/**
 * Plans who judges what when the panel is divided into rooms. An entry that a room has begun with stays in it: the room with most of its
 * sheets, the first of equals; one with sheets in every room stays in all. Among the others, evenly: no room gets more than its even
 * share, as many entries as that allows come where nobody is in conflict with them, and what is free of conflict everywhere evens the
 * rooms out. By areas: each area not chosen goes, largest first, where fewest of its entries meet a conflict, then to the smallest
 * room. A conflicted pair is never planned: such an entry is told as lacking. The same case and rule give the same plan.
 */
export function planRooms(found: AssignmentCase, rule: RoomsRule): RoomsPlan {
  const conflicts = conflictsIn(found, rule.rooms);
  const placed = stayers(found, rule.rooms);
  shareOut(found, rule, { placed, conflicts });
  const rest = found.entries.filter(({ id }) => !placed.has(id));
  if (rule.by === 'even') placeEvenly(rest, rule, { placed, conflicts });
  else placeByAreas(rest, rule, { placed, conflicts });
  return toPlan(found, rule, placed);
}

interface Placing {
  placed: Map<EntryId, Place>;
  /** How many judges of a room are in conflict with an entry. */
  conflicts: (entry: AssignableEntry, room: number) => number;
}

function toPlan(found: AssignmentCase, { rooms }: RoomsRule, placed: ReadonlyMap<EntryId, Place>): RoomsPlan {
  const { load, judgesOf } = countGiven(found);
  const roomOf = new Map(rooms.flatMap(({ judges }, room) => [...judges].map((personId) => [personId, room])));
  const isIn = (personId: PersonId, entryId: EntryId): boolean => {
    const [room, place] = [roomOf.get(personId), placed.get(entryId)];
    return room !== undefined && (place === EVERYWHERE || place === room);
  };
  const { tasks, blocked } = sortOut(found, ({ personId }, { id }) => isIn(personId, id), judgesOf);
  for (const { personId } of tasks.flatMap(({ free }) => free)) load.set(personId, (load.get(personId) ?? 0) + 1);
  const sits = (room: number): number => found.judges.filter(({ personId }) => roomOf.get(personId) === room).length;
  const seats = rooms.map((_, room) => sits(room));
  const needs = (id: EntryId): number => {
    const place = placed.get(id) ?? EVERYWHERE;
    return place === EVERYWHERE ? seats.reduce((sum, one) => sum + one, 0) : (seats[place] ?? 0);
  };
  return {
    pairs: tasks.flatMap(({ entry, free }) => free.map(({ personId }) => ({ personId, entryId: entry.id }))),
    blocked,
    lacking: tasks
      .map(({ entry, free, has }) => ({
        entryId: entry.id,
        number: entry.number,
        has: has + free.length,
        needs: needs(entry.id),
      }))
      .filter((entry) => entry.has < entry.needs),
    load,
    rooms: rooms.map(({ name }, room) => ({
      name,
      entries: found.entries.filter(({ id }) => placed.get(id) === room),
    })),
    shared: found.entries.filter(({ id }) => placed.get(id) === EVERYWHERE),
  };
}

function conflictsIn({ judges, conflicts }: AssignmentCase, rooms: readonly Room[]): Placing['conflicts'] {
  const told = new Set(conflicts.map(({ personId, entryId }) => `${personId} ${entryId}`));
  const seated = rooms.map((room) => judges.filter(({ personId }) => room.judges.has(personId)));
  return (entry, room) =>
    (seated[room] ?? []).filter((judge) => isOwnUnit(judge, entry) || told.has(`${judge.personId} ${entry.id}`)).length;
}

/** Entries that have sheets already, each in the room that has begun with it. */
function stayers({ given, judges }: AssignmentCase, rooms: readonly Room[]): Map<EntryId, Place> {
  const onPanel = new Set(judges.map(({ personId }) => personId));
  const begun = Map.groupBy(
    given.filter(({ personId }) => onPanel.has(personId)),
    ({ entryId }) => entryId,
  );
  const placed = new Map<EntryId, Place>();
  for (const [entryId, pairs] of begun) {
    const counts = rooms.map((room) => pairs.filter(({ personId }) => room.judges.has(personId)).length);
    const most = Math.max(...counts);
    if (most === 0) continue;
    placed.set(entryId, counts.every((count) => count > 0) ? EVERYWHERE : counts.indexOf(most));
  }
  return placed;
}

/** Draws what all rooms judge, entries without any conflict first. Those that are judged everywhere already count. */
function shareOut({ entries }: AssignmentCase, rule: RoomsRule, { placed, conflicts }: Placing): void {
  const missing = rule.shared - [...placed.values()].filter((place) => place === EVERYWHERE).length;
  const inAll = (entry: AssignableEntry): number =>
    rule.rooms.reduce((sum, _, room) => sum + conflicts(entry, room), 0);
  const drawn = entries
    .filter(({ id }) => !placed.has(id))
    .map((entry) => ({ entry, conflicts: inAll(entry), lot: draw(rule.seed, 'chung', entry.number) }))
    .sort((one, other) => one.conflicts - other.conflicts || one.lot - other.lot);
  for (const { entry } of drawn.slice(0, Math.max(0, missing))) placed.set(entry.id, EVERYWHERE);
}

const sizesOf = (rooms: readonly Room[], placed: ReadonlyMap<EntryId, Place>): number[] => {
  const sizes = rooms.map(() => 0);
  for (const place of placed.values()) if (place !== EVERYWHERE) sizes[place] = (sizes[place] ?? 0) + 1;
  return sizes;
};

function placeEvenly(
  rest: readonly AssignableEntry[],
  { rooms, seed }: RoomsRule,
  { placed, conflicts }: Placing,
): void {
  const before = sizesOf(rooms, placed);
  const share = Math.ceil((before.reduce((sum, one) => sum + one, 0) + rest.length) / rooms.length);
  const drawn = rest
    .map((entry) => ({ entry, costs: rooms.map((_, room) => conflicts(entry, room)), lot: draw(seed, entry.number) }))
    .sort((one, other) => one.lot - other.lot);
  const bound = drawn.filter(({ costs }) => costs.some((cost) => cost > 0));
  const held = matchRooms(
    bound.map(({ costs }) => costs),
    before.map((size) => Math.max(0, share - size)),
  );
  bound.forEach(({ entry }, place) => {
    const room = held[place] ?? null;
    if (room !== null) placed.set(entry.id, room);
  });
  // Whoever is in conflict wherever there is room sits where fewest of the judges are; then the free ones even the rooms out.
  const sizes = sizesOf(rooms, placed);
  for (const { entry, costs } of [...bound, ...drawn.filter((one) => !bound.includes(one))]) {
    if (placed.has(entry.id)) continue;
    const room = bestRoom(
      rooms.map((_, index) => [sizes[index] ?? 0, costs[index] ?? 0]),
      ([size = 0, cost = 0]) => [size < share ? 0 : 1, cost, size],
    );
    placed.set(entry.id, room);
    sizes[room] = (sizes[room] ?? 0) + 1;
  }
}

/**
 * As many entries as possible in a room where nobody is in conflict with them, within each room's places: augmenting paths. Answers the room
 * of each, null for those that find none.
 */
function matchRooms(costs: readonly (readonly number[])[], places: readonly number[]): (number | null)[] {
  const held: Set<number>[] = places.map(() => new Set());
  const roomOf: (number | null)[] = costs.map(() => null);
  const seat = (entry: number, tried: Set<number>): boolean => {
    const open = places
      .map((_, room) => room)
      .filter((room) => costs[entry]?.[room] === 0)
      .sort((one, other) => (held[one]?.size ?? 0) - (held[other]?.size ?? 0) || one - other);
    for (const room of open) {
      if (tried.has(room)) continue;
      tried.add(room);
      const sitting = held[room] ?? new Set<number>();
      const leaver = sitting.size < (places[room] ?? 0) ? null : [...sitting].find((other) => seat(other, tried));
      if (leaver === undefined) continue;
      if (leaver !== null) sitting.delete(leaver);
      sitting.add(entry);
      roomOf[entry] = room;
      return true;
    }
    return false;
  };
  costs.forEach((_, entry) => seat(entry, new Set()));
  return roomOf;
}

function placeByAreas(
  rest: readonly AssignableEntry[],
  { rooms, seed }: RoomsRule,
  { placed, conflicts }: Placing,
): void {
  const sizes = sizesOf(rooms, placed);
  const put = (entries: readonly AssignableEntry[], room: number): void => {
    for (const { id } of entries) placed.set(id, room);
    sizes[room] = (sizes[room] ?? 0) + entries.length;
  };
  const chosen = ({ communeId, districtId }: AssignableEntry): number =>
    rooms.findIndex(({ areas }) => areas.has(communeId) || (districtId !== null && areas.has(districtId)));
  for (const [room, entries] of Map.groupBy(rest, chosen)) if (room >= 0) put(entries, room);
  const areas = Map.groupBy(
    rest.filter((entry) => chosen(entry) < 0),
    ({ communeId, districtId }) => districtId ?? communeId,
  );
  const order = [...areas].sort(
    ([one, first], [other, second]) => second.length - first.length || draw(seed, one) - draw(seed, other),
  );
  for (const [, entries] of order) {
    const met = rooms.map((_, room) => entries.filter((entry) => conflicts(entry, room) > 0).length);
    put(
      entries,
      bestRoom(
        met.map((count, room) => [count, sizes[room] ?? 0]),
        (figures) => figures,
      ),
    );
  }
}

/** The first room whose figures are least, compared one after another. */
function bestRoom(rooms: readonly number[][], figuresOf: (room: number[]) => number[]): number {
  const figures = rooms.map(figuresOf);
  const isLess = (one: readonly number[], other: readonly number[]): boolean => {
    const at = one.findIndex((figure, index) => figure !== other[index]);
    return at >= 0 && (one[at] ?? 0) < (other[at] ?? 0);
  };
  return figures.reduce((best, one, room) => (isLess(one, figures[best] ?? []) ? room : best), 0);
}
