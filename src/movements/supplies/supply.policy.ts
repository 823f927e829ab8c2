import type { Refusal } from '../../kernel/refusal.js';
import type { Day } from '../../kernel/vietnamese/days.js';

/** How far back a posting may be noted: a month, the longest that a week's or month's report looks back. */
export const DAYS_BACK = 31;

/** What is looked at before a posting is noted. */
export interface PostingFacts {
  isWithdrawn: boolean;
  isForGroups: boolean;
  approvedOn: Day;
  validUntil: Day | null;
  today: Day;
  /** The first day that may still be noted. */
  earliest: Day;
}

/** An item is posted while it is in force: from its first approval to the last day of its validity; never ahead of its day, never later than a month after. */
export function refuseToPost(item: PostingFacts, on: Day): Refusal | null {
  if (item.isWithdrawn) return { code: 'posting-of-withdrawn' };
  if (!item.isForGroups) return { code: 'posting-without-form' };
  if (on > item.today) return { code: 'posting-ahead', field: 'on', today: item.today };
  const from = item.approvedOn > item.earliest ? item.approvedOn : item.earliest;
  if (on < from) return { code: 'posting-too-early', field: 'on', from };
  return item.validUntil !== null && on > item.validUntil
    ? { code: 'posting-after-validity', field: 'on', until: item.validUntil }
    : null;
}
