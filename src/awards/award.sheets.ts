import type { LeftBehind } from '../judging/result/contest.results.js';
import { amountInWords } from '../kernel/vietnamese/amount-in-words.js';
import { formatMoney } from '../kernel/vietnamese/numbers.js';
import { tellPlace } from '../kernel/vietnamese/places.js';
import type { Sheet } from '../press/sheet.js';
import type { AwardLine } from './award.facts.js';
import { type CashTallies, tallyCash } from './award.tallies.js';

/** What stands above every sheet: the contest, which list, and whether it is a rehearsal. */
export interface SheetHead {
  title: string;
  lines: readonly string[];
}

export const heading = (head: SheetHead, caption: string): string[] => [caption, head.title, ...head.lines, ''];
const inWords = (total: number): string => `(Bằng chữ: ${amountInWords(total)})`;

/** Danh sách khen thưởng: every awarded entry in list order, with its total in digits and words (DOMAIN §4.2). */
export function awardSheet(head: SheetHead, lines: readonly AwardLine[]): Sheet<AwardLine> {
  const { total } = tallyCash(lines);
  return {
    name: 'Danh sách khen thưởng',
    heading: heading(head, 'DANH SÁCH KHEN THƯỞNG'),
    columns: [
      { header: 'STT', kind: 'number', width: 6, value: (line) => line.position },
      { header: 'Số hồ sơ', kind: 'text', width: 20, value: (line) => line.entryNumber },
      { header: 'Tên nhóm', kind: 'text', width: 34, value: (line) => line.title },
      { header: 'Đại diện', kind: 'text', width: 24, value: (line) => line.representative },
      { header: 'Bản', kind: 'text', width: 22, value: (line) => line.villageName },
      { header: 'Xã', kind: 'text', width: 22, value: (line) => line.communeName },
      { header: 'Huyện', kind: 'text', width: 22, value: (line) => line.districtName },
      { header: 'Hạng', kind: 'number', width: 8, value: (line) => line.rank },
      { header: 'Điểm', kind: 'decimal', width: 10, value: (line) => line.score },
      { header: 'Giải', kind: 'text', width: 20, value: (line) => line.tierName },
      { header: 'Số tiền (đồng)', kind: 'money', width: 16, value: (line) => line.amount },
      { header: 'Ghi chú', kind: 'text', width: 30, value: (line) => line.note },
    ],
    rows: lines,
    closing: ['Tổng cộng', null, null, null, null, null, null, null, null, null, total, null],
    footing: ['', inWords(total)],
    landscape: true,
  };
}

/** Danh sách chi tiền thưởng: for the treasurer, with a column to sign in. */
export function payoutSheet(head: SheetHead, lines: readonly AwardLine[]): Sheet<AwardLine> {
  const { total } = tallyCash(lines);
  return {
    name: 'Danh sách chi tiền',
    heading: heading(head, 'DANH SÁCH CHI TIỀN THƯỞNG'),
    columns: [
      { header: 'STT', kind: 'number', width: 6, value: (line) => line.position },
      { header: 'Người nhận', kind: 'text', width: 26, value: (line) => line.representative },
      { header: 'Tên nhóm', kind: 'text', width: 34, value: (line) => line.title },
      { header: 'Bản, xã', kind: 'text', width: 36, value: (line) => tellPlace(line.villageName, line.communeName) },
      { header: 'Giải', kind: 'text', width: 18, value: (line) => line.tierName },
      { header: 'Số tiền (đồng)', kind: 'money', width: 16, value: (line) => line.amount },
      { header: 'Ký nhận', kind: 'text', width: 22, value: () => null },
    ],
    rows: lines.filter(({ amount }) => amount > 0),
    closing: ['Tổng cộng', null, null, null, null, total, null],
    footing: ['', inWords(total), '', 'NGƯỜI LẬP                    KẾ TOÁN                    THỦ TRƯỞNG ĐƠN VỊ'],
    landscape: true,
  };
}

/** Who did not come to the last round: by round, in the order of its own ranking. */
export function behindSheet(head: SheetHead, behind: readonly LeftBehind[]): Sheet<LeftBehind> {
  return {
    name: 'Không vào vòng cuối',
    heading: heading(head, 'HỒ SƠ KHÔNG VÀO VÒNG CUỐI'),
    columns: [
      { header: 'Số hồ sơ', kind: 'text', width: 20, value: (row) => row.number },
      { header: 'Bản', kind: 'text', width: 22, value: (row) => row.villageName },
      { header: 'Xã', kind: 'text', width: 22, value: (row) => row.communeName },
      { header: 'Huyện', kind: 'text', width: 22, value: (row) => row.districtName },
      { header: 'Dừng ở vòng', kind: 'text', width: 26, value: ({ round }) => `${round.number}. ${round.name}` },
      { header: 'Điểm vòng', kind: 'decimal', width: 12, value: (row) => row.score },
      { header: 'Hạng trong vòng', kind: 'number', width: 10, value: (row) => row.rank },
      { header: 'Hạng chung', kind: 'number', width: 10, value: (row) => row.contestRank },
    ],
    rows: behind,
    closing: null,
    footing: [],
    landscape: true,
  };
}

interface TallyRow {
  group: string;
  name: string;
  count: number;
  amount: number;
}

/** Cash counted by tier, by kind of recipient, by district and by commune; each block adds up to the same total. */
export function tallySheet(head: SheetHead, tallies: CashTallies): Sheet<TallyRow> {
  const block = (group: string, rows: readonly { name: string; count: number; amount: number }[]): TallyRow[] => [
    ...rows.map(({ name, count, amount }) => ({ group, name, count, amount })),
    { group: `${group}: cộng`, name: '', count: tallies.count, amount: tallies.total },
  ];
  return {
    name: 'Tổng hợp',
    heading: heading(head, 'TỔNG HỢP TIỀN THƯỞNG'),
    columns: [
      { header: 'Nhóm', kind: 'text', width: 18, value: (row) => row.group },
      { header: 'Tên', kind: 'text', width: 34, value: (row) => row.name },
      { header: 'Số lượng', kind: 'number', width: 12, value: (row) => row.count },
      { header: 'Số tiền (đồng)', kind: 'money', width: 18, value: (row) => row.amount },
    ],
    rows: [
      ...block('Theo giải', tallies.byTier),
      ...block('Theo người nhận', tallies.byRecipient),
      ...block('Theo huyện', tallies.byDistrict),
      ...block('Theo xã', tallies.byCommune),
    ],
    closing: null,
    footing: [`Tổng cộng: ${formatMoney(tallies.total)}`, inWords(tallies.total)],
    landscape: false,
  };
}
