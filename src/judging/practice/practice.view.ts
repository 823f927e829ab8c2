import type { PracticeDossier, PracticeFileFacts } from '../../contests/contest.facts.js';
import type { DossierFileView } from '../../entries/dossier.view.js';
import { filePoints } from '../../kernel/points.js';
import { formatPoints } from '../../kernel/vietnamese/numbers.js';
import { type FormState, freshForm } from '../../web/views/form-state.js';
import { type GuidanceView, hintOf, pointChoices, toGuidance, typedPoints } from '../judge.view.js';
import { judgingPaths } from '../judging.paths.js';
import { pointsField } from '../score.form.js';
import { maximumOf, runningTotal, showHundredths } from '../sheet.total.js';
import { toPracticeFiles } from './practice.files.js';
import type { PracticeMarks } from './practice.repository.js';
import type { PracticePlace } from './practice.service.js';
import { spreadOf } from './practice.spread.js';

/** The samples, and on which the judge has practised. */
export interface PracticeListView {
  contestName: string;
  lines: { title: string; href: string; doneText: string; judgesText: string }[];
  noneText: string | null;
}

export function toPracticeList({ contest, samples }: PracticePlace, marks: readonly PracticeMarks[]): PracticeListView {
  return {
    contestName: contest.name,
    lines: samples.map(({ id, title }, index) => {
      const given = marks.filter(({ practiceId }) => practiceId === id);
      return {
        title,
        href: judgingPaths.practiceOf(String(index + 1)),
        doneText: given.some(({ mine }) => mine) ? 'Đã tập chấm' : 'Chưa tập chấm',
        judgesText: `${given.length} giám khảo`,
      };
    }),
    noneText: samples.length === 0 ? 'Ban Tổ chức chưa lập hồ sơ tập chấm nào.' : null,
  };
}

/** One sample with the judge's form and, once the judge has marked it, how far the panel's marks lie apart: no names. */
export interface PracticeView {
  contestName: string;
  title: string;
  body: string;
  files: DossierFileView[];
  form: FormState;
  action: string;
  version: string;
  rubric: string;
  lockedText: string | null;
  criteria: {
    title: string;
    help: string | null;
    guidance: GuidanceView | null;
    hint: string;
    weight: string;
    max: string;
    step: string;
    choices: string[];
    pointsName: string;
  }[];
  totalText: string;
  maxText: string;
  spread: { title: string; mine: string; lowest: string; middle: string; highest: string; judges: number }[];
  /** Why there is no spread to see yet. */
  spreadText: string | null;
  listHref: string;
}

export function toPractice(given: {
  place: PracticePlace;
  sample: PracticeDossier;
  files: readonly PracticeFileFacts[];
  order: number;
  marks: readonly PracticeMarks[];
  lockedText: string | null;
  form: FormState | null;
}): PracticeView {
  const { place, sample, order, marks } = given;
  const { criteria, versionId } = place.rubric;
  const own = marks.find(({ mine }) => mine);
  const isHidden = own === undefined && given.lockedText === null;
  const words = Object.fromEntries(
    Object.entries(own?.points ?? {}).map(([code, points]) => [pointsField(code), typedPoints(points)]),
  );
  const titles = new Map(criteria.map(({ code, title }) => [code, title]));
  return {
    contestName: place.contest.name,
    title: sample.title,
    body: sample.body,
    files: toPracticeFiles(given.files, { order, isBlind: place.contest.blind.isBlind }),
    form: given.form ?? freshForm(words),
    action: judgingPaths.practiceOf(String(order)),
    version: String(own?.version ?? 0),
    rubric: versionId,
    lockedText: given.lockedText,
    criteria: criteria.map((one) => ({
      title: one.title,
      help: one.help === '' ? null : one.help,
      guidance: toGuidance(one.guidance),
      hint: hintOf(one),
      weight: one.weight,
      max: filePoints(one.max),
      step: filePoints(one.step),
      choices: pointChoices(one).map(typedPoints),
      pointsName: pointsField(one.code),
    })),
    totalText: showHundredths(runningTotal(own?.points ?? {}, criteria)),
    maxText: showHundredths(maximumOf(criteria)),
    // Before the own marks are in, the panel's would pull them along; once practising is over there is nothing to pull.
    spread: isHidden
      ? []
      : spreadOf(
          marks.map(({ points }) => points),
          criteria,
        ).map((one) => ({
          title: titles.get(one.code) ?? one.code,
          mine: own === undefined ? '–' : formatPoints(own.points[one.code] ?? 0),
          lowest: formatPoints(one.lowest),
          middle: formatPoints(one.middle),
          highest: formatPoints(one.highest),
          judges: one.judges,
        })),
    spreadText: isHidden ? 'Chấm xong mẫu này mới xem được điểm của Ban Giám khảo.' : null,
    listHref: judgingPaths.practice,
  };
}
