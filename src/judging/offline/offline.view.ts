import type { CriterionFacts } from '../../contests/contest.facts.js';
import { formatDateTime } from '../../kernel/vietnamese/dates.js';
import type { Refusal } from '../../kernel/refusal.js';
import { type Paging, pagingOf, type StatusWord } from '../../web/views/page.js';
import { judgingPaths } from '../judging.paths.js';
import type { PendingReturn } from './offline.repository.js';
import type { LineDifference, ReturnDifference } from './return.difference.js';
import type { CellChange, LineFate } from './return.facts.js';
import { answerColumns, placeOf } from './score-workbook.js';

/** One line of a returned file that is not simply as saved. */
export interface ReturnedLineView {
  /** "Dòng 7" */
  lineText: string;
  number: string;
  placeText: string | null;
  status: StatusWord;
  /** Said of the line as a whole. */
  notes: string[];
  cells: { label: string; saved: string; given: string; change: StatusWord | null; why: string | null }[];
}

/** What a returned file would do, to be confirmed or dropped. */
export interface ReturnView {
  receivedText: string;
  hashHead: string;
  summary: string[];
  lines: ReturnedLineView[];
  paging: Paging | null;
  version: number;
  digest: string;
  /** Null when it cannot be confirmed; `confirmWhy` then says why. */
  confirmLabel: string | null;
  confirmWhy: string | null;
}

const LINES_A_PAGE = 50;

export const FATE_WORDS: Readonly<Record<LineFate, StatusWord>> = {
  faulty: { word: 'Có ô không nhận được', tone: 'danger' },
  conflict: { word: 'Đã đổi trên mạng, giữ bản trên mạng', tone: 'warning' },
  closed: { word: 'Không ghi được', tone: 'neutral' },
  write: { word: 'Sẽ ghi', tone: 'success' },
  same: { word: 'Không đổi', tone: 'neutral' },
};

const CHANGE_WORDS: Readonly<Record<CellChange, StatusWord | null>> = {
  new: { word: 'mới', tone: 'success' },
  changed: { word: 'đổi', tone: 'info' },
  cleared: { word: 'xóa', tone: 'warning' },
  same: null,
  refused: { word: 'không nhận', tone: 'danger' },
};

/** The order in which a judge has to look at them. */
const URGENCY: readonly LineFate[] = ['faulty', 'conflict', 'closed', 'write'];

export function toReturnView(
  { pending, difference }: { pending: PendingReturn; difference: ReturnDifference },
  {
    criteria,
    page,
    sayRefusal,
  }: { criteria: readonly CriterionFacts[]; page: number; sayRefusal: (refusal: Refusal) => string },
): ReturnView {
  const { counts, digest } = difference;
  const shown = URGENCY.flatMap((fate) => difference.lines.filter((line) => line.fate === fate));
  const pages = Math.max(1, Math.ceil(shown.length / LINES_A_PAGE));
  const current = page <= pages ? page : 1;
  const labels = new Map(answerColumns(criteria).map(({ field, header }) => [field, header]));
  return {
    receivedText: formatDateTime(pending.receivedAt),
    hashHead: pending.sha256.slice(0, 8),
    summary: summaryOf(difference),
    lines: shown
      .slice((current - 1) * LINES_A_PAGE, current * LINES_A_PAGE)
      .map((line) => toLine(line, labels, sayRefusal)),
    paging:
      pages === 1
        ? null
        : pagingOf({
            page: current,
            pageSize: LINES_A_PAGE,
            total: shown.length,
            hrefOf: (to) => `${judgingPaths.offline}?trang=${to}#doi-chieu`,
          }),
    version: pending.version,
    digest,
    confirmLabel: counts.faulty === 0 && counts.write > 0 ? `Ghi ${counts.write} phiếu` : null,
    confirmWhy: whyNot(counts),
  };
}

function whyNot(counts: ReturnDifference['counts']): string | null {
  if (counts.faulty > 0)
    return `Còn ${counts.faulty} dòng có ô không nhận được nên chưa ghi phiếu nào. Sửa trong tệp Excel rồi gửi lại.`;
  return counts.write === 0 ? 'Không có phiếu nào để ghi.' : null;
}

const summaryOf = ({ counts }: ReturnDifference): string[] =>
  [
    counts.write > 0 ? `${counts.write} phiếu sẽ được ghi.` : '',
    counts.same > 0 ? `${counts.same} phiếu giống bản đang lưu.` : '',
    counts.conflict > 0
      ? `${counts.conflict} phiếu đã được sửa trên mạng sau khi tải tệp: giữ bản trên mạng, không ghi đè. Cần lấy số trong tệp thì sửa trên trang chấm.`
      : '',
    counts.closed > 0 ? `${counts.closed} phiếu không ghi được nữa, lý do ghi ở từng dòng.` : '',
    counts.faulty > 0 ? `${counts.faulty} dòng có ô không nhận được.` : '',
  ].filter((one) => one !== '');

function toLine(
  { line, number, sheet, fate, refusal, cells, faults }: LineDifference,
  labels: ReadonlyMap<string, string>,
  sayRefusal: (refusal: Refusal) => string,
): ReturnedLineView {
  return {
    lineText: `Dòng ${line}`,
    number,
    placeText: sheet === null ? null : placeOf(sheet),
    status: FATE_WORDS[fate],
    notes: [...faults, ...(refusal === null ? [] : [sayRefusal(refusal)])],
    cells: cells
      .filter(({ change }) => change !== 'same')
      .map(({ field, saved, given, change, why }) => ({
        label: labels.get(field) ?? field,
        saved,
        given,
        change: CHANGE_WORDS[change],
        why,
      })),
  };
}
