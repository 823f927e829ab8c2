import type { RegisterMenuView } from '../../communities/register.menu.js';
import type { UnitId } from '../../kernel/ids.js';
import { formatDateTime, formatTime } from '../../kernel/vietnamese/dates.js';
import { formatDay } from '../../kernel/vietnamese/days.js';
import { Page } from '../../web/answer.js';
import type { FormState } from '../../web/views/form-state.js';
import type { StatusWord } from '../../web/views/page.js';
import { frameOf } from './item.view.js';
import { CHANNEL_WORDS, DONE_WORDS, type Tick, type UnitPlan, WEEKDAY_WORDS } from './plan.facts.js';
import { lastsMinutes } from './plan.policy.js';
import { formatMinute, type Slot, weekdayOf } from './plan.slots.js';
import { propagandaPaths, timeInPath } from './propaganda.paths.js';
import { sayDuration, secondsToRead } from './reading.time.js';
import type { StationSlot } from './station.reader.js';

export const sayDay = (on: string): string => `${WEEKDAY_WORDS[weekdayOf(on) - 1] ?? ''}, ${formatDay(on)}`;

/** "đọc 2 lần, khoảng 4 phút" */
export const sayLoud = (plan: Pick<UnitPlan, 'channel' | 'loudText' | 'repeats'>): string =>
  plan.channel === 'loudspeaker' || plan.channel === 'van'
    ? `đọc ${plan.repeats} lần, khoảng ${lastsMinutes(plan.channel, plan.loudText, plan.repeats)} phút`
    : plan.repeats > 1
      ? `${plan.repeats} lượt`
      : '';

/** How a slot stands, in the words of its channel. */
export function statusOf(
  standing: StationSlot['standing'],
  tick: Pick<Tick, 'outcome'> | null,
  channel: UnitPlan['channel'],
): StatusWord {
  if (tick !== null)
    return tick.outcome === 'done'
      ? { word: DONE_WORDS[channel], tone: 'success' }
      : { word: 'Không phát được', tone: 'danger' };
  if (standing === 'missed') return { word: 'Chưa ghi, đã qua ngày', tone: 'danger' };
  return standing === 'due'
    ? { word: 'Đến giờ, chưa ghi', tone: 'warning' }
    : { word: 'Chưa đến giờ', tone: 'neutral' };
}

/** A slot as a row; `of` is the commune that looks: what it took over from another says so. */
const toSlot = ({ plan, tick, on, minute, standing }: StationSlot, of: UnitId) => ({
  time: formatMinute(minute),
  day: sayDay(on),
  channel: CHANNEL_WORDS[plan.channel],
  title: plan.communeId === of ? plan.title : `${plan.title} (${plan.communeName} cũ)`,
  loud: sayLoud(plan),
  note: plan.note,
  isSample: plan.sample,
  status: statusOf(standing, tick, plan.channel),
  done: tick === null ? null : sayTick(tick),
  href: propagandaPaths.slot(plan.planUnitId, on, timeInPath(minute)),
  button: standing === 'due' || standing === 'missed' ? DONE_WORDS[plan.channel] : null,
});

export const sayTick = (tick: Tick): string =>
  [
    tick.doneAt === null ? '' : `lúc ${formatTime(tick.doneAt)}`,
    `${tick.byName} ghi ${formatDateTime(tick.tickedAt)}`,
    tick.note,
  ]
    .filter(Boolean)
    .join('; ');

/** A station's day: what is to be said, with one press each; what was missed; what comes. */
export function stationPage(
  slots: readonly StationSlot[],
  { unitId, unitName }: { unitId: UnitId; unitName: string },
  menu: RegisterMenuView,
): Page {
  const rowOf = (slot: StationSlot) => toSlot(slot, unitId);
  const today = slots.filter(({ on, today: day }) => on === day);
  const missed = slots.filter(({ standing }) => standing === 'missed');
  const ahead = slots.filter(({ on, today: day }) => on > day);
  const before = slots.filter(({ on, today: day, standing }) => on < day && standing === 'ticked');
  const due = today.filter(({ standing }) => standing === 'due');
  const rehearsed = slots.find(({ plan }) => plan.clockAt !== null)?.plan;
  const [first] = today;
  return new Page(
    'movements/propaganda-station',
    {
      menu,
      about: unitName,
      lead:
        today.length === 0
          ? 'Hôm nay không có buổi nào.'
          : `${first === undefined ? '' : sayDay(first.today)}: ${today.length} buổi, còn ${today.filter(({ tick }) => tick === null).length} buổi chưa ghi.`,
      today: today.map(rowOf),
      dayDone:
        due.length > 1 && first !== undefined
          ? { action: propagandaPaths.dayDone(first.today), label: `Ghi cả ${due.length} buổi đã đến giờ là đã phát` }
          : null,
      missed: missed.map(rowOf),
      missedText: `${missed.length} buổi của sáu ngày trước chưa ghi. Có phát thì ghi, không phát được thì nói vì sao.`,
      ahead: ahead.map(rowOf),
      before: before.toReversed().map(rowOf),
      supplyHref: propagandaPaths.supplies,
      itemsHref: propagandaPaths.items,
      weekHref: propagandaPaths.week,
    },
    frameOf(
      rehearsed === undefined ? null : { title: '', clockAt: rehearsed.clockAt, name: rehearsed.movementName ?? '' },
    ),
  );
}

/** One slot: the text to be read, what was written down, and the form that writes. */
export function slotPage(
  plan: UnitPlan,
  slot: Slot,
  given: { ticks: readonly Tick[]; standing: StationSlot['standing']; mayTick: boolean; form: FormState },
): Page {
  const [newest = null] = given.ticks;
  const heading = `${CHANNEL_WORDS[plan.channel]} ${formatMinute(slot.minute)}`;
  return new Page(
    'movements/propaganda-slot',
    {
      heading,
      about: `${sayDay(slot.on)}, ${plan.communeName}`,
      form: given.form,
      isSample: plan.sample,
      title: plan.title,
      status: statusOf(given.standing, newest, plan.channel),
      loud: sayLoud(plan),
      measure: plan.loudText === '' ? null : `Đọc một lần khoảng ${sayDuration(secondsToRead(plan.loudText))}.`,
      note: plan.note,
      text: plan.loudText === '' ? null : plan.loudText.split('\n'),
      zalo: plan.zaloText === '' || (plan.channel !== 'zalo' && plan.channel !== 'oa') ? null : plan.zaloText,
      source: plan.sourceName,
      itemHref: propagandaPaths.item(plan.itemId),
      mayTick: given.mayTick && given.standing !== 'ahead',
      action: propagandaPaths.slot(plan.planUnitId, slot.on, timeInPath(slot.minute)),
      replaces: newest?.id ?? '',
      isCorrection: newest !== null,
      outcomes: [
        { value: 'done', label: DONE_WORDS[plan.channel] },
        { value: 'failed', label: 'Không phát được' },
      ],
      history: given.ticks.map((tick, index) => ({
        word: tick.outcome === 'done' ? DONE_WORDS[plan.channel] : 'Không phát được',
        told: sayTick(tick),
        reason: tick.reason === null ? null : `Sửa: ${tick.reason}`,
        isOld: index > 0,
      })),
      backHref: propagandaPaths.home,
    },
    frameOf(
      { title: plan.title, clockAt: plan.clockAt, name: plan.movementName ?? '' },
      { href: null, label: heading },
    ),
  );
}
