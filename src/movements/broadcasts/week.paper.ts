import { formatDay } from '../../kernel/vietnamese/days.js';
import { italic, line, type Paper, type TableRow } from '../../press/paper.js';
import { CHANNEL_WORDS } from './plan.facts.js';
import { daysBetween, formatMinute, plusDays } from './plan.slots.js';
import { sayDay, sayLoud } from './station.view.js';
import type { Week } from './week.reader.js';

/** The week as a sheet to hang beside the amplifier: what is said when, and room to write the hour and sign. */
export function toWeekSheet(week: Week): Paper {
  const { monday, chosen, slots, now, sample } = week;
  const rows = daysBetween(monday, plusDays(monday, 6)).flatMap((on): TableRow[] => {
    const own = slots.filter((slot) => slot.on === on);
    if (own.length === 0) return [];
    return [
      { label: sayDay(on), span: 5, rest: [] },
      ...own.map((slot): TableRow => [
        formatMinute(slot.minute),
        CHANNEL_WORDS[slot.plan.channel],
        [slot.plan.title, sayLoud(slot.plan)].filter(Boolean).join('; '),
        chosen === null ? slot.plan.scopeName : slot.plan.note,
        '',
      ]),
    ];
  });
  return {
    title: 'Lịch tuyên truyền trong tuần',
    madeAt: now,
    landscape: false,
    framed: false,
    foot: null,
    blocks: [
      {
        kind: 'title',
        text: 'LỊCH TUYÊN TRUYỀN TRONG TUẦN',
        subject: `Từ ngày ${formatDay(monday)} đến ngày ${formatDay(plusDays(monday, 6))}${chosen === null ? '' : `, ${chosen.name}`}`,
      },
      ...(sample ? [line([italic('Nội dung mẫu, đặt ra để thử.')], 'center')] : []),
      ...(rows.length === 0
        ? [line('Tuần này không có buổi nào.', 'center')]
        : [
            {
              kind: 'table' as const,
              columns: [
                { head: 'Giờ', share: 1.2, align: 'center' as const },
                { head: 'Cách', share: 2, align: 'left' as const },
                { head: 'Nội dung', share: 5, align: 'left' as const },
                { head: chosen === null ? 'Địa bàn' : 'Dặn thêm', share: 2.6, align: 'left' as const },
                { head: 'Giờ thực tế, ký', share: 2, align: 'left' as const },
              ],
              rows,
              closing: null,
            },
          ]),
    ],
  };
}
