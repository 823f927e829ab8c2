import type { Instant } from '../../kernel/instant.js';
import { type Day, dayOf, formatDay } from '../../kernel/vietnamese/days.js';
import type { Schedule } from './drive.facts.js';

/** What one report is about: from its first day, due until the end of another. */
export interface Period {
  on: Day;
  dueOn: Day;
}

const DAY = 86_400_000;
const at = (day: Day): number => Date.parse(`${day}T00:00:00Z`);
const dayAt = (milliseconds: number): Day => new Date(milliseconds).toISOString().slice(0, 10);
const plusDays = (day: Day, days: number): Day => dayAt(at(day) + days * DAY);
/** The week begins on Monday (DOMAIN §4.3). */
const mondayOf = (day: Day): Day => plusDays(day, -((new Date(at(day)).getUTCDay() + 6) % 7));
const earlier = (one: Day, other: Day): Day => (one < other ? one : other);

/**
 * The periods of a drive that have begun by a day, the newest first, `most` at most. A weekly one begins on Monday, the first
 * perhaps before the drive, and is due on its weekday; none is due before the drive begins or after it ends. Before the drive: none.
 */
export function periodsUntil(schedule: Schedule, today: Day, most: number): Period[] {
  const { rhythm, startsOn, endsOn } = schedule;
  if (today < startsOn) return [];
  if (rhythm === 'once') return [{ on: startsOn, dueOn: endsOn }];
  const periods: Period[] = [];
  const last = earlier(today, endsOn);
  const step = rhythm === 'weekly' ? 7 : 1;
  const first = rhythm === 'weekly' ? mondayOf(startsOn) : startsOn;
  for (
    let on = rhythm === 'weekly' ? mondayOf(last) : last;
    on >= first && periods.length < most;
    on = plusDays(on, -step)
  )
    periods.push({ on, dueOn: dueOf(schedule, on) });
  return periods;
}

function dueOf({ rhythm, dueWeekday, startsOn, endsOn }: Schedule, on: Day): Day {
  if (rhythm !== 'weekly') return on;
  const due = earlier(plusDays(on, (dueWeekday ?? 7) - 1), endsOn);
  return due < startsOn ? startsOn : due;
}

/** The period of a drive that begins on this day, begun by today; null for every other day. */
export const periodOn = (schedule: Schedule, on: Day, today: Day): Period | null =>
  periodsUntil(schedule, today, Number.MAX_SAFE_INTEGER).find((period) => period.on === on) ?? null;

/** Periods that have been reported on are offered for corrections only while they are among these newest. */
const NEWEST_OFFERED = 8;

/** Which other periods a unit is offered beside the one that it reports on, in their order: each that it owes, however old, and the newest. */
export const otherPeriods = (
  periods: readonly Period[],
  chosen: Pick<Period, 'on'>,
  reportedOn: ReadonlySet<Day>,
): { period: Period; isReported: boolean }[] =>
  periods
    .map((period) => ({ period, isReported: reportedOn.has(period.on) }))
    .filter(({ period, isReported }, index) => period.on !== chosen.on && (!isReported || index < NEWEST_OFFERED));

/** Was it sent after the day on which it was due, in Viet Nam? */
export const isLate = ({ dueOn }: Pick<Period, 'dueOn'>, reportedAt: Instant): boolean => dayOf(reportedAt) > dueOn;

/** "Tuần 25/10–31/10/2021", "Ngày 25/10/2021", "Cả đợt". */
export function sayPeriod({ rhythm }: Pick<Schedule, 'rhythm'>, on: Day): string {
  if (rhythm === 'once') return 'Cả đợt';
  if (rhythm === 'daily') return `Ngày ${formatDay(on)}`;
  return `Tuần ${formatDay(on).slice(0, 5)}–${formatDay(plusDays(on, 6))}`;
}
