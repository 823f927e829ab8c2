import { line, type Paper, paragraph } from '../press/paper.js';
import type { NoticeView } from './notice.view.js';

/** The request for supplement on paper; number and day are the clerk's. */
export const toNoticePaper = (notice: NoticeView): Paper => ({
  title: `${notice.heading} ${notice.code}`,
  madeAt: notice.askedAt,
  landscape: false,
  framed: false,
  foot: notice.code,
  blocks: [
    {
      kind: 'letterhead',
      parent: notice.parent === '' ? null : notice.parent,
      organ: notice.organ,
      number: { value: null, symbol: '' },
      subject: null,
      issued: { place: notice.place, on: null },
    },
    { kind: 'title', text: notice.heading.toUpperCase(), subject: `Hồ sơ ${notice.code}` },
    line(`Kính gửi: ${notice.receiver}.`, 'center'),
    paragraph(notice.opening),
    {
      kind: 'table',
      columns: [
        { head: 'STT', share: 1, align: 'center' },
        { head: 'Mục', share: 3, align: 'left' },
        { head: 'Lý do', share: 2, align: 'left' },
        { head: 'Cần sửa', share: 4, align: 'left' },
        { head: 'Thế nào là đúng', share: 4, align: 'left' },
      ],
      rows: notice.points.map((point, index) => [
        String(index + 1),
        point.title,
        point.reason,
        point.note,
        point.sample,
      ]),
      closing: null,
    },
    ...(notice.message === '' ? [] : [paragraph(notice.message)]),
    paragraph(notice.due),
    ...(notice.closing === '' ? [] : [paragraph(notice.closing)]),
    {
      kind: 'signatures',
      recipients: ['Như trên;', 'Lưu: VT.'],
      columns: notice.columns.map(({ title, note }) => ({ powers: [title], note, name: null })),
    },
  ],
});
