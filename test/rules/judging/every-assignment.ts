import { type BalanceProblem, LOAD_WEIGHT, type Way } from '../../../src/judging/assignment/balance.problem.js';

/** `connected`: null where the problem does not ask. */
export interface Tried {
  balance: number;
  connected: boolean | null;
  pairs: number;
}

/** The best of all assignments, looked at one by one: joined first when that is asked, then balanced, then pairs; null when there is none. */
export function bestByTrying(problem: BalanceProblem): Tried | null {
  let best: Tried | null = null;
  const choose = (entry: number, chosen: Way[]): void => {
    const wanted = problem.entries[entry];
    if (wanted === undefined) {
      const found = judgeOf(problem, chosen);
      if (best === null || isBetter(found, best)) best = found;
      return;
    }
    const free = problem.ways.filter((way) => way.entry === entry);
    for (const some of subsets(free, wanted.need)) {
      const next = [...chosen, ...some];
      if (problem.judges.every(({ room }, judge) => next.filter((way) => way.judge === judge).length <= room))
        choose(entry + 1, next);
    }
  };
  choose(0, []);
  return best;
}

const isBetter = (one: Tried, other: Tried): boolean => {
  if (one.connected !== other.connected) return one.connected === true;
  if (one.balance !== other.balance) return one.balance < other.balance;
  return one.pairs < other.pairs;
};

function* subsets(ways: readonly Way[], size: number): Generator<Way[]> {
  if (size === 0) return yield [];
  for (let at = 0; at + size <= ways.length; at++)
    for (const rest of subsets(ways.slice(at + 1), size - 1)) yield [ways[at] as Way, ...rest];
}

function judgeOf(problem: BalanceProblem, chosen: readonly Way[]): Tried {
  const all = [...problem.given, ...chosen];
  const square = (count: number): number => count * count;
  const sum = (numbers: number[]): number => numbers.reduce((total, one) => total + one, 0);
  const places = problem.judges.map((_, judge) => judge);
  const loads = places.map((judge) => all.filter((way) => way.judge === judge));
  const inDistrict = loads.flatMap((sheets) =>
    Array.from({ length: problem.districts }, (_, district) =>
      square(sheets.filter(({ entry }) => problem.entries[entry]?.district === district).length),
    ),
  );
  const entriesOf = loads.map((sheets) => new Set(sheets.map(({ entry }) => entry)));
  const common = places.flatMap((judge) =>
    places
      .filter((other) => other > judge)
      .map((other) => square([...(entriesOf[judge] ?? [])].filter((entry) => entriesOf[other]?.has(entry)).length)),
  );
  return {
    balance: LOAD_WEIGHT * sum(loads.map(({ length }) => square(length))) + sum(inDistrict),
    connected: problem.connect ? isJoined(all) : null,
    pairs: sum(common),
  };
}

/** From the first sheet by common judges and entries to all others. */
function isJoined(all: readonly Way[]): boolean {
  const reached = new Set(all.slice(0, 1));
  for (const one of reached)
    for (const other of all) if (other.entry === one.entry || other.judge === one.judge) reached.add(other);
  return reached.size === all.length;
}
