import type { CriterionFacts } from '../../contests/contest.facts.js';
import { formatPoints } from '../../kernel/vietnamese/numbers.js';
import { tellPlace } from '../../kernel/vietnamese/places.js';
import type { LockedColumn, LockedSheet } from '../../press/locked-workbook.js';
import { commentField, MAX_COMMENT, MAX_CRITERION_COMMENT, pointsField, sayRange } from '../score.form.js';
import type { OwnSheet } from '../sheet.repository.js';
import { type FileOrigin, fileMark, lineMark } from './return.marks.js';

/** The columns ahead of those that are written on. */
export const LOCKED_HEADERS = ['STT', 'Mã hồ sơ', 'Đơn vị dự thi', 'Bản'] as const;

/** A column that is written on: the field of the score form that it stands for. */
export interface AnswerColumn extends LockedColumn {
  field: string;
}

/** The open columns in order: points of every criterion, comments of every criterion, the comment on the whole. */
export const answerColumns = (criteria: readonly CriterionFacts[]): AnswerColumn[] => [
  ...criteria.map((one): AnswerColumn => ({
    field: pointsField(one.code),
    header: `Điểm ${one.code} (0–${formatPoints(one.max)}): ${one.title}`,
    width: 16,
    check: { kind: 'points', most: one.max, hint: `${sayRange(one)} Bước ${formatPoints(one.step)}.` },
  })),
  ...criteria.map((one): AnswerColumn => ({
    field: commentField(one.code),
    header: `Nhận xét ${one.code}`,
    width: 24,
    check: {
      kind: 'text',
      maxLength: MAX_CRITERION_COMMENT,
      hint: `Nhận xét về “${one.title}”, nhiều nhất ${MAX_CRITERION_COMMENT} ký tự.`,
    },
  })),
  {
    field: 'comment',
    header: 'Nhận xét chung',
    width: 40,
    check: { kind: 'text', maxLength: MAX_COMMENT, hint: `Nhiều nhất ${MAX_COMMENT} ký tự.` },
  },
];

/** "Bản Hon, xã Bản Hon, huyện Tam Đường", or "Hồ sơ K0123456789" where judging is blind: how a line of the file calls the dossier. */
export const placeOf = ({
  villageName,
  communeName,
  districtName,
}: Pick<OwnSheet, 'villageName' | 'communeName' | 'districtName'>): string =>
  tellPlace(villageName, communeName, districtName);

/** A judge's sheets to be filled in away from the platform, with what is saved already. `heading`: lines for the judge to read. */
export function toScoreSheet(
  file: FileOrigin,
  {
    criteria,
    sheets,
    heading,
  }: { criteria: readonly CriterionFacts[]; sheets: readonly OwnSheet[]; heading: readonly string[] },
): LockedSheet {
  const columns = answerColumns(criteria);
  return {
    name: 'Phiếu chấm',
    heading: [...heading, fileMark(file)],
    columns: [
      { header: LOCKED_HEADERS[0], width: 6, check: null },
      { header: LOCKED_HEADERS[1], width: 24, check: null },
      { header: LOCKED_HEADERS[2], width: 36, check: null },
      { header: LOCKED_HEADERS[3], width: 12, check: null },
      ...columns,
    ],
    rows: sheets.map((sheet, index) => [
      String(index + 1),
      sheet.number,
      placeOf(sheet),
      lineMark(file, { number: sheet.number, place: placeOf(sheet), version: sheet.version }),
      ...criteria.map(({ code }) => sheet.points[code] ?? null),
      ...criteria.map(({ code }) => sheet.comments[code] ?? null),
      sheet.comment === '' ? null : sheet.comment,
    ]),
    frozenColumns: 2,
  };
}
