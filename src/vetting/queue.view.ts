import type { CommuneFacts, ContestFacts } from '../contests/contest.facts.js';
import type { PersonId, UnitId } from '../kernel/ids.js';
import type { Instant } from '../kernel/instant.js';
import { groupPaths } from '../communities/groups/group.paths.js';
import { describeDeadline } from '../kernel/vietnamese/dates.js';
import { isLapsedAt } from '../entries/entry.facts.js';
import { entryPaths } from '../entries/entry.paths.js';
import { tellPlace } from '../kernel/vietnamese/places.js';
import { type FormState, freshForm } from '../web/views/form-state.js';
import { type Paging, pagingOf, type StatusWord } from '../web/views/page.js';
import type { Colleague } from './assignment.service.js';
import { type DeskLink, deskLinks } from './desk.links.js';
import { ownerOptions, ownerSlug, sayOwner } from './queue.owner.js';
import { AGES, type QueueQuery, STAGE_OPTIONS_ALL, STAGE_SLUGS, toQueryText } from './queue.form.js';
import type { QueueRow, QueueSort, StageCounts } from './queue.repository.js';
import { type DeskFacts, type Stage, stageOf, STAGES } from './vetting.facts.js';
import type { DeskAmongAll } from './vetting.opening.js';
import { vettingPaths } from './vetting.paths.js';
import { withQuery } from '../web/with-query.js';
import { STAGE_WORDS } from './vetting.words.js';

export const QUEUE_PAGE_SIZE = 50;
const DAY_MILLISECONDS = 86_400_000;

export interface QueueRowView {
  ticked: boolean;
  code: string;
  href: string;
  villageName: string;
  communeName: string;
  status: StatusWord;
  submittedAt: Instant | null;
  /** Whose work it is, in words; null while nobody's. */
  assigned: string | null;
  /** How long it has lain here: "3 ngày"; null when it no longer waits. */
  waited: string | null;
  holder: string;
  since: Instant | null;
  /** “hết ngày 10/12/2021”, in words that nobody can take for another day. */
  due: string | null;
}

export interface QueueView {
  about: string;
  lead: string;
  desks: DeskLink[];
  filingHref: string | null;
  /** The registers of communities, which have no place in this role's menu. */
  registersHref: string;
  /** Where all dossiers of the desk are taken out as one archive. */
  packHref: string;
  now: Instant;
  windowUntil: Instant | null;
  windowText: string | null;
  figures: { value: string; label: string; href: string; note: string | null }[];
  form: FormState;
  action: string;
  /** Kept by the filter form beside its own fields. */
  hidden: { name: string; value: string }[];
  chosen: { label: string; href: string }[];
  clearHref: string;
  stages: { value: string; label: string }[];
  communes: { value: string; label: string }[];
  ages: { value: string; label: string }[];
  owners: { value: string; label: string }[];
  /** Work of people who are here no longer, to be given on; null when there is none. */
  leftBehind: { text: string; href: string } | null;
  assignAction: string;
  acceptAction: string;
  remindAction: string;
  tick: { href: string; label: string };
  contestId: string;
  level: number;
  colleagues: { value: string; label: string }[];
  caption: string;
  order: string;
  heads: Record<'code' | 'commune' | 'submitted', { href: string; direction: 'ascending' | 'descending' | null }>;
  rows: QueueRowView[];
  paging: Paging;
  emptyText: string;
  emptyHref: string;
  emptyAction: string;
}

/** “Dưới 1 ngày”, “3 ngày”: whole days between two instants, rounded down. */
export function sayWaited(since: Instant, now: Instant): string {
  const days = Math.floor((now.getTime() - since.getTime()) / DAY_MILLISECONDS);
  return days < 1 ? 'dưới 1 ngày' : `${days} ngày`;
}

const ORDERS: Readonly<Record<QueueSort, string>> = {
  nop: 'Nộp trước xếp trước',
  '-nop': 'Nộp sau xếp trước',
  xa: 'Xếp theo xã, bản',
  '-xa': 'Xếp theo xã, bản, ngược lại',
  ma: 'Xếp theo mã hồ sơ',
  '-ma': 'Xếp theo mã hồ sơ, ngược lại',
};

