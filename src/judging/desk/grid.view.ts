import type { ContestFacts, CriterionFacts, RubricVersionId } from '../../contests/contest.facts.js';
import { filePoints } from '../../kernel/points.js';
import type { Refusal } from '../../kernel/refusal.js';
import { formatPoints } from '../../kernel/vietnamese/numbers.js';
import type { FieldFault, FormState } from '../../web/views/form-state.js';
import { type Paging, pagingOf, type StatusWord } from '../../web/views/page.js';
import type { JudgeStanding } from '../judge.list.js';
import { givenPoints, savedWords, sayCounts } from '../judge.view.js';
import { judgingPaths } from '../judging.paths.js';
import { inRound, type RoundChoice, roundChoice } from '../round.choice.js';
import { pointsField } from '../score.form.js';
import { PROGRESS_WORDS } from '../sheet.moves.js';
import type { OwnSheet } from '../sheet.repository.js';
import { showHundredths } from '../sheet.total.js';

/** All of a judge's sheets of one page as a table: a row an entry, a column a criterion. */
export interface GridView {
  contestName: string;
  choice: RoundChoice;
  lead: string;
  form: FormState | null;
  rubric: string;
  pageNumber: number;
  lockedText: string | null;
  columns: { code: string; title: string; limits: string }[];
  rows: GridRowView[];
  noneText: string | null;
  listHref: string;
  paging: Paging | null;
}

export interface GridRowView {
  number: string;
  rowId: string;
  formId: string;
  href: string;
  villageName: string;
  communeName: string;
  status: StatusWord;
  totalText: string;
  /** Null when this row cannot be written now; `note` says why then, unless the whole round is locked. */
  form: { action: string; autosave: string | null; version: string } | null;
  note: string | null;
  cells: GridCellView[];
  /** What is wrong with the row as it was sent, a sentence each. */
  faults: string[];
  /** What is saved, where that is not what the row shows. */
  savedText: string | null;
}

export interface GridCellView {
  name: string;
  fieldId: string;
  label: string;
  value: string;
  given: string;
  weight: string;
  step: string;
  max: string;
  isFaulty: boolean;
}

/** The row that was sent and refused. */
export interface SentRow {
  number: string;
  state: FormState;
  refusal: Refusal | null;
}

/** The page of the table, as it was typed, at one entry's row. */
export function gridHref(typedPage: unknown, number: string): string {
  const page =
    typeof typedPage === 'string' && /^[1-9]\d{0,6}$/.test(typedPage) && typedPage !== '1' ? typedPage : null;
  return `${judgingPaths.grid}${page === null ? '' : `?trang=${page}`}#${rowIdOf(number)}`;
}

const rowIdOf = (number: string): string => `d-${number}`;
const cellIdOf = (number: string, code: string): string => `o-${number}-${code}`;

export function toGrid(given: {
  contest: Pick<ContestFacts, 'name'>;
  place: NonNullable<JudgeStanding['place']>;
  rubric: { versionId: RubricVersionId; criteria: readonly CriterionFacts[] };
  sheets: readonly { sheet: OwnSheet; refusal: Refusal | null }[];
  lockedText: string | null;
  sent: (SentRow & { sentence: string | null }) | null;
  page: number;
  total: number;
  pageSize: number;
}): GridView {
  const { place, rubric, sheets, sent } = given;
  const here = (href: string): string => inRound(href, place.round, place.rounds);
  return {
    contestName: given.contest.name,
    choice: roundChoice(judgingPaths.grid, place.round, place.rounds),
    lead: `${sayCounts(place.judge.counts, {})}.`,
    form: sent && summaryOf(sent),
    rubric: rubric.versionId,
    pageNumber: given.page,
    lockedText: given.lockedText,
    columns: rubric.criteria.map((one) => ({
      code: one.code,
      title: one.title,
      limits: `0–${formatPoints(one.max)}`,
    })),
    rows: sheets.map((one) =>
      toRow({
        ...one,
        rubric,
        isLocked: given.lockedText !== null,
        sent: sent?.number === one.sheet.number ? sent : null,
      }),
    ),
    noneText: sheets.length === 0 ? 'Chưa được phân công chấm hồ sơ nào.' : null,
    listHref: here(judgingPaths.list),
    paging:
      given.total <= given.pageSize
        ? null
        : pagingOf({ ...given, hrefOf: (page) => here(`${judgingPaths.grid}?trang=${page}`) }),
  };
}

