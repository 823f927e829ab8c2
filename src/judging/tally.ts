import { type Rational, rational } from '../kernel/rational.js';
import { rankAdjusted, takesAdjustments } from './methods/adjusted-ranking.js';
import { additiveValues, refuseAdditive } from './methods/additive.js';
import { bordaValues, refuseBorda } from './methods/borda.js';
import { bradleyTerryValues, type Comparisons, comparisonsOf, refuseBradleyTerry } from './methods/bradley-terry.js';
import { rankCounted } from './methods/counted-ranking.js';
import { fewestCounted } from './methods/counted-totals.js';
import { type EntryTotals, totalOf } from './methods/entry-totals.js';
import { majorityValue } from './methods/median-majority.js';
import { type EntryValue, rankValues } from './methods/value-ranking.js';
import { asks, type PartLack, partsLacking, weightedValue } from './methods/weighted-parts.js';
import type { RankedEntry } from './ranked-entry.js';
import {
  type Aggregate,
  COUNTED_METHODS,
  type CountedAggregate,
  type Criterion,
  type ScoredEntry,
  type ScoringRules,
  type Sheet,
} from './scoring-rules.js';

/**
 * How many judges an entry needs at least under these rules: more than are dropped, and never none. Where parts ask different
 * judges every part needs its own besides: `judgesLacking` says so of an entry.
 */
export const fewestJudges = (aggregate: Aggregate): number =>
  aggregate.method === 'weighted'
    ? Math.max(...aggregate.parts.map((part) => fewestCounted(part.aggregate)))
    : isCounted(aggregate)
      ? fewestCounted(aggregate)
      : 1;

/** An entry with what the rules ask alone: of weighted parts, points that no part asks are null, and a judge whom none asks is left out. */
export function askedOnly(
  scored: ScoredEntry,
  { aggregate, criteria }: Pick<ScoringRules, 'aggregate' | 'criteria'>,
): ScoredEntry {
  if (aggregate.method !== 'weighted') return scored;
  const { parts } = aggregate;
  const kept = scored.judges
    .map((judge, index) => ({
      judge,
      sheet: criteria.map(({ code }, column) =>
        parts.some((part) => asks(part, judge, code)) ? (scored.sheets[index]?.[column] ?? null) : null,
      ),
    }))
    .filter(({ sheet }) => sheet.some((points) => points !== null));
  return { entry: scored.entry, judges: kept.map(({ judge }) => judge), sheets: kept.map(({ sheet }) => sheet) };
}

/** For what an entry has too few judges: the parts of a weighted value by name, or (name null) the value itself. Empty: it can be ranked. */
export function judgesLacking(
  entry: Pick<ScoredEntry, 'judges' | 'sheets'>,
  { aggregate, criteria }: Pick<ScoringRules, 'aggregate' | 'criteria'>,
): PartLack[] {
  if (aggregate.method === 'weighted') return partsLacking(entry, aggregate.parts, criteria);
  const needed = fewestJudges(aggregate);
  return entry.sheets.length < needed ? [{ name: null, judges: entry.sheets.length, needed }] : [];
}

/** One judge's weighted total, Σ weight × points, in points (not hundredths) and exact; criteria that were not asked add nothing. */
export const sheetTotal = (sheet: Sheet, criteria: readonly Criterion[]): Rational =>
  totalOf(sheet, criteria, () => true);

/**
 * Ranks entries by ARCHITECTURE §4 “Value” and “Rank”: best first, sharers of a rank by entry code in plain code-unit order.
 * The value is what `rules.aggregate` makes of the judges' weighted totals, exact; it is compared rounded or exact as
 * `rankOn` says, then by the exact mean of each tie-break criterion over all sheets of the entry that have it (dropped totals
 * included), unweighted, higher first. An entry's `tieBreak` lists the steps that were looked at before it stood apart from all others
 * of equal value, or the whole chain when it never did; with no equal it is empty.
 * Penalties and bonuses of the rules count after the value was made and before it is compared (`rankAdjusted`).
 * Entries lacking judges (`judgesLacking`), contests that the method may not rank (`refuseToRank`) and sheets of another length than the criteria are a RangeError, for callers to refuse first.
 */
export function rankEntries(entries: readonly ScoredEntry[], rules: ScoringRules): RankedEntry[] {
  const ranked = rankUnadjusted(entries, rules);
  if ((rules.adjustments ?? []).length === 0) return ranked;
  if (!takesAdjustments(rules.aggregate)) throw new RangeError(`${rules.aggregate.method} takes no adjustments`);
  return rankAdjusted(ranked, entries, rules, (entry) => criterionMeans(entry, rules));
}

