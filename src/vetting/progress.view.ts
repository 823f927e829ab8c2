import type { ContestFacts } from '../contests/contest.facts.js';
import { type PaperLinks, paperLinks } from '../documents/paper.answer.js';
import { quotaNeeded, sayCount, sayQuotaRule } from '../contests/quota.js';
import type { Instant } from '../kernel/instant.js';
import { type AnySheet, anySheet } from '../press/sheet.js';
import { type BarChart, barChart } from '../web/views/charts.js';
import type { StatusWord } from '../web/views/page.js';
import type { CommuneProgress } from './progress.repository.js';
import { filingHref } from './queue.view.js';
import { type DeskLink, deskLinks } from './desk.links.js';
import type { DeskAmongAll, OpenedDesk } from './vetting.opening.js';
import { vettingPaths } from './vetting.paths.js';
import { withQuery } from '../web/with-query.js';

/** A commune on the board, with its quota counted. */
export interface BoardRow extends CommuneProgress {
  needed: number;
  /** How many villages are still needed; 0 when the quota is reached. */
  short: number;
  countText: string;
  missingText: string;
  status: StatusWord;
  tone: 'success' | 'warning' | 'danger';
  queueHref: string;
}

export interface ProgressView {
  about: string;
  lead: string;
  desks: DeskLink[];
  now: Instant;
  rule: string;
  finding: string;
  chart: BarChart;
  chartNote: string | null;
  /** Each with the page on which the office files for it; null above the first level. */
  rows: (BoardRow & { filingHref: string | null })[];
  caption: string;
  totals: {
    villages: number;
    needed: number;
    entered: number;
    waiting: number;
    returned: number;
    passed: number;
    forwarded: number;
    rejected: number;
  };
  sheetHref: string;
  papers: PaperLinks;
}

/** More bars than these are no picture any more; the table below has them all. */
const MOST_BARS = 15;

/** The communes of a desk with their quota: those below it first, the furthest first; then by name as given. */
export function toBoard(
  contest: Pick<ContestFacts, 'quota' | 'villageNoun' | 'slug'>,
  found: readonly CommuneProgress[],
): BoardRow[] {
  const rows = found.map((row): BoardRow => {
    const needed = quotaNeeded(contest.quota, row.villages);
    const short = Math.max(0, needed - row.entered);
    return {
      ...row,
      needed,
      short,
      countText: sayCount({ entered: row.entered, villages: row.villages, needed }, contest.villageNoun),
      missingText: row.missing.join(', '),
      status: short === 0 ? { word: 'Đủ chỉ tiêu', tone: 'success' } : { word: `Còn thiếu ${short}`, tone: 'warning' },
      tone: short === 0 ? 'success' : row.entered === 0 ? 'danger' : 'warning',
      queueHref: withQuery(vettingPaths.queue, { 'cuoc-thi': contest.slug, 'trang-thai': 'tat-ca', xa: row.communeId }),
    };
  });
  return rows.sort((a, b) => b.short - a.short);
}

