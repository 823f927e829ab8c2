import { type Instant, type Span, plusMilliseconds } from '../../kernel/instant.js';
import { describeDeadline, describeSpan, formatDate, parseDate } from '../../kernel/vietnamese/dates.js';
import { startOfIsoDay } from '../template.dates.js';

const DAY_MILLISECONDS = 86_400_000;
/** Fifty-two weeks: next year's contest begins on the same day of the week, and so does every date of it. */
export const DAYS_TO_NEXT_YEAR = 364;

/** An instant so many whole days later, at the same hour; Viet Nam has no summer time. */
export const movedInstant = (at: Instant, days: number): Instant => plusMilliseconds(at, days * DAY_MILLISECONDS);

/** A day YYYY-MM-DD, moved. */
export const movedDay = (day: string, days: number): string => isoDayOf(movedInstant(startOfIsoDay(day), days));

/** The day in Viet Nam on which an instant falls, YYYY-MM-DD. */
export const isoDayOf = (at: Instant): string => formatDate(at).split('/').reverse().join('-');

/** Whole days from the day of one instant to a day YYYY-MM-DD. */
export const daysBetween = (from: Instant, day: string): number =>
  Math.round((startOfIsoDay(day).getTime() - startOfIsoDay(isoDayOf(from)).getTime()) / DAY_MILLISECONDS);

/**
 * The printed words of a window with every full date in them moved, so that “trước ngày 01/12/2021” stays a “trước ngày”. Words without a full
 * date, or with a date that lacks its year besides, are made anew from the new bounds.
 */
export function movedWords(printed: string, days: number, span: Span, reads: 'span' | 'deadline'): string {
  let moved = 0;
  const words = printed.replaceAll(/\b\d{1,2}\/\d{1,2}\/\d{4}\b/g, (written) => {
    const at = parseDate(written);
    if (at === null) return written;
    moved += 1;
    return formatDate(movedInstant(at, days));
  });
  const hasOthers = /\d{1,2}\/\d{1,2}(?!\/?\d)/.test(words.replaceAll(/\d{2}\/\d{2}\/\d{4}/g, ''));
  if (moved > 0 && !hasOthers) return words;
  return reads === 'span' ? describeSpan(span) : describeDeadline(span.until);
}
