import type { BalanceProblem, Way } from './balance.problem.js';

export interface PairSearch {
  chosen: Way[];
  /** Σ over pairs of judges of (entries in common)². */
  pairs: number;
  pairsBound: number;
  connected: boolean;
  /** The part of each entry, when they are in several: entries of one part are joined by common judges. */
  parts: { entries: number[]; judges: number[] };
}

/** Steps for each sheet that may move: a look at 500 entries × 60 judges takes about three million, under two seconds. */
const STEPS_A_SHEET = 5000;
const MOST_STEPS = 8_000_000;
/** In squares of common entries: at first two more are accepted now and then, in the end hardly one. */
const HOT = 1.5;
const COLD = 0.1;

/**
 * Lets judges meet as evenly as may be without touching what is balanced: judges of two entries change places, or one takes
 * another's sheet, only when loads and districts stay as even as before (simulated annealing, drawn by the problem's seed; the
 * number of steps follows from the size alone, so that the answer can be repeated). Prefers a joined graph to even pairs.
 */
export function spreadPairs(problem: BalanceProblem, start: readonly Way[]): PairSearch {
  const { entries, judges, districts } = problem;
  const J = judges.length;
  const at = (judge: number, other: number): number => judge * J + other;
  const meets = new Int32Array(J * J); // both halves are kept alike
  const allowed = new Set(problem.ways.map(({ entry, judge }) => entry * J + judge));
  const fixed: number[][] = entries.map(() => []);
  const moved: number[][] = entries.map(() => []);
  const seen = new Int32Array(J * Math.max(1, districts));
  const load = new Int32Array(J);
  const added = new Int32Array(J);
  let energy = 0;
  const districtOf = (entry: number): number => entries[entry]?.district ?? 0;
  const meet = (judge: number, other: number): void => {
    const count = meets[at(judge, other)] ?? 0;
    energy += 2 * count + 1;
    meets[at(judge, other)] = meets[at(other, judge)] = count + 1;
  };
  const part = (judge: number, other: number): void => {
    const count = meets[at(judge, other)] ?? 0;
    energy -= 2 * count - 1;
    meets[at(judge, other)] = meets[at(other, judge)] = count - 1;
  };
  const eachOther = (entry: number, judge: number, act: (judge: number, other: number) => void): void => {
    for (const other of fixed[entry] ?? []) if (other !== judge) act(judge, other);
    for (const other of moved[entry] ?? []) if (other !== judge) act(judge, other);
  };
  const put = (rows: number[][], { entry, judge }: Way): void => {
    eachOther(entry, judge, meet);
    rows[entry]?.push(judge);
    const place = judge * districts + districtOf(entry);
    seen[place] = (seen[place] ?? 0) + 1;
    load[judge] = (load[judge] ?? 0) + 1;
  };
  for (const way of problem.given) put(fixed, way);
  const base = energy;
  const bases = Array.from({ length: J }, (_, judge) => meets.slice(at(judge, judge + 1), at(judge + 1, 0)));
  for (const way of start) {
    put(moved, way);
    added[way.judge] = (added[way.judge] ?? 0) + 1;
  }
  const pairsBound = boundOf(
    base,
    bases.flatMap((row) => [...row]),
    countPairs(moved, fixed),
  );

  const slots = moved.flatMap((row, entry) => row.map((_, slot) => ({ entry, slot })));
  const inDistrict = Array.from({ length: districts }, (_, district) =>
    slots.filter(({ entry }) => districtOf(entry) === district),
  );
  let best = energy;
  let bestMoved = moved.map((row) => [...row]);
  let parts = partsOf(fixed, moved, J);
  let connected = parts.count <= 1;
  const random = drawsOf(problem.seed);
  const whole = (below: number): number => Math.floor(random() * below);
  const steps = slots.length < 1 || J < 2 ? 0 : Math.min(MOST_STEPS, Math.max(20_000, slots.length * STEPS_A_SHEET));
  const cooling = (COLD / HOT) ** (1 / Math.max(1, steps));
  let heat = HOT;
  for (let step = 0; step < steps && !(best === pairsBound && (connected || !problem.connect)); step++) {
    heat *= cooling;
    const one = slots[whole(slots.length)];
    if (one === undefined) break;
    const before = energy;
    const undo = step % 4 === 3 ? handOver(one) : changePlaces(one, step % 4 === 2);
    if (undo === null) continue;
    const worse = energy - before;
    if (worse > 0 && random() >= Math.exp(-worse / (2 * heat))) {
      undo();
      continue;
    }
    keep();
  }
  const chosen = bestMoved.flatMap((row, entry) => row.map((judge) => ({ entry, judge })));
  const { entriesOf, judgesOf } = partsOf(fixed, bestMoved, J);
  return { chosen, pairs: best, pairsBound, connected, parts: { entries: entriesOf, judges: judgesOf } };

  /** The best so far: a joined one before one that is not, then the evener. */
  function keep(): void {
    const wantsLink = problem.connect && !connected;
    if (!wantsLink && energy >= best) return;
    if (problem.connect && (wantsLink || energy < best)) {
      parts = partsOf(fixed, moved, J);
      if (parts.count > 1 && (connected || energy >= best)) return;
      connected = parts.count <= 1;
    }
    best = energy;
    bestMoved = moved.map((row) => [...row]);
  }

  function replace(entry: number, slot: number, judge: number): void {
    const row = moved[entry] ?? [];
    const old = row[slot] ?? 0;
    eachOther(entry, old, part);
    row[slot] = judge;
    eachOther(entry, judge, meet);
    const district = districtOf(entry);
    seen[old * districts + district] = (seen[old * districts + district] ?? 0) - 1;
    seen[judge * districts + district] = (seen[judge * districts + district] ?? 0) + 1;
  }

  function mayTake(entry: number, judge: number): boolean {
    return allowed.has(entry * J + judge) && !moved[entry]?.includes(judge) && !fixed[entry]?.includes(judge);
  }

  /** Two entries change a judge: loads stay, districts must stay as even. */
  function changePlaces(one: { entry: number; slot: number }, anywhere: boolean): (() => void) | null {
    const near = anywhere ? slots : (inDistrict[districtOf(one.entry)] ?? slots);
    const two = near[whole(near.length)];
    if (two === undefined || two.entry === one.entry) return null;
    const a = moved[one.entry]?.[one.slot] ?? 0;
    const b = moved[two.entry]?.[two.slot] ?? 0;
    if (a === b || !mayTake(one.entry, b) || !mayTake(two.entry, a)) return null;
    const [here, there] = [districtOf(one.entry), districtOf(two.entry)];
    const of = (judge: number, district: number): number => seen[judge * districts + district] ?? 0;
    if (here !== there && of(a, there) - of(a, here) + of(b, here) - of(b, there) + 2 !== 0) return null;
    replace(one.entry, one.slot, b);
    replace(two.entry, two.slot, a);
    return () => {
      replace(two.entry, two.slot, b);
      replace(one.entry, one.slot, a);
    };
  }

  /** A judge with one sheet less takes one over: the two loads change places, districts must stay as even. */
  function handOver({ entry, slot }: { entry: number; slot: number }): (() => void) | null {
    const a = moved[entry]?.[slot] ?? 0;
    const b = whole(J);
    const district = districtOf(entry);
    if (a === b || (load[b] ?? 0) !== (load[a] ?? 0) - 1 || !mayTake(entry, b)) return null;
    if ((added[b] ?? 0) >= (judges[b]?.room ?? 0)) return null;
    if ((seen[b * districts + district] ?? 0) !== (seen[a * districts + district] ?? 0) - 1) return null;
    const move = (from: number, to: number): void => {
      replace(entry, slot, to);
      for (const counts of [load, added]) {
        counts[from] = (counts[from] ?? 0) - 1;
        counts[to] = (counts[to] ?? 0) + 1;
      }
    };
    move(a, b);
    return () => move(b, a);
  }
}

