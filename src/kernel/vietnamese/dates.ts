import { type Instant, type Span, plusMilliseconds } from '../instant.js';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Asia/Ho_Chi_Minh: UTC+7 the whole year, since 1975 without exception, so no time zone table is needed. */
const OFFSET = 7 * HOUR;
const WEEKDAYS = ['Chủ nhật', 'thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy'];

/** What calendar and clock on a wall in Viet Nam show. Months count from 1; `weekday` is 0 for Sunday to 6 for Saturday. */
export interface LocalTime {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  millisecond: number;
  weekday: number;
}

/** Calendar and clock in Viet Nam at an instant. */
export function localTime(at: Instant): LocalTime {
  const shifted = plusMilliseconds(at, OFFSET);
  return {
    year: shifted.getUTCFullYear(),
    month: shifted.getUTCMonth() + 1,
    day: shifted.getUTCDate(),
    hour: shifted.getUTCHours(),
    minute: shifted.getUTCMinutes(),
    second: shifted.getUTCSeconds(),
    millisecond: shifted.getUTCMilliseconds(),
    weekday: shifted.getUTCDay(),
  };
}

/** The instant at which a day of Viet Nam's calendar begins, for the day that `at` falls on. */
export const startOfDay = (at: Instant): Instant => new Date(Math.floor((at.getTime() + OFFSET) / DAY) * DAY - OFFSET);

const two = (value: number): string => String(value).padStart(2, '0');

/** "01/12/2021" */
export function formatDate(at: Instant): string {
  const { year, month, day } = localTime(at);
  return `${two(day)}/${two(month)}/${year}`;
}

/** "23:59" */
export function formatTime(at: Instant): string {
  const { hour, minute } = localTime(at);
  return `${two(hour)}:${two(minute)}`;
}

/** "23:59 ngày 30/11/2021" */
export const formatDateTime = (at: Instant): string => `${formatTime(at)} ngày ${formatDate(at)}`;

/** "thứ Ba", "Chủ nhật" */
export const formatWeekday = (at: Instant): string => WEEKDAYS[localTime(at).weekday] ?? '';

/** "23:59 thứ Ba, 30/11/2021" */
export const formatDateTimeLong = (at: Instant): string => `${formatTime(at)} ${formatWeekday(at)}, ${formatDate(at)}`;

/** "ngày 05 tháng 02 năm 2026": days below 10 and months 1 and 2 take a zero (Decree 30/2020, appendix I, II.4). */
export function formatPaperDate(at: Instant): string {
  const { year, month, day } = localTime(at);
  return `ngày ${two(day)} tháng ${month <= 2 ? two(month) : month} năm ${year}`;
}

/** "16 giờ 30 phút", for minutes of meetings. */
export function formatPaperTime(at: Instant): string {
  const { hour, minute } = localTime(at);
  return `${two(hour)} giờ ${two(minute)} phút`;
}

/** "2021-11-30T23:59:59.999+07:00": exact, for the command line, exports and audit facts; `parseInstant` reads it back. */
export const isoLocal = (at: Instant): string => plusMilliseconds(at, OFFSET).toISOString().replace('Z', '+07:00');

const isMidnight = (at: Instant): boolean => startOfDay(at).getTime() === at.getTime();

/** The clock as exact as needed: seconds and thousandths appear only where they are not zero. */
function exactTime(at: Instant): string {
  const { second, millisecond } = localTime(at);
  if (second === 0 && millisecond === 0) return formatTime(at);
  const thousandths = millisecond === 0 ? '' : `,${String(millisecond).padStart(3, '0')}`;
  return `${formatTime(at)}:${two(second)}${thousandths}`;
}

/**
 * A bound that is itself too late, in words that nobody can take for another day: midnight of 01/12/2021 is
 * "hết ngày 30/11/2021", any other instant "trước 17:00 ngày 30/11/2021".
 */
export function describeDeadline(until: Instant): string {
  if (isMidnight(until)) return `hết ngày ${formatDate(plusMilliseconds(until, -1))}`;
  return `trước ${exactTime(until)} ngày ${formatDate(until)}`;
}

/** A window `[from, until)`: "từ ngày 25/10/2021 đến hết ngày 25/11/2021", with the hour where it is not midnight. */
export function describeSpan(span: Span): string {
  const start = isMidnight(span.from) ? '' : `${exactTime(span.from)} `;
  return `từ ${start}ngày ${formatDate(span.from)} đến ${describeDeadline(span.until)}`;
}

/**
 * Time left until a bound that is itself too late, in the two largest units, rounded down so that it never promises more
 * than there is: "Còn 2 ngày 4 giờ", "Còn 3 giờ 5 phút", "Còn 12 phút", "Còn dưới 1 phút"; "Đã hết hạn" at the bound and after.
 */
export function timeLeft(now: Instant, until: Instant): string {
  const left = until.getTime() - now.getTime();
  if (left <= 0) return 'Đã hết hạn';
  if (left < MINUTE) return 'Còn dưới 1 phút';
  const [days, hours, minutes] = [
    Math.floor(left / DAY),
    Math.floor((left % DAY) / HOUR),
    Math.floor((left % HOUR) / MINUTE),
  ];
  const parts = days > 0 ? [`${days} ngày`, part(hours, 'giờ')] : [part(hours, 'giờ'), part(minutes, 'phút')];
  return ['Còn', ...parts.filter((words) => words !== '')].join(' ');
}

const part = (value: number, unit: string): string => (value === 0 ? '' : `${value} ${unit}`);

/** Reads a typed day "30/11/2021" (also "1/9/2021") as the instant at which it begins in Viet Nam; null for 31/02 and all else. */
export function parseDate(text: string): Instant | null {
  const match = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text.trim());
  if (!match) return null;
  const [day, month, year] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (year < 1900) return null;
  const at = new Date(Date.UTC(year, month - 1, day) - OFFSET);
  const read = localTime(at);
  return read.day === day && read.month === month && read.year === year ? at : null;
}

// As letters write an hour: 17:00, 17h00, 17h, 17 giờ, 17 giờ 30, 17 giờ 30 phút.
const TYPED_TIME = /^(\d{1,2})(?::(\d{2})| ?(?:h|giờ) ?(?:(\d{1,2})(?: ?phút)?)?)$/i;

/** Reads a typed day and time ("30/11/2021", "17:00" or "17h30" as letters write it) as an instant; null when either is wrong. 24:00 is not a time: write 00:00 of the next day. */
export function parseDateAndTime(typed: { date: string; time: string }): Instant | null {
  const day = parseDate(typed.date);
  const match = TYPED_TIME.exec(typed.time.normalize('NFC').trim());
  if (day === null || !match) return null;
  const [hour, minute] = [Number(match[1]), Number(match[2] ?? match[3] ?? 0)];
  return hour < 24 && minute < 60 ? plusMilliseconds(day, hour * HOUR + minute * MINUTE) : null;
}
