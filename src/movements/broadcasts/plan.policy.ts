import type { Instant } from '../../kernel/instant.js';
import type { Refusal } from '../../kernel/refusal.js';
import type { ItemFacts } from './item.facts.js';
import type { Channel, PlanWords, QuietHours, Tick, UnitPlan } from './plan.facts.js';
import { formatMinute, hasSlot, isQuiet, type Slot, slotAt, slotsOf } from './plan.slots.js';
import { secondsToRead } from './reading.time.js';

const SPOKEN: ReadonlySet<Channel> = new Set(['loudspeaker', 'van']);
const POSTED: ReadonlySet<Channel> = new Set(['zalo', 'oa']);

/** Whole minutes that one slot takes, at least one; what is not read aloud takes one. */
export const lastsMinutes = (channel: Channel, loudText: string, repeats: number): number =>
  SPOKEN.has(channel) ? Math.max(1, Math.ceil((secondsToRead(loudText) * repeats) / 60)) : 1;

/** What is in force of an item, as a plan needs it. */
export type InForce = Pick<ItemFacts, 'loudText' | 'zaloText' | 'validUntil'>;

/** Only what was approved is broadcast, in a form that the channel can carry, while it is valid, and never in quiet hours. */
export function refuseToPlan(
  { state, edition }: Pick<ItemFacts, 'state' | 'edition'>,
  words: PlanWords,
  inForce: InForce | null,
  quiet: QuietHours | null,
): Refusal | null {
  if (inForce === null || edition === 0 || state === 'withdrawn') return { code: 'plan-not-approved' };
  if (SPOKEN.has(words.channel) && inForce.loudText === '')
    return { code: 'plan-without-form', form: 'bài đọc trên loa', field: 'channel' };
  if (POSTED.has(words.channel) && inForce.zaloText === '')
    return { code: 'plan-without-form', form: 'tin Zalo', field: 'channel' };
  if (inForce.validUntil !== null && words.endsOn > inForce.validUntil)
    return { code: 'plan-beyond-validity', on: inForce.validUntil, field: 'endsOn' };
  const rule = { ...words, stoppedAt: null, validUntil: null };
  if (slotsOf(rule, { from: words.startsOn, until: words.endsOn }).length === 0)
    return { code: 'plan-without-slots', field: 'weekdays' };
  return quiet === null ? null : refuseInQuietHours(words, inForce.loudText, quiet);
}

function refuseInQuietHours(words: PlanWords, loudText: string, quiet: QuietHours): Refusal | null {
  const lasts = lastsMinutes(words.channel, loudText, words.repeats);
  const minute = words.minutes.find((one) => isQuiet(one, lasts, quiet));
  if (minute === undefined || quiet.fromMinute === null || quiet.untilMinute === null) return null;
  return {
    code: 'plan-in-quiet-hours',
    at: formatMinute(minute),
    lasts,
    from: formatMinute(quiet.fromMinute),
    until: formatMinute(quiet.untilMinute),
    source: quiet.source,
    channel: words.channel,
    field: 'times',
  };
}

/** A slot is ticked by whom its unit is within reach of, once it has begun; a second opinion names what it replaces, and why. */
export function refuseToTick(
  plan: UnitPlan,
  slot: Slot,
  { now, standing, replaces, reason }: { now: Instant; standing: Tick | null; replaces: string | null; reason: string },
): Refusal | null {
  if (!hasSlot(plan, slot)) return { code: 'not-found' };
  if (slotAt(slot) > now) return { code: 'slot-not-begun', at: formatMinute(slot.minute), on: slot.on };
  if ((standing?.id ?? null) !== replaces) return { code: 'tick-changed' };
  return standing !== null && reason.trim() === '' ? { code: 'tick-without-reason', field: 'reason' } : null;
}
