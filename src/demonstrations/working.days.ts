import { type Instant, plusMilliseconds } from '../kernel/instant.js';
import { localTime, startOfDay } from '../kernel/vietnamese/dates.js';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** Midnight at which the `count`-th working day after the day of an instant begins; Saturdays and Sundays are none. */
export function workingDayAfter(at: Instant, count: number): Instant {
  let day = startOfDay(at);
  for (let left = count; left > 0;) {
    day = plusMilliseconds(day, DAY);
    if (isWorkingDay(day)) left -= 1;
  }
  return day;
}

const isWorkingDay = (day: Instant): boolean => ![0, 6].includes(localTime(day).weekday);
