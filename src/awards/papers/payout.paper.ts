import { called } from '../../contests/contest.words.js';
import { formatInteger } from '../../kernel/vietnamese/numbers.js';
import { tellPlace } from '../../kernel/vietnamese/places.js';
import { italic, line } from '../../press/paper.js';
import type { AwardPaper } from './award-papers.js';
import { headOf, prizeShare, wordsLine } from './paper.blocks.js';
import { asHead, field, FIELDS, linesOf, placeOf, wordOf } from './paper.fields.js';

/** Two lines: room for a pen in the column of signatures. */
const ROOM_TO_SIGN = '\u00a0\n\u00a0';

/** The list by which prizes are paid, with a column to sign in; who drew it up, the accountant and the head sign below. */
export const PAYOUT: AwardPaper = {
  address: 'danh-sach-chi-tien',
  title: 'Danh sách chi tiền thưởng',
  hint: 'Có cột ký nhận; người lập, kế toán và thủ trưởng ký.',
  fields: [
    FIELDS.parent,
    FIELDS.organ,
    FIELDS.symbol,
    FIELDS.place,
    FIELDS.annexTo,
    field('drawnUp', 'Người lập', 'Họ tên; để trống nếu ghi khi ký.'),
    field('accountant', 'Kế toán', 'Họ tên; để trống nếu ghi khi ký.'),
    FIELDS.powers,
    FIELDS.signer,
  ],
  usual: ({ contest }) => ({
    parent: asHead(contest.organiserName),
    organ: `BAN TỔ CHỨC ${contest.noun.toUpperCase()}`,
    symbol: 'DS-BTC',
    place: placeOf(contest.organiserName),
    annexTo: 'Kèm theo Quyết định số …… ngày …… tháng …… năm ……',
    drawnUp: '',
    accountant: '',
    powers: 'THỦ TRƯỞNG ĐƠN VỊ',
    signer: '',
  }),
  toPaper(facts, words) {
    const { contest, lines, tallies, at } = facts;
    const annexTo = wordOf(words, 'annexTo');
    const named = (name: string): string | null => (wordOf(words, name) === '' ? null : wordOf(words, name));
    return {
      title: `Danh sách chi tiền thưởng ${contest.name}`,
      madeAt: at,
      landscape: true,
      framed: false,
      foot: null,
      blocks: [
        ...headOf(words, facts),
        { kind: 'title', text: 'DANH SÁCH CHI TIỀN THƯỞNG', subject: called(contest) },
        ...(annexTo === '' ? [] : [line([italic(`(${annexTo})`)], 'center')]),
        {
          kind: 'table',
          columns: [
            { head: 'STT', share: 1.5, align: 'center' },
            { head: 'Người nhận', share: 4.5, align: 'left' },
            { head: 'Tên nhóm', share: 6, align: 'left' },
            { head: 'Địa chỉ', share: 6, align: 'left' },
            { head: 'Giải', share: prizeShare(lines, 3), align: 'left' },
            { head: 'Số tiền (đồng)', share: 3.6, align: 'right' },
            { head: 'Ký nhận', share: 4, align: 'left' },
          ],
          // Who gets no money signs for none; the number in the list stays.
          rows: lines
            .filter(({ amount }) => amount > 0)
            .map((one) => [
              String(one.position),
              one.representative,
              one.title,
              tellPlace(one.villageName, one.communeName, one.districtName),
              one.tierName,
              formatInteger(one.amount),
              ROOM_TO_SIGN,
            ]),
          closing: { label: 'Tổng cộng', span: 5, rest: [formatInteger(tallies.total), ''] },
        },
        wordsLine(tallies),
        {
          kind: 'signatures',
          recipients: [],
          columns: [
            { powers: ['NGƯỜI LẬP'], note: '(Ký, ghi rõ họ tên)', name: named('drawnUp') },
            { powers: ['KẾ TOÁN'], note: '(Ký, ghi rõ họ tên)', name: named('accountant') },
            { powers: linesOf(words, 'powers'), note: '(Ký, đóng dấu)', name: named('signer') },
          ],
        },
      ],
    };
  },
};
