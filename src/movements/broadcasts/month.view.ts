import type { RegisterMenuView } from '../../communities/register.menu.js';
import { Page } from '../../web/answer.js';
import type { StatusWord } from '../../web/views/page.js';
import { withChoices } from '../drives/drive.paths.js';
import { frameOf } from './item.view.js';
import { type Month, type MonthDay, monthOf, plusMonths } from './month.reader.js';
import { WEEKDAY_WORDS } from './plan.facts.js';
import { weekdayOf } from './plan.slots.js';
import { propagandaPaths } from './propaganda.paths.js';
import { sayDay } from './station.view.js';

/** "tháng 11/2021" */
const sayMonth = (first: string): string => `tháng ${first.slice(5, 7)}/${first.slice(0, 4)}`;
const SHOWN_TITLES = 2;

/** How the slots of a day stand, over all units that have them; null: none has begun. */
function statusOf({ due, done, failed }: MonthDay): StatusWord | null {
  if (due === 0) return null;
  const told = done + failed;
  const rest = due - told;
  if (rest <= 0) return { word: failed === 0 ? 'Đã ghi đủ' : `Đã ghi đủ, ${failed} không phát được`, tone: 'success' };
  return { word: `Chưa ghi ${rest}/${due} lượt`, tone: 'warning' };
}

function sayTitles(titles: readonly string[]): string {
  const more = titles.length - SHOWN_TITLES;
  return [...titles.slice(0, SHOWN_TITLES), ...(more > 0 ? [`và ${more} nội dung khác`] : [])].join('; ');
}

/** A month as a calendar: what lies in each day, and how much of it was written down. Each day leads to its week. */
export function monthPage(month: Month, { menu, isCommune }: { menu: RegisterMenuView; isCommune: boolean }): Page {
  const { first, days, offered, chosen } = month;
  const at = (day: string): string =>
    withChoices(propagandaPaths.month, { thang: monthOf(day), xa: isCommune ? null : (chosen?.id ?? null) });
  const slots = days.reduce((all, day) => all + day.slots, 0);
  const left = days.reduce((all, { due, done, failed }) => all + Math.max(0, due - done - failed), 0);
  return new Page(
    'movements/propaganda-month',
    {
      menu,
      about: chosen?.name ?? null,
      heading: `Lịch tuyên truyền ${sayMonth(first)}`,
      lead:
        slots === 0
          ? 'Tháng này không có buổi nào.'
          : `${slots} buổi trong lịch${left === 0 ? '' : `; ${left} lượt đã đến giờ mà chưa ghi`}.`,
      isSample: month.sample,
      form: { values: { xa: chosen?.id ?? '', thang: monthOf(first) }, errors: {}, summary: [] },
      action: propagandaPaths.month,
      offered: isCommune ? null : offered.map(({ id, name }) => ({ value: id, label: name })),
      thang: monthOf(first),
      previous: { href: at(plusMonths(first, -1)), label: sayMonth(plusMonths(first, -1)) },
      next: { href: at(plusMonths(first, 1)), label: sayMonth(plusMonths(first, 1)) },
      weekHref: propagandaPaths.week,
      weekdays: WEEKDAY_WORDS,
      blanks: Array.from({ length: weekdayOf(first) - 1 }, () => ({})),
      days: days.map((day) => ({
        weekday: sayDay(day.on).split(',')[0],
        label: `${Number(day.on.slice(8))}/${Number(day.on.slice(5, 7))}`,
        href: withChoices(propagandaPaths.week, { tuan: day.on, xa: isCommune ? null : (chosen?.id ?? null) }),
        isEmpty: day.slots === 0,
        slots: `${day.slots} buổi`,
        titles: sayTitles(day.titles),
        status: statusOf(day),
      })),
    },
    frameOf(
      month.movement === null ? null : { title: '', clockAt: month.movement.clockAt, name: month.movement.name },
      { href: null, label: 'Lịch tháng' },
    ),
  );
}
