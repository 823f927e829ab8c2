import type { Invariant } from '../../database/invariants.js';
import type { Instant } from '../../kernel/instant.js';
import { formatDateTime } from '../../kernel/vietnamese/dates.js';
import { formatInteger } from '../../kernel/vietnamese/numbers.js';
import type { NotedCheck } from './check.repository.js';

const HOUR = 3_600_000;
/** It is made every hour: after three, something keeps it from being made. */
const STALE_AFTER_HOURS = 3;

export interface CheckPageView {
  state: 'none' | 'stale' | 'clean' | 'broken';
  lastText: string | null;
  ageText: string | null;
  wholeText: string | null;
  isNone: boolean;
  isStale: boolean;
  isClean: boolean;
  isBroken: boolean;
  totalText: string;
  moreText: string | null;
  breaches: { rule: string; row: string; found: string }[];
  rules: string[];
}

/** How old the last check is, what it found, and what it asks. */
export function toCheckPage(
  { last, whole }: { last: NotedCheck | null; whole: NotedCheck | null },
  invariants: readonly Invariant[],
  now: Instant,
): CheckPageView {
  const hours = last === null ? null : Math.floor((now.getTime() - last.at.getTime()) / HOUR);
  const state =
    last === null || hours === null
      ? 'none'
      : last.total > 0
        ? 'broken'
        : hours >= STALE_AFTER_HOURS
          ? 'stale'
          : 'clean';
  const breaches = last?.breaches ?? [];
  const more = (last?.total ?? 0) - breaches.length;
  return {
    state,
    lastText: last === null ? null : formatDateTime(last.at),
    ageText: hours === null ? null : hours < 1 ? 'chưa đầy một giờ trước' : `${hours} giờ trước`,
    wholeText: whole === null ? null : formatDateTime(whole.at),
    isNone: state === 'none',
    isStale: state === 'stale',
    isClean: state === 'clean',
    isBroken: state === 'broken',
    totalText: formatInteger(last?.total ?? 0),
    moreText: more > 0 ? formatInteger(more) : null,
    breaches: breaches.map(({ rule, row, found }) => ({ rule, row, found })),
    rules: invariants.map(({ rule }) => rule),
  };
}