/** Meetings still to be shared out, laid one after another on the pair that has met least: no plan can do better than that. */
function boundOf(base: number, counts: number[], wanted: number): number {
  const already = counts.reduce((sum, one) => sum + one, 0);
  let left = wanted - already;
  let bound = base;
  const tally = new Map<number, number>();
  for (const one of counts) tally.set(one, (tally.get(one) ?? 0) + 1);
  for (let level = 0; left > 0 && counts.length > 0; level++) {
    const here = tally.get(level) ?? 0;
    const raised = Math.min(left, here);
    bound += raised * (2 * level + 1);
    tally.set(level + 1, (tally.get(level + 1) ?? 0) + raised);
    left -= raised;
  }
  return bound;
}

const countPairs = (moved: readonly number[][], fixed: readonly number[][]): number =>
  moved.reduce((sum, row, entry) => {
    const all = row.length + (fixed[entry]?.length ?? 0);
    return sum + (all * (all - 1)) / 2;
  }, 0);

/** Which entries and judges hang together; `count` looks at entries with a judge only. */
export function partsOf(
  fixed: readonly (readonly number[])[],
  moved: readonly (readonly number[])[],
  judges: number,
): { count: number; entriesOf: number[]; judgesOf: number[] } {
  const root = Array.from({ length: judges }, (_, judge) => judge);
  const find = (judge: number): number => {
    let top = judge;
    while (root[top] !== top) top = root[top] = root[root[top] ?? 0] ?? 0;
    return top;
  };
  const rows = moved.map((row, entry) => [...(fixed[entry] ?? []), ...row]);
  for (const row of rows) for (const judge of row) root[find(judge)] = find(row[0] ?? 0);
  const entriesOf = rows.map((row) => (row[0] === undefined ? -1 : find(row[0])));
  const count = new Set(entriesOf.filter((part) => part >= 0)).size;
  return { count, entriesOf, judgesOf: root.map((_, judge) => find(judge)) };
}

/** Mulberry32: 32 bits of state, the same everywhere, for draws that must be repeatable and need not be secret. */
export function drawsOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
