import { type Instant, plusMilliseconds } from '../kernel/instant.js';
import { localTime, startOfDay } from '../kernel/vietnamese/dates.js';

const HOUR = 3_600_000;
/** From nine in the evening to seven in the morning nobody's telephone is to ring (UX §2, Notices). */
const QUIET_FROM_HOUR = 21;
const QUIET_UNTIL_HOUR = 7;
/** In the last three hours before a deadline it is kinder to ring. */
const URGENT_MILLISECONDS = 3 * HOUR;

/** For so long an office may take back a decision that nobody has seen; until then no mail about it leaves. */
export const TAKE_BACK_MILLISECONDS = 10 * 60_000;

/** When the mail about a decision made at `now` may be thought of: not before it stands for good, unless its deadline comes sooner. */
export function whenItStands(now: Instant, deadlineAt: Instant | null): Instant {
  const stands = plusMilliseconds(now, TAKE_BACK_MILLISECONDS);
  return deadlineAt !== null && deadlineAt <= stands ? now : stands;
}

/** Hours before a deadline at which those who have not finished are reminded. */
export const REMINDER_HOURS = [72, 24, 3] as const;
export type ReminderHours = (typeof REMINDER_HOURS)[number];

/** When a mail told at `now` may leave: at once by day; by night at seven, or three hours before the deadline if that is sooner. */
export function whenToSend(now: Instant, deadlineAt: Instant | null): Instant {
  const { hour } = localTime(now);
  if (hour >= QUIET_UNTIL_HOUR && hour < QUIET_FROM_HOUR) return now;
  const dayStart = startOfDay(now);
  const morning = plusMilliseconds(dayStart, (QUIET_UNTIL_HOUR + (hour >= QUIET_FROM_HOUR ? 24 : 0)) * HOUR);
  if (deadlineAt === null) return morning;
  const urgentFrom = plusMilliseconds(deadlineAt, -URGENT_MILLISECONDS);
  if (urgentFrom >= morning) return morning;
  return urgentFrom > now ? urgentFrom : now;
}

/** Which reminder is due for a deadline: the last of those whose hour has come; null before the first and from the deadline on. */
export function reminderDue(now: Instant, deadlineAt: Instant): ReminderHours | null {
  const left = deadlineAt.getTime() - now.getTime();
  if (left <= 0) return null;
  return REMINDER_HOURS.filter((hours) => left <= hours * HOUR).at(-1) ?? null;
}
