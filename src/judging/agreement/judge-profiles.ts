import { quantileOfT } from './distributions.js';
import { leastSquares } from './least-squares.js';
import { type Mark, type Ratings, type Unanswered, isUnanswered, marksBy } from './ratings.js';
import { OUTLYING_Z, correlationOf, deviationOf, meanOf, modifiedZ } from './sample.js';

/** A sheet's marks of single criteria, in the order of the rubric. */
export type CriterionMarks = readonly number[];

/** What may be said of one judge. Points throughout; null where the marks do not say it, `why` tells of each. */
export interface JudgeProfile {
  judge: string;
  entries: number;
  mean: number;
  /** With n−1; needs two entries. */
  sd: number | null;
  /** Pearson's r of this judge's totals with the mean of the others' totals for the same entries. */
  correlation: number | null;
  /** Points given above (lenient) or below (strict: negative) the panel for the same entries, with its 95 % interval. */
  severity: number | null;
  severityInterval: readonly [number, number] | null;
  /** Modified z of the severity among all judges'; beyond ±3.5 it is out of line. */
  severityZ: number | null;
  /** Totals with a modified z beyond ±3.5 among all totals of their entry. */
  outliers: { entry: string; points: number; z: number }[];
  /** Mean correlation between criteria in this judge's sheets, and the mean of the same of the other judges. */
  halo: number | null;
  panelHalo: number | null;
  /** This judge's SD over the pooled SD of the others; below 0.5 the scale is used narrowly. */
  compression: number | null;
  why: Record<string, string>;
}

/**
 * One profile a judge, in the order of `ratings.judges`. Severity is the judge's effect in the additive model by least squares
 * (entries and judges fixed, effects adding up to 0), so that whoever got weak entries is not called strict; with a complete
 * table it is the judge's mean less the mean of all. Its interval is Student's. `sheets` holds a judge's criterion marks in the
 * order of that judge's marks; without it halo is not asked. Advice only: nothing here proves that a judge was wrong.
 */
export function judgeProfiles(ratings: Ratings, sheets: readonly (readonly CriterionMarks[])[]): JudgeProfile[] {
  const byJudge = marksBy('judge', ratings);
  const byEntry = marksBy('entry', ratings);
  const points = (marks: readonly Mark[]): number[] => marks.map(({ units }) => units / ratings.unitsPerPoint);
  const deviations = byJudge.map((marks) => deviationOf(points(marks)));
  const halos = ratings.judges.map((_, judge) => haloOf(sheets[judge] ?? []));
  const severities = severitiesOf(ratings);
  const outliers = outliersOf(ratings, byEntry);
  return ratings.judges.map((judge, index): JudgeProfile => {
    const marks = byJudge[index] ?? [];
    const why: Record<string, string> = {};
    const orNull = <T>(name: string, answer: T | Unanswered): T | null => {
      if (!isUnanswered(answer)) return answer;
      why[name] = answer.why;
      return null;
    };
    return {
      judge,
      entries: marks.length,
      mean: meanOf(points(marks)),
      sd: orNull('sd', deviations[index] ?? { why: 'the judge marked one entry' }),
      correlation: orNull('correlation', correlationWithOthers(marks, byEntry)),
      severity: orNull('severity', isUnanswered(severities) ? severities : (severities.effects[index] as number)),
      severityInterval: orNull('severityInterval', intervalOf(severities, index)),
      severityZ: isUnanswered(severities) ? null : orNull('severityZ', zOf(severities.effects, index)),
      outliers: outliers[index] ?? [],
      halo: orNull('halo', halos[index] as number | Unanswered),
      panelHalo: meanOfOthers(halos, index),
      compression: orNull('compression', compressionOf(byJudge, deviations, index)),
      why,
    };
  });
}

interface Severities {
  effects: readonly number[];
  errors: readonly number[] | null;
  t: number;
}

