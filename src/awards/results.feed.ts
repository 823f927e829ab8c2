import type { ContestFacts } from '../contests/contest.facts.js';
import { formatDateTime } from '../kernel/vietnamese/dates.js';
import type { Feed, FeedItem } from '../press/feed.js';
import type { AwardListFacts } from './award.facts.js';
import { awardPaths } from './award.paths.js';

/**
 * What a contest's feed tells: each list that was published, newest first, the one in force with why it stands in place of the
 * former. A list keeps its own address when another takes its place, so that a reader is told of each once.
 */
export function toFeed(contest: ContestFacts, lists: readonly AwardListFacts[], baseUrl: string): Feed {
  const at = (path: string): string => `${baseUrl}${path}`;
  const name = contest.rehearsal ? `DIỄN TẬP – ${contest.name}` : contest.name;
  return {
    title: `Kết quả: ${name}`,
    link: at(awardPaths.results(contest.slug)),
    self: at(awardPaths.resultsFeed(contest.slug)),
    description: `Danh sách khen thưởng ${contest.organiserName} công bố.`,
    items: lists.flatMap((list, index): FeedItem[] => {
      if (list.publishedAt === null) return [];
      const former = lists[index + 1];
      const reason = former?.supersedeReason ?? null;
      return [
        {
          title: `Danh sách khen thưởng số ${list.number}`,
          link: at(awardPaths.resultsOf(contest.slug, list.number)),
          at: list.publishedAt,
          text: [
            `Công bố lúc ${formatDateTime(list.publishedAt)}.`,
            ...(former === undefined ? [] : [`Thay danh sách số ${former.number}.`]),
            ...(reason === null || reason === '' ? [] : [`Lý do: ${reason}`]),
          ].join(' '),
        },
      ];
    }),
  };
}
