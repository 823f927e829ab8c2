import { calledInside } from '../contests/contest.words.js';
import type { Instant } from '../kernel/instant.js';
import { formatPaperDate, formatPaperTime } from '../kernel/vietnamese/dates.js';
import { type Block, heading, line, type Paper, paragraph } from '../press/paper.js';
import type { LetterHead } from '../units/letterhead.reader.js';
import type { BoardRow, ProgressView } from './progress.view.js';

/** What the report is about, beside the board itself. */
export interface ReportedBoard {
  view: ProgressView;
  /** The office that reports: "UBND huyện Tam Đường". */
  contest: { name: string; noun: string; organiserName: string; villageNoun: string };
  head: LetterHead;
  at: Instant;
}

/** An office's report on how far its communes are (Decree 30/2020, form 1.4), as the board counts at `at`; the clerk numbers it. */
export function toProgressPaper({ view, contest, head, at }: ReportedBoard): Paper {
  const committee = `Ban Tổ chức ${calledInside(contest)}`;
  return {
    title: `Báo cáo tiến độ ${contest.name}`,
    madeAt: at,
    landscape: false,
    framed: false,
    foot: null,
    blocks: [
      {
        kind: 'letterhead',
        parent: head.parent === '' ? null : head.parent,
        organ: head.organ,
        number: { value: null, symbol: 'BC' },
        subject: null,
        issued: { place: head.place, on: null },
      },
      { kind: 'title', text: 'BÁO CÁO', subject: `Tiến độ nộp và thẩm định hồ sơ dự thi “${contest.name}”` },
      line(`Kính gửi: ${committee}.`, 'center'),
      paragraph(
        `Thực hiện thể lệ ${contest.noun.toLowerCase()}, ${head.sender} báo cáo tiến độ tính đến ${formatPaperTime(at)} ${formatPaperDate(at)} như sau:`,
      ),
      heading('1. Kết quả chung'),
      paragraph(view.rule),
      paragraph(view.finding),
      ...sums(view, contest.villageNoun),
      heading('2. Kết quả từng xã'),
      boardOf(view, contest.villageNoun),
      ...missing(view.rows, contest.villageNoun),
      paragraph(`Trên đây là báo cáo tiến độ nộp và thẩm định hồ sơ dự thi, kính gửi ${committee}./.`),
      {
        kind: 'signatures',
        recipients: ['Như trên;', 'Lưu: VT.'],
        columns: [{ powers: [head.signs], note: null, name: null }],
      },
    ],
  };
}

function sums({ totals }: ProgressView, villageNoun: string): Block[] {
  return [
    {
      kind: 'lines',
      lines: [
        `Số ${villageNoun} thuộc diện dự thi: ${totals.villages}; chỉ tiêu: ${totals.needed}; đã nộp: ${totals.entered};`,
        `Hồ sơ chờ thẩm định: ${totals.waiting}; chờ bổ sung: ${totals.returned}; không tiếp nhận: ${totals.rejected};`,
        `Hồ sơ đủ điều kiện, chờ chuyển: ${totals.passed}; đã chuyển: ${totals.forwarded}.`,
      ],
    },
  ];
}

function boardOf({ rows, totals }: ProgressView, villageNoun: string): Block {
  const text = (row: BoardRow, index: number): string[] => [
    String(index + 1),
    row.communeName,
    ...[row.villages, row.needed, row.entered, row.short, row.waiting, row.returned, row.passed, row.forwarded].map(
      String,
    ),
  ];
  const figure = (head: string) => ({ head, share: 1.85, align: 'right' }) as const;
  const short = rows.reduce((sum, row) => sum + row.short, 0);
  return {
    kind: 'table',
    columns: [
      { head: 'STT', share: 1.2, align: 'center' },
      { head: 'Xã', share: 3, align: 'left' },
      figure(`Số ${villageNoun}`),
      figure('Chỉ tiêu'),
      figure('Đã nộp'),
      figure('Còn thiếu'),
      figure('Chờ thẩm định'),
      figure('Chờ bổ sung'),
      figure('Chờ chuyển'),
      figure('Đã chuyển'),
    ],
    rows: rows.map(text),
    closing: {
      label: 'Tổng cộng',
      span: 2,
      rest: [
        totals.villages,
        totals.needed,
        totals.entered,
        short,
        totals.waiting,
        totals.returned,
        totals.passed,
        totals.forwarded,
      ].map(String),
    },
  };
}

/** Who has not entered, of the communes that are still short; nobody is named twice. */
function missing(rows: readonly BoardRow[], villageNoun: string): Block[] {
  const short = rows.filter((row) => row.short > 0 && row.missing.length > 0);
  if (short.length === 0) return [];
  return [
    heading(`3. Các ${villageNoun} chưa nộp của xã chưa đủ chỉ tiêu`),
    { kind: 'lines', lines: short.map((row) => `${row.communeName}: ${row.missing.join(', ')}.`) },
  ];
}
