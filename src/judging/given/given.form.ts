import { parsedForm, type ReadForm } from '../../web/form.js';
import type { Words } from '../../web/request.js';
import type { FieldFault } from '../../web/views/form-state.js';
import type { WrittenPairs } from './given.assignment.js';
import type { GivenWay } from './given.plan.js';

/** What the form calls the ways. */
export const GIVEN_WAYS: readonly { value: string; way: GivenWay; label: string; hint: string }[] = [
  {
    value: 'them',
    way: 'add',
    label: 'Giao thêm các phiếu trong bảng',
    hint: 'Phiếu đã giao trước đó giữ nguyên.',
  },
  {
    value: 'thay',
    way: 'replace',
    label: 'Bảng là toàn bộ phân công của vòng',
    hint: 'Phiếu không có trong bảng mà chưa ai chấm sẽ thu hồi; phiếu đã có điểm vẫn giữ.',
  },
];

export interface GivenAsked extends WrittenPairs {
  /** The mark of the outcome that was shown; null: the rows are to be checked first. */
  seen: string | null;
}

/** Reads the pasted table and what is asked of it. */
export function readGiven(body: Words): ReadForm<GivenAsked> {
  const text = typeof body['bang'] === 'string' ? body['bang'] : '';
  const way = GIVEN_WAYS.find(({ value }) => value === body['cach'])?.way ?? null;
  const faults: FieldFault[] = [
    ...(text.trim() === ''
      ? [{ field: 'bang', text: 'Dán bảng phân công, hoặc chọn tệp CSV ở dưới rồi bấm Đọc tệp.' }]
      : []),
    ...(way === null ? [{ field: 'cach', text: 'Chọn giao thêm hay thay toàn bộ phân công.' }] : []),
  ];
  const seen = body['buoc'] === 'giao' ? String(body['dau'] ?? '') : null;
  return parsedForm(body, { text, way: way ?? 'add', seen }, faults);
}
