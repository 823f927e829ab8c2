import type { CriterionFacts } from '../../contests/contest.facts.js';
import type { Hundredths } from '../../kernel/points.js';

/** How far the panel's marks of one criterion lie apart, in hundredths. `middle` is the lower of two middles. */
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
    const [lowest, middle, highest] = [given[0], given[Math.floor((given.length - 1) / 2)], given.at(-1)];
    return lowest === undefined || middle === undefined || highest === undefined
      ? []
      : [{ code, judges: given.length, lowest, middle, highest }];
  });
}
