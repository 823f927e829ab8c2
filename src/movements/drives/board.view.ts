import { paperLinks } from '../../documents/paper.answer.js';
import { formatDateTime } from '../../kernel/vietnamese/dates.js';
import { type Day, formatDay } from '../../kernel/vietnamese/days.js';
import { formatDecimal, formatInteger } from '../../kernel/vietnamese/numbers.js';
import { type AnySheet, anySheet } from '../../press/sheet.js';
import { Page } from '../../web/answer.js';
import { barChart } from '../../web/views/charts.js';
import { pagingOf, type StatusWord } from '../../web/views/page.js';
import { frameOfMovement } from '../movement.view.js';
import type { BoardRow, BoardTotals, Grouping } from './board.repository.js';
import type { IndicatorFacts } from './drive.facts.js';
import type { OpenedDrive } from './drive.opening.js';
import { drivePaths, withChoices } from './drive.paths.js';
import { sayTarget } from './report.reading.js';

export const BOARD_A_PAGE = 100;
/** More bars than these are no picture any more; the table below has them all. */
const MOST_BARS = 15;

export const GROUPING_SLUGS: Readonly<Record<Grouping, string>> = {
  unit: 'don-vi',
  commune: 'xa',
  district: 'huyen',
  successor: 'xa-moi',
};
const GROUPING_WORDS: Readonly<Record<Grouping, string>> = {
  unit: 'Đơn vị báo cáo',
  commune: 'Xã',
  district: 'Huyện',
  successor: 'Xã hiện nay (xã cũ bên trong)',
};

/** What is chosen on a board’s page. */
export interface BoardChoice {
  indicator: IndicatorFacts;
  grouping: Grouping;
  on: Day;
  page: number;
}

export interface Board {
  rows: readonly BoardRow[];
  totals: BoardTotals;
}

/** Groupings that make sense for a drive: a commune that reports for itself is its own row. */
export const groupingsOf = ({ drive, movement }: Pick<OpenedDrive, 'drive' | 'movement'>): Grouping[] =>
  movement.isOfCommune
    ? ['unit']
    : drive.reporters === 'agencies'
      ? ['unit', 'commune', 'district', 'successor']
      : ['unit', 'district', 'successor'];

const choicesOf = ({ indicator, grouping, on }: BoardChoice) => ({
  'chi-so': String(indicator.ordinal),
  theo: GROUPING_SLUGS[grouping],
  ngay: formatDay(on),
});

/** “95,5%”, “100%”. */
const sayPercent = (percent: string): string => `${formatDecimal(percent).replace(/,0$/, '')}%`;

/** What is measured of a row, in words: "1.230 người", "45/60 người (75%)". */
export function sayMeasured(
  { noun }: Pick<IndicatorFacts, 'noun'>,
  row: Pick<BoardRow, 'part' | 'whole' | 'percent'>,
): string {
  if (row.part === null) return '–';
  if (row.whole === null) return `${formatInteger(row.part)} ${noun}`;
  const share = row.percent === null ? '' : ` (${sayPercent(row.percent)})`;
  return `${formatInteger(row.part)}/${formatInteger(row.whole)} ${noun}${share}`;
}

/** How a row stands: what has no target or no report is named so, and has no rank. */
export function standingOf(row: Pick<BoardRow, 'standing' | 'isReached' | 'needed' | 'part'>): StatusWord {
  if (row.standing === 'unreported') return { word: 'Chưa báo cáo', tone: 'danger' };
  if (row.standing === 'no-target') return { word: 'Chưa có chỉ tiêu', tone: 'neutral' };
  if (row.isReached) return { word: 'Đạt', tone: 'success' };
  return { word: `Còn thiếu ${formatInteger((row.needed ?? 0) - (row.part ?? 0))}`, tone: 'warning' };
}

/** What a board says at a glance. */
export function sayFinding({ rows, totals }: Board, indicator: IndicatorFacts): string {
  if (totals.units === 0) return 'Chưa có đơn vị nào trong danh sách.';
  const told = `${totals.reported}/${totals.units} đơn vị đã báo cáo`;
  const [best] = rows;
  if (totals.reported === 0 || best === undefined) return `${told}.`;
  if (indicator.target === null)
    return `${told}. Chưa có chỉ tiêu; cao nhất là ${best.name}: ${sayMeasured(indicator, best)}.`;
  return `${told}, ${totals.reached} đơn vị đạt chỉ tiêu. Đứng đầu là ${best.name}: ${sayMeasured(indicator, best)}.`;
}

/** Communes that owe a report, and how many of them were pressed today; null for who may not press. */
export type Owing = { communes: number; pressed: number } | null;

/** The button that reminds those who owe; when all of them were reminded today, that they were. */
function remindingOf(driveId: string, owing: Owing) {
  const left = owing === null ? 0 : owing.communes - owing.pressed;
  return {
    remindHref: left > 0 ? drivePaths.reminder(driveId) : null,
    remindLabel: `Nhắc ${left} xã còn nợ báo cáo`,
    remindedText: owing === null || owing.pressed === 0 ? null : `Hôm nay đã nhắc ${owing.pressed} xã còn nợ báo cáo.`,
  };
}

