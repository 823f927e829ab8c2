import type { CriterionFacts, CriterionGuidance } from '../contests/contest.facts.js';
import type { DossierView } from '../entries/dossier.view.js';
import { filePoints, type Hundredths } from '../kernel/points.js';
import type { Refusal } from '../kernel/refusal.js';
import { formatDateTime } from '../kernel/vietnamese/dates.js';
import { formatDecimal, formatPoints } from '../kernel/vietnamese/numbers.js';
import { tellPlace } from '../kernel/vietnamese/places.js';
import type { DifferenceRow } from '../web/views/difference.js';
import { type FormState, freshForm } from '../web/views/form-state.js';
import type { StatusWord } from '../web/views/page.js';
import { judgingPaths } from './judging.paths.js';
import type { SheetProgress } from './round.facts.js';
import { commentField, parseScores, pointsField } from './score.form.js';
import { type SheetFacts, UNWRITTEN } from './sheet.facts.js';
import { PROGRESS_WORDS } from './sheet.moves.js';
import type { Desk } from './sheet.row.js';
import { maximumOf, runningTotal, showHundredths } from './sheet.total.js';

/** A judge's page about one entry. Everything on it is the judge's own or the commune's; nothing comes from another judge. */
export interface SheetPageView {
  number: string;
  villageName: string;
  placeText: string;
  countsText: string;
  status: StatusWord;
  dossier: DossierView | null;
  form: FormState;
  action: string;
  /** Where the page saves by itself; null while it shows two versions to choose between, which only a press may settle. */
  autosave: string | null;
  version: number;
  rubric: string;
  canScore: boolean;
  /** Why the sheet cannot be written now; null when it can. */
  lockedText: string | null;
  /** Words that were sent and not written, when there is no form to show them in. */
  unwritten: { label: string; value: string }[];
  /** Words typed for criteria that are no more. */
  leftover: { label: string; value: string }[];
  difference: DifferenceRow[];
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
    commentName: string;
    given: string;
    comment: string | null;
  }[];
  comment: string | null;
  totalText: string;
  maxText: string;
  savedText: string | null;
  reopenedReason: string | null;
  sampleNotes: string;
  recusalHref: string | null;
  previousHref: string | null;
  nextHref: string | null;
  laterHref: string | null;
}

/** What earns how much, beside the field. */
export interface GuidanceView {
  levels: { label: string; text: string }[];
  examples: string[];
}

export interface Neighbours {
  previous: string | null;
  next: string | null;
  nextLeft: string | null;
}

export interface SheetPageParts {
  desk: Desk;
  /** The round that the address names; links to other sheets keep to it. Null: the newest. */
  named: number | null;
  neighbours: Neighbours;
  lost: Partial<Record<SheetProgress, number>>;
  dossier: DossierView | null;
  /** What stands in the way of writing, as the policy says, with its sentence. */
  locked: { refusal: Refusal; sentence: string } | null;
  canRecuse: boolean;
  /** The words of a form that was just refused; null when the page is simply opened. */
  sent: { state: FormState; refusal: Refusal | null } | null;
}

export function toSheetPage(parts: SheetPageParts): SheetPageView {
  const { desk, neighbours, sent, locked } = parts;
  const { sheet, entry, rubric } = desk;
  const saved = savedWords(sheet, rubric.criteria);
  const canScore = locked === null;
  const form = sent?.state ?? freshForm(saved);
  const code = sent?.refusal?.code ?? null;
  const kept = parts.named === null ? '' : `?vong=${parts.named}`;
  const hrefOf = (number: string | null): string | null =>
    number === null ? null : `${judgingPaths.sheet(number)}${kept}`;
  return {
    number: entry.number,
    villageName: entry.villageName,
    placeText: tellPlace(entry.communeName, entry.districtName),
    countsText: sayCounts(desk.judge.counts, parts.lost),
    status: PROGRESS_WORDS[sheet.progress],
    dossier: parts.dossier,
    form: canScore ? form : { ...freshForm(saved), summary: form.summary },
    action: judgingPaths.sheet(entry.number),
    autosave: sent === null || code === 'points-faulty' ? judgingPaths.autosave(entry.number) : null,
    version: sheet.version,
    rubric: rubric.versionId,
    canScore,
    lockedText: locked?.sentence ?? null,
    unwritten: canScore || sent === null ? [] : typedWords(sent.state, rubric.criteria),
    leftover: canScore && sent !== null ? leftoverWords(sent.state, rubric.criteria) : [],
    difference:
      canScore && sent !== null && code === 'sheet-stale' ? differences(sent.state, saved, rubric.criteria) : [],
    criteria: rubric.criteria.map((criterion) => ({
      title: criterion.title,
      help: criterion.help === '' ? null : criterion.help,
      guidance: toGuidance(criterion.guidance),
      hint: hintOf(criterion),
      weight: criterion.weight,
      max: filePoints(criterion.max),
      step: filePoints(criterion.step),
      choices: pointChoices(criterion).map(typedPoints),
      pointsName: pointsField(criterion.code),
      commentName: commentField(criterion.code),
      given: givenPoints(sheet.points[criterion.code]),
      comment: sheet.comments[criterion.code] ?? null,
    })),
    comment: sheet.comment === '' ? null : sheet.comment,
    totalText: showHundredths(runningTotalOf(form, desk)),
    maxText: showHundredths(maximumOf(rubric.criteria)),
    savedText: sheet.savedAt === null ? null : formatDateTime(sheet.savedAt),
    reopenedReason: sheet.state === 'reopened' ? sheet.reopenedReason : null,
    sampleNotes: desk.contest.sampleNotes,
    recusalHref: parts.canRecuse ? judgingPaths.recusal(entry.number) : null,
    previousHref: hrefOf(neighbours.previous),
    nextHref: hrefOf(neighbours.next),
    laterHref: hrefOf(neighbours.nextLeft),
  };
}