/** The progress board as its page shows it. */
export function toProgressView(opened: DeskAmongAll, rows: BoardRow[]): ProgressView {
  const { desk, contest, calendar } = opened;
  const below = rows.filter(({ short }) => short > 0);
  const shown = rows.slice(0, MOST_BARS);
  const finding = sayFinding(rows, below);
  return {
    about: contest.name,
    lead: `${desk.unitName} – ${desk.levelName}`,
    desks: deskLinks(opened, vettingPaths.progress),
    now: calendar.now,
    rule: `Chỉ tiêu mỗi xã: ${sayQuotaRule(contest.quota, contest.villageNoun)} có hồ sơ dự thi.`,
    finding,
    chart: barChart({
      id: 'tien-do',
      title: `Tỷ lệ ${contest.villageNoun} đã nộp hồ sơ, theo xã`,
      finding,
      unit: `% số ${contest.villageNoun}`,
      most: 100,
      bars: shown.map((row) => ({
        label: `${row.communeName}, cần ít nhất ${row.needed}`,
        value: row.villages === 0 ? 0 : Math.floor((row.entered * 100) / row.villages),
        valueText: `${row.entered}/${row.villages}`,
        tone: row.short === 0 ? 'three' : row.entered === 0 ? 'muted' : 'two',
      })),
    }),
    chartNote: rows.length > shown.length ? `Hình vẽ ${shown.length} xã đầu; bảng dưới có đủ ${rows.length} xã.` : null,
    rows: rows.map((row) => ({ ...row, filingHref: filingHref(desk, contest, row.communeId) })),
    caption: `Tiến độ ${rows.length} xã`,
    totals: {
      villages: total(rows, 'villages'),
      needed: total(rows, 'needed'),
      entered: total(rows, 'entered'),
      waiting: total(rows, 'waiting'),
      returned: total(rows, 'returned'),
      passed: total(rows, 'passed'),
      forwarded: total(rows, 'forwarded'),
      rejected: total(rows, 'rejected'),
    },
    sheetHref: withQuery(vettingPaths.progressSheet, { 'cuoc-thi': contest.slug, cap: desk.level }),
    papers: paperLinks(withQuery(vettingPaths.progressPaper, { 'cuoc-thi': contest.slug, cap: desk.level })),
  };
}

function sayFinding(rows: readonly BoardRow[], below: readonly BoardRow[]): string {
  const [furthest] = below;
  if (rows.length === 0) return 'Chưa có xã nào trong danh sách.';
  if (furthest === undefined) return `Cả ${rows.length} xã đã đủ chỉ tiêu.`;
  return `${below.length}/${rows.length} xã chưa đủ chỉ tiêu. ${furthest.communeName} còn thiếu nhiều nhất: ${furthest.short}.`;
}

const total = <Key extends keyof BoardRow>(rows: readonly BoardRow[], key: Key): number =>
  rows.reduce((sum, row) => sum + Number(row[key]), 0);

/** The board as a spreadsheet, in the order of the page. */
export function toProgressSheet({ desk, contest }: OpenedDesk, view: ProgressView, toldAt: string): AnySheet {
  const { totals } = view;
  return anySheet<BoardRow>({
    name: 'Tiến độ theo xã',
    heading: [`TIẾN ĐỘ NỘP VÀ THẨM ĐỊNH HỒ SƠ – ${desk.unitName}`, contest.name, view.rule, `Tính lúc ${toldAt}`],
    columns: [
      { header: 'Xã', kind: 'text', width: 24, value: (row) => row.communeName },
      { header: 'Huyện', kind: 'text', width: 22, value: (row) => row.districtName },
      { header: `Số ${contest.villageNoun}`, kind: 'number', width: 10, value: (row) => row.villages },
      { header: 'Chỉ tiêu', kind: 'number', width: 10, value: (row) => row.needed },
      { header: 'Đã nộp', kind: 'number', width: 10, value: (row) => row.entered },
      { header: 'Còn thiếu', kind: 'number', width: 10, value: (row) => row.short },
      { header: 'Chờ thẩm định', kind: 'number', width: 12, value: (row) => row.waiting },
      { header: 'Chờ bổ sung', kind: 'number', width: 12, value: (row) => row.returned },
      { header: 'Chờ chuyển', kind: 'number', width: 12, value: (row) => row.passed },
      { header: 'Đã chuyển', kind: 'number', width: 12, value: (row) => row.forwarded },
      { header: 'Không tiếp nhận', kind: 'number', width: 12, value: (row) => row.rejected },
      {
        header: `Các ${contest.villageNoun} chưa nộp`,
        kind: 'text',
        width: 60,
        value: (row) => row.missing.join(', '),
      },
    ],
    rows: view.rows,
    closing: [
      'Tổng cộng',
      null,
      totals.villages,
      totals.needed,
      totals.entered,
      view.rows.reduce((sum, row) => sum + row.short, 0),
      totals.waiting,
      totals.returned,
      totals.passed,
      totals.forwarded,
      totals.rejected,
      null,
    ],
    footing: [],
    landscape: true,
  });
}
