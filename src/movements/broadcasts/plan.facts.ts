import type { Id, UnitId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import type { Day } from '../../kernel/vietnamese/days.js';
import type { MovementId } from '../movement.facts.js';
import type { PropagandaItemId } from './item.facts.js';

export type AirPlanId = Id<'air-plan'>;
export type PlanUnitId = Id<'air-plan-unit'>;
export type TickId = Id<'air-tick'>;

export const CHANNELS = ['loudspeaker', 'van', 'visual', 'word', 'zalo', 'oa'] as const;
/** The ways of the letters (DOMAIN §2.1): loudspeakers, vans, what hangs up, word of mouth; groups, and the page of the office. */
export type Channel = (typeof CHANNELS)[number];
export const CHANNEL_WORDS: Readonly<Record<Channel, string>> = {
  loudspeaker: 'Truyền thanh',
  van: 'Xe lưu động',
  visual: 'Cổ động trực quan',
  word: 'Tuyên truyền miệng',
  zalo: 'Nhóm Zalo',
  oa: 'Trang Zalo (OA)',
};
/** The same inside a sentence: “nhóm Zalo”. */
export const channelInSentence = (channel: Channel): string =>
  CHANNEL_WORDS[channel].charAt(0).toLowerCase() + CHANNEL_WORDS[channel].slice(1);
/** What a station has done when it ticks. */
export const DONE_WORDS: Readonly<Record<Channel, string>> = {
  loudspeaker: 'Đã phát',
  van: 'Đã phát',
  visual: 'Đã treo',
  word: 'Đã tuyên truyền',
  zalo: 'Đã đăng',
  oa: 'Đã đăng',
};

export const WEEKDAY_WORDS = ['Thứ Hai', 'Thứ Ba', 'Thứ Tư', 'Thứ Năm', 'Thứ Sáu', 'Thứ Bảy', 'Chủ nhật'] as const;

/** Minutes of the day from which until which a channel is quiet; both null: never. `source` '': no paper sets it, it is the platform's own. */
export interface QuietHours {
  channel: Channel;
  fromMinute: number | null;
  untilMinute: number | null;
  source: string;
  changedAt: Instant | null;
  changedByName: string | null;
  version: number;
}

/** When an item is said. Days in Viet Nam, both ends included; 1 is Monday; times are minutes of the day. */
export interface AirRule {
  startsOn: Day;
  endsOn: Day;
  weekdays: readonly number[];
  minutes: readonly number[];
  /** From this moment there are no more slots; null: it was not stopped. */
  stoppedAt: Instant | null;
  /** The last day of the edition in force; null: no last day. */
  validUntil: Day | null;
}

export interface PlanWords extends Pick<AirRule, 'startsOn' | 'endsOn' | 'weekdays' | 'minutes'> {
  channel: Channel;
  /** How often it is said in one slot. */
  repeats: number;
  note: string;
}

/** A plan with the item that it broadcasts. */
export interface AirPlan extends PlanWords, AirRule {
  id: AirPlanId;
  itemId: PropagandaItemId;
  title: string;
  sourceName: string;
  edition: number;
  loudText: string;
  zaloText: string;
  scopeName: string;
  stopReason: string | null;
  movementId: MovementId | null;
  movementName: string | null;
  clockAt: Instant | null;
  /** How many units of it are within reach. */
  units: number;
  sample: boolean;
  madeByName: string;
}

/** A unit that broadcasts, with its plan. */
export interface UnitPlan extends AirPlan {
  planUnitId: PlanUnitId;
  communeId: UnitId;
  communeName: string;
}

export const OUTCOMES = ['done', 'failed'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** What a station wrote down of one slot. Never changed: a correction is another one that names it. */
export interface Tick {
  id: TickId;
  planUnitId: PlanUnitId;
  on: Day;
  minute: number;
  outcome: Outcome;
  edition: number;
  doneAt: Instant | null;
  tickedAt: Instant;
  byName: string;
  note: string;
  replacesId: TickId | null;
  reason: string | null;
}
