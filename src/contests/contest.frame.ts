import { auditPaths } from '../audit/audit.paths.js';
import type { Actor } from '../kernel/actor.js';
import { formatDateTimeLong } from '../kernel/vietnamese/dates.js';
import type { Breadcrumb, PageFrame } from '../web/views/page.js';
import type { Calendar } from './calendar.js';
import type { ContestFacts } from './contest.facts.js';
import { contestPaths } from './contest.paths.js';

/** The way back from a page about a contest: an organiser's leads to its set-up, an auditor's to the overview. */
export const overseerCrumbs = (
  actor: Pick<Actor, 'role'>,
  contest: Pick<ContestFacts, 'slug' | 'code'>,
  ...here: Breadcrumb[]
): Breadcrumb[] =>
  actor.role === 'organiser'
    ? [
        { href: contestPaths.desk, label: 'Cuộc thi' },
        { href: contestPaths.setUp(contest.slug), label: contest.code },
        ...here,
      ]
    : [{ href: auditPaths.overview, label: 'Tổng quan' }, ...here];

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
