import { readScoresFile, scanScores } from '../scores-file.js';
import type { ScoredEntry } from '../scoring-rules.js';
import type { LineFault } from '../../kernel/text-file.js';
import { ONE } from '../../kernel/rational.js';
import { type Concordance, kendallW } from './concordance.js';
import { ICC_FORMS, type IccForm, intraclassCorrelations } from './intraclass.js';
import { type CriterionMarks, type JudgeProfile, judgeProfiles } from './judge-profiles.js';
import { ALPHA_LEVELS, type AlphaLevel, krippendorffAlpha } from './krippendorff.js';
import { leastSquares } from './least-squares.js';
import { type MixedModel, fitMixedModel } from './mixed-model.js';
import { type RankInterval, rankIntervals } from './rank-intervals.js';
import { type Mark, type Ratings, type Unanswered, isConnected, isUnanswered } from './ratings.js';

export interface Resampling {
  seed: number;
  draws: number;
}

/** An effect in points by both fits: predicted with both sides random, and least squares with both fixed. */
export interface Effects {
  random: number | null;
  fixed: number | null;
}

type Interval = readonly [number, number];
type ByForm<T> = Record<IccForm, T>;

/** What `hoithi agreement` prints; `why` names, path by path, what has no value and for what reason. */
export interface AgreementReport {
  icc: (ByForm<number | null> & { ci: ByForm<Interval | null> }) | null;
  kendallW: Concordance | null;
  krippendorff: Record<AlphaLevel, number | null>;
  judges: JudgeProfile[];
  rankIntervals: RankInterval[] | null;
  resampling: Resampling;
  why: Record<string, string>;
}

/** The same with the additive model: `judges` then by code, each profile with its effects. */
export interface AdditiveReport extends Omit<AgreementReport, 'judges'> {
  components: MixedModel['components'] | null;
  mean: Effects;
  entries: Record<string, Effects>;
  judges: Record<string, JudgeProfile & Effects>;
  connected: boolean;
}

/** Totals of the judges of one contest, and beside them each judge's sheets: the input of every statistic of agreement. */
export interface Judged {
  ratings: Ratings;
  sheets: CriterionMarks[][];
}

/**
 * Reads scores.csv as `hoithi tally` does, without rules: the criteria are those that the file names, any points from 0 up are
 * taken, a judge's total is the plain sum of points. Entries and judges are put in plain code-unit order, so that the order of
 * lines changes no figure. Faults as of `readScoresFile`; a file without any row is one: there is nothing to compare.
 */
export function readJudged(bytes: Uint8Array): Judged | { faults: LineFault[] } {
  const codes = new Set<string>();
  const faults = scanScores(bytes, ({ criterion }) => codes.add(criterion));
  if (codes.size === 0) return { faults: faults.length > 0 ? faults : [{ line: 1, message: 'no scores' }] };
  const criteria = [...codes].map((code) => ({ code, maxHundredths: Number.MAX_SAFE_INTEGER, weight: ONE }));
  const read = readScoresFile(bytes, { criteria, aggregate: { method: 'mean' } });
  return 'faults' in read ? read : judgedOf(read.entries);
}

const byCode = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

function judgedOf(scored: readonly ScoredEntry[]): Judged {
  const sorted = [...scored].sort((a, b) => byCode(a.entry, b.entry));
  const judges = [...new Set(sorted.flatMap((entry) => entry.judges))].sort(byCode);
  const placeOf = new Map(judges.map((judge, place) => [judge, place]));
  const marks: Mark[] = [];
  const sheets: CriterionMarks[][] = judges.map(() => []);
  for (const [entry, { judges: panel, sheets: given }] of sorted.entries()) {
    given.forEach((points, index) => {
      // Without rules every sheet has every criterion, or the file was at fault.
      const sheet = points.map((hundredths) => hundredths ?? 0);
      const judge = placeOf.get(panel[index] as string) as number;
      marks.push({ entry, judge, units: sheet.reduce((sum, hundredths) => sum + hundredths, 0) });
      sheets[judge]?.push(sheet);
    });
  }
  return { ratings: { entries: sorted.map(({ entry }) => entry), judges, marks, unitsPerPoint: 100 }, sheets };
}

/** All statistics of agreement on the judges' totals. Figures that have no value are null and named in `why`. */
export function agreementOf({ ratings, sheets }: Judged, resampling: Resampling): AgreementReport {
  const whys = new Whys();
  return {
    icc: iccOf(ratings, whys),
    kendallW: whys.orNull('kendallW', kendallW(ratings)),
    krippendorff: recordOf(ALPHA_LEVELS, (level) =>
      whys.orNull(`krippendorff.${level}`, krippendorffAlpha(ratings, level)),
    ),
    judges: judgeProfiles(ratings, sheets),
    rankIntervals: whys.orNull('rankIntervals', rankIntervals(ratings, resampling)),
    resampling,
    why: whys.told,
  };
}

/** The same, with the additive model fitted by REML and by least squares. */
export function additiveAgreementOf(judged: Judged, resampling: Resampling): AdditiveReport {
  const { ratings } = judged;
  const { judges, why, ...rest } = agreementOf(judged, resampling);
  const whys = new Whys(why);
  const random = whys.orNull('components', fitMixedModel(ratings));
  const fixed = whys.orNull('fixed', leastSquares(ratings));
  const effectsOf = (side: 'entries' | 'judges', index: number): Effects => ({
    random: random?.[side][index] ?? null,
    fixed: fixed?.[side][index] ?? null,
  });
  return {
    ...rest,
    components: random?.components ?? null,
    mean: { random: random?.mean ?? null, fixed: fixed?.mean ?? null },
    entries: Object.fromEntries(ratings.entries.map((code, index) => [code, effectsOf('entries', index)])),
    judges: Object.fromEntries(
      judges.map((profile, index) => [profile.judge, { ...profile, ...effectsOf('judges', index) }]),
    ),
    connected: isConnected(ratings),
    why: whys.told,
  };
}

/** Gathers the reasons of what has no value, by its path in the report. */
class Whys {
  constructor(readonly told: Record<string, string> = {}) {}

  orNull<T>(path: string, answer: T | Unanswered): T | null {
    if (!isUnanswered(answer)) return answer;
    this.told[path] = answer.why;
    return null;
  }
}

function iccOf(ratings: Ratings, whys: Whys): AgreementReport['icc'] {
  const answers = whys.orNull('icc', intraclassCorrelations(ratings));
  if (answers === null) return null;
  const forms = recordOf(ICC_FORMS, (form) => whys.orNull(`icc.${form}`, answers[form]));
  return {
    ...recordOf(ICC_FORMS, (form) => forms[form]?.value ?? null),
    ci: recordOf(ICC_FORMS, (form) =>
      forms[form] === null
        ? null
        : whys.orNull(`icc.ci.${form}`, forms[form].interval ?? { why: 'the lower limit is unbounded' }),
    ),
  };
}

const recordOf = <K extends string, T>(keys: readonly K[], valueOf: (key: K) => T): Record<K, T> =>
  Object.fromEntries(keys.map((key) => [key, valueOf(key)])) as Record<K, T>;
