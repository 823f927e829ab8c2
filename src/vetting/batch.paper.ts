import { inQuotes } from '../kernel/vietnamese/quotes.js';
import type { Instant } from '../kernel/instant.js';
import { formatDateTime } from '../kernel/vietnamese/dates.js';
import { tellPlace } from '../kernel/vietnamese/places.js';
import { type Block, line, type Paper, paragraph } from '../press/paper.js';
import type { BatchView } from './forwarding.view.js';

const stamp = (at: Instant | null): string => (at === null ? '' : formatDateTime(at));

/**
 * What leaves with a batch: the covering letter, whose number and day the clerk writes, and on its own page the list, as the
 * batch was frozen when it was sent.
 */
export const toBatchPaper = (view: BatchView, madeAt: Instant): Paper => ({
  title: view.heading,
  madeAt,
  landscape: false,
  framed: false,
  blocks: [...letter(view), { kind: 'page-break' }, ...list(view)],
  foot: null,
});

function letter(view: BatchView): Block[] {
  const about = `chuyển hồ sơ dự thi ${inQuotes(view.contestName)}, đợt ${view.number}`;
  return [
    {
      kind: 'letterhead',
      parent: view.parent === '' ? null : view.parent,
      organ: view.organ,
      number: { value: null, symbol: view.symbol },
      subject: `V/v ${about}`,
      issued: { place: view.place, on: null },
    },
    line(`Kính gửi: ${view.receiver}.`, 'center'),
    paragraph(
      `Thực hiện thể lệ ${view.contestCalled}, ${view.sender} đã thẩm định hồ sơ dự thi do các xã nộp và chuyển ${view.rows.length} hồ sơ đủ điều kiện theo danh sách kèm theo.`,
    ),
    ...(view.leftOut.length === 0
      ? []
      : [
          paragraph(
            `Còn ${view.leftOut.length} hồ sơ chưa chuyển trong đợt này; lý do của từng hồ sơ ghi ở cuối danh sách.`,
          ),
        ]),
    ...(view.note === '' ? [] : [paragraph(view.note)]),
    paragraph(`Tệp của từng hồ sơ đã có trên hệ thống. Đề nghị ${view.receiver} tiếp nhận, xem xét./.`),
    {
      kind: 'signatures',
      recipients: ['Như trên;', 'Lưu: VT.'],
      columns: [{ powers: [view.signs], note: null, name: null }],
    },
  ];
}

function list(view: BatchView): Block[] {
  return [
    {
      kind: 'title',
      text: 'DANH SÁCH',
      subject: `Hồ sơ dự thi ${inQuotes(view.contestName)} được chuyển, đợt ${view.number}`,
    },
    line('(Kèm theo công văn số          ngày      tháng      năm          )', 'center'),
    {
      kind: 'table',
      columns: [
        { head: 'STT', share: 1, align: 'center' },
        { head: 'Mã hồ sơ', share: 4.4, align: 'left' },
        { head: 'Xã', share: 2.6, align: 'left' },
        { head: 'Bản', share: 2.6, align: 'left' },
        { head: 'Nộp lúc', share: 2.4, align: 'left' },
        { head: 'Tiếp nhận lúc', share: 2.4, align: 'left' },
      ],
      rows: view.rows.map((row, index) => [
        String(index + 1),
        row.code,
        row.communeName,
        row.villageName,
        stamp(row.submittedAt),
        stamp(row.decidedAt),
      ]),
      closing: null,
    },
    paragraph(view.total),
    ...(view.leftOut.length === 0 ? [] : leftOut(view)),
    {
      kind: 'signatures',
      recipients: [],
      columns: view.columns.map(({ title, note, name }) => ({
        powers: [title],
        note: note ?? '(Ký, ghi rõ họ tên)',
        name: name === '' ? null : name,
      })),
    },
  ];
}

const leftOut = (view: BatchView): Block[] => [
  paragraph('Hồ sơ chưa chuyển tại thời điểm lập danh sách:'),
  {
    kind: 'table',
    columns: [
      { head: 'STT', share: 1, align: 'center' },
      { head: 'Mã hồ sơ', share: 4.4, align: 'left' },
      { head: 'Xã, bản', share: 4, align: 'left' },
      { head: 'Còn vướng', share: 5, align: 'left' },
    ],
    rows: view.leftOut.map((one, index) => [
      String(index + 1),
      one.code,
      tellPlace(one.villageName, one.communeName),
      one.why,
    ]),
    closing: null,
  },
];
