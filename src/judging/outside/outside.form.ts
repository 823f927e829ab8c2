import { parsedForm, type ReadForm } from '../../web/form.js';
import type { Words } from '../../web/request.js';
import type { FieldFault } from '../../web/views/form-state.js';
import type { OutsideWords } from './outside.service.js';

const LONGEST_SOURCE = 300;
const LONGEST_REASON = 1000;

export interface OutsideAsked extends OutsideWords {
  /** The mark of the outcome that was shown; null: the rows are to be checked first. */
  seen: string | null;
}

/** Reads the pasted table and the words that go with it. Whether a reason is needed the act knows. */
export function readOutside(body: Words): ReadForm<OutsideAsked> {
  const word = (name: string): string => (typeof body[name] === 'string' ? body[name].normalize('NFC').trim() : '');
  const text = typeof body['bang'] === 'string' ? body['bang'] : '';
  const [source, reason] = [word('nguon'), word('reason')];
  const faults: FieldFault[] = [
    ...(source === ''
      ? [
          {
            field: 'nguon',
            text: 'Ghi nguồn điểm, ví dụ: bình chọn trên Cổng thông tin điện tử tỉnh, chốt ngày 10/12/2021.',
          },
        ]
      : []),
    ...(source.length > LONGEST_SOURCE ? [{ field: 'nguon', text: `Ghi nguồn trong ${LONGEST_SOURCE} ký tự.` }] : []),
    ...(text.trim() === ''
      ? [{ field: 'bang', text: 'Dán bảng điểm, hoặc chọn tệp CSV ở dưới rồi bấm Đọc tệp.' }]
      : []),
    ...(reason.length > LONGEST_REASON ? [{ field: 'reason', text: `Ghi lý do trong ${LONGEST_REASON} ký tự.` }] : []),
  ];
  const seen = body['buoc'] === 'ghi' ? String(body['dau'] ?? '') : null;
  return parsedForm(body, { text, source, reason, seen }, faults);
}
