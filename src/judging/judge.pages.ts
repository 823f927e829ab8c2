import type { Instant } from '../kernel/instant.js';
import type { Refusal } from '../kernel/refusal.js';
import { formatDateTime } from '../kernel/vietnamese/dates.js';
import { tellPlace } from '../kernel/vietnamese/places.js';
import type { FormState } from '../web/views/form-state.js';
import { type Paging, pagingOf, type StatusWord } from '../web/views/page.js';
import { doneAndLeft, sayCounts } from './judge.view.js';
import type { JudgeStanding } from './judge.list.js';
import { judgingPaths } from './judging.paths.js';
import { inRound, type RoundChoice, roundChoice } from './round.choice.js';
import { aboutOf } from './secretary.standing.js';
import type { RoundFacts, SheetProgress } from './round.facts.js';
import { PROGRESS_WORDS } from './sheet.moves.js';
import type { RankedSheet } from './own-sheet.repository.js';
import type { ListedSheet, NamedEntry } from './sheet.repository.js';
import type { Desk } from './sheet.row.js';
import { showHundredths } from './sheet.total.js';

interface DueView {
  label: string;
  until: Instant;
  now: Instant;
}

/** The judge's list of sheets, in the judge's own order. */
export interface JudgeListView {
  contestName: string;
  choice: RoundChoice;
  lead: string;
  due: DueView | null;
  /** Said when there is nothing to judge yet. */
  emptyText: string | null;
  filters: { label: string; href: string; current: boolean; count: number }[];
  lines: ListLineView[];
  noneText: string | null;
  nextHref: string | null;
  summaryHref: string;
  offlineHref: string;
  /** Where the scale is practised. */
  practiceHref: string;
  /** The same sheets as one table of points. */
  gridHref: string;
  paging: Paging | null;
}

interface Shown {
  lines: readonly ListedSheet[];
  lost: Partial<Record<SheetProgress, number>>;
  next: string | null;
  putOff: number;
  page: number;
  total: number;
  pageSize: number;
}

export function toJudgeList({
  contest,
  calendar,
  place,
  filter,
  shown,
}: JudgeStanding & { filter: string; shown?: Shown }): JudgeListView {
  const number = place?.round.number ?? 1;
  const rounds = place?.rounds ?? [];
  const here = (href: string): string => (place === null ? href : inRound(href, place.round, rounds));
  const window = calendar.roundWindow(number);
  const phase = calendar.roundPhase(number);
  const empty = {
    contestName: aboutOf({ contest, round: place?.round ?? null }),
    choice: roundChoice(judgingPaths.list, place?.round ?? null, rounds),
    due: window === null || phase !== 'open' ? null : { label: 'Hạn chấm', until: window.until, now: calendar.now },
    filters: [],
    lines: [],
    noneText: null,
    nextHref: null,
    summaryHref: here(judgingPaths.summary),
    offlineHref: judgingPaths.offline,
    practiceHref: judgingPaths.practice,
    gridHref: here(judgingPaths.grid),
    paging: null,
  };
  const opensText = window === null ? '' : ` Thời gian chấm bắt đầu lúc ${formatDateTime(window.from)}.`;
  if (place === null || shown === undefined)
    return {
      ...empty,
      lead: '',
      emptyText: `Chưa được phân công chấm hồ sơ nào.${phase === 'before' ? opensText : ''}`,
    };
  const { counts } = place.judge;
  const hrefOf = (loc: string, page: number): string => {
    const query = new URLSearchParams();
    if (loc !== '') query.set('loc', loc);
    if (page > 1) query.set('trang', String(page));
    return here(query.size === 0 ? judgingPaths.list : `${judgingPaths.list}?${query.toString()}`);
  };
  const tab = (loc: string, label: string, count: number) => ({
    label,
    href: hrefOf(loc, 1),
    current: loc === filter,
    count,
  });
  const all = counts.none + counts.draft + counts.done + counts.signed + counts.recused;
  return {
    ...empty,
    lead: leadOf(place.round, phase, sayCounts(counts, shown.lost), opensText),
    emptyText: all === 0 ? `Chưa được phân công chấm hồ sơ nào.${phase === 'before' ? opensText : ''}` : null,
    filters: [
      tab('', 'Tất cả', all),
      tab('chua', 'Chưa chấm', counts.none),
      tab('nhap', 'Nháp', counts.draft),
      tab('sau', 'Chấm sau', shown.putOff),
      tab('xong', 'Xong', counts.done + counts.signed),
    ],
    lines: shown.lines.map((line) => ({ ...toListLine(line), href: here(judgingPaths.sheet(line.number)) })),
    noneText: shown.lines.length === 0 && all > 0 ? 'Không có hồ sơ nào ở mục này.' : null,
    nextHref:
      phase === 'open' && place.round.closedAt === null && shown.next !== null ? judgingPaths.sheet(shown.next) : null,
    paging: shown.total <= shown.pageSize ? null : pagingOf({ ...shown, hrefOf: (page) => hrefOf(filter, page) }),
  };
}

/** One line of the judge's list. */
export interface ListLineView {
  number: string;
  href: string;
  villageName: string;
  communeName: string;
  status: StatusWord;
  totalText: string;
  savedText: string | null;
  note: string | null;
}

const toListLine = (line: ListedSheet): Omit<ListLineView, 'href'> => ({
  number: line.number,
  villageName: line.villageName,
  communeName: line.communeName,
  status: PROGRESS_WORDS[line.progress],
  totalText: line.totalHundredths === null ? '–' : showHundredths(line.totalHundredths),
  savedText: line.savedAt === null ? null : formatDateTime(line.savedAt),
  note: !line.judgeable
    ? 'Không còn trong diện chấm'
    : line.isPutOff
      ? 'Để chấm sau'
      : line.reopenedReason === null
        ? null
        : `Mở lại: ${line.reopenedReason}`,
});