/** "Đã chấm 12/45, còn 33". `lost`: sheets of entries that have left the contest, which count neither way. */
export function sayCounts(
  counts: Readonly<Record<SheetProgress, number>>,
  lost: Partial<Record<SheetProgress, number>>,
): string {
  const { done, left } = doneAndLeft(counts, lost);
  return left === 0 ? `Đã chấm đủ ${done} hồ sơ` : `Đã chấm ${done}/${done + left} hồ sơ, còn ${left}`;
}

export function doneAndLeft(
  counts: Readonly<Record<SheetProgress, number>>,
  lost: Partial<Record<SheetProgress, number>>,
): { done: number; left: number } {
  const of = (progress: SheetProgress): number => counts[progress] - (lost[progress] ?? 0);
  return { done: of('done') + of('signed'), left: of('none') + of('draft') };
}

/** What is saved, as it would have been typed. */
export function savedWords(
  sheet: Pick<SheetFacts, 'points' | 'comments' | 'comment'>,
  criteria: readonly CriterionFacts[],
): Record<string, string> {
  const words: Record<string, string> = { comment: sheet.comment };
  for (const { code } of criteria) {
    const points = sheet.points[code];
    words[pointsField(code)] = points === undefined ? '' : typedPoints(points);
    words[commentField(code)] = sheet.comments[code] ?? '';
  }
  return words;
}

/** Points as one types them: without dots between thousands, which would be refused as unclear. */
export const typedPoints = (hundredths: Hundredths): string => filePoints(hundredths).replace('.', ',');

export const givenPoints = (hundredths: Hundredths | undefined): string =>
  hundredths === undefined ? '–' : formatPoints(hundredths);

export function toGuidance({ low, middle, high, examples }: CriterionGuidance): GuidanceView | null {
  const levels = [
    { label: 'Điểm thấp', text: low },
    { label: 'Điểm trung bình', text: middle },
    { label: 'Điểm cao', text: high },
  ].filter(({ text }) => text !== '');
  const lines = examples.split('\n').filter((line) => line.trim() !== '');
  return levels.length === 0 && lines.length === 0 ? null : { levels, examples: lines };
}

const NICE_UNITS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000].map((tens) => tens * 10);
const MOST_CHOICES = 11;

/**
 * The values that stand as buttons beside a criterion's field, ascending, in hundredths: every multiple of the finest round unit
 * that its step allows and that makes eleven buttons at most. 0 to 40 by 0,25 gives 0, 5, 10 … 40; the field takes the rest.
 */
export function pointChoices({ max, step }: Pick<CriterionFacts, 'max' | 'step'>): Hundredths[] {
  const fits = (unit: number): boolean => unit % step === 0 && Math.floor(max / unit) + 1 <= MOST_CHOICES;
  const unit = [step, ...NICE_UNITS].find(fits);
  return unit === undefined ? [] : Array.from({ length: Math.floor(max / unit) + 1 }, (_, index) => index * unit);
}

export function hintOf({ max, step, weight }: CriterionFacts): string {
  const times = weight === '1' ? '' : `, hệ số ${formatDecimal(weight)}`;
  return `Từ 0 đến ${formatPoints(max)}, bước ${formatPoints(step)}${times}`;
}

/** The total of what stands in the form: what can be read of it counts, the rest not yet. */
const runningTotalOf = (form: FormState, { rubric }: Desk): string =>
  runningTotal(parseScores(form.values, rubric.criteria, UNWRITTEN).scores.points, rubric.criteria);

const valueOf = (form: FormState, name: string): string => {
  const value = form.values[name] ?? '';
  return typeof value === 'string' ? value : (value[0] ?? '');
};

const labelled = (criteria: readonly CriterionFacts[]): { name: string; label: string }[] => [
  ...criteria.flatMap(({ code, title }) => [
    { name: pointsField(code), label: `Điểm: ${title}` },
    { name: commentField(code), label: `Nhận xét: ${title}` },
  ]),
  { name: 'comment', label: 'Nhận xét chung' },
];

const typedWords = (form: FormState, criteria: readonly CriterionFacts[]): { label: string; value: string }[] => [
  ...labelled(criteria)
    .map(({ name, label }) => ({ label, value: valueOf(form, name) }))
    .filter(({ value }) => value.trim() !== ''),
  ...leftoverWords(form, criteria),
];

/** Points and comments for codes that the rubric no longer has. */
function leftoverWords(form: FormState, criteria: readonly CriterionFacts[]): { label: string; value: string }[] {
  const known = new Set(labelled(criteria).map(({ name }) => name));
  return Object.keys(form.values)
    .filter((name) => /^(points|comments)\[/.test(name) && !known.has(name))
    .map((name) => ({
      label: `${name.startsWith('points') ? 'Điểm' : 'Nhận xét'}, tiêu chí cũ ${name.replace(/^\w+\[|\]$/g, '')}`,
      value: valueOf(form, name),
    }))
    .filter(({ value }) => value.trim() !== '');
}

function differences(
  form: FormState,
  saved: Record<string, string>,
  criteria: readonly CriterionFacts[],
): DifferenceRow[] {
  return labelled(criteria)
    .map(({ name, label }) => {
      const [mine, kept] = [valueOf(form, name).trim(), saved[name] ?? ''];
      return { label, mine, saved: kept, differs: mine.replace('.', ',') !== kept };
    })
    .filter(({ mine, saved: kept }) => mine !== '' || kept !== '');
}
