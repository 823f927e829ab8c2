import {
  compareRationals,
  multiply,
  parseRational,
  type Rational,
  rationalText,
  sumOf,
  ZERO,
} from '../kernel/rational.js';
import { adjusted } from './methods/adjusted-ranking.js';
import { meanOfCounted, placesCounted } from './methods/counted-totals.js';
import { partValues } from './methods/weighted-parts.js';
import type { RankedEntry } from './ranked-entry.js';
import {
  COUNTED_METHODS,
  type CountedAggregate,
  type Rounding,
  type ScoredEntry,
  type ScoringRules,
} from './scoring-rules.js';
import { criterionMeans, sheetTotal } from './tally.js';

/** One judge's total and whether it counts or was left out. Exact text: "175/2". */
export interface WorkedTotal {
  judge: string;
  total: string;
  counted: boolean;
}

/** Totals of which one value is made: all of an entry's, or those of a part. */
export interface WorkedGroup {
  /** The part's name and factor; null where there are no parts. */
  name: string | null;
  weight: string | null;
  /** Codes of the criteria that count in it. */
  criteria: string[];
  method: CountedAggregate['method'];
  totals: WorkedTotal[];
  sum: string;
  value: string;
  /** The part's value after its penalties and bonuses; left out where it has none. */
  adjusted?: string;
}

/** An entry with the very same ranking value. */
export interface WorkedEqual {
  entry: string;
  rank: number;
  /** Of median-majority: all medians, first to last; else empty. */
  medians: string[];
  /** Its exact mean at each of the steps looked at. */
  means: string[];
}

/**
 * How one rank came about, as plain data that can be kept beside it: everything a reader needs to compute it again by hand. Numbers are
 * exact text ("175/2"), points hundredths.
 */
export interface Workings {
  entry: string;
  method: ScoringRules['aggregate']['method'];
  criteria: { code: string; weight: string }[];
  sheets: { judge: string; points: (number | null)[]; total: string }[];
  /** Of mean, trimmed mean, median and weighted parts; else empty. */
  groups: WorkedGroup[];
  /** Of Borda's count: points, or shares of points where panels are not complete. */
  places: { judge: string; given: string }[];
  placesAreShares: boolean;
  /** Penalties and bonuses, and the value before those of the value itself; left out where there are none. */
  adjustments?: { part: string | null; hundredths: number; reason: string }[];
  unadjusted?: string;
  exact: string;
  rounding: Rounding;
  score: string;
  rankOn: ScoringRules['rankOn'];
  rank: number;
  /** How many entries are ranked, by how many judges all together, and how many of them have a higher ranking value. */
  ranked: number;
  panel: number;
  higher: number;
  /** All of this ranking value, this entry among them, by rank and code; this entry alone where there is no other. */
  equal: WorkedEqual[];
  /** Criteria that were asked among them, first to last. */
  steps: string[];
}

/**
 * Answers the workings of any ranked entry, from the very input and answer of the tally: no number is computed in another way than
 * `rankEntries` computes it. A RangeError for an entry that has no rank.
 */
export function workingsOf({
  entries,
  scoring,
  ranking,
}: {
  entries: readonly ScoredEntry[];
  scoring: ScoringRules;
  ranking: readonly RankedEntry[];
}): (entry: string) => Workings {
  const scoredBy = new Map(entries.map((one) => [one.entry, one]));
  const rankedBy = new Map(ranking.map((one) => [one.entry, one]));
  const values = ranking.map(({ rankingValue }) => exactly(rankingValue));
  const panel = new Set(entries.flatMap(({ judges }) => judges)).size;
  return (entry) => {
    const [ranked, scored] = [rankedBy.get(entry), scoredBy.get(entry)];
    if (ranked === undefined || scored === undefined) throw new RangeError(`entry ${entry} has no rank`);
    const value = exactly(ranked.rankingValue);
    // The ranking is sorted by these values, best first.
    const higher = values.findIndex((other) => compareRationals(other, value) <= 0);
    const equal = ranking.filter((_, index) => compareRationals(values[index] ?? ZERO, value) === 0);
    const asked = Math.max(...equal.map(({ tieBreak }) => tieBreak.length));
    const shares = textsOf(ranked.evidence?.['shares']);
    const groups = groupsOf(scored, scoring);
    return {
      entry,
      method: scoring.aggregate.method,
      criteria: scoring.criteria.map(({ code, weight }) => ({ code, weight: rationalText(weight) })),
      sheets: scored.judges.map((judge, index) => {
        const points = [...(scored.sheets[index] ?? [])];
        return { judge, points, total: rationalText(sheetTotal(points, scoring.criteria)) };
      }),
      groups,
      places: Object.entries(shares ?? textsOf(ranked.evidence?.['points']) ?? {}).map(([judge, given]) => ({
        judge,
        given,
      })),
      placesAreShares: shares !== null,
      ...adjustmentsOf(entry, groups, scoring),
      exact: ranked.exact,
      rounding: scoring.rounding,
      score: ranked.score,
      rankOn: scoring.rankOn,
      rank: ranked.rank,
      ranked: ranking.length,
      panel,
      higher,
      equal: equal.map((one) => equalOf(one, scoredBy.get(one.entry), scoring, asked)),
      steps: scoring.tieBreak.slice(0, asked),
    };
  };
}