export function boardPage(opened: OpenedDrive, choice: BoardChoice, board: Board, owing: Owing): Page {
  const { drive } = opened;
  const { indicator, grouping, on, page } = choice;
  const { rows, totals } = board;
  const at = (change: Partial<BoardChoice>): string =>
    withChoices(drivePaths.board(drive.id), choicesOf({ ...choice, ...change }));
  const shown = rows.filter(({ part }) => part !== null).slice(0, MOST_BARS);
  const finding = sayFinding(board, indicator);
  const isShare = indicator.whole !== 'none';
  return new Page(
    'movements/board',
    {
      about: drive.name,
      lead: `${indicator.name}. ${sayTarget(indicator)}.`,
      asOf: `Số liệu đến hết ngày ${formatDay(on)}.`,
      isSample: drive.sample,
      form: {
        values: { ngay: formatDay(on), theo: GROUPING_SLUGS[grouping], 'chi-so': String(indicator.ordinal) },
        errors: {},
        summary: [],
      },
      action: drivePaths.board(drive.id),
      indicators: drive.indicators.map((one) => ({ value: String(one.ordinal), label: one.name })),
      groupings: groupingsOf(opened).map((one) => ({ value: GROUPING_SLUGS[one], label: GROUPING_WORDS[one] })),
      chart:
        shown.length === 0 || page > 1
          ? null
          : barChart({
              id: 'bang-dot',
              title: `${indicator.name}, theo ${GROUPING_WORDS[grouping].toLowerCase()}`,
              finding,
              unit: isShare ? '%' : indicator.noun,
              ...(isShare ? { most: 100 } : {}),
              bars: shown.map((row) => ({
                label: row.name,
                value: isShare ? Math.min(100, Number(row.percent ?? 0)) : (row.part ?? 0),
                // Names of offices are long: beside them a picture has room for the share alone, the table has the figures.
                valueText: isShare && row.percent !== null ? sayPercent(row.percent) : sayMeasured(indicator, row),
                tone: row.standing === 'no-target' ? 'one' : row.isReached ? 'three' : 'two',
              })),
            }),
      chartNote:
        totals.rows > shown.length ? `Hình vẽ ${shown.length} hàng đầu; bảng dưới có đủ ${totals.rows} hàng.` : null,
      finding,
      caption: `${totals.rows} hàng`,
      order: 'Tỷ lệ đạt cao trước, bằng nhau cùng hạng; chưa có chỉ tiêu và chưa báo cáo đứng cuối',
      nameHead: GROUPING_WORDS[grouping],
      isGrouped: grouping !== 'unit',
      rows: rows.map((row) => ({
        rank: row.rank === null ? '–' : String(row.rank),
        name: row.name,
        href: grouping === 'unit' ? drivePaths.unit(drive.id, row.key) : null,
        above: row.above,
        inside: row.inside.length === 0 ? null : `Gồm: ${row.inside.join(', ')}`,
        measured: sayMeasured(indicator, row),
        needed: row.needed === null ? '–' : formatInteger(row.needed),
        status: standingOf(row),
        reported: grouping === 'unit' ? null : `${row.reported}/${row.units} báo cáo, ${row.reached} đạt`,
        sent: row.reportedAt === null ? '–' : formatDateTime(row.reportedAt),
        tags: [
          ...(row.late > 0
            ? [{ word: grouping === 'unit' ? 'Gửi muộn' : `${row.late} gửi muộn`, tone: 'warning' as const }]
            : []),
          ...(row.doubted > 0
            ? [{ word: grouping === 'unit' ? 'Cần xem lại' : `${row.doubted} cần xem lại`, tone: 'warning' as const }]
            : []),
        ],
      })),
      paging:
        totals.rows <= BOARD_A_PAGE
          ? null
          : pagingOf({ page, pageSize: BOARD_A_PAGE, total: totals.rows, hrefOf: (to) => `${at({})}&trang=${to}` }),
      sheetHref: withChoices(drivePaths.boardSheet(drive.id), choicesOf(choice)),
      papers: paperLinks(withChoices(drivePaths.annex(drive.id), choicesOf(choice))),
      letterHref: withChoices(drivePaths.letter(drive.id), choicesOf(choice)),
      ...remindingOf(drive.id, owing),
      backHref: drivePaths.one(drive.id),
    },
    frameOfMovement(
      opened,
      { href: drivePaths.one(drive.id), label: drive.name },
      { href: null, label: 'Bảng tiến độ' },
    ),
  );
}

/** The board as a spreadsheet, in the order of the page. */
export function boardSheet(
  { drive }: OpenedDrive,
  { indicator, grouping, on }: BoardChoice,
  { rows, totals }: Board,
): AnySheet {
  return anySheet<BoardRow>({
    name: 'Bảng tiến độ',
    heading: [drive.name.toUpperCase(), indicator.name, sayTarget(indicator), `Số liệu đến hết ngày ${formatDay(on)}`],
    columns: [
      { header: 'Hạng', kind: 'number', width: 8, value: (row) => row.rank },
      { header: GROUPING_WORDS[grouping], kind: 'text', width: 30, value: (row) => row.name },
      { header: 'Thuộc', kind: 'text', width: 28, value: (row) => row.above },
      { header: 'Đã thực hiện', kind: 'number', width: 12, value: (row) => row.part },
      { header: 'Tổng số', kind: 'number', width: 12, value: (row) => row.whole },
      { header: 'Chỉ tiêu', kind: 'number', width: 12, value: (row) => row.needed },
      { header: 'Đơn vị', kind: 'number', width: 10, value: (row) => row.units },
      { header: 'Đã báo cáo', kind: 'number', width: 12, value: (row) => row.reported },
      { header: 'Đạt', kind: 'number', width: 8, value: (row) => row.reached },
      { header: 'Kết quả', kind: 'text', width: 20, value: (row) => standingOf(row).word },
    ],
    rows,
    closing: [
      null,
      'Tổng cộng',
      null,
      totals.part,
      indicator.whole === 'none' ? null : totals.whole,
      null,
      totals.units,
      totals.reported,
      totals.reached,
      null,
    ],
    footing: [],
    landscape: true,
  });
}
