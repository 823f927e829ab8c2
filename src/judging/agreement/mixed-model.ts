import { invertPositive, timesVector } from './dense.js';
import { type Layout, layOut, residualsOf, squaresOf, sumOf } from './layout.js';
import { type Ratings, type Unanswered, groupsOf, isUnanswered } from './ratings.js';

/** Variances in squared points, and predicted effects (BLUP) in points in the order of the ratings' entries and judges. */
export interface MixedModel {
  components: { entry: number; judge: number; residual: number };
  mean: number;
  entries: readonly number[];
  judges: readonly number[];
}

/** What the mixed-model equations answer for given ratios of each side's variance to the residual's. */
interface Solution {
  mean: number;
  dense: Float64Array;
  sparse: Float64Array;
  residualVariance: number;
  /** Log of the factor by which restricted likelihood wants each ratio changed; 0 where it is at its maximum. */
  pull: Pair;
}

/** Of the dense side first, then of the sparse one. */
type Pair = readonly [dense: number, sparse: number];

const CONVERGED = 1e-10;
/** Well shaped likelihoods take about ten steps. Where so many were not enough, each ratio is sought by itself, in turns. */
const HASTENED_STEPS = 25;
const MOST_TURNS = 500;
/** Ratios of variances beyond these, as logs, are none and endless. */
const [LOWEST, HIGHEST] = [Math.log(1e-8), Math.log(1e10)];
const LONGEST_STEP = 2;

const NO_RESIDUAL: Unanswered = { why: 'the totals follow the additive model without any residual' };

/**
 * mark = mean + entry + judge + residual, entries and judges random and independent: variance components by restricted maximum
 * likelihood, effects by best linear unbiased prediction. Cells may be missing and judges disconnected (then told apart by the
 * assumption of one population alone). A component that likelihood pushes to its edge is exactly 0, its effects are 0.
 * Patterson & Thompson, Biometrika 58 (1971); equations by Henderson, Biometrics 31 (1975); each step multiplies a variance by
 * u'u / (σ² tr) (Harville, JASA 72 (1977) 320–340, 6.3), hastened by Broyden's rule. Relative precision about 1e-8.
 * Unanswered when judge, entry and residual cannot be told apart: fewer than two of either, one mark for each, or no residual.
 */
export function fitMixedModel(ratings: Ratings): MixedModel | Unanswered {
  const { entries, judges, marks } = ratings;
  if (entries.length < 2 || judges.length < 2) return { why: 'it needs at least two entries and two judges' };
  if (marks.length <= Math.max(entries.length, judges.length))
    return { why: 'it needs entries with several judges and judges with several entries' };
  if (marks.length <= entries.length + judges.length - groupsOf(ratings))
    return { why: 'it needs more totals: entries and judges alone explain every one of them' };
  const layout = layOut(ratings);
  if (layout.points.every((points) => points === 0)) return { why: 'the totals do not vary' };
  const ratios = hastened(layout) ?? inTurns(layout);
  if (isUnanswered(ratios)) return ratios;
  const solution = solve(layout, atEdges(ratios));
  const meanSquare = squaresOf(layout.points) / layout.points.length;
  // Without residual likelihood has no end; where the search stops it has come down to about 1e-8 of all there is.
  if (solution.residualVariance < 1e-6 * meanSquare) return NO_RESIDUAL;
  const of = (log: number): number => (log <= LOWEST ? 0 : Math.exp(log) * solution.residualVariance);
  const [dense, sparse] = [[...solution.dense], [...solution.sparse]];
  const judgesAreDense = layout.denseSide === 'judge';
  return {
    components: {
      entry: of(ratios[judgesAreDense ? 1 : 0]),
      judge: of(ratios[judgesAreDense ? 0 : 1]),
      residual: solution.residualVariance,
    },
    mean: layout.grandMean + solution.mean,
    entries: judgesAreDense ? sparse : dense,
    judges: judgesAreDense ? dense : sparse,
  };
}

/** Logs of the ratios at the maximum, by Harville's steps hastened; null where they do not arrive soon. */
function hastened(layout: Layout): Pair | null {
  let ratios: Pair = [0, 0];
  let solution = solve(layout, insideEdges(ratios));
  let slope = STRAIGHT;
  for (let steps = 0; steps < HASTENED_STEPS; steps += 1) {
    if (isSettled(solution, ratios)) return ratios;
    const from = { ratios, pull: pullWithin(solution, ratios) };
    ratios = stepFrom(from, slope);
    if (!(Math.max(...ratios) <= HIGHEST)) return null;
    solution = solve(layout, insideEdges(ratios));
    slope = updatedSlope(slope, from, { ratios, pull: pullWithin(solution, ratios) });
  }
  return null;
}

