import type { ContestFacts } from '../contests/contest.facts.js';
import { quotaNeeded } from '../contests/quota.js';
import { isId, type UnitId } from '../kernel/ids.js';
import { formatDateTime } from '../kernel/vietnamese/dates.js';
import { fold } from '../kernel/vietnamese/fold.js';
import { tellPlace } from '../kernel/vietnamese/places.js';
import type { Words } from '../web/request.js';
import { type FormState, freshForm } from '../web/views/form-state.js';
import { type Paging, pagingOf, type StatusWord } from '../web/views/page.js';
import { ENTRY_STATES, type EntryState } from './entry.facts.js';
import { ENTRY_STATUS_WORDS } from './entry.moves.js';
import { entryPaths } from './entry.paths.js';
import {
  type CommuneProgress,
  OVERVIEW_ORDERS,
  type OverviewFilter,
  type OverviewOrder,
  type OverviewRow,
} from './overview.repository.js';

export const OVERVIEW_PAGE_SIZE = 50;

/** The list as the address asks for it; whatever is not understood asks for everything. */
export interface OverviewQuery {
  state: EntryState | null;
  communeId: UnitId | null;
  typed: string;
  order: OverviewOrder;
  page: number;
}

/** Reads the query of the address: `trang-thai`, `xa`, `tim`, `sap`, `trang`. */
export function readOverviewQuery(query: Words): OverviewQuery {
  const text = (name: string): string => (typeof query[name] === 'string' ? query[name].slice(0, 100) : '');
  const state = ENTRY_STATES.find((one) => one !== 'draft' && one === text('trang-thai')) ?? null;
  return {
    state,
    communeId: isId(text('xa')) ? (text('xa') as UnitId) : null,
    typed: text('tim').trim(),
    order: Object.hasOwn(OVERVIEW_ORDERS, text('sap')) ? (text('sap') as OverviewOrder) : 'so',
    page: /^[1-9]\d{0,5}$/.test(text('trang')) ? Number(text('trang')) : 1,
  };
}

/** The query as SQL understands it. */
export const toOverviewFilter = (contest: Pick<ContestFacts, 'id'>, query: OverviewQuery): OverviewFilter => ({
  contestId: contest.id,
  state: query.state,
  commune: query.communeId === null ? null : { id: query.communeId },
  typed: query.typed === '' ? null : typedIn(query.typed),
  submitted: EVER,
  changed: EVER,
});

const EVER = { from: null, until: null } as const;

/** What was typed, as numbers and as names of villages are looked through for it. */
export const typedIn = (words: string): { number: string; folded: string } => ({
  number: words.toUpperCase(),
  folded: fold(words),
});

interface SortHead {
  label: string;
  href: string;
  direction: 'ascending' | 'descending' | null;
}

export interface OverviewView {
  /** Where all dossiers are taken out; null for readers who do not. */
  packHref: string | null;
  about: string;
  action: string;
  form: FormState;
  chosen: { label: string; href: string }[];
  states: { value: string; label: string }[];
  communes: { value: string; label: string }[];
  heads: SortHead[];
  rows: {
    code: string;
    href: string;
    village: string;
    commune: string;
    status: StatusWord;
    submitted: string;
    files: number;
  }[];
  paging: Paging;
  progress: {
    href: string;
    name: string;
    district: string;
    villages: number;
    need: number;
    entered: number;
    accepted: number;
    returned: number;
    drafts: number;
    label: string;
    tone: 'success' | 'warning';
  }[];
}

const HEADS: readonly [OverviewOrder, string][] = [
  ['so', 'Mã hồ sơ'],
  ['don', 'Đơn vị dự thi'],
  ['xa', 'Xã'],
  ['luc', 'Nhận lúc'],
];

/** The organiser's list: filters, one page of dossiers, and every commune's progress. */
export function toOverviewView(
  contest: ContestFacts,
  query: OverviewQuery,
  rows: readonly OverviewRow[],
  total: number,
  progress: readonly CommuneProgress[],
  { mayTakeOut }: { mayTakeOut: boolean },
): OverviewView {
  const href = (change: Partial<OverviewQuery>): string => hrefOf(contest.slug, { ...query, page: 1, ...change });
  const commune = progress.find(({ id }) => id === query.communeId);
  const chosen: OverviewView['chosen'] = [];
  if (query.state !== null) chosen.push({ label: ENTRY_STATUS_WORDS[query.state].word, href: href({ state: null }) });
  if (commune !== undefined) chosen.push({ label: commune.name, href: href({ communeId: null }) });
  if (query.typed !== '') chosen.push({ label: `“${query.typed}”`, href: href({ typed: '' }) });
  return {
    packHref: mayTakeOut ? entryPaths.pack(contest.slug) : null,
    about: contest.name,
    action: entryPaths.organiserList(contest.slug),
    form: freshForm({ 'trang-thai': query.state ?? '', xa: query.communeId ?? '', tim: query.typed }),
    chosen,
    states: ENTRY_STATES.filter((state) => state !== 'draft').map((state) => ({
      value: state,
      label: ENTRY_STATUS_WORDS[state].word,
    })),
    communes: progress.map(({ id, name, districtName }) => ({
      value: id,
      label: districtName === null ? name : `${name} (${districtName})`,
    })),
    heads: HEADS.map(([order, label]) => ({
      label,
      href: href({ order }),
      direction: order !== query.order ? null : order === 'luc' ? 'descending' : 'ascending',
    })),
    rows: rows.map((row) => ({
      code: row.code,
      href: entryPaths.organiserOne(contest.slug, row.code),
      village: row.villageName,
      commune: tellPlace(row.communeName, row.districtName),
      status: ENTRY_STATUS_WORDS[row.state],
      submitted: formatDateTime(row.submittedAt),
      files: row.fileCount,
    })),
    paging: pagingOf({ page: query.page, pageSize: OVERVIEW_PAGE_SIZE, total, hrefOf: (page) => href({ page }) }),
    progress: progress.map((one) => toProgress(contest, one, href({ communeId: one.id }))),
  };
}

function toProgress(contest: ContestFacts, one: CommuneProgress, href: string): OverviewView['progress'][number] {
  const need = quotaNeeded(contest.quota, one.villages);
  return {
    href,
    name: one.name,
    district: one.districtName ?? '',
    villages: one.villages,
    need,
    entered: one.entered,
    accepted: one.accepted,
    returned: one.returned,
    drafts: one.drafts,
    label: `${one.entered}/${one.villages}, cần ít nhất ${need}`,
    tone: one.entered >= need ? 'success' : 'warning',
  };
}

function hrefOf(slug: string, query: OverviewQuery): string {
  const parts = new URLSearchParams();
  if (query.state !== null) parts.set('trang-thai', query.state);
  if (query.communeId !== null) parts.set('xa', query.communeId);
  if (query.typed !== '') parts.set('tim', query.typed);
  if (query.order !== 'so') parts.set('sap', query.order);
  if (query.page > 1) parts.set('trang', String(query.page));
  const text = parts.toString();
  return text === '' ? entryPaths.organiserList(slug) : `${entryPaths.organiserList(slug)}?${text}`;
}
