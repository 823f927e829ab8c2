import { formatDateTimeLong } from '../kernel/vietnamese/dates.js';
import type { Breadcrumb, PageFrame } from '../web/views/page.js';
import type { Calendar } from './calendar.js';
import type { ContestFacts } from './contest.facts.js';

/** What every page about a contest has around it: who holds it, the way back, and the banner of a rehearsal with its time. */
export function frameOfContest(
  contest: Pick<ContestFacts, 'name' | 'noun' | 'organiserName' | 'rehearsal'>,
  calendar: Pick<Calendar, 'now'>,
  breadcrumbs: Breadcrumb[] = [],
): Partial<PageFrame> {
  return {
    organiser: `${contest.noun} do ${contest.organiserName} tổ chức`,
    breadcrumbs,
    rehearsal: contest.rehearsal ? { contestName: contest.name, nowText: formatDateTimeLong(calendar.now) } : null,
  };
}
