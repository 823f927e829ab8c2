import type { Actor } from '../kernel/actor.js';
import { formatDate } from '../kernel/vietnamese/dates.js';
import { Page } from '../web/answer.js';
import { pagingOf } from '../web/views/page.js';
import type { ContestFacts } from './contest.facts.js';
import { CONTESTS_A_PAGE } from './contest.list.repository.js';
import { contestPaths } from './contest.paths.js';
import { refuseToCreate } from './contest.policy.js';
import { CONTEST_STATES } from './contest.words.js';

/** `/to-chuc`: the contests that this organiser's role reaches. */
export function organiserDeskPage(
  actor: Actor,
  { found, page, total }: { found: readonly ContestFacts[]; page: number; total: number },
): Page {
  const mayCreate = refuseToCreate(actor, actor.unitId) === null;
  return new Page('contests/desk', {
    contests: found.map((contest) => ({
      name: contest.name,
      code: contest.code,
      href: contestPaths.setUp(contest.slug),
      state: CONTEST_STATES[contest.state],
      kind: contest.rehearsal ? 'Diễn tập' : contest.noun,
      openedOn: contest.openedAt === null ? 'Chưa mở' : formatDate(contest.openedAt),
    })),
    createHref: mayCreate ? contestPaths.create : null,
    emptyText: 'Chưa có cuộc thi nào.',
    paging: pagingOf({
      page,
      pageSize: CONTESTS_A_PAGE,
      total,
      hrefOf: (number) => `${contestPaths.desk}?trang=${number}`,
    }),
  });
}
