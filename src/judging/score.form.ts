import type { CriterionFacts } from '../contests/contest.facts.js';
import type { Hundredths } from '../kernel/points.js';
import { formatPoints, parseTypedPoints } from '../kernel/vietnamese/numbers.js';
import { inQuotes } from '../kernel/vietnamese/quotes.js';
import type { Words } from '../web/request.js';
import type { FieldFault } from '../web/views/form-state.js';
import type { SheetWords } from './sheet.facts.js';

export const MAX_CRITERION_COMMENT = 2_000;
export const MAX_COMMENT = 5_000;

/** The names of the form's fields: one per criterion, as ARCHITECTURE §4 fixes them for other people's scripts. */
export const pointsField = (code: string): string => `points[${code}]`;
export const commentField = (code: string): string => `comments[${code}]`;

/**
 * Reads a posted score form against the criteria: comma or point, 0 to the maximum, a multiple of the step, all exactly in
 * hundredths. An empty field is no points yet and no fault; a field that the form lacks stays as `saved` has it. Fields of
 * criteria that are not in `criteria` are not read. Faults come in the order of the criteria, each in words that name the
 * criterion and what to type.
 */
export function parseScores(
  words: Words,
  criteria: readonly CriterionFacts[],
  saved: SheetWords,
): { scores: SheetWords; faults: FieldFault[] } {
  const points: Record<string, Hundredths> = {};
  const comments: Record<string, string> = {};
  const faults: FieldFault[] = [];
  for (const criterion of criteria) {
    const { [criterion.code]: savedPoints } = saved.points;
    const { [criterion.code]: savedComment = '' } = saved.comments;
    const typed = textOf(words, pointsField(criterion.code))?.trim();
    if (typed === undefined) {
      if (savedPoints !== undefined) points[criterion.code] = savedPoints;
    } else if (typed !== '') {
      const read = readPoints(typed, criterion);
      if ('fault' in read) faults.push({ field: pointsField(criterion.code), text: read.fault });
      else points[criterion.code] = read.hundredths;
    }
    const comment = (textOf(words, commentField(criterion.code)) ?? savedComment).trim();
    if (comment.length > MAX_CRITERION_COMMENT)
      faults.push({
        field: commentField(criterion.code),
        text: `Nhận xét về ${inQuotes(criterion.title)} dài ${comment.length} ký tự. Rút còn ${MAX_CRITERION_COMMENT}.`,
      });
    else if (comment !== '') comments[criterion.code] = comment;
  }
  const comment = (textOf(words, 'comment') ?? saved.comment).trim();
  if (comment.length > MAX_COMMENT)
    faults.push({ field: 'comment', text: `Nhận xét chung dài ${comment.length} ký tự. Rút còn ${MAX_COMMENT}.` });
  return { scores: { points, comments, comment }, faults };
}

/**
 * The same while somebody still types: what cannot be read yet leaves what is saved there as it was.
 */
export function parseDraft(
  words: Words,
  criteria: readonly CriterionFacts[],
  saved: SheetWords,
): { scores: SheetWords; faults: FieldFault[] } {
  const { scores, faults } = parseScores(words, criteria, saved);
  const faulty = new Set(faults.map(({ field }) => field));
  const kept = <Value>(of: Readonly<Record<string, Value>>, nameOf: (code: string) => string): Record<string, Value> =>
    Object.fromEntries(Object.entries(of).filter(([code]) => faulty.has(nameOf(code))));
  return {
    scores: {
      points: { ...scores.points, ...kept(saved.points, pointsField) },
      comments: { ...scores.comments, ...kept(saved.comments, commentField) },
      comment: faulty.has('comment') ? saved.comment : scores.comment,
    },
    faults,
  };
}

function readPoints(typed: string, criterion: CriterionFacts): { hundredths: Hundredths } | { fault: string } {
  const read = parseTypedPoints(typed);
  if ('fault' in read) {
    if (read.fault === 'unclear')
      return {
        fault: `${inQuotes(criterion.title)}: “${typed}” chưa rõ là hàng nghìn hay phần thập phân. ${sayRange(criterion)}`,
      };
    if (read.fault === 'too-many-decimals')
      return { fault: `${inQuotes(criterion.title)}: nhiều nhất hai chữ số sau dấu phẩy. ${sayRange(criterion)}` };
    return { fault: `${inQuotes(criterion.title)}: ${lower(sayRange(criterion))}` };
  }
  if (read.hundredths > criterion.max) return { fault: `${inQuotes(criterion.title)}: ${lower(sayRange(criterion))}` };
  const over = read.hundredths % criterion.step;
  if (over === 0) return read;
  const below = read.hundredths - over;
  // A maximum need not be a multiple of the step; what lies above it is no advice.
  const nearest = [below, below + criterion.step].filter((points) => points <= criterion.max).map(formatPoints);
  return {
    fault: `${inQuotes(criterion.title)}: điểm đi theo bước ${formatPoints(criterion.step)}. Gần nhất là ${nearest.join(' hoặc ')}.`,
  };
}

/** "Nhập số từ 0 đến 20, ví dụ 17,5." (UX §2) */
export const sayRange = (criterion: Pick<CriterionFacts, 'max' | 'step'>): string =>
  `Nhập số từ 0 đến ${formatPoints(criterion.max)}, ví dụ ${formatPoints(examplePoints(criterion))}.`;

/** Seven eighths of the maximum, brought down to the step: 17,5 of 20. */
function examplePoints({ max, step }: Pick<CriterionFacts, 'max' | 'step'>): Hundredths {
  const near = Math.floor((max * 7) / 8);
  return near - (near % step) || max;
}

const lower = (sentence: string): string => sentence.charAt(0).toLowerCase() + sentence.slice(1);

function textOf(words: Words, name: string): string | undefined {
  const value = words[name];
  return typeof value === 'string' ? value.normalize('NFC').replaceAll('\r\n', '\n') : undefined;
}