/** The queue of one desk as its page shows it. */
export function toQueueView(
  opened: DeskAmongAll,
  query: QueueQuery,
  found: {
    rows: readonly QueueRow[];
    counts: StageCounts;
    communes: readonly CommuneFacts[];
    colleagues: readonly Colleague[];
    leftBehind: number;
  },
  officer: PersonId,
): QueueView {
  const { desk, contest, calendar } = opened;
  const at = (changed: Partial<QueueQuery>): string =>
    withQuery(vettingPaths.queue, toQueryText({ ...query, page: 1, tickAll: false, ...changed }));
  const window = calendar.windowFor('vetting', desk.unitId);
  const total = query.stage === null ? sum(found.counts) : found.counts[query.stage];
  const commune = found.communes.find(({ id }) => id === query.communeId);
  const isFiltered = query.communeId !== null || query.days !== null || query.owner !== null;
  const nothing = emptyOf(query, isFiltered, found.counts);
  return {
    about: contest.name,
    lead: `${desk.unitName} – ${desk.levelName}`,
    desks: deskLinks(opened, vettingPaths.queue),
    filingHref: filingHref(desk, contest),
    registersHref: groupPaths.list,
    packHref: entryPaths.officePack(contest.slug, desk.level),
    now: calendar.now,
    windowUntil: window?.until ?? null,
    windowText:
      calendar.phaseFor('vetting', desk.unitId) === 'open' ? null : 'Ngoài thời gian thẩm định: chỉ xem được.',
    figures: STAGES.map((stage) => ({
      value: String(found.counts[stage]),
      label: STAGE_WORDS[stage].word,
      href: at({ stage }),
      note: stage === query.stage ? 'đang xem' : null,
    })),
    form: freshForm({
      'trang-thai': query.stage === null ? STAGE_OPTIONS_ALL : STAGE_SLUGS[query.stage],
      xa: query.communeId ?? '',
      tuoi: query.days === null ? '' : String(query.days),
      giao: query.owner === null ? '' : ownerSlug(query.owner),
    }),
    action: vettingPaths.queue,
    hidden: Object.entries(toQueryText(query)).flatMap(([name, value]) =>
      ['cuoc-thi', 'cap', 'sap'].includes(name) && value !== null ? [{ name, value: String(value) }] : [],
    ),
    chosen: [
      ...(commune === undefined ? [] : [{ label: commune.name, href: at({ communeId: null }) }]),
      ...(query.owner === null ? [] : [{ label: sayOwner(query.owner, found.colleagues), href: at({ owner: null }) }]),
      ...(query.days === null ? [] : [{ label: sayAge(query.days), href: at({ days: null }) }]),
    ],
    clearHref: at({ communeId: null, days: null, owner: null }),
    stages: [
      ...STAGES.map((stage) => ({ value: STAGE_SLUGS[stage], label: STAGE_WORDS[stage].word })),
      { value: STAGE_OPTIONS_ALL, label: 'Tất cả' },
    ],
    communes: found.communes.map(({ id, name, districtName }) => ({
      value: id,
      label: districtName === null || districtName === desk.unitName ? name : tellPlace(name, districtName),
    })),
    owners: ownerOptions(found.colleagues, officer),
    leftBehind:
      found.leftBehind === 0 || query.owner === 'gone'
        ? null
        : {
            text: `${found.leftBehind} hồ sơ đang giao cho người không còn thẩm định ở đây.`,
            href: at({ stage: 'waiting', communeId: null, days: null, owner: 'gone' }),
          },
    assignAction: vettingPaths.assignment,
    acceptAction: vettingPaths.acceptance,
    remindAction: vettingPaths.reminderChoice,
    tick: query.tickAll
      ? { href: at({ page: query.page }), label: 'Bỏ chọn tất cả' }
      : { href: at({ page: query.page, tickAll: true }), label: 'Chọn cả trang này' },
    contestId: contest.id,
    level: desk.level,
    colleagues: found.colleagues.map(({ id, name }) => ({ value: id, label: name })),
    ages: AGES.map((days) => ({ value: String(days), label: sayAge(days) })),
    caption: `${total} hồ sơ${query.stage === null ? '' : `: ${STAGE_WORDS[query.stage].word.toLowerCase()}`}`,
    order: ORDERS[query.sort],
    heads: { code: head(query, 'ma', at), commune: head(query, 'xa', at), submitted: head(query, 'nop', at) },
    rows: found.rows.map((row) => ({
      ...toRow(row, desk, calendar.now, window?.until ?? null),
      assigned: sayAssigned(row, found.colleagues),
      ticked: query.tickAll,
    })),
    paging: pagingOf({ page: query.page, pageSize: QUEUE_PAGE_SIZE, total, hrefOf: (page) => at({ page }) }),
    ...nothing,
    emptyHref: nothing.emptyHref ?? at({ communeId: null, days: null, owner: null }),
  };
}

