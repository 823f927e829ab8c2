import { leastSquares } from './least-squares.js';
import { type Ratings, type Unanswered, isUnanswered, marksBy } from './ratings.js';
import { meanOf } from './sample.js';
import { seededRandom } from './seeded-random.js';

/** How a judge treated the entries of the unit that the judge comes from. */
export interface HomeResidual {
  /** How many of the judge's entries come from there. */
  entries: number;
  /** Points by which home entries were marked above (below: negative) the judge's others, quality and severity taken off. */
  residual: number;
  /** Share of random choices of as many entries of the judge that differ at least as far, either way. */
  p: number;
}

/** With fewer home entries nobody is accused: even at five the test finds a real favour in .55 to .80 of cases only. */
export const FEWEST_HOME_ENTRIES = 5;

/**
 * One answer a judge, in the order of `ratings.judges`: residuals of the additive model by least squares, home less away, with a
 * permutation test over `draws` seeded choices, p = (1 + as far) / (1 + draws) (Phipson & Smyth 2010). Unanswered below
 * `FEWEST_HOME_ENTRIES`, without entries from elsewhere, and where judges cannot be compared. Advice only.
 */
export function homeResiduals(
  ratings: Ratings,
  isHome: (judge: number, entry: number) => boolean,
  { seed, draws }: { seed: number; draws: number },
): (HomeResidual | Unanswered)[] {
  const fit = leastSquares(ratings);
  const random = seededRandom(seed);
  return marksBy('judge', ratings).map((marks, judge) => {
    const home = marks.filter(({ entry }) => isHome(judge, entry)).length;
    if (home < FEWEST_HOME_ENTRIES)
      return { why: `fewer than ${FEWEST_HOME_ENTRIES} entries of the judge’s own unit: nothing may be said` };
    if (home === marks.length) return { why: 'all entries of the judge are of the judge’s own unit' };
    if (isUnanswered(fit)) return fit;
    const residuals = marks.map(({ entry, units }) => ({
      isHome: isHome(judge, entry),
      residual: units / ratings.unitsPerPoint - fit.mean - (fit.entries[entry] ?? 0) - (fit.judges[judge] ?? 0),
    }));
    const all = residuals.map(({ residual }) => residual);
    const sum = all.reduce((total, each) => total + each, 0);
    const apart = (homeSum: number): number => homeSum / home - (sum - homeSum) / (all.length - home);
    const own = meanOf(residuals.filter((each) => each.isHome).map(({ residual }) => residual)) * home;
    const residual = apart(own);
    let asFar = 0;
    // Rounding must not make a choice that is the very same one count as less.
    const limit = Math.abs(residual) - 1e-9;
    for (let draw = 0; draw < draws; draw += 1) if (Math.abs(apart(chosenSum(all, home, random))) >= limit) asFar += 1;
    return { entries: home, residual, p: (1 + asFar) / (1 + draws) };
  });
}

/** The sum of `count` of the values, chosen by chance without replacement; reorders `values` (Fisher & Yates, in part). */
function chosenSum(values: number[], count: number, random: () => number): number {
  let sum = 0;
  for (let place = 0; place < count; place += 1) {
    const from = place + Math.floor(random() * (values.length - place));
    const [chosen, moved] = [values[from] as number, values[place] as number];
    values[from] = moved;
    values[place] = chosen;
    sum += chosen;
  }
  return sum;
}