function equalOf(
  { entry, rank, evidence }: RankedEntry,
  scored: ScoredEntry | undefined,
  scoring: ScoringRules,
  asked: number,
): WorkedEqual {
  const means = scored === undefined ? [] : criterionMeans(scored, scoring).slice(0, asked);
  const medians = evidence?.['medians'];
  return {
    entry,
    rank,
    medians: Array.isArray(medians) ? medians.map(String) : [],
    means: means.map(rationalText),
  };
}

function groupsOf(scored: ScoredEntry, { aggregate, criteria, adjustments = [] }: ScoringRules): WorkedGroup[] {
  if (aggregate.method === 'weighted') {
    return partValues(scored, aggregate.parts, criteria).map((part, index) => {
      const rule = aggregate.parts[index]?.aggregate ?? { method: 'mean' };
      const mine = adjustments.filter(({ entry, part: name }) => entry === scored.entry && name === part.name);
      return {
        name: part.name,
        weight: rationalText(part.weight),
        criteria: [...(aggregate.parts[index]?.criteria ?? criteria.map(({ code }) => code))],
        ...worked(part.judges, part.totals, rule),
        ...(mine.length === 0 ? {} : { adjusted: rationalText(adjusted(part.value, mine)) }),
      };
    });
  }
  const counted = aggregate;
  if (!isCounted(counted)) return [];
  const totals = scored.sheets.map((sheet) => sheetTotal(sheet, criteria));
  const codes = criteria.map(({ code }) => code);
  return [{ name: null, weight: null, criteria: codes, ...worked(scored.judges, totals, counted) }];
}

/** What was taken from and added to an entry, and its value before that; nothing where nothing was. */
function adjustmentsOf(
  entry: string,
  groups: readonly WorkedGroup[],
  { adjustments = [] }: ScoringRules,
): Pick<Workings, 'adjustments' | 'unadjusted'> {
  const mine = adjustments.filter((one) => one.entry === entry);
  if (mine.length === 0) return {};
  const sum = groups.map((group) => multiply(exactly(group.weight ?? '1'), exactly(group.adjusted ?? group.value)));
  return {
    adjustments: mine.map(({ part, hundredths, reason }) => ({ part, hundredths, reason })),
    unadjusted: rationalText(sumOf(sum)),
  };
}

const isCounted = (aggregate: ScoringRules['aggregate']): aggregate is CountedAggregate =>
  COUNTED_METHODS.some((method) => method === aggregate.method);

function worked(
  judges: readonly string[],
  totals: readonly Rational[],
  aggregate: CountedAggregate,
): Pick<WorkedGroup, 'method' | 'totals' | 'sum' | 'value'> {
  const counted = placesCounted(totals, aggregate);
  return {
    method: aggregate.method,
    totals: totals.map((total, place) => ({
      judge: judges[place] ?? '',
      total: rationalText(total),
      counted: counted.has(place),
    })),
    sum: rationalText(sumOf(totals.filter((_, place) => counted.has(place)))),
    value: rationalText(meanOfCounted(totals, aggregate)),
  };
}

const exactly = (text: string): Rational => parseRational(text) ?? ZERO;

/** Evidence of a method as texts by judge, or null where it has none of this kind. */
function textsOf(evidence: unknown): Record<string, string> | null {
  if (typeof evidence !== 'object' || evidence === null) return null;
  return Object.fromEntries(Object.entries(evidence).map(([judge, text]) => [judge, String(text)]));
}