const sum = (counts: StageCounts): number => STAGES.reduce((all, stage) => all + counts[stage], 0);
const sayAge = (days: number): string => `Đã nộp từ ${days} ngày trở lên`;

function head(
  query: QueueQuery,
  sort: 'ma' | 'xa' | 'nop',
  at: (changed: Partial<QueueQuery>) => string,
): { href: string; direction: 'ascending' | 'descending' | null } {
  const direction = query.sort === sort ? 'ascending' : query.sort === `-${sort}` ? 'descending' : null;
  return { href: at({ sort: direction === 'ascending' ? `-${sort}` : sort }), direction };
}

function toRow(
  row: QueueRow,
  desk: DeskFacts,
  now: Instant,
  windowUntil: Instant | null,
): Omit<QueueRowView, 'ticked' | 'assigned'> {
  const stage = stageOf(row, desk.level);
  return {
    code: row.code,
    href: vettingPaths.one(row.code),
    villageName: row.villageName,
    communeName: row.communeName,
    status: STAGE_WORDS[stage],
    submittedAt: row.submittedAt,
    waited: stage === 'waiting' && row.submittedAt !== null ? sayWaited(row.submittedAt, now) : null,
    ...holding(row, desk, stage, windowUntil === null ? null : describeDeadline(windowUntil)),
    ...(isLapsedAt(row, desk.level, now) ? { holder: `${desk.unitName}, quá hạn bổ sung` } : {}),
  };
}

function sayAssigned(row: QueueRow, colleagues: readonly Colleague[]): string | null {
  if (row.assignedToName === null) return null;
  const isHere = colleagues.some(({ id }) => id === row.assignedTo);
  return `Giao: ${row.assignedToName}${isHere ? '' : ', không còn thẩm định ở đây'}`;
}

/** Who has it, since when, and until when they must be done with it. */
function holding(
  row: QueueRow,
  desk: DeskFacts,
  stage: Stage,
  windowDue: string | null,
): Pick<QueueRowView, 'holder' | 'since' | 'due'> {
  switch (stage) {
    case 'waiting': {
      const holder = row.checkedByName === null ? `${desk.unitName}, chưa ai mở` : `${row.checkedByName} đang kiểm tra`;
      return { holder, since: row.submittedAt, due: windowDue };
    }
    case 'returned':
      return {
        holder: row.communeName,
        since: row.changedAt,
        due: row.supplementDueAt && describeDeadline(row.supplementDueAt),
      };
    case 'passed':
      return { holder: `${desk.unitName}, chờ chuyển`, since: row.decidedAt, due: windowDue };
    case 'forwarded':
      return { holder: `Đã chuyển, đợt ${row.batchNumber ?? '–'}`, since: row.forwardedAt, due: null };
    case 'rejected':
    case 'closed':
      return { holder: 'Đã kết thúc', since: row.changedAt, due: null };
  }
}

/** Where an office files for one of its communes; null above the first level, where no dossier comes in. */
export const filingHref = (
  { level }: Pick<DeskFacts, 'level'>,
  { slug }: Pick<ContestFacts, 'slug'>,
  communeId: UnitId | null = null,
): string | null => (level === 1 ? withQuery(vettingPaths.filing, { 'cuoc-thi': slug, xa: communeId }) : null);

function emptyOf(
  query: QueueQuery,
  isFiltered: boolean,
  counts: StageCounts,
): { emptyText: string; emptyHref: string | null; emptyAction: string } {
  if (isFiltered)
    return { emptyText: 'Không có hồ sơ nào khớp với bộ lọc.', emptyHref: null, emptyAction: 'Bỏ mọi lọc' };
  if (query.stage !== 'waiting') {
    return {
      emptyText: 'Không có hồ sơ nào ở bước này.',
      emptyHref: vettingPaths.queue,
      emptyAction: 'Về hồ sơ chờ thẩm định',
    };
  }
  return counts.passed > 0
    ? {
        emptyText: 'Đã xử lý hết hồ sơ chờ thẩm định.',
        emptyHref: vettingPaths.forwarding,
        emptyAction: 'Chuyển hồ sơ đủ điều kiện',
      }
    : {
        emptyText: 'Đã xử lý hết hồ sơ chờ thẩm định.',
        emptyHref: vettingPaths.progress,
        emptyAction: 'Xem tiến độ các xã',
      };
}