function leadOf(round: RoundFacts, phase: string, counts: string, opensText: string): string {
  if (round.closedAt !== null) return `Vòng chấm đã khóa lúc ${formatDateTime(round.closedAt)}. ${counts}.`;
  if (phase === 'before') return `${counts}.${opensText}`;
  return phase === 'over' ? `Đã hết thời gian chấm. ${counts}.` : `${counts}.`;
}

/** The judge's own totals, what is missing, and the signing of the round. */
export interface SummaryView {
  contestName: string;
  choice: RoundChoice;
  lead: string;
  lines: {
    rankText: string;
    number: string;
    href: string;
    villageName: string;
    communeName: string;
    totalText: string;
    /** How far below the line above: "kém 0,5", "bằng"; null for the first. */
    gapText: string | null;
    /** This dossier beside the one above. */
    compareHref: string | null;
    signed: boolean;
    note: string | null;
  }[];
  tiesText: string | null;
  noneText: string | null;
  /** The first of them in the judge's own order. */
  incomplete: (NamedEntry & { href: string })[];
  incompleteCount: number;
  incompleteMore: number;
  toSign: number;
  signedCount: number;
  canSign: boolean;
  lockedText: string | null;
  form: FormState;
  action: string;
  papersHref: string | null;
  listHref: string;
  paging: Paging | null;
}

export function toSummary(
  given: JudgeStanding & {
    place: NonNullable<JudgeStanding['place']>;
    sheets: readonly RankedSheet[];
    incomplete: readonly NamedEntry[];
    incompleteCount: number;
    outside: Refusal | null;
    form: FormState;
    page: number;
    total: number;
    pageSize: number;
  },
): SummaryView {
  const { contest, place, sheets, incomplete, incompleteCount, outside, form } = given;
  const { round, rounds, judge } = place;
  const { counts } = judge;
  const here = (href: string): string => inRound(href, round, rounds);
  const { done } = doneAndLeft(counts, {});
  return {
    contestName: aboutOf({ contest, round }),
    choice: roundChoice(judgingPaths.summary, round, rounds),
    lead: `Đủ điểm ${done} hồ sơ, trong đó đã chốt ${counts.signed}. Còn thiếu điểm ${incompleteCount} hồ sơ.`,
    lines: sheets.map((sheet) => ({
      rankText: sheet.rank === null ? '–' : String(sheet.rank),
      gapText: gapTextOf(sheet),
      compareHref:
        sheet.aboveNumber === null ? null : here(judgingPaths.comparison({ a: sheet.aboveNumber, b: sheet.number })),
      number: sheet.number,
      href: here(judgingPaths.sheet(sheet.number)),
      villageName: sheet.villageName,
      communeName: sheet.communeName,
      totalText: sheet.totalHundredths === null ? '–' : showHundredths(sheet.totalHundredths),
      signed: sheet.state === 'signed',
      note: sheet.judgeable ? null : 'Không còn trong diện chấm',
    })),
    tiesText: tiesTextOf(sheets),
    noneText: sheets.length === 0 ? 'Chưa có hồ sơ nào đủ điểm.' : null,
    incomplete: incomplete.map((entry) => ({ ...entry, href: here(judgingPaths.sheet(entry.number)) })),
    incompleteCount,
    incompleteMore: Math.max(0, incompleteCount - incomplete.length),
    toSign: counts.done,
    signedCount: counts.signed,
    canSign: outside === null && counts.done > 0,
    lockedText: lockedTextOf(outside),
    form,
    action: judgingPaths.summary,
    papersHref: counts.signed > 0 ? here(judgingPaths.papers) : null,
    listHref: here(judgingPaths.list),
    paging:
      given.total <= given.pageSize
        ? null
        : pagingOf({ ...given, hrefOf: (page) => here(`${judgingPaths.summary}?trang=${page}`) }),
  };
}

function gapTextOf({ rank, gapHundredths }: RankedSheet): string | null {
  if (rank === null || gapHundredths === null) return null;
  return gapHundredths === '0' ? 'bằng điểm' : `kém ${showHundredths(gapHundredths)}`;
}

/** What a judge may want to look at once more before signing: which totals are equal. */
function tiesTextOf(sheets: readonly RankedSheet[]): string | null {
  const tied = new Set(sheets.filter(({ rank, equals }) => rank !== null && equals > 1).map(({ rank }) => rank));
  return tied.size === 0 ? null : `Có hồ sơ bằng điểm ở thứ hạng ${[...tied].join(', ')}.`;
}

function lockedTextOf(outside: Refusal | null): string | null {
  if (outside === null) return null;
  if (outside.code === 'round-closed') return 'Vòng chấm đã khóa nên không chốt thêm được.';
  return outside.code === 'judging-over'
    ? 'Đã hết thời gian chấm nên không chốt thêm được.'
    : 'Chưa đến thời gian chấm.';
}

export const toRecusal = (desk: Desk, form: FormState): object => ({
  number: desk.entry.number,
  action: judgingPaths.recusal(desk.entry.number),
  backHref: judgingPaths.sheet(desk.entry.number),
  form,
  facts: [
    { label: 'Hồ sơ', value: `${desk.entry.number}, ${desk.entry.villageName}` },
    {
      label: 'Đơn vị',
      value: tellPlace(desk.entry.communeName, desk.entry.districtName),
    },
  ],
});
