import { type Paging, pagingOf } from '../web/views/page.js';
import type { CommuneFacts } from '../contests/contest.facts.js';
import { formatDateTime } from '../kernel/vietnamese/dates.js';
import type { LastReminder } from './reminder.repository.js';
import type { LateCommune } from './reminder.service.js';
import { type DeskLink, deskLinks } from './desk.links.js';
import type { DeskAmongAll } from './vetting.opening.js';
import { vettingPaths } from './vetting.paths.js';
import { withQuery } from '../web/with-query.js';

export const REMINDER_PAGE_SIZE = 25;

export interface RemindersView {
  about: string;
  lead: string;
  desks: DeskLink[];
  finding: string;
  action: string;
  contestId: string;
  level: number;
  rows: {
    communeId: string;
    communeName: string;
    owes: string;
    reminded: string | null;
    copyId: string;
    text: string;
  }[];
  /** Every commune of this page, for the one button that marks them all. */
  all: string[];
  /** Where the list was narrowed to the communes of ticked dossiers: the way to all of them; null otherwise. */
  allHref: string | null;
  /** Names of those among them that need not be reminded; '' when there are none. */
  owesNothing: string;
  paging: Paging;
}

/** The communes to remind, each with its text, of those that were `chosen` or of all when none was; `page` counts from 1, a page beyond the last is the first. */
export function toReminders(
  opened: DeskAmongAll,
  found: { late: readonly LateCommune[]; last: readonly LastReminder[]; chosen: readonly CommuneFacts[] },
  asked: number,
): RemindersView {
  const { desk, contest } = opened;
  const { last, chosen } = found;
  const isChosen = ({ row }: LateCommune): boolean => chosen.some(({ id }) => id === row.communeId);
  const late = chosen.length === 0 ? found.late : found.late.filter(isChosen);
  const owesNothing = chosen.filter(({ id }) => !late.some(({ row }) => row.communeId === id));
  const page = (asked - 1) * REMINDER_PAGE_SIZE < late.length ? asked : 1;
  const shown = late.slice((page - 1) * REMINDER_PAGE_SIZE, page * REMINDER_PAGE_SIZE);
  return {
    about: contest.name,
    lead: `${desk.unitName} – ${desk.levelName}`,
    desks: deskLinks(opened, vettingPaths.reminders),
    finding: `${late.length} xã cần nhắc.`,
    action: vettingPaths.reminders,
    contestId: contest.id,
    level: desk.level,
    rows: shown.map(({ row, owed, text }) => ({
      communeId: row.communeId,
      communeName: row.communeName,
      owes: [
        ...(owed.short === 0 ? [] : [`Thiếu ${owed.short} hồ sơ`]),
        ...(owed.drafts.length === 0 ? [] : [`${owed.drafts.length} hồ sơ nháp được gia hạn riêng`]),
        ...(owed.awaited.length === 0 ? [] : [`${owed.awaited.length} hồ sơ chờ bổ sung`]),
      ].join(', '),
      reminded: sayReminded(last.find(({ communeId }) => communeId === row.communeId)),
      copyId: `tin-${row.communeId}`,
      text,
    })),
    allHref:
      chosen.length === 0 ? null : withQuery(vettingPaths.reminders, { 'cuoc-thi': contest.slug, cap: desk.level }),
    owesNothing: owesNothing.map(({ name }) => name).join(', '),
    all: shown.map(({ row }) => row.communeId),
    paging: pagingOf({
      page,
      pageSize: REMINDER_PAGE_SIZE,
      total: late.length,
      hrefOf: (number) =>
        withQuery(vettingPaths.reminders, {
          'cuoc-thi': contest.slug,
          cap: desk.level,
          xa: chosen.map(({ id }) => id).join(' '),
          trang: number,
        }),
    }),
  };
}

const sayReminded = (last: LastReminder | undefined): string | null =>
  last === undefined ? null : `Đã nhắc ${last.count} lần, lần cuối ${formatDateTime(last.at)} (${last.byName}).`;
