import type { CriterionFacts } from '../contests/contest.facts.js';
import { formatPoints } from '../kernel/vietnamese/numbers.js';
import { commentField, pointsField } from './score.form.js';
import type { SheetWords } from './sheet.facts.js';

/** One thing that can be written on a sheet: its field in the score form, its name, and how people read what stands there. */
export interface SheetCell {
  field: string;
  label: string;
  /** "17,5"; '' where nothing is written. */
  textOf: (words: SheetWords) => string;
}

/** The cells of a sheet in order: points of every criterion, comments of every criterion, the comment on the whole. */
export const sheetCells = (criteria: readonly CriterionFacts[]): SheetCell[] => [
  ...criteria.map(({ code, title }): SheetCell => ({
    field: pointsField(code),
    label: `Điểm ${code}: ${title}`,
    textOf: ({ points }) => (points[code] === undefined ? '' : formatPoints(points[code])),
  })),
  ...criteria.map(({ code }): SheetCell => ({
    field: commentField(code),
    label: `Nhận xét ${code}`,
    textOf: ({ comments }) => comments[code] ?? '',
  })),
  { field: 'comment', label: 'Nhận xét chung', textOf: ({ comment }) => comment },
];
