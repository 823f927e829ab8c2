import { formatDay } from '../../kernel/vietnamese/days.js';
import type { RegisterMenuView } from '../../communities/register.menu.js';
import { paperLinks } from '../../documents/paper.answer.js';
import { type AnySheet, anySheet } from '../../press/sheet.js';
import { Page } from '../../web/answer.js';
import { pagingOf } from '../../web/views/page.js';
import { withChoices } from '../drives/drive.paths.js';
import { frameOf } from './item.view.js';
import { CHANNEL_WORDS, channelInSentence } from './plan.facts.js';
import { daysBetween, formatMinute, plusDays } from './plan.slots.js';
import { propagandaPaths } from './propaganda.paths.js';
import { sayDay, sayLoud, sayTick, statusOf } from './station.view.js';
import type { Week, WeekSlot, WeekUnit, WeekUnits } from './week.reader.js';

export const sayWeek = (monday: string): string => `từ ${formatDay(monday)} đến ${formatDay(plusDays(monday, 6))}`;
/** "05:30 ngày 09/11/2021, truyền thanh" */
const sayMissed = ({ on, minute, channel }: WeekUnit['missed'][number]): string =>
  `${formatMinute(minute)} ngày ${formatDay(on)}, ${channelInSentence(channel)}`;
const NAMED = 3;
export const COMMUNES_A_PAGE = 50;

const at = (path: string, { monday, chosen }: Pick<Week, 'monday' | 'chosen'>, days = 0): string =>
  withChoices(path, { tuan: plusDays(monday, days), xa: chosen?.id ?? null });

const toSlot = (slot: WeekSlot) => ({
  time: formatMinute(slot.minute),
  channel: CHANNEL_WORDS[slot.plan.channel],
  title: slot.plan.title,
  href: propagandaPaths.item(slot.plan.itemId),
  loud: sayLoud(slot.plan),
  where: slot.plan.scopeName,
  status:
    slot.standing === null
      ? slot.isDue
        ? {
            word: `${slot.done}/${slot.units} xã đã phát`,
            tone: slot.done === slot.units ? ('success' as const) : ('warning' as const),
          }
        : { word: `${slot.units} xã, chưa đến giờ`, tone: 'neutral' as const }
      : statusOf(slot.standing, slot.tick, slot.plan.channel),
  told: slot.tick === null ? null : sayTick(slot.tick),
});

/** The week as a calendar, of all units within reach or of one; below it who has said what. */
export function weekPage(
  week: Week,
  { rows: units, total, missed }: WeekUnits,
  { page, menu, isCommune, hasFeed }: { page: number; menu: RegisterMenuView; isCommune: boolean; hasFeed: boolean },
): Page {
  const { monday, chosen, offered } = week;
  return new Page(
    'movements/propaganda-week',
    {
      menu,
      about: chosen?.name ?? null,
      lead: `Tuần ${sayWeek(monday)}. ${week.slots.length} buổi trong lịch${missed === 0 ? '' : `; ${missed} lượt đã đến giờ mà chưa ghi`}.`,
      isSample: week.sample,
      form: { values: { xa: chosen?.id ?? '', tuan: formatDay(monday) }, errors: {}, summary: [] },
      action: propagandaPaths.week,
      offered: isCommune ? null : offered.map(({ id, name }) => ({ value: id, label: name })),
      previousHref: at(propagandaPaths.week, week, -7),
      nextHref: at(propagandaPaths.week, week, 7),
      papers: paperLinks(at(propagandaPaths.weekSheet, week)),
      sheetHref: isCommune ? null : at(propagandaPaths.weekTable, week),
      days: daysBetween(monday, plusDays(monday, 6)).map((on) => ({
        caption: sayDay(on),
        rows: week.slots.filter((slot) => slot.on === on).map(toSlot),
      })),
      units: isCommune
        ? null
        : units.map((unit) => ({
            name: unit.name,
            href: withChoices(propagandaPaths.week, { tuan: monday, xa: unit.id }),
            due: unit.due,
            done: unit.done,
            failed: unit.failed,
            missed: unit.missed.length,
            named: [
              ...unit.missed.slice(0, NAMED).map(sayMissed),
              ...(unit.missed.length > NAMED ? [`và ${unit.missed.length - NAMED} buổi khác`] : []),
            ].join('; '),
          })),
      unitsCaption: `${total} xã`,
      paging:
        isCommune || total <= COMMUNES_A_PAGE
          ? null
          : pagingOf({
              page,
              pageSize: COMMUNES_A_PAGE,
              total,
              hrefOf: (to) =>
                withChoices(propagandaPaths.week, { tuan: monday, xa: chosen?.id ?? null, trang: String(to) }),
            }),
      monthHref: withChoices(propagandaPaths.month, {
        thang: monday.slice(0, 7),
        xa: isCommune ? null : (chosen?.id ?? null),
      }),
      itemsHref: propagandaPaths.items,
      feedHref: hasFeed ? propagandaPaths.feedPage : null,
    },
    frameOf(week.movement === null ? null : { title: '', clockAt: week.movement.clockAt, name: week.movement.name }, {
      href: null,
      label: 'Lịch tuần',
    }),
  );
}

/** Who has broadcast and who has not, as a spreadsheet, every missed slot named. */
export const weekTable = ({ monday, sample }: Pick<Week, 'monday' | 'sample'>, units: readonly WeekUnit[]): AnySheet =>
  anySheet<WeekUnit>({
    name: 'Tuyên truyền trong tuần',
    heading: ['TUYÊN TRUYỀN TRONG TUẦN', `Tuần ${sayWeek(monday)}`, ...(sample ? ['Số liệu mẫu, đặt ra để thử'] : [])],
    columns: [
      { header: 'Đơn vị', kind: 'text', width: 28, value: (row) => row.name },
      { header: 'Buổi trong lịch', kind: 'number', width: 12, value: (row) => row.slots },
      { header: 'Đã đến giờ', kind: 'number', width: 12, value: (row) => row.due },
      { header: 'Đã phát', kind: 'number', width: 12, value: (row) => row.done },
      { header: 'Không phát được', kind: 'number', width: 14, value: (row) => row.failed },
      { header: 'Chưa ghi', kind: 'number', width: 12, value: (row) => row.missed.length },
      { header: 'Buổi chưa ghi', kind: 'text', width: 60, value: (row) => row.missed.map(sayMissed).join('; ') },
    ],
    rows: units,
    closing: [
      'Tổng cộng',
      ...(['slots', 'due', 'done', 'failed'] as const).map((key) => units.reduce((sum, row) => sum + row[key], 0)),
      units.reduce((sum, row) => sum + row.missed.length, 0),
      null,
    ],
    footing: [],
    landscape: true,
  });
