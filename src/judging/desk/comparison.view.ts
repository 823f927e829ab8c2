import type { ContestFacts, FieldFacts } from '../../contests/contest.facts.js';
import { type DossierView, toBlindDossierView, toDossierView } from '../../entries/dossier.view.js';
import { fileHrefsBelow } from '../../entries/entry.paths.js';
import { compareRationals, parseRational, subtract, toDecimal, ZERO } from '../../kernel/rational.js';
import { formatPoints } from '../../kernel/vietnamese/numbers.js';
import { tellPlace } from '../../kernel/vietnamese/places.js';
import type { FormState } from '../../web/views/form-state.js';
import { givenPoints } from '../judge.view.js';
import { judgingPaths } from '../judging.paths.js';
import { blindOf, type Desk } from '../sheet.row.js';
import { runningTotal, showHundredths } from '../sheet.total.js';

/** Two dossiers of a judge's own: own marks and what the communes wrote, nothing of another judge. */
export interface ComparisonView {
  contestName: string;
  form: FormState;
  action: string;
  pair: {
    heads: { number: string; href: string; villageName: string; placeText: string }[];
    marks: { label: string; a: string; b: string; difference: string; comments: { a: string; b: string } | null }[];
    totals: { a: string; b: string; difference: string };
    answers: { label: string; a: string; b: string }[];
  } | null;
}

export function toComparison(given: {
  contest: Pick<ContestFacts, 'name'>;
  fields: readonly FieldFacts[];
  pair: { a: Desk; b: Desk } | null;
  form: FormState;
}): ComparisonView {
  const { pair, fields } = given;
  return {
    contestName: given.contest.name,
    form: given.form,
    action: judgingPaths.comparisonPage,
    pair: pair === null ? null : toPair(pair, fields),
  };
}

function toPair({ a, b }: { a: Desk; b: Desk }, fields: readonly FieldFacts[]): ComparisonView['pair'] {
  // Both may be of another version of the criteria: what one of them lacks is shown as not given.
  const codes = new Set(a.rubric.criteria.map(({ code }) => code));
  const criteria = [...a.rubric.criteria, ...b.rubric.criteria.filter(({ code }) => !codes.has(code))];
  const totalOf = ({ sheet, rubric }: Desk): string => runningTotal(sheet.points, rubric.criteria);
  const [answersOfA, answersOfB] = [answersOf(a, fields), answersOf(b, fields)];
  return {
    heads: [a, b].map(({ entry }) => ({
      number: entry.number,
      href: judgingPaths.sheet(entry.number),
      villageName: entry.villageName,
      placeText: tellPlace(entry.communeName, entry.districtName),
    })),
    marks: criteria.map(({ code, title }) => {
      const comments = { a: a.sheet.comments[code] ?? '', b: b.sheet.comments[code] ?? '' };
      return {
        label: title,
        a: givenPoints(a.sheet.points[code]),
        b: givenPoints(b.sheet.points[code]),
        difference: differenceOf(a.sheet.points[code], b.sheet.points[code]),
        comments: comments.a === '' && comments.b === '' ? null : comments,
      };
    }),
    totals: {
      a: showHundredths(totalOf(a)),
      b: showHundredths(totalOf(b)),
      difference: differenceOfTotals(totalOf(a), totalOf(b)),
    },
    answers: fields.map(({ label }, index) => ({
      label,
      a: answersOfA[index]?.text ?? '–',
      b: answersOfB[index]?.text ?? '–',
    })),
  };
}

/** The same for totals, exact decimal text in hundredths. */
function differenceOfTotals(a: string, b: string): string {
  const [one, other] = [parseRational(a) ?? ZERO, parseRational(b) ?? ZERO];
  const sign = compareRationals(one, other);
  if (sign === 0) return 'bằng nhau';
  const gap = sign > 0 ? subtract(one, other) : subtract(other, one);
  return `${sign > 0 ? '+' : '−'}${showHundredths(toDecimal(gap, { decimals: 4, mode: 'half-up' }).replace(/\.?0+$/, ''))}`;
}

function answersOf(desk: Desk, fields: readonly FieldFacts[]): DossierView['answers'] {
  const facts = { entry: desk.entry, fields, slots: [], files: [], members: null };
  const [hrefs, blind] = [fileHrefsBelow(''), blindOf(desk)];
  return (blind.isBlind ? toBlindDossierView(facts, hrefs, blind) : toDossierView(facts, hrefs)).answers;
}

/** "+0,5" where the first has more, "−0,5" where it has less, “bằng nhau” where they are equal; '' unless both are given. */
function differenceOf(a: number | undefined, b: number | undefined): string {
  if (a === undefined || b === undefined) return '';
  if (a === b) return 'bằng nhau';
  return `${a > b ? '+' : '−'}${formatPoints(Math.abs(a - b))}`;
}
