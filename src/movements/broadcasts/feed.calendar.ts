import type { Instant } from '../../kernel/instant.js';
import type { Day } from '../../kernel/vietnamese/days.js';
import { type AirPlan, CHANNEL_WORDS } from './plan.facts.js';
import { slotAt, slotsOf } from './plan.slots.js';
import { secondsToRead } from './reading.time.js';

const MINUTE = 60_000;
const MOST_OCTETS = 75;

/** What a feed says: plans of a unit, and the span of days that it tells. */
export interface FeedContent {
  unitName: string;
  /** One commune: its events take place there; otherwise where each plan runs. */
  isCommune: boolean;
  plans: readonly AirPlan[];
  span: { from: Day; until: Day };
  now: Instant;
}

/**
 * The broadcasts as an iCalendar object (RFC 5545): an event for each slot of each plan, times in UTC, UIDs that stay. No personal data: neither
 * who wrote nor who ticked, and none of the notes that people type.
 */
export function toCalendar({ unitName, isCommune, plans, span, now }: FeedContent): string {
  const stamp = utc(now);
  const events = plans.flatMap((plan) =>
    slotsOf(plan, span).flatMap((slot) => [
      'BEGIN:VEVENT',
      `UID:${plan.id}-${slot.on}-${slot.minute}@hoi-thi`,
      `DTSTAMP:${stamp}`,
      `DTSTART:${utc(slotAt(slot))}`,
      `DTEND:${utc(new Date(slotAt(slot).getTime() + minutesOf(plan) * MINUTE))}`,
      `SUMMARY:${escapeText(`${CHANNEL_WORDS[plan.channel]}: ${plan.title}`)}`,
      `LOCATION:${escapeText(isCommune ? unitName : plan.scopeName)}`,
      `DESCRIPTION:${escapeText(describe(plan))}`,
      'END:VEVENT',
    ]),
  );
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Hoi Thi//Lich tuyen truyen//VI',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escapeText(`Lịch tuyên truyền ${unitName}`)}`,
    'X-WR-TIMEZONE:Asia/Ho_Chi_Minh',
    'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
    ...events,
    'END:VCALENDAR',
  ]
    .map((line) => `${foldLine(line)}\r\n`)
    .join('');
}

/** A text as a value: backslash, comma, semicolon and line break escaped (RFC 5545, 3.3.11), other control characters left out. */
export const escapeText = (text: string): string =>
  text
    .replaceAll('\r\n', '\n')
    .replaceAll(/[\\;,]/g, '\\$&')
    .replaceAll('\n', '\\n')
    .replaceAll(/\p{Cc}/gu, '');

/** A content line in pieces of at most 75 octets, never inside a character (RFC 5545, 3.1). */
export function foldLine(line: string): string {
  const pieces = [''];
  let octets = 0;
  for (const sign of line) {
    const size = Buffer.byteLength(sign);
    if (octets + size > MOST_OCTETS) {
      pieces.push('');
      // The space that begins it is an octet of the piece.
      octets = 1;
    }
    pieces[pieces.length - 1] += sign;
    octets += size;
  }
  return pieces.join('\r\n ');
}

const minutesOf = (plan: AirPlan): number =>
  Math.max(1, Math.ceil((secondsToRead(plan.channel === 'loudspeaker' ? plan.loudText : '') * plan.repeats) / 60));

const describe = ({ sourceName, repeats, movementName, clockAt, sample }: AirPlan): string =>
  [
    `Nguồn: ${sourceName}`,
    ...(repeats > 1 ? [`Nhắc lại ${repeats} lần`] : []),
    ...(clockAt === null ? [] : [`Diễn tập: ${movementName ?? ''}`]),
    ...(sample ? ['Mẫu, đặt ra để thử'] : []),
  ].join('\n');

/** "20211120T093000Z" */
const utc = (at: Instant): string =>
  at
    .toISOString()
    .replace(/\.\d{3}/, '')
    .replaceAll(/[-:]/g, '');
