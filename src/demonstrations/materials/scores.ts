import type { Hundredths } from '../../kernel/points.js';
import { type SeededRandom, seededRandom } from './seeded-random.js';

/** A criterion as the plan needs it. `step` is the least difference of points that a judge may give. */
export interface PlannedCriterion {
  max: Hundredths;
  step: Hundredths;
}

/** One judge's points for one entry, in the order of the criteria. */
export interface PlannedSheet {
  entry: string;
  judge: string;
  points: Hundredths[];
}

/**
 * Means of the first twelve, in hundredths of a rubric of 100 points. With a floor of 85 on the second tier and tiers of
 * 1, 2, 3 and 5: first 91,4; second 88,2; 84,6 is below the floor, so one second prize is withheld and it takes a third;
 * fifth and sixth are equal across the last third and the first encouragement prize; eighth and ninth are equal inside
 * encouragement; eleventh and twelfth have equal means too, but differ in every criterion, so that any tie-break tells them apart.
 */
const HEAD: readonly { mean: Hundredths; profile: string }[] = [
  { mean: 9140, profile: 'nhất' },
  { mean: 8820, profile: 'nhì' },
  { mean: 8460, profile: 'ba' },
  { mean: 8390, profile: 'tư' },
  { mean: 8270, profile: 'bằng điểm ở ranh giới' },
  { mean: 8270, profile: 'bằng điểm ở ranh giới' },
  { mean: 8130, profile: 'bảy' },
  { mean: 8050, profile: 'bằng điểm trong giải khuyến khích' },
  { mean: 8050, profile: 'bằng điểm trong giải khuyến khích' },
  { mean: 7980, profile: 'mười' },
  { mean: 7850, profile: 'lệch lên' },
  { mean: 7850, profile: 'lệch xuống' },
];
const OF_HUNDRED = 10_000;
/** Where one judge stands far from the others, so that the page of spreads has something to show: the 18th entry. */
const DISPUTED = 17;
/** Points out of 100 that each judge gives above or below the others, in turn. */
const SEVERITY = [1.2, -0.8, 0.2, 0.9, -1.5];

/**
 * A plan of scores that ranks `entries` as given, best first, with two ties as described above and no other, under a plain mean
 * rounded to two decimals. It holds for a rubric of 100 points in all with weights of 1, steps of 0,25 or 0,5 point and
 * 2 to 8 judges; a RangeError for fewer than twelve entries. Sheets come entry by entry, judges in the order given.
 */
export function planScores(
  entries: readonly string[],
  judges: readonly string[],
  criteria: readonly PlannedCriterion[],
): PlannedSheet[] {
  if (entries.length < HEAD.length) throw new RangeError(`the plan needs ${HEAD.length} entries or more`);
  const tail = seededRandom('điểm các hồ sơ còn lại');
  let mean = HEAD.at(-1)?.mean ?? 0;
  return entries.flatMap((entry, place) => {
    const head = HEAD[place];
    mean = head?.mean ?? mean - 10 * tail.between(3, 10);
    const sums = criterionSums(mean, head?.profile ?? entry, judges.length, criteria);
    const columns = sums.map((sum, index) =>
      shareOut(sum, criteria[index] as PlannedCriterion, judges.length, {
        random: seededRandom(`${entry}/${index}`),
        disputed: place === DISPUTED,
      }),
    );
    return judges.map((judge, row) => ({ entry, judge, points: columns.map((column) => column[row] ?? 0) }));
  });
}

const toStep = (value: number, step: Hundredths): Hundredths => Math.round(value / step) * step;

/** What all judges together give in each criterion; the sums add up to the mean exactly. Equal profiles give equal sums. */
function criterionSums(
  mean: Hundredths,
  profile: string,
  judges: number,
  criteria: readonly PlannedCriterion[],
): Hundredths[] {
  const maxOfAll = criteria.reduce((sum, { max }) => sum + max, 0);
  const total = (mean / OF_HUNDRED) * maxOfAll * judges;
  const random = seededRandom(`${profile}/thế mạnh`);
  const lean = profile === 'lệch lên' ? 0.012 : profile === 'lệch xuống' ? -0.012 : null;
  let rest = total;
  return criteria.map(({ max, step }, index) => {
    if (index === criteria.length - 1) return toStep(rest, step);
    const tilt = lean ?? (random.next() - 0.5) * 0.04;
    const sum = toStep(max * judges * (mean / OF_HUNDRED + tilt), step);
    rest -= sum;
    return sum;
  });
}

/** Parts of `sum`, one a judge, each a multiple of the step within 0…max, differing as judges differ. */
function shareOut(
  sum: Hundredths,
  { max, step }: PlannedCriterion,
  judges: number,
  taste: { random: SeededRandom; disputed: boolean },
): Hundredths[] {
  const mean = sum / judges;
  const parts = Array.from({ length: judges }, (_, judge) => {
    const severity = ((SEVERITY[judge % SEVERITY.length] ?? 0) / 100) * max;
    const dispute = taste.disputed ? (judge === 2 ? -0.16 : 0.04) * max : 0;
    const mood = (taste.random.next() - 0.5) * 0.05 * max;
    return Math.min(max, Math.max(0, toStep(mean + severity + dispute + mood, step)));
  });
  let missing = sum - parts.reduce((all, part) => all + part, 0);
  for (let turn = 0; missing !== 0 && turn < judges * 1000; turn += 1) {
    const judge = turn % judges;
    const moved = (parts[judge] ?? 0) + Math.sign(missing) * step;
    if (moved < 0 || moved > max) continue;
    parts[judge] = moved;
    missing -= Math.sign(missing) * step;
  }
  return parts;
}
