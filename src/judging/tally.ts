import { type Rational, multiply, rational, sumOf } from '../kernel/rational.js';
import { rankCounted } from './methods/counted-ranking.js';
import { fewestCounted } from './methods/counted-totals.js';
import { rankValues } from './methods/value-ranking.js';
import { type PartLack, partsLacking, weightedValue } from './methods/weighted-parts.js';
import type { RankedEntry } from './ranked-entry.js';
import type { Aggregate, Criterion, ScoredEntry, ScoringRules, Sheet } from './scoring-rules.js';

/**
 * How many judges an entry needs at least under these rules: more than are dropped, and never none. Where parts ask different
 * judges every part needs its own besides: `judgesLacking` says so of an entry.
 */
export const fewestJudges = (aggregate: Aggregate): number =>
  aggregate.method === 'weighted'
    ? Math.max(...aggregate.parts.map((part) => fewestCounted(part.aggregate)))
    : fewestCounted(aggregate);

/** For what an entry has too few judges: the parts of a weighted value by name, or (name null) the value itself. Empty: it can be ranked. */
export function judgesLacking(
  entry: Pick<ScoredEntry, 'judges' | 'sheets'>,
  { aggregate, criteria }: Pick<ScoringRules, 'aggregate' | 'criteria'>,
): PartLack[] {
  if (aggregate.method === 'weighted') return partsLacking(entry, aggregate.parts, criteria);
  const needed = fewestCounted(aggregate);
  return entry.sheets.length < needed ? [{ name: null, judges: entry.sheets.length, needed }] : [];
}

/** One judge's weighted total, Σ weight × points, in points (not hundredths) and exact; criteria that were not asked add nothing. */
export const sheetTotal = (sheet: Sheet, criteria: readonly Criterion[]): Rational =>
  sumOf(criteria.map((criterion, index) => multiply(criterion.weight, rational(sheet[index] ?? 0, 100))));

/**
 * Ranks entries by ARCHITECTURE §4 “Value” and “Rank”: best first, sharers of a rank by entry code in plain code-unit order.
 * The value is what `rules.aggregate` makes of the judges' weighted totals, exact; it is compared rounded or exact as
 * `rankOn` says, then by the exact mean of each tie-break criterion over all sheets of the entry that have it (dropped totals
 * included), unweighted, higher first. An entry's `tieBreak` lists the steps that were looked at before it stood apart from all others
 * of equal value, or the whole chain when it never did; with no equal it is empty.
 * Entries lacking judges (`judgesLacking`) and sheets of another length than the criteria are a RangeError, for callers to refuse first.
 */
export function rankEntries(entries: readonly ScoredEntry[], rules: ScoringRules): RankedEntry[] {
  const { aggregate } = rules;
  for (const each of entries) {
    if (judgesLacking(each, rules).length > 0) throw new RangeError(`entry ${each.entry} has too few judges`);
    if (each.sheets.some((sheet) => sheet.length !== rules.criteria.length))
      throw new RangeError(`entry ${each.entry} has an incomplete sheet`);
  }
  if (aggregate.method !== 'weighted') return rankCounted(entries, { ...rules, aggregate });
  const valued = entries.map((each) => ({
    entry: each.entry,
    judges: each.judges.length,
    ...weightedValue(each, aggregate.parts, rules.criteria),
    ties: criterionMeans(each, rules),
  }));
  return rankValues(
    valued,
    rules,
    rules.tieBreak.map((code) => `criterion:${code}`),
  );
}

/** The exact mean of each tie-break criterion over the sheets that have it, unweighted, in points. */
function criterionMeans({ entry, sheets }: ScoredEntry, { criteria, tieBreak }: ScoringRules): Rational[] {
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
