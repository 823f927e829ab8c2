import { describe, expect, it } from '@jest/globals';
import {
  type DossierMarks,
  SPREAD_MODELS,
  type SpreadRule,
  verdictOn,
  withoutExtremes,
  withoutFar,
} from '../../../../src/judging/spread/spread.rule.js';
import { compareRationals, meanOf, parseRational, type Rational, toDecimal } from '../../../../src/kernel/rational.js';

const points = (text: string | number): Rational => {
  const read = parseRational(String(text));
  if (read === null) throw new Error(`no points: ${text}`);
  return read;
};
const marks = (
  first: readonly (string | number)[],
  more: { third?: string | number; panel?: number; head?: number[] } = {},
): DossierMarks => ({
  first: first.map(points),
  third: more.third === undefined ? null : points(more.third),
  panel: more.panel === undefined ? null : points(more.panel),
  head: more.head ?? null,
});
/** "agreement: 7,38": what decided and the mean of the marks that count; or "waits for third". */
const said = (rule: keyof typeof SPREAD_MODELS | SpreadRule, given: DossierMarks, maximum: number): string => {
  const verdict = verdictOn(typeof rule === 'string' ? SPREAD_MODELS[rule] : rule, given, points(maximum));
  if (!verdict.settled) return `waits for ${verdict.waitsFor}`;
  const all = [...given.first, given.third, given.panel];
  const counted = verdict.counted.map((place) => all[place] ?? points(0));
  return `${verdict.by}: ${toDecimal(meanOf(counted), { decimals: 2, mode: 'half-up' })}`;
};

describe('Literature examinations mark twice (JUDGING C.3, scale 10)', () => {
  it.each([
    // the published examples
    ['7 and 7,75: the two agree', marks([7, '7.75']), 'agreement: 7.38'],
    ['6 and 7,5: the head decides', marks([6, '7.5']), 'waits for head'],
    ['5 and 6,75: a third marks', marks([5, '6.75']), 'waits for third'],
    // (5 + 6,75 + 6) / 3 = 17,75 / 3 = 5,9166…
    ['… and gives 6: the mean of three', marks([5, '6.75'], { third: 6 }), 'three: 5.92'],
    // the limits, before, at and after
    ['a gap of 0,99', marks([6, '6.99']), 'agreement: 6.50'],
    ['a gap of 1,00', marks([6, 7]), 'waits for head'],
    ['a gap of 1,01', marks([6, '7.01']), 'waits for head'],
    ['a gap of 1,49', marks([6, '7.49']), 'waits for head'],
    ['a gap of 1,50', marks([6, '7.50']), 'waits for head'],
    ['a gap of 1,51', marks([6, '7.51']), 'waits for third'],
    ['three that spread 2,49', marks([5, '7.00'], { third: '7.49' }), 'three: 6.50'],
    ['three that spread 2,50', marks([5, '7.00'], { third: '7.50' }), 'three: 6.50'],
    ['three that spread 2,51', marks([5, '7.00'], { third: '7.51' }), 'waits for panel'],
    ['the panel marks together', marks([5, 7], { third: '7.51', panel: 6 }), 'panel: 6.00'],
    ['two of three equal, however far the other lies', marks([3, 8], { third: 8 }), 'two-equal: 8.00'],
    ['the head takes the second mark', marks([6, 7], { head: [1] }), 'head: 7.00'],
    ['the head takes the mean', marks([6, 7], { head: [0, 1] }), 'head: 6.50'],
    ['the lower mark may come second', marks(['7.75', 7]), 'agreement: 7.38'],
    ['one mark alone', marks([7]), 'waits for marks'],
    ['equal marks', marks([7, 7]), 'agreement: 7.00'],
  ])('%s', (_case, given, expected) => {
    expect(said('literature', given, 10)).toBe(expected);
  });

  it.each([
    [marks([70, '77.5']), 'agreement: 73.75'],
    [marks([60, 75]), 'waits for head'],
    [marks([50, '67.5'], { third: 60 }), 'three: 59.17'],
  ])('ten times the marks on ten times the scale are judged alike', (given, expected) => {
    expect(said('literature', given, 100)).toBe(expected);
  });
});

