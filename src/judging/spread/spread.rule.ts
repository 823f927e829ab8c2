import { compareRationals, meanOf, parseRational, rational, type Rational, subtract } from '../../kernel/rational.js';

/** A limit of a gap as the rules write it: decimal text, and whether a gap of exactly so much still keeps within it. */
export interface GapLimit {
  upTo: string;
  inclusive: boolean;
}

/** What follows from a gap between the first markers: their mean stands, the head of the jury decides on record, somebody marks anew, or every mark is void and the panel marks together. */
export type GapOutcome = 'agree' | 'head' | 'third' | 'panel';

interface GapScale {
  measure: 'points' | 'percent';
  /** How many first marks every dossier has; the rule looks at none that has fewer. */
  markers: number;
  /** The words of the rules, cited wherever the rule decides. */
  text: string;
}

/**
 * The gap is the highest of the first marks less the lowest, in points or in percent of the most that a sheet can get. `bands` say
 * from the smallest gap up what follows; `beyond` says what follows above the last. `third` says what a third mark does: it is the
 * official one, or it is compared: two equal marks of three stand, else the mean of the three where they spread no more than a
 * limit, else the panel marks together.
 */
export interface BandedRule extends GapScale {
  bands: readonly (GapLimit & { then: GapOutcome })[];
  beyond: GapOutcome;
  third: { as: 'official' } | { as: 'compared'; spread: GapLimit };
}

/** Marks further than `voidBeyond` from the mean of all first marks are void; where none would stay, the head of the jury decides. */
export interface VoidingRule extends GapScale {
  voidBeyond: GapLimit;
}

/** A contest's rule about marks that lie apart, as plain data. */
export type SpreadRule = BandedRule | VoidingRule;

/**
 * Rules of official examinations, as models to begin with (DOMAIN §3). Limits are percent of the scale, so that they are the same on
 * a scale of 10 and of 100. None is in force before a contest says so.
 */
export const SPREAD_MODELS = {
  'third-at-20': {
    measure: 'percent',
    markers: 2,
    bands: [{ upTo: '20', inclusive: false, then: 'agree' }],
    beyond: 'third',
    third: { as: 'official' },
    text: 'Hai giám khảo chấm độc lập. Chênh lệch dưới 20 điểm (thang 100) thì lấy điểm trung bình; từ 20 điểm trở lên thì chấm lần ba, điểm lần ba là điểm chính thức.',
  },
  literature: {
    measure: 'percent',
    markers: 2,
    bands: [
      { upTo: '10', inclusive: false, then: 'agree' },
      { upTo: '15', inclusive: true, then: 'head' },
    ],
    beyond: 'third',
    third: { as: 'compared', spread: { upTo: '25', inclusive: true } },
    text: 'Hai giám khảo chấm độc lập (thang 10). Chênh lệch dưới 1,0 điểm thì lấy điểm trung bình; từ 1,0 đến 1,5 điểm thì trao đổi, ghi biên bản, trưởng ban quyết định; trên 1,5 điểm thì chấm lần ba: hai trong ba điểm bằng nhau thì lấy điểm đó, ba điểm lệch nhau không quá 2,5 thì lấy trung bình ba lần, quá 2,5 thì chấm tập thể.',
  },
} as const satisfies Record<string, BandedRule>;

/** The marks of one dossier so far, totals of sheets in points. `first` in the order of the markers' codes. */
export interface DossierMarks {
  first: readonly Rational[];
  third: Rational | null;
  panel: Rational | null;
  /** What the head of the jury decided: which of the marks (first ones, then the third) count, by their place; null: nothing yet. */
  head: readonly number[] | null;
}

/** Places of marks: the first ones from 0, then the third, then the panel's. */
export type SpreadVerdict =
  { settled: true; by: SpreadGround; counted: readonly number[] } | { settled: false; waitsFor: 'marks' | GapWait };
/** On what ground some marks count and others do not. */
export type SpreadGround = 'agreement' | 'head' | 'third' | 'two-equal' | 'three' | 'panel' | 'far';
type GapWait = 'head' | 'third' | 'panel';

/**
 * What the rule makes of a dossier's marks: which of them count, so that its value is what the ranking makes of those sheets, or
 * what it still waits for. `maximum` is the most that a sheet can get, in points. First and second marks are kept whatever
 * counts. Once the panel has marked together, its mark alone counts; a head's decision stands over the bands that ask for it.
 */
