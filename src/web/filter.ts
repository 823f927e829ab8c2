import { type Instant, plusMilliseconds } from '../kernel/instant.js';
import { Refused } from '../kernel/refusal.js';
import { parseDate } from '../kernel/vietnamese/dates.js';
import { type Day, formatDay, parseDay } from '../kernel/vietnamese/days.js';
import type { Words } from './request.js';

const DAY_MILLISECONDS = 86_400_000;

/** One of the words that a list can be narrowed to; null when none is asked for. Refuses `filter-unknown`. */
export function readChoice<Word extends string>(
  parameter: string,
  typed: unknown,
  among: readonly Word[],
): Word | null {
  if (typed === undefined) return null;
  const found = among.find((word) => word === typed);
  if (found === undefined) throw new Refused({ code: 'filter-unknown', parameter, among });
  return found;
}

/** Words of a shape that a list can be narrowed to, in NFC; null when none are asked for. `takes` says the shape in Vietnamese. Refuses `filter-unreadable`. */
export function readShaped(
  parameter: string,
  typed: unknown,
  { shape, takes }: { shape: RegExp; takes: string },
): string | null {
  if (typed === undefined) return null;
  const words = typeof typed === 'string' ? typed.normalize('NFC').trim() : '';
  if (!shape.test(words)) throw new Refused({ code: 'filter-unreadable', parameter, takes });
  return words;
}

/** Part of a name or number, up to a hundred signs. Refuses `filter-unreadable`. */
export const readPart = (parameter: string, typed: unknown): string | null =>
  readShaped(parameter, typed, { shape: /^[^\0]{1,100}$/, takes: 'từ 1 đến 100 ký tự' });

/** A day of Viet Nam's calendar, YYYY-MM-DD; null when none is asked for. Refuses `filter-unreadable`. */
export function readDay(parameter: string, typed: unknown): Day | null {
  if (typed === undefined) return null;
  const day = typeof typed === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(typed) ? parseDay(typed) : null;
  if (day === null)
    throw new Refused({ code: 'filter-unreadable', parameter, takes: 'một ngày có thật, viết như 2021-11-30' });
  return day;
}

/** Days from the first to the last, both of them whole; null is no bound. */
export interface DaySpan {
  from: Day | null;
  until: Day | null;
}

/** The days between two parameters. Refuses `filter-unreadable`, also of a last day before the first. */
export function readDays(query: Words, names: { from: string; until: string }): DaySpan {
  const from = readDay(names.from, query[names.from]);
  const until = readDay(names.until, query[names.until]);
  if (from !== null && until !== null && until < from)
    throw new Refused({
      code: 'filter-unreadable',
      parameter: names.until,
      takes: `một ngày không trước ngày của ${names.from}`,
    });
  return { from, until };
}

/** `[from, until)`; null is no bound. */
export interface InstantSpan {
  from: Instant | null;
  until: Instant | null;
}

/** The same as instants of Viet Nam's calendar, in which every contest stands. */
export const instantsOf = ({ from, until }: DaySpan): InstantSpan => ({
  from: beginOf(from),
  until: until === null ? null : afterDay(beginOf(until)),
});

const beginOf = (day: Day | null): Instant | null => (day === null ? null : parseDate(formatDay(day)));
const afterDay = (begin: Instant | null): Instant | null =>
  begin === null ? null : plusMilliseconds(begin, DAY_MILLISECONDS);

/** Conditions on a column for the bounds that are set, and no more. `add` takes a value and answers its parameter. */
export const within = (column: string, { from, until }: InstantSpan, add: (value: unknown) => string): string[] => [
  ...(from === null ? [] : [`${column} >= ${add(from)}`]),
  ...(until === null ? [] : [`${column} < ${add(until)}`]),
];
