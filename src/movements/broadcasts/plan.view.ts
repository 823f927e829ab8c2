import { formatDateTime } from '../../kernel/vietnamese/dates.js';
import { formatDay } from '../../kernel/vietnamese/days.js';
import { Page } from '../../web/answer.js';
import type { FormState } from '../../web/views/form-state.js';
import type { OpenedItem } from './item.opening.js';
import { frameOf, frameOfItem } from './item.view.js';
import {
  type AirPlan,
  CHANNEL_WORDS,
  channelInSentence,
  CHANNELS,
  type QuietHours,
  WEEKDAY_WORDS,
} from './plan.facts.js';
import { formatMinute } from './plan.slots.js';
import { propagandaPaths } from './propaganda.paths.js';

export const SOURCE_OF_PLATFORM = 'Mức của nền tảng, chưa có văn bản';
const sayQuiet = ({ fromMinute, untilMinute }: QuietHours): string =>
  fromMinute === null || untilMinute === null
    ? 'Không có'
    : `${formatMinute(fromMinute)} – ${formatMinute(untilMinute)}`;

/** "Hằng ngày", "Thứ Hai, Thứ Sáu" */
export const sayWeekdays = (weekdays: readonly number[]): string =>
  weekdays.length === 7
    ? 'Hằng ngày'
    : [...weekdays]
        .sort()
        .map((day) => WEEKDAY_WORDS[day - 1])
        .join(', ');
export const sayTimes = (minutes: readonly number[]): string => minutes.map(formatMinute).join(', ');

/** A plan as a line of a list. */
export const toPlan = (plan: AirPlan, mayStop: boolean) => ({
  channel: CHANNEL_WORDS[plan.channel],
  scope: plan.scopeName,
  units: plan.units,
  days: `${formatDay(plan.startsOn)} – ${formatDay(plan.endsOn)}`,
  weekdays: sayWeekdays(plan.weekdays),
  times: sayTimes(plan.minutes),
  repeats: plan.repeats === 1 ? 'một lần' : `${plan.repeats} lần mỗi buổi`,
  note: plan.note,
  stopped: plan.stoppedAt === null ? null : `Dừng từ ${formatDateTime(plan.stoppedAt)}: ${plan.stopReason ?? ''}`,
  stopHref: mayStop && plan.stoppedAt === null ? propagandaPaths.planStop(plan.itemId, plan.id) : null,
});

export function plansPage(
  opened: OpenedItem,
  given: {
    plans: readonly AirPlan[];
    quiet: readonly QuietHours[];
    units: readonly { id: string; name: string }[];
    form: FormState;
  },
): Page {
  const { item, keeps } = opened;
  const mayPlan = keeps && item.edition > 0 && item.state !== 'withdrawn';
  const offered = CHANNELS.map((channel) => {
    const quiet = given.quiet.find((one) => one.channel === channel);
    return {
      value: channel,
      label: CHANNEL_WORDS[channel],
      hint: quiet === undefined || quiet.fromMinute === null ? null : `Giờ yên lặng ${sayQuiet(quiet)}`,
    };
  });
  return new Page(
    'movements/propaganda-plans',
    {
      heading: 'Lịch tuyên truyền',
      about: item.title,
      form: given.form,
      plans: given.plans.map((plan) => toPlan(plan, keeps)),
      caption: `${given.plans.length} lịch`,
      mayPlan,
      action: propagandaPaths.plans(item.id),
      channels: offered,
      weekdays: WEEKDAY_WORDS.map((label, index) => ({ value: String(index + 1), label })),
      units: given.units.map(({ id, name }) => ({ value: id, label: name })),
      quietHref: propagandaPaths.quiet,
      backHref: propagandaPaths.item(item.id),
    },
    frameOfItem(opened, { href: null, label: 'Lịch' }),
  );
}

export function stopPage(opened: OpenedItem, plan: AirPlan, form: FormState): Page {
  return new Page(
    'movements/propaganda-stop',
    {
      heading: 'Dừng lịch tuyên truyền',
      about: opened.item.title,
      form,
      action: propagandaPaths.planStop(plan.itemId, plan.id),
      facts: [
        { label: 'Cách', value: CHANNEL_WORDS[plan.channel] },
        { label: 'Địa bàn', value: plan.scopeName },
        { label: 'Giờ', value: `${sayTimes(plan.minutes)}, ${sayWeekdays(plan.weekdays).toLowerCase()}` },
      ],
      backHref: propagandaPaths.plans(plan.itemId),
    },
    frameOfItem(opened, { href: propagandaPaths.plans(plan.itemId), label: 'Lịch' }, { href: null, label: 'Dừng' }),
  );
}

export function quietPage(hours: readonly QuietHours[], mayEdit: boolean): Page {
  return new Page(
    'movements/propaganda-quiet',
    {
      rows: hours.map((one) => ({
        channel: CHANNEL_WORDS[one.channel],
        hours: sayQuiet(one),
        source: one.source === '' ? SOURCE_OF_PLATFORM : one.source,
        changed: one.changedAt === null ? 'Mặc định' : `${one.changedByName ?? ''}, ${formatDateTime(one.changedAt)}`,
        href: mayEdit ? propagandaPaths.quietOf(one.channel) : null,
      })),
      caption: `${hours.length} cách tuyên truyền`,
    },
    frameOf(null, { href: propagandaPaths.items, label: 'Nội dung' }, { href: null, label: 'Giờ yên lặng' }),
  );
}

export function quietFormPage(hours: QuietHours, form: FormState): Page {
  return new Page(
    'movements/propaganda-quiet-form',
    {
      heading: `Giờ yên lặng: ${channelInSentence(hours.channel)}`,
      form,
      version: hours.version,
      action: propagandaPaths.quietOf(hours.channel),
      backHref: propagandaPaths.quiet,
    },
    frameOf(
      null,
      { href: propagandaPaths.quiet, label: 'Giờ yên lặng' },
      { href: null, label: CHANNEL_WORDS[hours.channel] },
    ),
  );
}

export const typedQuiet = ({ fromMinute, untilMinute, source }: QuietHours): FormState['values'] => ({
  from: fromMinute === null ? '' : formatMinute(fromMinute),
  until: untilMinute === null ? '' : formatMinute(untilMinute),
  source,
});