function severitiesOf(ratings: Ratings): Severities | Unanswered {
  if (ratings.judges.length < 2) return { why: 'there is no other judge' };
  const fit = leastSquares(ratings);
  if (isUnanswered(fit)) return fit;
  const t = fit.residualDf > 0 ? quantileOfT(0.975, fit.residualDf) : 0;
  return { effects: fit.judges, errors: fit.judgeErrors, t };
}

function intervalOf(severities: Severities | Unanswered, index: number): readonly [number, number] | Unanswered {
  if (isUnanswered(severities)) return severities;
  const { effects, errors, t } = severities;
  if (errors === null) return { why: 'there are too few totals to tell judges from chance' };
  const [effect, half] = [effects[index] as number, t * (errors[index] as number)];
  return [effect - half, effect + half];
}

function zOf(effects: readonly number[], index: number): number | Unanswered {
  return modifiedZ(effects)?.[index] ?? { why: 'more than half of the judges are equally strict' };
}

function correlationWithOthers(marks: readonly Mark[], byEntry: readonly (readonly Mark[])[]): number | Unanswered {
  const [own, others]: [number[], number[]] = [[], []];
  for (const mark of marks) {
    const panel = byEntry[mark.entry] ?? [];
    if (panel.length < 2) continue;
    own.push(mark.units);
    // The others' units are summed before anything is divided, so that equal means are equal numbers.
    others.push((panel.reduce((sum, { units }) => sum + units, 0) - mark.units) / (panel.length - 1));
  }
  if (own.length < 2) return { why: 'fewer than two entries are shared with other judges' };
  return correlationOf(own, others) ?? { why: 'the totals, or the others’ means, do not vary' };
}

function outliersOf(ratings: Ratings, byEntry: readonly (readonly Mark[])[]): JudgeProfile['outliers'][] {
  const found: JudgeProfile['outliers'][] = ratings.judges.map(() => []);
  for (const [entry, marks] of byEntry.entries()) {
    modifiedZ(marks.map(({ units }) => units))?.forEach((z, index) => {
      const mark = marks[index] as Mark;
      if (Math.abs(z) <= OUTLYING_Z) return;
      found[mark.judge]?.push({ entry: ratings.entries[entry] ?? '', points: mark.units / ratings.unitsPerPoint, z });
    });
  }
  return found;
}

/** Mean of Pearson's r over all pairs of criteria that both vary. Thorndike's halo: everything about a dossier judged alike. */
function haloOf(sheets: readonly CriterionMarks[]): number | Unanswered {
  const criteria = sheets[0]?.length ?? 0;
  if (criteria < 2) return { why: 'the sheets have fewer than two criteria' };
  const columns = Array.from({ length: criteria }, (_, column) => sheets.map((sheet) => sheet[column] as number));
  const correlations = columns.flatMap((a, i) =>
    columns.slice(i + 1).flatMap((b) => {
      const r = correlationOf(a, b);
      return r === null ? [] : [r];
    }),
  );
  return correlations.length === 0 ? { why: 'no two criteria vary over the judge’s sheets' } : meanOf(correlations);
}

function meanOfOthers(values: readonly (number | Unanswered)[], index: number): number | null {
  const others = values.filter((value, i): value is number => i !== index && !isUnanswered(value));
  return others.length === 0 ? null : meanOf(others);
}

function compressionOf(
  byJudge: readonly (readonly Mark[])[],
  deviations: readonly (number | null)[],
  index: number,
): number | Unanswered {
  const own = deviations[index] ?? null;
  if (own === null) return { why: 'the judge marked one entry' };
  let [squares, df] = [0, 0];
  deviations.forEach((deviation, other) => {
    if (other === index || deviation === null) return;
    squares += deviation ** 2 * ((byJudge[other] as Mark[]).length - 1);
    df += (byJudge[other] as Mark[]).length - 1;
  });
  return squares === 0 ? { why: 'the other judges’ totals do not vary' } : own / Math.sqrt(squares / df);
}
