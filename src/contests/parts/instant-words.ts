import type { Instant } from '../../kernel/instant.js';
import { formatDate, formatTime } from '../../kernel/vietnamese/dates.js';

/** An instant as the two fields of a date-time show it; both empty for none. */
export const instantWords = (name: string, at: Instant | null): Record<string, string> => ({
  [name]: at === null ? '' : formatDate(at),
  [`${name}Time`]: at === null ? '' : formatTime(at),
});

/** A calendar day YYYY-MM-DD as it is typed: 25/10/2021; '' for none. */
export const dayWords = (day: string | null): string => (day === null ? '' : day.split('-').reverse().join('/'));
