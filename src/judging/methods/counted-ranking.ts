import {
  BIG_INTEGERS,
  type Integers,
  SMALL_INTEGERS,
  decimalText,
  greatestCommonDivisor,
  roundedQuotient,
} from '../../kernel/integers.js';
import type { RankedEntry } from '../ranked-entry.js';
import type { CountedAggregate, ScoredEntry, ScoringRules, Sheet } from '../scoring-rules.js';
import { countOf } from './counted-totals.js';

type CountedRules = Omit<ScoringRules, 'aggregate'> & { aggregate: CountedAggregate };

/**
 * `rankEntries` for mean, trimmed mean and median: one common denominator for the whole contest makes comparing a comparison of whole
 * numbers, plain ones while a bound computed beforehand stays below 2^53 (docs/decisions/0010).
 */
export function rankCounted(entries: readonly ScoredEntry[], rules: CountedRules): RankedEntry[] {
  const scale = scaleOf(entries, rules);
  return scale.largest <= Number.MAX_SAFE_INTEGER
    ? new Tally(SMALL_INTEGERS, scale, rules).rank(entries)
    : new Tally(BIG_INTEGERS, scale, rules).rank(entries);
}

/** Whole numbers that make every value of one contest a fraction of whole numbers, found once for all entries. */
interface Scale {
  /** Weights as whole numbers: each weight × `weightUnit`. */
  weights: readonly bigint[];
  /** A sheet's whole total divided by this is its total in points. */
  unit: bigint;
  /** A multiple of every number of totals that is averaged, so that exact values compare as whole numbers. */
  divisors: bigint;
  /** Nothing computed is larger than this; a float, only to choose the carrier of the arithmetic. */
  largest: number;
}

function scaleOf(entries: readonly ScoredEntry[], rules: CountedRules): Scale {
  const weightUnit = rules.criteria.reduce((unit, { weight }) => leastCommonMultiple(unit, weight.denominator), 1n);
  const weights = rules.criteria.map(({ weight }) => (weight.numerator * weightUnit) / weight.denominator);
  let [highest, mostJudges] = [0, 0];
  const counts = new Set<number>();
  for (const { sheets } of entries) {
    counts.add(countOf(sheets.length, rules.aggregate)).add(sheets.length);
    mostJudges = Math.max(mostJudges, sheets.length);
    for (const sheet of sheets) for (const points of sheet) highest = Math.max(highest, points ?? 0);
  }
  const divisors = [...counts].reduce((all, count) => leastCommonMultiple(all, BigInt(count)), 1n);
  const unit = 100n * weightUnit;
  const sum = Number(weights.reduce((all, weight) => all + weight, 1n)) * Math.max(highest * mostJudges, 1);
  const factor = Math.max(Number(divisors), 2 * 10 ** rules.rounding.decimals);
  return { weights, unit, divisors, largest: 2 * Math.max(sum * factor, Number(unit) * mostJudges) };
}

const leastCommonMultiple = (a: bigint, b: bigint): bigint => (a / greatestCommonDivisor(BIG_INTEGERS, a, b)) * b;

interface Figures<N extends number | bigint> {
  entry: ScoredEntry;
  numerator: N;
  denominator: N;
  rounded: N;
  /** Orders the entries as their ranking values do. */
  key: N;
  /** The same within a tie, at the step that is being looked at. */
  tieKey: N;
  stepsUsed: number;
}

class Tally<N extends number | bigint> {
  private readonly weights: readonly N[];
  private readonly tieColumns: readonly number[];

  constructor(
    private readonly integers: Integers<N>,
    private readonly scale: Scale,
    private readonly rules: CountedRules,
  ) {
    this.weights = scale.weights.map((weight) => this.whole(weight));
    this.tieColumns = rules.tieBreak.map((code) => rules.criteria.findIndex((criterion) => criterion.code === code));
    if (this.tieColumns.includes(-1)) throw new RangeError('a tie-break names an unknown criterion');
  }

  rank(entries: readonly ScoredEntry[]): RankedEntry[] {
    const figures = entries.map((entry) => this.figuresOf(entry));
    const ranked: RankedEntry[] = [];
    for (const equals of this.split(figures, ({ key }) => key)) {
      for (const group of this.breakTie(equals, 0)) {
        const rank = ranked.length + 1;
        for (const each of group) ranked.push(this.toRanked(each, rank));
      }
    }
    return ranked;
  }

