import { compareRationals, ZERO } from '../../kernel/rational.js';
import { byJudge, type EntryTotals } from './entry-totals.js';
import { fittedValues } from './fitted-values.js';
import type { EntryValue } from './value-ranking.js';

/** Two entries by their places, and how often each won against the other; a draw is half a win for both. */
export interface Pairing {
  a: number;
  b: number;
  wins: [a: number, b: number];
}

/** Entries and how they fared against each other: every pair at most once. */
export interface Comparisons {
  entries: readonly string[];
  pairings: readonly Pairing[];
}

/** Every judge compares every two entries that both have his total: the higher one wins, equal ones draw. */
export function comparisonsOf(entries: readonly EntryTotals[]): Comparisons {
  const pairings = new Map<string, Pairing>();
  for (const { places, totals } of byJudge(entries)) {
    for (const [i, a] of places.entries()) {
      for (let j = i + 1; j < places.length; j += 1) {
        const b = places[j] ?? a;
        const key = `${a}-${b}`;
        let pairing = pairings.get(key);
        if (pairing === undefined) pairings.set(key, (pairing = { a, b, wins: [0, 0] }));
        const order = compareRationals(totals[i] ?? ZERO, totals[j] ?? ZERO);
        pairing.wins[0] += order > 0 ? 1 : order === 0 ? 0.5 : 0;
        pairing.wins[1] += order < 0 ? 1 : order === 0 ? 0.5 : 0;
      }
    }
  }
  return { entries: entries.map(({ entry }) => entry), pairings: [...pairings.values()] };
}

/**
 * Why no finite strengths exist, or null. They exist when for every way to part the entries in two groups some entry of each group
 * has won against one of the other: the graph of wins is strongly connected (Ford 1957; Hunter 2004, assumption 1).
 */
export function refuseBradleyTerry({ entries, pairings }: Comparisons): string | null {
  if (entries.length < 2) return null;
  const beat: number[][] = entries.map(() => []);
  const lostTo: number[][] = entries.map(() => []);
  for (const { a, b, wins } of pairings) {
    const won = [...(wins[0] > 0 ? [[a, b] as const] : []), ...(wins[1] > 0 ? [[b, a] as const] : [])];
    for (const [winner, loser] of won) {
      beat[winner]?.push(loser);
      lostTo[loser]?.push(winner);
    }
  }
  const below = reached(beat);
  const above = reached(lostTo);
  const named = (isIn: (place: number) => boolean): string => {
    const names = entries.filter((_, place) => isIn(place));
    return names.length > 6 ? `${names.slice(0, 5).join(', ')} and ${names.length - 5} more` : names.join(', ');
  };
  if (below.size < entries.length)
    return `bradley-terry has no finite strengths: of ${named((place) => below.has(place))} none ever won against ${named((place) => !below.has(place))}`;
  if (above.size < entries.length)
    return `bradley-terry has no finite strengths: of ${named((place) => !above.has(place))} none ever won against ${named((place) => above.has(place))}`;
  return null;
}

/** Everything that is reached from the first place. */
function reached(edges: readonly (readonly number[])[]): Set<number> {
  const seen = new Set([0]);
  const waiting = [0];
  for (let place = waiting.pop(); place !== undefined; place = waiting.pop()) {
    for (const next of edges[place] ?? []) {
      if (seen.has(next)) continue;
      seen.add(next);
      waiting.push(next);
    }
  }
  return seen;
}

/** Settled when no strength moves by more than this share in one step. */
const SETTLED = 1e-13;
/** So many steps over pairs before the fit is given up: about ten seconds. */
const MOST_WORK = 2e9;

/**
 * Strengths p with P(i beats j) = p_i / (p_i + p_j), of greatest likelihood and geometric mean 1, by the MM steps
 * p_i ← W_i / Σ_j n_ij / (p_i + p_j) (Hunter, Ann. Stat. 32 (2004) 384–406, (3)). In the order of the entries; comparisons that
 * `refuseBradleyTerry` refuses are a RangeError, and so is a fit that does not settle.
 */
export function bradleyTerryStrengths(comparisons: Comparisons): number[] {
  const refusal = refuseBradleyTerry(comparisons);
  if (refusal !== null) throw new RangeError(refusal);
  const { entries, pairings } = comparisons;
  const won = new Float64Array(entries.length);
  for (const { a, b, wins } of pairings) {
    won[a] = (won[a] ?? 0) + wins[0];
    won[b] = (won[b] ?? 0) + wins[1];
  }
  let strengths = new Float64Array(entries.length).fill(1);
  for (let work = 0; work < MOST_WORK; work += pairings.length + 1) {
    const weights = new Float64Array(entries.length);
    for (const { a, b, wins } of pairings) {
      const weight = (wins[0] + wins[1]) / ((strengths[a] ?? 1) + (strengths[b] ?? 1));
      weights[a] = (weights[a] ?? 0) + weight;
      weights[b] = (weights[b] ?? 0) + weight;
    }
    const moved = scaled(won.map((wins, place) => (entries.length === 1 ? 1 : wins / (weights[place] ?? 1))));
    const furthest = moved.reduce(
      (most, p, place) => Math.max(most, Math.abs(Math.log(p / (strengths[place] ?? p)))),
      0,
    );
    strengths = moved;
    if (furthest < SETTLED) return [...strengths];
  }
  throw new RangeError('bradley-terry did not settle: the comparisons hardly hang together');
}

/** The same strengths with geometric mean 1. */
function scaled(strengths: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  const mean = Math.exp(strengths.reduce((sum, p) => sum + Math.log(p), 0) / strengths.length);
  return strengths.map((p) => p / mean);
}

/** The strength of each entry as a value to rank on, with its record. */
export function bradleyTerryValues(comparisons: Comparisons): EntryValue[] {
  const { entries, pairings } = comparisons;
  if (entries.length === 0) return [];
  const values = fittedValues(bradleyTerryStrengths(comparisons));
  const records = entries.map(() => ({ wins: 0, comparisons: 0 }));
  for (const { a, b, wins } of pairings) {
    for (const [place, own] of [[a, wins[0]] as const, [b, wins[1]] as const]) {
      const record = records[place];
      if (record === undefined) continue;
      record.wins += own;
      record.comparisons += wins[0] + wins[1];
    }
  }
  return values.map((value, place) => ({ value, next: [], evidence: { ...records[place] } }));
}
