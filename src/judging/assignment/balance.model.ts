import type { ModelData } from 'highs';
import type { BalanceProblem, Way } from './balance.problem.js';

/** The first unit of load beyond what evenness asks that shares one column with all further ones; doubled when it is used. */
export interface Units {
  load: number;
  district: number;
}

/** Which columns of a model mean what. Ways come first, one column each, in the order of the problem. */
export interface BalanceModel {
  data: ModelData;
  /** Columns that stand for several units: an answer that uses more than one unit of them is asked again with more units. */
  last: number[];
}

interface Rows {
  lower: number[];
  upper: number[];
  starts: number[];
  indices: number[];
  values: number[];
}

/**
 * The balance of a problem as a linear programme: a way is chosen or not, an entry gets what it needs, and the squares of loads and of
 * sheets in a district are sums of units, each dearer than the one before. Ways, districts of a judge and judges form a network of
 * flows, so that its corners are whole numbers; only cuts break that, and then ways are declared whole. Every cut is a set of
 * ways of which one must be chosen.
 */
export function balanceModel(
  problem: BalanceProblem,
  cuts: readonly number[][],
  units: Units,
  weight: number,
): BalanceModel {
  const { entries, judges, districts, ways } = problem;
  const cost: number[] = ways.map(() => 0);
  const upper: number[] = ways.map(() => 1);
  const last: number[] = [];
  const rows: Rows = { lower: [], upper: [], starts: [0], indices: [], values: [] };
  const addRow = (low: number, high: number, plus: readonly number[], minus: readonly number[] = []): void => {
    rows.lower.push(low);
    rows.upper.push(high);
    rows.indices.push(...plus, ...minus);
    rows.values.push(...plus.map(() => 1), ...minus.map(() => -1));
    rows.starts.push(rows.indices.length);
  };
  /** Columns for the units that follow `before` ones: the u-th costs what its square adds, 2u − 1. */
  const addUnits = (before: number, most: number, count: number, each: number): number[] => {
    const columns: number[] = [];
    for (let unit = 1; unit <= Math.min(most, count); unit++) {
      columns.push(cost.length);
      cost.push(each * (2 * (before + unit) - 1));
      upper.push(unit === count ? most - count + 1 : 1);
    }
    if (most > count) last.push(columns.at(-1) ?? 0);
    return columns;
  };
  const byEntry: number[][] = entries.map(() => []);
  const byJudge: number[][][] = judges.map(() => Array.from({ length: districts }, () => []));
  ways.forEach(({ entry, judge }, column) => {
    byEntry[entry]?.push(column);
    byJudge[judge]?.[entries[entry]?.district ?? 0]?.push(column);
  });
  const before = countGiven(problem);
  entries.forEach(({ need }, entry) => {
    if ((byEntry[entry]?.length ?? 0) > 0) addRow(need, need, byEntry[entry] ?? []);
  });
  judges.forEach(({ room }, judge) => {
    const areas = byJudge[judge] ?? [];
    const parts = areas.flatMap((columns, district) => {
      if (columns.length === 0) return [];
      const seen = before[judge]?.[district] ?? 0;
      const pieces = addUnits(seen, columns.length, units.district, 1);
      addRow(0, 0, columns, pieces);
      return pieces;
    });
    if (parts.length === 0) return;
    const load = (before[judge] ?? []).reduce((sum, one) => sum + one, 0);
    const most = Math.min(
      room,
      areas.reduce((sum, columns) => sum + columns.length, 0),
    );
    addRow(0, 0, parts, addUnits(load, most, units.load, weight));
  });
  for (const cut of cuts) addRow(1, Number.POSITIVE_INFINITY, cut);
  return { data: toData(cost, upper, rows, cuts.length > 0 ? ways.length : 0), last };
}

/** Sheets that each judge has in each district before anything is added. */
export function countGiven({ entries, judges, districts, given }: BalanceProblem): number[][] {
  const counts = judges.map(() => Array.from({ length: districts }, () => 0));
  for (const { entry, judge } of given) {
    const row = counts[judge];
    const district = entries[entry]?.district ?? 0;
    if (row !== undefined) row[district] = (row[district] ?? 0) + 1;
  }
  return counts;
}

/** LOAD_WEIGHT × Σ load² + Σ (sheets of a judge in a district)² once `chosen` is added. */
export function balanceOf(problem: BalanceProblem, chosen: readonly Way[], weight: number): number {
  const counts = countGiven({ ...problem, given: [...problem.given, ...chosen] });
  return counts.reduce((sum, row) => {
    const load = row.reduce((total, one) => total + one, 0);
    return sum + weight * load * load + row.reduce((total, one) => total + one * one, 0);
  }, 0);
}

function toData(cost: number[], upper: number[], rows: Rows, whole: number): ModelData {
  const matrix = { format: 'csr' as const, numRows: rows.lower.length, numCols: cost.length };
  return {
    numCols: cost.length,
    numRows: rows.lower.length,
    colCost: cost,
    colLower: cost.map(() => 0),
    colUpper: upper,
    rowLower: rows.lower,
    rowUpper: rows.upper,
    matrix: { ...matrix, starts: rows.starts, indices: rows.indices, values: rows.values },
    // 1 is HiGHS's word for a whole number, 0 for any.
    ...(whole > 0 ? { integrality: cost.map((_, column) => (column < whole ? 1 : 0)) } : {}),
  } as ModelData;
}