  private figuresOf(entry: ScoredEntry): Figures<N> {
    const { integers, rules, scale } = this;
    const totals = this.averagedTotals(entry.sheets.map((sheet) => this.total(sheet)));
    const count = integers.of(totals.length);
    const numerator = totals.reduce((sum, total) => integers.plus(sum, total), integers.of(0));
    const denominator = integers.times(count, this.whole(scale.unit));
    const enlarged = integers.times(numerator, integers.of(10 ** rules.rounding.decimals));
    const rounded = roundedQuotient(integers, enlarged, denominator, rules.rounding.mode);
    const key = rules.rankOn === 'rounded' ? rounded : this.overCommonDivisor(numerator, count);
    return { entry, numerator, denominator, rounded, key, tieKey: key, stepsUsed: 0 };
  }

  private total(sheet: Sheet): N {
    const { integers, weights } = this;
    let total = integers.of(0);
    weights.forEach((weight, column) => {
      total = integers.plus(total, integers.times(weight, integers.of(sheet[column] ?? 0)));
    });
    return total;
  }

  /** The totals that count: all, those left after dropping, or the middle one or two. */
  private averagedTotals(totals: N[]): N[] {
    const { aggregate } = this.rules;
    if (aggregate.method === 'mean') return totals;
    const kept = countOf(totals.length, aggregate);
    const dropped = (totals.length - kept) / 2;
    return totals.sort((a, b) => this.integers.compare(a, b)).slice(dropped, dropped + kept);
  }

  /** Groups of entries that no further step of the chain can tell apart, best group first, by entry code within each. */
  private breakTie(tied: Figures<N>[], step: number): Figures<N>[][] {
    if (tied.length === 1) return [tied];
    const column = this.tieColumns[step];
    if (column === undefined) return [tied.sort((a, b) => (a.entry.entry < b.entry.entry ? -1 : 1))];
    for (const each of tied) {
      each.stepsUsed = step + 1;
      each.tieKey = this.criterionMean(each.entry, column);
    }
    return this.split(tied, ({ tieKey }) => tieKey).flatMap((group) => this.breakTie(group, step + 1));
  }

  private criterionMean(entry: ScoredEntry, column: number): N {
    const sum = entry.sheets.reduce((all, sheet) => all + (sheet[column] ?? 0), 0);
    return this.overCommonDivisor(this.integers.of(sum), this.integers.of(entry.sheets.length));
  }

  /** sum / count as a whole number of 1/`divisors`. */
  private overCommonDivisor(sum: N, count: N): N {
    return this.integers.times(sum, this.integers.quotient(this.whole(this.scale.divisors), count));
  }

  /** Groups of equal keys, highest first. Only the keys are sorted: a contest of 100,000 has a few thousand of them. */
  private split(figures: readonly Figures<N>[], keyOf: (figures: Figures<N>) => N): Figures<N>[][] {
    const groups = new Map<N, Figures<N>[]>();
    for (const each of figures) {
      const key = keyOf(each);
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [each]);
      else group.push(each);
    }
    return [...groups].sort(([a], [b]) => this.integers.compare(b, a)).map(([, group]) => group);
  }

  private toRanked(figures: Figures<N>, rank: number): RankedEntry {
    const score = decimalText(figures.rounded, this.rules.rounding.decimals);
    const exact = this.fractionText(figures.numerator, figures.denominator);
    return {
      entry: figures.entry.entry,
      rank,
      score,
      exact,
      rankingValue: this.rules.rankOn === 'rounded' ? score : exact,
      judges: figures.entry.sheets.length,
      tieBreak: this.rules.tieBreak.slice(0, figures.stepsUsed).map((code) => `criterion:${code}`),
    };
  }

  private fractionText(numerator: N, denominator: N): string {
    const divisor = greatestCommonDivisor(this.integers, numerator, denominator);
    const [n, d] = [this.integers.quotient(numerator, divisor), this.integers.quotient(denominator, divisor)];
    return this.integers.compare(d, this.integers.of(1)) === 0 ? `${n}` : `${n}/${d}`;
  }

  /** A number of the scale in this tally's carrier; with plain numbers `largest` has shown that it fits. */
  private whole(value: bigint): N {
    return this.integers.fromBig(value);
  }
}
