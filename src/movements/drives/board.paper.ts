import { formatDay } from '../../kernel/vietnamese/days.js';
import { formatInteger } from '../../kernel/vietnamese/numbers.js';
import { type Block, italic, line, type Paper, type TableRow } from '../../press/paper.js';
import { type Board, type BoardChoice, sayMeasured, standingOf } from './board.view.js';
import type { OpenedDrive } from './drive.opening.js';
import { sayTarget } from './report.reading.js';

/** The table of a board as a letter carries it: rank, unit, figures, what is missing, in the order of the page. */
export function boardTable({ indicator }: Pick<BoardChoice, 'indicator'>, { rows, totals }: Board): Block {
  const hasTarget = indicator.target !== null;
  const cells = rows.map((row, index): TableRow => [
    String(index + 1),
    row.name,
    row.above ?? '',
    sayMeasured(indicator, row),
    ...(hasTarget
      ? [row.needed === null ? '–' : formatInteger(row.needed), row.rank === null ? '–' : String(row.rank)]
      : []),
    standingOf(row).word,
  ]);
  return {
    kind: 'table',
    columns: [
      { head: 'STT', share: 1, align: 'center' },
      { head: 'Đơn vị', share: 4, align: 'left' },
      { head: 'Thuộc', share: 3.2, align: 'left' },
      { head: 'Đã thực hiện', share: 3, align: 'right' },
      ...(hasTarget
        ? ([
            { head: 'Chỉ tiêu', share: 1.8, align: 'right' },
            { head: 'Hạng', share: 1.2, align: 'center' },
          ] as const)
        : []),
      { head: 'Kết quả', share: 2.6, align: 'left' },
    ],
    rows: cells,
    closing: {
      label: 'Tổng cộng',
      span: 3,
      rest: [
        sayMeasured(indicator, {
          part: totals.part,
          whole: indicator.whole === 'none' ? null : totals.whole,
          percent: null,
        }),
        ...(hasTarget ? ['', ''] : []),
        `${totals.reached}/${totals.units} đạt`,
      ],
    },
  };
}

/** What stands on the annex’s own sheet, for a letter as well as alone. */
export function annexBlocks(opened: OpenedDrive, choice: BoardChoice, board: Board): Block[] {
  const { drive } = opened;
  const { indicator, on } = choice;
  return [
    { kind: 'title', text: 'PHỤ LỤC', subject: `${drive.name}: ${indicator.name.toLowerCase()}` },
    line([italic(`${sayTarget(indicator)}. Số liệu đến hết ngày ${formatDay(on)}.`)], 'center'),
    ...(drive.sample ? [line([italic('Số liệu mẫu, đặt ra để thử.')], 'center')] : []),
    boardTable(choice, board),
  ];
}

/** The board as an annex of its own (Decree 30/2020, appendix I, II.8). */
export const toAnnex = (opened: OpenedDrive, choice: BoardChoice, board: Board): Paper => ({
  title: `Phụ lục ${opened.drive.name}`,
  madeAt: opened.now,
  landscape: false,
  framed: false,
  foot: null,
  blocks: annexBlocks(opened, choice, board),
});
