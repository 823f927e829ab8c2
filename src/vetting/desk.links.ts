import type { DeskAmongAll } from './vetting.opening.js';
import { withQuery } from '../web/with-query.js';

export interface DeskLink {
  label: string;
  href: string;
  current: boolean;
}

/**
 * The office's desks as links to the same page of each, in their own order; empty where it has but one. A label names what tells
 * them apart: the contest, its level, or both.
 */
export function deskLinks({ desk, all, contests }: DeskAmongAll, path: string): DeskLink[] {
  if (all.length < 2) return [];
  const isOneContest = all.every(({ contestId }) => contestId === desk.contestId);
  return all.map((one) => {
    const contest = contests.get(one.contestId);
    const levels = all.filter(({ contestId }) => contestId === one.contestId).length;
    return {
      label: [...(isOneContest ? [] : [contest?.name ?? '']), ...(levels > 1 ? [one.levelName] : [])].join(' – '),
      href: withQuery(path, { 'cuoc-thi': contest?.slug ?? null, cap: levels > 1 ? one.level : null }),
      current: one.contestId === desk.contestId && one.level === desk.level,
    };
  });
}
