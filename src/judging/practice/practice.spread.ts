import type { CriterionFacts } from '../../contests/contest.facts.js';
import type { Hundredths } from '../../kernel/points.js';

/** How far the panel's marks of one criterion lie apart, in hundredths. `middle` is the median, half a hundredth up. */
export interface Spread {
  code: string;
  judges: number;
  lowest: Hundredths;
  middle: Hundredths;
  highest: Hundredths;
}

/**
 * The spread of every criterion over these marks, in the criteria's order; a criterion that nobody has marked is left out. Who
 * gave what is not asked and cannot be told from more than two.
 */
export function spreadOf(
  marks: readonly Readonly<Record<string, Hundredths>>[],
  criteria: readonly Pick<CriterionFacts, 'code'>[],
): Spread[] {
  return criteria.flatMap(({ code }) => {
    const given = marks.map((points) => points[code]).filter((one): one is Hundredths => one !== undefined);
    given.sort((one, other) => one - other);
    const half = (given.length - 1) / 2;
    const [lowest, highest] = [given[0], given.at(-1)];
    const [lower, upper] = [given[Math.floor(half)], given[Math.ceil(half)]];
    if (lowest === undefined || highest === undefined || lower === undefined || upper === undefined) return [];
    return [{ code, judges: given.length, lowest, middle: Math.round((lower + upper) / 2), highest }];
  });
}
