import { isId, type PersonId, type UnitId } from '../kernel/ids.js';
import { type Instant, plusMilliseconds } from '../kernel/instant.js';
import type { Colleague } from './assignment.service.js';
import { type AskedOwner, ownerSlug, readOwner, toOwnerLimit } from './queue.owner.js';
import { QUEUE_SORTS, type QueueFilter, type QueueSort } from './queue.repository.js';
import { type Stage, STAGES } from './vetting.facts.js';

const DAY_MILLISECONDS = 86_400_000;

/** Stages as addresses name them. */
export const STAGE_SLUGS: Readonly<Record<Stage, string>> = {
  waiting: 'cho-tham-dinh',
  returned: 'cho-bo-sung',
  passed: 'cho-chuyen',
  forwarded: 'da-chuyen',
  rejected: 'khong-tiep-nhan',
  closed: 'da-dung',
};
const ALL_STAGES = 'tat-ca';

/** How long a dossier may have waited, in days, for the filter by age. */
export const AGES = [3, 7, 14] as const;

/** Which desk of the office an address means; null: the first. */
export interface AskedDesk {
  slug: string | null;
  level: number | null;
}

/** The page of a list that an address asks for, from 1; anything that is no number is the first. */
export const readPage = (typed: unknown): number =>
  typeof typed === 'string' && /^[1-9]\d{0,5}$/.test(typed.trim()) ? Number(typed) : 1;

/** The queue's address, read: what is wanted, and how the fields of its filter stand. */
export interface QueueQuery {
  asked: AskedDesk;
  stage: Stage | null;
  communeId: UnitId | null;
  days: number | null;
  owner: AskedOwner | null;
  sort: QueueSort;
  page: number;
  /** Every box of the page is drawn ticked. */
  tickAll: boolean;
}

const text = (query: Record<string, unknown>, name: string): string =>
  typeof query[name] === 'string' ? query[name].trim() : '';

/** The contest and level in an address; anything that has not their shape is no wish at all. */
export function readDesk(query: Record<string, unknown>): AskedDesk {
  const slug = text(query, 'cuoc-thi');
  const level = text(query, 'cap');
  return {
    slug: /^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug) ? slug : null,
    level: /^[1-9]$/.test(level) ? Number(level) : null,
  };
}

/** Reads the queue's filter; words that mean nothing are left out, never guessed. Without a stage those that wait are shown. */
export function readQueueQuery(query: Record<string, unknown>): QueueQuery {
  const stage = text(query, 'trang-thai');
  const commune = text(query, 'xa');
  const days = Number(text(query, 'tuoi'));
  const sort = text(query, 'sap');
  return {
    asked: readDesk(query),
    stage: stage === ALL_STAGES ? null : (STAGES.find((one) => STAGE_SLUGS[one] === stage) ?? 'waiting'),
    communeId: isId(commune) ? (commune as UnitId) : null,
    owner: readOwner(text(query, 'giao')),
    days: AGES.find((one) => one === days) ?? null,
    sort: Object.hasOwn(QUEUE_SORTS, sort) ? (sort as QueueSort) : 'nop',
    page: readPage(query['trang']),
    tickAll: text(query, 'chon') === ALL_STAGES,
  };
}

/** The query as its address is written; the usual choices are left out. */
export const toQueryText = (query: QueueQuery): Record<string, string | number | null> => ({
  'cuoc-thi': query.asked.slug,
  cap: query.asked.level,
  'trang-thai': query.stage === null ? ALL_STAGES : query.stage === 'waiting' ? null : STAGE_SLUGS[query.stage],
  xa: query.communeId,
  tuoi: query.days,
  giao: query.owner === null ? null : ownerSlug(query.owner),
  sap: query.sort === 'nop' ? null : query.sort,
  trang: query.page === 1 ? null : query.page,
  chon: query.tickAll ? ALL_STAGES : null,
});

/** What the repository is asked for by an officer with these colleagues, at a contest's present moment. */
export const toQueueFilter = (
  query: QueueQuery,
  now: Instant,
  officer: PersonId,
  colleagues: readonly Colleague[],
): QueueFilter => ({
  stage: query.stage,
  communeId: query.communeId,
  receivedBy: query.days === null ? null : plusMilliseconds(now, -query.days * DAY_MILLISECONDS),
  owner: toOwnerLimit(query.owner, officer, colleagues),
});

export const STAGE_OPTIONS_ALL = ALL_STAGES;
