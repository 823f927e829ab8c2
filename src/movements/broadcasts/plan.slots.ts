import type { Instant } from '../../kernel/instant.js';
import type { Day } from '../../kernel/vietnamese/days.js';
import type { AirRule, QuietHours } from './plan.facts.js';

/** One broadcast of a plan: a day and a minute of it, in Viet Nam. */
export interface Slot {
  on: Day;
  minute: number;
}

const DAY = 86_400_000;
const MINUTES_A_DAY = 1440;
const at = (day: Day): number => Date.parse(`${day}T00:00:00Z`);
const two = (value: number): string => String(value).padStart(2, '0');

export const plusDays = (day: Day, days: number): Day => new Date(at(day) + days * DAY).toISOString().slice(0, 10);
/** 1 is Monday, 7 Sunday. */
export const weekdayOf = (day: Day): number => ((new Date(at(day)).getUTCDay() + 6) % 7) + 1;
/** The week begins on Monday (DOMAIN §4.3). */
export const mondayOf = (day: Day): Day => plusDays(day, 1 - weekdayOf(day));
/** All days of a span, both ends included; none when it is empty. */
export function daysBetween(from: Day, until: Day): Day[] {
  const days: Day[] = [];
  for (let day = from; day <= until; day = plusDays(day, 1)) days.push(day);
  return days;
}

/** "05:00" */
export const formatMinute = (minute: number): string => `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
/** When a slot begins. */
export const slotAt = ({ on, minute }: Slot): Instant => new Date(`${on}T${formatMinute(minute)}:00+07:00`);

/**
 * The slots of a rule that lie in a span of days, both ends included, in their order. None after the day until which the words are valid,
 * and none from the moment on at which the plan was stopped.
 */
export function slotsOf(rule: AirRule, { from, until }: { from: Day; until: Day }): Slot[] {
  const first = from > rule.startsOn ? from : rule.startsOn;
  const ends = [until, rule.endsOn, ...(rule.validUntil === null ? [] : [rule.validUntil])].sort();
  const weekdays = new Set(rule.weekdays);
  const minutes = [...new Set(rule.minutes)].sort((a, b) => a - b);
  return daysBetween(first, ends[0] ?? until)
    .filter((on) => weekdays.has(weekdayOf(on)))
    .flatMap((on) => minutes.map((minute) => ({ on, minute })))
    .filter((slot) => rule.stoppedAt === null || slotAt(slot) < rule.stoppedAt);
}

/** Is this one of its slots? */
export const hasSlot = (rule: AirRule, slot: Slot): boolean =>
  slotsOf(rule, { from: slot.on, until: slot.on }).some(({ minute }) => minute === slot.minute);

/** Does a broadcast of so many minutes, at least one, that begins at a minute of the day touch the quiet hours? The minute at which they end is free again. */
export function isQuiet(
  minute: number,
  lasts: number,
  { fromMinute, untilMinute }: Pick<QuietHours, 'fromMinute' | 'untilMinute'>,
): boolean {
  if (fromMinute === null || untilMinute === null) return false;
  for (let passed = 0; passed < Math.max(1, lasts); passed += 1) {
    const now = (minute + passed) % MINUTES_A_DAY;
    const inside =
      fromMinute < untilMinute ? now >= fromMinute && now < untilMinute : now >= fromMinute || now < untilMinute;
    if (inside) return true;
  }
  return false;
}

/** Reads "5:00, 17h30; 19:00" as minutes of the day, in order, each once; null for what is no list of times. */
export function readTimes(typed: string): number[] | null {
  const parts = typed.split(/[\s,;]+/u).filter(Boolean);
  const minutes = parts.map((part) => {
    const [, hour, minute] = /^(\d{1,2})(?::|h|g|giờ)(\d{2})?$/u.exec(part) ?? [];
    const value = Number(hour) * 60 + Number(minute ?? 0);
    return hour !== undefined && Number(hour) < 24 && Number(minute ?? 0) < 60 ? value : null;
  });
  if (minutes.length === 0 || minutes.includes(null)) return null;
  return [...new Set(minutes as number[])].sort((a, b) => a - b);
}