function toRow(given: {
  sheet: OwnSheet;
  refusal: Refusal | null;
  rubric: { criteria: readonly CriterionFacts[] };
  isLocked: boolean;
  sent: (SentRow & { sentence: string | null }) | null;
}): GridRowView {
  const { sheet, sent, rubric } = given;
  const saved = savedWords(sheet, rubric.criteria);
  const { number } = sheet;
  const faults = faultsOf(sent);
  // A form of points that cannot be read goes on from the version it was opened at; one that is stale has shown what is saved.
  const isStale = sent !== null && faults.length === 0;
  const version = sent !== null && !isStale ? valueOf(sent.state, 'version') : String(sheet.version);
  return {
    number,
    rowId: rowIdOf(number),
    formId: `r-${number}`,
    href: judgingPaths.sheet(number),
    villageName: sheet.villageName,
    communeName: sheet.communeName,
    status: PROGRESS_WORDS[sheet.progress],
    totalText: sheet.totalHundredths === null ? '–' : showHundredths(sheet.totalHundredths),
    form:
      given.refusal === null
        ? {
            action: judgingPaths.gridRow(number),
            autosave: isStale ? null : judgingPaths.autosave(number),
            version,
          }
        : null,
    note: noteOf(sheet, given),
    cells: rubric.criteria.map((one) => ({
      name: pointsField(one.code),
      fieldId: cellIdOf(number, one.code),
      label: `${one.title}, ${sheet.villageName}`,
      value: sent === null ? (saved[pointsField(one.code)] ?? '') : valueOf(sent.state, pointsField(one.code)),
      given: givenPoints(sheet.points[one.code]),
      weight: one.weight,
      step: filePoints(one.step),
      max: filePoints(one.max),
      isFaulty: faults.some(({ field }) => field === pointsField(one.code)),
    })),
    faults: sent === null ? [] : faults.length > 0 ? faults.map(({ text }) => text) : [sent.sentence ?? ''],
    savedText: isStale
      ? rubric.criteria.map(({ code }) => `${code}: ${givenPoints(sheet.points[code])}`).join('; ')
      : null,
  };
}

function noteOf(sheet: OwnSheet, { refusal, isLocked }: { refusal: Refusal | null; isLocked: boolean }): string | null {
  if (!sheet.judgeable) return 'Không còn trong diện chấm';
  if (sheet.state === 'reopened') return `Mở lại: ${sheet.reopenedReason ?? ''}`;
  return refusal === null || isLocked || sheet.state === 'signed' ? null : 'Không chấm được lúc này';
}

const faultsOf = (sent: SentRow | null): FieldFault[] =>
  sent?.refusal?.code === 'points-faulty' ? (sent.refusal['faults'] as FieldFault[]) : [];

/** What is said above the table leads to the cells of that row. */
function summaryOf(sent: SentRow & { sentence: string | null }): FormState {
  const faults = faultsOf(sent);
  const at = (field: string): string => cellIdOf(sent.number, field.replace(/^points\[|\]$/g, ''));
  const summary =
    faults.length > 0
      ? faults.map(({ field, text }) => ({ href: `#${at(field)}`, text: `${sent.number}: ${text}` }))
      : [{ href: `#${rowIdOf(sent.number)}`, text: `${sent.number}: ${sent.sentence ?? ''}` }];
  return { ...sent.state, summary };
}

const valueOf = (state: FormState, name: string): string => {
  const value = state.values[name] ?? '';
  return typeof value === 'string' ? value : (value[0] ?? '');
};
