import { readScoresFile, scanScores } from '../scores-file.js';
import { BIG_INTEGERS, greatestCommonDivisor } from '../../kernel/integers.js';
import type { Criterion, ScoredEntry } from '../scoring-rules.js';
import type { LineFault } from '../../kernel/text-file.js';
import { ONE } from '../../kernel/rational.js';
import { type Concordance, kendallW } from './concordance.js';
import { type HomeResidual, homeResiduals } from './home-residual.js';
import { ICC_FORMS, type IccForm, intraclassCorrelations } from './intraclass.js';
import { type CriterionMarks, type JudgeProfile, judgeProfiles } from './judge-profiles.js';
import { ALPHA_LEVELS, type AlphaLevel, krippendorffAlpha } from './krippendorff.js';
import { leastSquares } from './least-squares.js';
import { type MixedModel, fitMixedModel } from './mixed-model.js';
import type { Units } from './units-file.js';
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
  judges: (JudgeProfile & { home?: HomeResidual | null })[];
  rankIntervals: RankInterval[] | null;
  resampling: Resampling;
  why: Record<string, string>;
}

/** The same with the additive model: `judges` then by code, each profile with its effects. */
export interface AdditiveReport extends Omit<AgreementReport, 'judges'> {
  components: MixedModel['components'] | null;
  mean: Effects;
  entries: Record<string, Effects>;
  judges: Record<string, AgreementReport['judges'][number] & Effects>;
  connected: boolean;
}

/** Totals of the judges of one contest, and beside them each judge's sheets: the input of every statistic of agreement. */
export interface Judged {
  ratings: Ratings;
  sheets: CriterionMarks[][];
  /** Whether an entry comes from a judge's own unit, by their places; left out where nothing is known of units. */
  isHome?: (judge: number, entry: number) => boolean;
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
  return 'faults' in read ? read : judgedFrom(read.entries, criteria);
}

const byCode = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

/** Sheets of one contest as the input of the statistics; totals by the weights of `criteria`, exact. No sheet may lack a criterion. */
export function judgedFrom(scored: readonly ScoredEntry[], criteria: readonly Criterion[]): Judged {
  const sorted = [...scored].sort((a, b) => byCode(a.entry, b.entry));
  const judges = [...new Set(sorted.flatMap((entry) => entry.judges))].sort(byCode);
  const placeOf = new Map(judges.map((judge, place) => [judge, place]));
  const unit = criteria.reduce((all, { weight }) => leastCommonMultiple(all, weight.denominator), 1n);
  const weights = criteria.map(({ weight }) => Number((weight.numerator * unit) / weight.denominator));
  const marks: Mark[] = [];
  const sheets: CriterionMarks[][] = judges.map(() => []);
  for (const [entry, { judges: panel, sheets: given }] of sorted.entries()) {
    given.forEach((points, index) => {
      const sheet = points.map((hundredths) => {
        if (hundredths === null) throw new RangeError('a sheet lacks a criterion');
        return hundredths;
      });
      const judge = placeOf.get(panel[index] as string) as number;
      const units = sheet.reduce((sum, hundredths, column) => sum + hundredths * (weights[column] as number), 0);
      marks.push({ entry, judge, units });
      sheets[judge]?.push(sheet);
    });
  }
  const unitsPerPoint = 100 * Number(unit);
  return { ratings: { entries: sorted.map(({ entry }) => entry), judges, marks, unitsPerPoint }, sheets };
}

const leastCommonMultiple = (a: bigint, b: bigint): bigint => (a / greatestCommonDivisor(BIG_INTEGERS, a, b)) * b;

/** The same with where entries and judges come from, as units.csv says it. */
export function withUnits(judged: Judged, { entry, judge }: Units): Judged {
  const from = (codes: readonly string[], units: ReadonlyMap<string, string>): (string | null)[] =>
    codes.map((code) => units.get(code) ?? null);
  const entries = from(judged.ratings.entries, entry);
  const judges = from(judged.ratings.judges, judge);
  return { ...judged, isHome: (j, e) => judges[j] !== null && judges[j] === entries[e] };
}

/** All statistics of agreement on the judges' totals. Figures that have no value are null and named in `why`. */
export function agreementOf({ ratings, sheets, isHome }: Judged, resampling: Resampling): AgreementReport {
  const whys = new Whys();
  const homes = isHome === undefined ? null : homeResiduals(ratings, isHome, resampling);
  return {
    icc: iccOf(ratings, whys),
    kendallW: whys.orNull('kendallW', kendallW(ratings)),
    krippendorff: recordOf(ALPHA_LEVELS, (level) =>
      whys.orNull(`krippendorff.${level}`, krippendorffAlpha(ratings, level)),
    ),
    judges: judgeProfiles(ratings, sheets).map((profile, index) => {
      const home = homes?.[index];
      if (home === undefined) return profile;
      return isUnanswered(home)
        ? { ...profile, home: null, why: { ...profile.why, home: home.why } }
        : { ...profile, home };
    }),
    rankIntervals: whys.orNull('rankIntervals', rankIntervals(ratings, resampling)),
    resampling,
    why: whys.told,
  };
}

/** What needs every judge's total for every entry, of those entries alone that have them all. */
export interface CompleteCases extends Pick<AgreementReport, 'icc' | 'kendallW'> {
  /** How many entries have all totals; below two nothing is said of them. */
  entries: number;
}

/** Intraclass correlations and Kendall's W of the entries that every judge scored; the others are left out. */
export function completeCasesOf({ ratings }: Pick<Judged, 'ratings'>): CompleteCases {
  const counts = ratings.entries.map(() => 0);
  for (const { entry } of ratings.marks) counts[entry] = (counts[entry] as number) + 1;
  const kept = ratings.entries.flatMap((_, entry) => (counts[entry] === ratings.judges.length ? [entry] : []));
  const placeOf = new Map(kept.map((entry, place) => [entry, place]));
  const complete: Ratings = {
    ...ratings,
    entries: kept.map((entry) => ratings.entries[entry] as string),
    marks: ratings.marks.flatMap((mark) => {
      const entry = placeOf.get(mark.entry);
      return entry === undefined ? [] : [{ ...mark, entry }];
    }),
  };
  const whys = new Whys();
  return { entries: kept.length, icc: iccOf(complete, whys), kendallW: whys.orNull('kendallW', kendallW(complete)) };
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