describe('A third mark at twenty points (scale 100)', () => {
  it.each([
    ['19,99 apart', marks([60, '79.99']), 'agreement: 70.00'],
    ['20 apart', marks([60, 80]), 'waits for third'],
    ['20,01 apart', marks([60, '80.01']), 'waits for third'],
    ['the third is official, whatever it says', marks([60, 80], { third: 95 }), 'third: 95.00'],
    ['a third that nobody needed does not count', marks([60, 70], { third: 95 }), 'agreement: 65.00'],
  ])('%s', (_case, given, expected) => {
    expect(said('third-at-20', given, 100)).toBe(expected);
  });

  it('in points, the limit does not move with the scale', () => {
    const rule = { ...SPREAD_MODELS['third-at-20'], measure: 'points' as const };
    expect(verdictOn(rule, marks([60, 80]), points(200))).toEqual({ settled: false, waitsFor: 'third' });
    expect(verdictOn(SPREAD_MODELS['third-at-20'], marks([60, 80]), points(200))).toMatchObject({ by: 'agreement' });
  });
});

describe('A contest voids marks over 20 points from the mean', () => {
  const rule: SpreadRule = {
    measure: 'points',
    markers: 3,
    voidBeyond: { upTo: '20', inclusive: true },
    text: 'Điều 7',
  };
  it.each([
    ['two of three so far', marks([60, 100]), 'waits for marks'],
    // the mean of 60, 80 and 100 is 80
    ['exactly 20 from it', marks([60, 80, 100]), 'agreement: 80.00'],
    // the mean of 60, 90 and 90.03 is 80.01: 60 lies 20.01 away; (90 + 90.03) / 2 = 90.015
    ['20,01 from it', marks([60, 90, '90.03']), 'far: 90.02'],
    // the mean is 40: 0 lies 40 away, the others 20
    ['all but one within', marks([0, 60, 60]), 'far: 60.00'],
    // the mean is 60: 0, 90 and 90 lie 60, 30 and 30 away
    ['none would stay', marks([0, 90, 90]), 'waits for head'],
    ['… and the head takes the two', marks([0, 90, 90], { head: [1, 2] }), 'head: 90.00'],
  ])('%s', (_case, given, expected) => {
    expect(said(rule, given, 100)).toBe(expected);
  });

  it('in percent the limit grows with the scale', () => {
    // 60, 90 and 90.03 of 200: 20 % are 40 points
    expect(said({ ...rule, measure: 'percent' }, marks([60, 90, '90.03']), 200)).toBe('agreement: 80.01');
  });
});

describe('A contest has every mark void beyond a limit, and its panel marks anew together', () => {
  const rule: SpreadRule = {
    measure: 'points',
    markers: 2,
    bands: [{ upTo: '20', inclusive: true, then: 'agree' }],
    beyond: 'panel',
    third: { as: 'official' },
    text: 'Điều 8',
  };
  it.each([
    ['19,99 apart', marks([60, '79.99']), 'agreement: 70.00'],
    ['20 apart', marks([60, 80]), 'agreement: 70.00'],
    ['20,01 apart', marks([60, '80.01']), 'waits for panel'],
    ['the panel has marked', marks([60, '80.01'], { panel: 75 }), 'panel: 75.00'],
  ])('%s', (_case, given, expected) => {
    expect(said(rule, given, 100)).toBe(expected);
  });
});

describe('Options that are off until a contest asks for them', () => {
  it.each([
    // mean of 60, 80, 100 is 80
    ['exactly 20 from the mean stays', [60, 80, 100], [0, 1, 2]],
    // mean of 60, 80, 100.03 is 80.01: 60 lies 20.01 away, 100.03 lies 20.02 away
    ['20,01 from it is void', ['60', '80', '100.03'], [1]],
    ['one far out', [80, 82, 84, 20], [0, 1, 2]],
    ['none would stay: for people to decide', [0, 100], null],
    ['no marks', [], null],
  ] as const)('marks over 20 points from the mean are void: %s', (_case, given, kept) => {
    const near = (distance: Rational): boolean => compareRationals(distance, points(20)) <= 0;
    expect(withoutFar(given.map(points), near)).toEqual(kept);
  });

  it.each([
    ['one highest and one lowest go', [70, 90, 80, 60], [0, 2]],
    ['of equal ones, one goes at each end', [70, 70, 90, 90], [1, 3]],
    ['all equal: two go', [70, 70, 70], [2]],
    ['two marks have no middle', [70, 80], null],
  ] as const)('highest and lowest: %s', (_case, given, kept) => {
    expect(withoutExtremes(given.map(points))).toEqual(kept);
  });
});
