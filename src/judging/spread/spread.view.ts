import { type Paging, pagingOf, type StatusWord } from '../../web/views/page.js';
import type { Instant } from '../../kernel/instant.js';
import { judgingPaths } from '../judging.paths.js';
import type { WaitingEntry } from '../results.facts.js';
import { NO_RULE, OWN_LIMITS, VOID_FAR } from './spread.form.js';
import type { RemarkingLine } from './spread.repository.js';
import { SPREAD_MODELS } from './spread.rule.js';

export const WAITS: Readonly<Record<WaitingEntry['waitsFor'], StatusWord>> = {
  head: { word: 'Chờ trưởng ban quyết định', tone: 'warning' },
  third: { word: 'Cần chấm lần ba', tone: 'warning' },
  panel: { word: 'Cần chấm tập thể', tone: 'danger' },
};

/** What the form of the rule offers. */
export const RULE_CHOICES = {
  models: [
    { value: NO_RULE, label: 'Không xử lý chênh lệch', hint: 'Mọi phiếu đã chốt đều được tính.' },
    {
      value: 'third-at-20',
      label: 'Hai giám khảo, chênh từ 20% thang điểm thì chấm lần ba',
      hint: SPREAD_MODELS['third-at-20'].text,
    },
    { value: 'literature', label: 'Ba mức như thi ngữ văn', hint: SPREAD_MODELS.literature.text },
    { value: OWN_LIMITS, label: 'Giới hạn riêng của cuộc thi', hint: 'Nhập các mức ở dưới.' },
    {
      value: VOID_FAR,
      label: 'Hủy điểm lệch xa điểm trung bình',
      hint: 'Điểm nào lệch quá giới hạn so với trung bình của mọi điểm đã chấm thì không tính. Cần từ ba giám khảo.',
    },
  ],
  measures: [
    { value: 'points', label: 'Điểm', hint: null },
    { value: 'percent', label: 'Phần trăm thang điểm', hint: null },
  ],
  edges: [
    { value: 'duoi', label: 'dưới giới hạn này' },
    { value: 'khong-qua', label: 'không quá giới hạn này' },
  ],
  beyonds: [
    { value: 'head', label: 'Trưởng ban quyết định điểm được tính, có biên bản', hint: null },
    { value: 'third', label: 'Chấm lần ba', hint: null },
    { value: 'panel', label: 'Hủy các điểm đã chấm, chấm lại tập thể', hint: null },
  ],
  thirds: [
    { value: 'official', label: 'Điểm lần ba là điểm chính thức', hint: null },
    {
      value: 'compared',
      label: 'So với các điểm trước',
      hint: 'Có điểm bằng nhau thì lấy các điểm đó; mọi điểm lệch nhau không quá giới hạn dưới đây thì tính tất cả; lệch hơn thì chấm tập thể.',
    },
  ],
};

/** Which page of each of the two lists an address asks for. */
export interface SpreadPlaces {
  waiting: number;
  standing: number;
}

/** Both lists are paged for themselves: turning one keeps the place in the other. */
export function spreadHref({ waiting, standing }: SpreadPlaces): string {
  const asked = [...(waiting > 1 ? [`cho=${waiting}`] : []), ...(standing > 1 ? [`trang=${standing}`] : [])];
  return asked.length === 0 ? judgingPaths.spread : `${judgingPaths.spread}?${asked.join('&')}`;
}

/** One page of the entries that wait, in the order given, `pageSize` a page; no paging where one page has them all. */
export function toWaitingPage(
  waiting: readonly WaitingEntry[],
  { pageSize, at }: { pageSize: number; at: SpreadPlaces },
): { lines: object[]; paging: Paging | null } {
  const from = (at.waiting - 1) * pageSize;
  const hrefOf = (to: number): string => spreadHref({ ...at, waiting: to });
  const total = waiting.length;
  return {
    lines: waiting.slice(from, from + pageSize).map(({ place, waitsFor, opened }) => ({
      number: place.number,
      villageName: place.villageName,
      status: WAITS[waitsFor],
      openedText: opened === null ? null : `Đã giao ${opened}, chờ chốt phiếu`,
      href: opened === null ? judgingPaths.spreadOf(place.number) : null,
    })),
    paging: total <= pageSize ? null : pagingOf({ page: at.waiting, pageSize, total, hrefOf }),
  };
}

/** One line of the list of what was opened or decided. */
export const toStandingLine = (one: RemarkingLine): object => ({
  number: one.number,
  villageName: one.villageName,
  text: sayRemarking(one),
  openedText: one.openedByName,
  openedAt: one.openedAt,
  href: judgingPaths.spreadOf(one.number),
});

/** What was done about an entry, oldest first, what was taken back twice: when it was done and when it was taken back. */
export function toHistory(log: readonly RemarkingLine[]): { what: string; who: string; at: Instant; reason: string }[] {
  const events = log.flatMap((one) => [
    { what: sayRemarking(one), who: one.openedByName, at: one.openedAt, reason: one.reason },
    ...(one.withdrawnAt === null
      ? []
      : [
          {
            what: one.way === 'head' ? 'Bỏ quyết định của trưởng ban' : 'Giao lại cho người khác',
            who: one.withdrawnByName ?? '',
            at: one.withdrawnAt,
            reason: one.withdrawnReason ?? '',
          },
        ]),
  ]);
  return events.sort((a, b) => a.at.getTime() - b.at.getTime());
}

function sayRemarking({ way, judgeCode, counted }: RemarkingLine): string {
  if (way === 'head') return `Trưởng ban quyết định: tính điểm của ${(counted ?? []).join(', ')}`;
  return `${way === 'third' ? 'Giao chấm lần ba' : 'Giao ghi điểm chấm tập thể'}: ${judgeCode ?? ''}`;
}
