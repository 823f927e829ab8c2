import type { Instant } from '../instant.js';
import { localTime, parseDate } from './dates.js';

/** A day of the calendar without a time, as text YYYY-MM-DD: sorts as it reads, and is what PostgreSQL's `date` gives us. */
export type Day = string;

const two = (value: number): string => String(value).padStart(2, '0');

/** The day that is shown on a calendar in Viet Nam at an instant. */
export function dayOf(at: Instant): Day {
  const { year, month, day } = localTime(at);
  return `${year}-${two(month)}-${two(day)}`;
}

/** "2025-07-01" is "01/07/2025". */
export const formatDay = (day: Day): string => day.split('-').reverse().join('/');

/** Reads "01/07/2025", "1/7/2025" or "2025-07-01"; null for a day that does not exist and for all else. */
export function parseDay(typed: string): Day | null {
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(typed.trim());
  const at = parseDate(iso ? `${iso[3]}/${iso[2]}/${iso[1]}` : typed);
  return at === null ? null : dayOf(at);
}

/** The day before: the last one inside a span `[from, to)`. */
export const dayBefore = (day: Day): Day =>
  new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