/** The same, one ratio after the other, each where its own pull changes from up to down, until neither moves. */
function inTurns(layout: Layout): Pair | Unanswered {
  let ratios: Pair = [0, 0];
  for (let turn = 0; turn < MOST_TURNS; turn += 1) {
    const dense = balanceOf((log) => solve(layout, insideEdges([log, ratios[1]])).pull[0]);
    const sparse = balanceOf((log) => solve(layout, insideEdges([dense, log])).pull[1]);
    if (Math.max(dense, sparse) >= HIGHEST) return NO_RESIDUAL;
    const moved = Math.max(Math.abs(dense - ratios[0]), Math.abs(sparse - ratios[1]));
    ratios = [dense, sparse];
    if (moved < 1e-9) return ratios;
  }
  return { why: 'restricted likelihood found no maximum' };
}

/** The log at which a pull changes from up to down, by halving; the edge it points to where it does not change. */
function balanceOf(pullAt: (log: number) => number): number {
  let [low, high] = [LOWEST, HIGHEST];
  if (pullAt(low) < 1e-5) return low;
  if (pullAt(high) > 0) return high;
  while (high - low > 1e-11) {
    const middle = (low + high) / 2;
    if (pullAt(middle) > 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Ratios as numbers while the maximum is sought: at the lower edge they are tiny, so that likelihood can still pull them up. */
const insideEdges = (logs: Pair): Pair => [Math.exp(logs[0]), Math.exp(logs[1])];
/** Ratios as numbers once it is found: none at the lower edge. */
const atEdges = (logs: Pair): Pair => [
  logs[0] <= LOWEST ? 0 : Math.exp(logs[0]),
  logs[1] <= LOWEST ? 0 : Math.exp(logs[1]),
];

/** At the lower edge a pull further down is none, nor is one that is not told from rounding there. */
function pullWithin({ pull }: Solution, logs: Pair): Pair {
  const within = (index: 0 | 1): number => (logs[index] <= LOWEST && pull[index] < 1e-5 ? 0 : pull[index]);
  return [within(0), within(1)];
}

/** Settled when neither ratio would change any more, by its own measure or by the residual's. */
const isSettled = (solution: Solution, logs: Pair): boolean =>
  pullWithin(solution, logs).every(
    (pull, index) => Math.abs(pull) < CONVERGED || Math.abs(pull) * Math.exp(logs[index] as number) < 1e-12,
  );

function solve(layout: Layout, [denseRatio, sparseRatio]: Pair): Solution {
  const { dense, sparse, starts, places, points } = layout;
  const { system, right, size } = mixedEquations(layout, denseRatio, sparseRatio);
  if (!invertPositive(system, size)) throw new RangeError('mixed-model equations that are not positive definite');
  const solved = timesVector(system, right);
  const mean = solved[0] as number;
  const denseEffects = size > 1 ? solved.slice(1) : new Float64Array(dense);
  const sparseEffects = new Float64Array(sparse);
  let [sparseTrace, denseTrace] = [0, 0];
  for (let i = 1; i < size; i += 1) denseTrace += system[i * size + i] as number;
  for (let level = 0; level < sparse && sparseRatio > 0; level += 1) {
    const [from, to] = [starts[level] as number, starts[level + 1] as number];
    const divisor = to - from + 1 / sparseRatio;
    let sum = 0;
    let own = (to - from) ** 2 * (system[0] as number);
    for (let m = from; m < to; m += 1) {
      const place = places[m] as number;
      sum += (points[m] as number) - mean - (denseEffects[place] as number);
      if (size === 1) continue;
      own += 2 * (to - from) * (system[place + 1] as number);
      const row = (place + 1) * size + 1;
      for (let other = from; other < to; other += 1) own += system[row + (places[other] as number)] as number;
    }
    sparseEffects[level] = sum / divisor;
    sparseTrace += 1 / divisor + own / divisor ** 2;
  }
  const residuals = residualsOf(layout, mean, denseEffects, sparseEffects);
  const residualVariance = points.reduce((sum, y, m) => sum + y * (residuals[m] as number), 0) / (points.length - 1);
  const pullOf = (effects: Float64Array, trace: number, ratio: number): number => {
    if (ratio === 0) return 0;
    const squares = effects.reduce((sum, effect) => sum + effect * effect, 0);
    return Math.log(squares / (ratio * residualVariance * (effects.length - trace / ratio)));
  };
  return {
    mean,
    dense: denseEffects,
    sparse: sparseEffects,
    residualVariance,
    pull: [pullOf(denseEffects, denseTrace, denseRatio), pullOf(sparseEffects, sparseTrace, sparseRatio)],
  };
}

/** Henderson's equations for the mean (first) and the dense side, the sparse side eliminated; without variance a side falls out. */
function mixedEquations(
  { dense, sparse, starts, places, points, denseCounts }: Layout,
  denseRatio: number,
  sparseRatio: number,
): { system: Float64Array; right: Float64Array; size: number } {
  const size = denseRatio > 0 ? dense + 1 : 1;
  const system = new Float64Array(size * size);
  const right = new Float64Array(size);
  const addTo = (values: Float64Array, at: number, amount: number): void => {
    values[at] = (values[at] as number) + amount;
  };
  addTo(system, 0, points.length);
  addTo(right, 0, sumOf(points));
  for (let i = 1; i < size; i += 1) {
    const count = denseCounts[i - 1] as number;
    system[i] = system[i * size] = count;
    system[i * size + i] = count + 1 / denseRatio;
  }
  for (let level = 0; level < sparse; level += 1) {
    const [from, to] = [starts[level] as number, starts[level + 1] as number];
    const share = sparseRatio > 0 ? 1 / (to - from + 1 / sparseRatio) : 0;
    const pulled = share * sumOf(points.subarray(from, to));
    addTo(system, 0, -((to - from) ** 2) * share);
    addTo(right, 0, -(to - from) * pulled);
    for (let m = from; m < to && size > 1; m += 1) {
      const row = (places[m] as number) + 1;
      addTo(right, row, (points[m] as number) - pulled);
      addTo(system, row, -(to - from) * share);
      addTo(system, row * size, -(to - from) * share);
      for (let other = from; other < to && share > 0; other += 1)
        addTo(system, row * size + (places[other] as number) + 1, -share);
    }
  }
  return { system, right, size };
}

/** How the pulls change with the logs of the ratios, row by row. */
type Slope = readonly [Pair, Pair];
/** Harville's plain step: each log changes by its pull. */
const STRAIGHT: Slope = [
  [-1, 0],
  [0, -1],
];
interface Point {
  ratios: Pair;
  pull: Pair;
}

const cut = (step: number): number => Math.min(LONGEST_STEP, Math.max(-LONGEST_STEP, step));

/** Newton's step for `slope`; one that goes against both pulls, or nowhere, is replaced by the plain step. */
function stepFrom({ ratios, pull }: Point, [[a, b], [c, d]]: Slope): Pair {
  const determinant = a * d - b * c;
  const newton: Pair = [(b * pull[1] - d * pull[0]) / determinant, (c * pull[0] - a * pull[1]) / determinant];
  const isGood = newton.every(Number.isFinite) && newton[0] * pull[0] + newton[1] * pull[1] > 0;
  const step = isGood ? newton : pull;
  const move = (index: 0 | 1): number => Math.max(LOWEST, ratios[index] + (pull[index] === 0 ? 0 : cut(step[index])));
  return [move(0), move(1)];
}

/** Broyden's update: the least change of the slope that explains the last step. After a step that made things worse, plain again. */
function updatedSlope(slope: Slope, from: Point, to: Point): Slope {
  const moved: Pair = [to.ratios[0] - from.ratios[0], to.ratios[1] - from.ratios[1]];
  const length = moved[0] ** 2 + moved[1] ** 2;
  if (length === 0 || Math.hypot(...to.pull) > 1.5 * Math.hypot(...from.pull)) return STRAIGHT;
  const row = (index: 0 | 1): Pair => {
    const [a, b] = slope[index];
    const missed = (to.pull[index] - from.pull[index] - a * moved[0] - b * moved[1]) / length;
    return [a + missed * moved[0], b + missed * moved[1]];
  };
  return [row(0), row(1)];
}
