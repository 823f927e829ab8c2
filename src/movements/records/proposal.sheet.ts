import { formatDay } from '../../kernel/vietnamese/days.js';
import { type AnySheet, anySheet } from '../../press/sheet.js';
import { NOMINEE_WORDS, type PricedNominee } from './proposal.facts.js';
import { saySum, sumOf } from './proposal.paper.js';
import type { OpenedProposal } from './proposal.service.js';

/** Who is nominated as a spreadsheet, in the order of the page. */
export function nomineeSheet({ proposal, movement }: OpenedProposal, nominees: readonly PricedNominee[]): AnySheet {
  const { total } = sumOf(nominees);
  return anySheet<PricedNominee>({
    name: 'Đề nghị khen thưởng',
    heading: ['DANH SÁCH ĐỀ NGHỊ KHEN THƯỞNG', proposal.title, movement.name],
    columns: [
      { header: 'Loại', kind: 'text', width: 12, value: ({ kind }) => NOMINEE_WORDS[kind] },
      { header: 'Họ tên, tên tập thể', kind: 'text', width: 32, value: ({ name }) => name },
      { header: 'Chức vụ, địa chỉ', kind: 'text', width: 28, value: ({ post }) => post },
      { header: 'Xã', kind: 'text', width: 22, value: ({ communeName }) => communeName },
      { header: 'Huyện', kind: 'text', width: 22, value: ({ districtName }) => districtName },
      { header: 'Thành tích', kind: 'text', width: 70, value: ({ achievements }) => achievements },
      { header: 'Hình thức đề nghị', kind: 'text', width: 30, value: ({ formName }) => formName },
      { header: 'Tiền thưởng (đồng)', kind: 'number', width: 16, value: ({ price }) => price },
      { header: 'Số ghi nhận', kind: 'number', width: 10, value: ({ grounds }) => grounds.length },
    ],
    rows: nominees,
    closing: ['Tổng cộng', null, null, null, null, null, null, total, null],
    footing: [`Tiền thưởng theo định mức của ngày ${formatDay(proposal.proposedOn)}: ${saySum(nominees)}`],
    landscape: true,
  });
}