function rankUnadjusted(entries: readonly ScoredEntry[], rules: ScoringRules): RankedEntry[] {
  const { aggregate } = rules;
  for (const each of entries) {
    if (judgesLacking(each, rules).length > 0) throw new RangeError(`entry ${each.entry} has too few judges`);
    if (each.sheets.some((sheet) => sheet.length !== rules.criteria.length))
      throw new RangeError(`entry ${each.entry} has an incomplete sheet`);
  }
  if (isCounted(aggregate)) return rankCounted(entries, { ...rules, aggregate });
  const values = valuesOf(entries, rules);
  const valued = entries.map((each, place) => ({
    entry: each.entry,
    judges: each.judges.length,
    ...(values[place] as EntryValue),
    ties: criterionMeans(each, rules),
  }));
  return rankValues(
    valued,
    rules,
    rules.tieBreak.map((code) => `criterion:${code}`),
  );
}

/**
 * Ranks the entries of a pairwise round by Bradley–Terry strengths, of which `comparisons` is all that is known: no judges, no criteria to
 * break ties by. Comparisons that `refuseBradleyTerry` refuses are a RangeError.
 */
export const rankComparisons = (
  comparisons: Comparisons,
  rules: Pick<ScoringRules, 'rounding' | 'rankOn'>,
): RankedEntry[] => {
  const values = bradleyTerryValues(comparisons);
  const valued = comparisons.entries.map((entry, place) => ({
    entry,
    judges: 0,
    ties: [],
    ...(values[place] as EntryValue),
  }));
  return rankValues(valued, rules, []);
};

/**
 * Why this method may not rank these entries all together, a reason each; empty when it may. Only methods that compare judges or entries
 * with each other have any; what single entries lack is `judgesLacking`'s to say.
 */
export function refuseToRank(entries: readonly ScoredEntry[], rules: ScoringRules): string[] {
  const known = new Set(entries.map(({ entry }) => entry));
  const unknown = (rules.adjustments ?? []).filter(({ entry }) => !known.has(entry));
  return [
    ...refuseByMethod(entries, rules),
    ...unknown.map(({ entry }) => `an adjustment names ${entry}, which nobody scored`),
  ];
}

function refuseByMethod(entries: readonly ScoredEntry[], { aggregate, criteria }: ScoringRules): string[] {
  const reasons = (reason: string | null): string[] => (reason === null ? [] : [reason]);
  switch (aggregate.method) {
    case 'borda':
      return reasons(refuseBorda(totalsOf(entries, criteria), aggregate.incomplete));
    case 'bradley-terry':
      return reasons(refuseBradleyTerry(comparisonsOf(totalsOf(entries, criteria))));
    case 'additive':
      return refuseAdditive(totalsOf(entries, criteria), aggregate);
    case 'mean':
    case 'trimmed-mean':
    case 'median':
    case 'weighted':
    case 'median-majority':
      return [];
  }
}

/** What the method makes of each entry, in their order. */
function valuesOf(entries: readonly ScoredEntry[], { aggregate, criteria }: ScoringRules): EntryValue[] {
  switch (aggregate.method) {
    case 'weighted':
      return entries.map((each) => weightedValue(each, aggregate.parts, criteria));
    case 'median-majority':
      return totalsOf(entries, criteria).map(({ totals }) => majorityValue(totals));
    case 'borda':
      return bordaValues(totalsOf(entries, criteria), aggregate.incomplete);
    case 'bradley-terry':
      return bradleyTerryValues(comparisonsOf(totalsOf(entries, criteria)));
    case 'additive':
      return additiveValues(totalsOf(entries, criteria), aggregate);
    case 'mean':
    case 'trimmed-mean':
    case 'median':
      throw new RangeError(`${aggregate.method} is ranked by rankCounted`);
  }
}

const isCounted = (aggregate: Aggregate): aggregate is CountedAggregate =>
  COUNTED_METHODS.some((method) => method === aggregate.method);

const totalsOf = (entries: readonly ScoredEntry[], criteria: readonly Criterion[]): EntryTotals[] =>
  entries.map(({ entry, judges, sheets }) => ({
    entry,
    judges,
    totals: sheets.map((sheet) => sheetTotal(sheet, criteria)),
  }));

/** The exact mean of each tie-break criterion over the sheets that have it, unweighted, in points. */
export function criterionMeans(
  { entry, sheets }: ScoredEntry,
  { criteria, tieBreak }: Pick<ScoringRules, 'criteria' | 'tieBreak'>,
): Rational[] {
  return tieBreak.map((code) => {
    const column = criteria.findIndex((criterion) => criterion.code === code);
    if (column === -1) throw new RangeError('a tie-break names an unknown criterion');
    const given = sheets.map((sheet) => sheet[column] ?? null).filter((points) => points !== null);
    if (given.length === 0) throw new RangeError(`entry ${entry} has no points for criterion ${code}`);
    return rational(
      given.reduce((sum, points) => sum + points, 0),
      given.length * 100,
    );
  });
}
