import type { BalanceProblem } from './balance.problem.js';

/** Why some entries cannot have their judges; places of the problem, ascending. */
export interface Shortage {
  /** Sheets that no choice can give out; 0 when all can be. */
  missing: number;
  /** The entries that come out short, and by how many sheets: one way of sharing the want out among many. */
  short: { entry: number; lacks: number }[];
  /** Entries that together want more than the judges they could have may take, and those judges. Empty when nothing is missing. */
  entries: number[];
  judges: number[];
}

/**
 * Whether every entry can have the judges it needs within the judges' room: the largest number of sheets that can be given out,
 * by augmenting paths, and when that is too few, the side of a smallest cut on which the short entries lie.
 */
export function findShortage({ entries, judges, ways }: BalanceProblem): Shortage {
  const judgesOf: number[][] = entries.map(() => []);
  for (const { entry, judge } of ways) judgesOf[entry]?.push(judge);
  const held = judges.map(() => new Set<number>()); // the entries given to a judge
  const has = entries.map(() => 0);
  entries.forEach(({ need }, entry) => {
    while ((has[entry] ?? 0) < need && augment(entry)) has[entry] = (has[entry] ?? 0) + 1;
  });
  const cut = { entries: new Set<number>(), judges: new Set<number>() };
  const short: Shortage['short'] = [];
  entries.forEach(({ need }, entry) => {
    const lacks = need - (has[entry] ?? 0);
    if (lacks === 0) return;
    short.push({ entry, lacks });
    walk(entry, cut);
  });
  const missing = short.reduce((sum, { lacks }) => sum + lacks, 0);
  return { missing, short, entries: inOrder(cut.entries), judges: inOrder(cut.judges) };

  /** Goes on from an entry to judges it has not, and from a full judge to the entries it holds; answers the way to a judge with room. */
  function walk(from: number, seen: { entries: Set<number>; judges: Set<number> }): [number, number][] | null {
    const asker = new Map<number, number>(); // judge -> the entry that asks for it
    const holder = new Map<number, number>(); // entry -> the judge it would have to leave
    seen.entries.add(from);
    const queue = [from];
    for (const entry of queue)
      for (const judge of judgesOf[entry] ?? []) {
        if (seen.judges.has(judge) || held[judge]?.has(entry)) continue;
        seen.judges.add(judge);
        asker.set(judge, entry);
        if ((held[judge]?.size ?? 0) < (judges[judge]?.room ?? 0)) return steps(judge, asker, holder);
        for (const other of held[judge] ?? []) {
          if (seen.entries.has(other)) continue;
          seen.entries.add(other);
          holder.set(other, judge);
          queue.push(other);
        }
      }
    return null;
  }

  function augment(from: number): boolean {
    const path = walk(from, { entries: new Set(), judges: new Set() });
    if (path === null) return false;
    // Each entry of the way takes the judge it asks for; the one before it gives that judge up.
    path.forEach(([entry, judge], at) => {
      held[judge]?.add(entry);
      const giver = path[at - 1];
      if (giver !== undefined) held[judge]?.delete(giver[0]);
    });
    return true;
  }
}

/** The way back from a judge with room: entry and judge it takes, from the last step to the first; each frees the judge of the next. */
function steps(
  judge: number,
  asker: ReadonlyMap<number, number>,
  holder: ReadonlyMap<number, number>,
): [number, number][] {
  const path: [number, number][] = [];
  for (let at: number | undefined = judge; at !== undefined;) {
    const entry = asker.get(at);
    if (entry === undefined) break;
    path.push([entry, at]);
    at = holder.get(entry);
  }
  return path;
}

const inOrder = (places: ReadonlySet<number>): number[] => [...places].sort((a, b) => a - b);