export function verdictOn(rule: SpreadRule, marks: DossierMarks, maximum: Rational): SpreadVerdict {
  const { first, third, panel, head } = marks;
  const places = first.map((_, place) => place);
  if (panel !== null) return { settled: true, by: 'panel', counted: [first.length + 1] };
  if (first.length < rule.markers) return { settled: false, waitsFor: 'marks' };
  if ('voidBeyond' in rule) return verdictOnFar(rule, marks, maximum);
  const gap = measured(rule, spreadOf(first), maximum);
  const outcome = rule.bands.find((band) => isWithin(gap, band))?.then ?? rule.beyond;
  if (outcome === 'agree') return { settled: true, by: 'agreement', counted: places };
  if (outcome === 'head')
    return head === null ? { settled: false, waitsFor: 'head' } : { settled: true, by: 'head', counted: head };
  if (outcome === 'panel') return { settled: false, waitsFor: 'panel' };
  if (third === null) return { settled: false, waitsFor: 'third' };
  if (rule.third.as === 'official') return { settled: true, by: 'third', counted: [first.length] };
  const all = [...first, third];
  const equal = all.flatMap((mark, place) =>
    all.some((other, at) => at !== place && compareRationals(mark, other) === 0) ? [place] : [],
  );
  if (equal.length > 0) return { settled: true, by: 'two-equal', counted: equal };
  if (isWithin(measured(rule, spreadOf(all), maximum), rule.third.spread))
    return { settled: true, by: 'three', counted: [...places, first.length] };
  return { settled: false, waitsFor: 'panel' };
}

function verdictOnFar(rule: VoidingRule, { first, head }: DossierMarks, maximum: Rational): SpreadVerdict {
  const kept = withoutFar(first, (gap) => isWithin(measured(rule, gap, maximum), rule.voidBeyond));
  if (kept !== null) return { settled: true, by: kept.length === first.length ? 'agreement' : 'far', counted: kept };
  return head === null ? { settled: false, waitsFor: 'head' } : { settled: true, by: 'head', counted: head };
}

/**
 * Which marks stay when those are void whose distance from the mean of all is not `near`; `null` when none would stay, which is for
 * people to decide. One round only: the mean is not taken anew of what stays. Not found in any province's rules (DOMAIN §3), hence
 * an option and off.
 */
export function withoutFar(
  marks: readonly Rational[],
  near: (distance: Rational) => boolean,
): readonly number[] | null {
  if (marks.length === 0) return null;
  const mean = meanOf(marks);
  const kept = marks.flatMap((mark, place) => (near(spreadOf([mark, mean])) ? [place] : []));
  return kept.length === 0 ? null : kept;
}

/**
 * Which marks stay without one highest and one lowest; `null` with fewer than three. Of equal ones the first place goes. The same as
 * the trimmed mean that drops one; an option and off.
 */
export function withoutExtremes(marks: readonly Rational[]): readonly number[] | null {
  if (marks.length < 3) return null;
  const sorted = marks.map((_, place) => place).sort((a, b) => compareRationals(at(marks, a), at(marks, b)) || a - b);
  const [lowest] = sorted;
  const highest = sorted.find(
    (place) => compareRationals(at(marks, place), at(marks, sorted.at(-1) ?? 0)) === 0 && place !== lowest,
  );
  return marks.flatMap((_, place) => (place === lowest || place === highest ? [] : [place]));
}

/** Highest less lowest. */
export function spreadOf(marks: readonly Rational[]): Rational {
  const sorted = [...marks].sort(compareRationals);
  return subtract(at(sorted, sorted.length - 1), at(sorted, 0));
}

function measured({ measure }: SpreadRule, points: Rational, maximum: Rational): Rational {
  if (measure === 'points') return points;
  if (maximum.numerator === 0n) throw new RangeError('a sheet without a maximum has no percent');
  return rational(points.numerator * 100n * maximum.denominator, points.denominator * maximum.numerator);
}

function isWithin(gap: Rational, { upTo, inclusive }: GapLimit): boolean {
  const limit = parseRational(upTo);
  if (limit === null) throw new RangeError(`not a limit: ${upTo}`);
  const order = compareRationals(gap, limit);
  return inclusive ? order <= 0 : order < 0;
}

function at<Value>(values: readonly Value[], place: number): Value {
  const value = values[place];
  if (value === undefined) throw new RangeError(`no mark at place ${place}`);
  return value;
}
