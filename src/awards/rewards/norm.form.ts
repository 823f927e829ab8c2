import { RECIPIENT_KINDS } from '../../contests/recipient-kind.js';
import { MOST_MONEY } from '../../contests/parts/prizes.part.js';
import { TypedWords } from '../../web/typed-words.js';
import { fold } from '../../kernel/vietnamese/fold.js';
import type { ReadForm } from '../../web/form.js';
import type { Words } from '../../web/request.js';
import type { BaseSalary, RewardNorm } from './reward.facts.js';

export const ROUNDINGS = ['none', 'up-ten-thousand'] as const;
/** No form of the law was ever worth a hundred base salaries. */
const MOST_MULTIPLE = 10_000;
const PAPER = 'Ghi số, ký hiệu văn bản.';

/** "khen:bang-khen-cap-tinh": the code of a form that the book does not know yet, out of its name. */
export const codeOfForm = (name: string): string =>
  `khen:${fold(name)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')}`;

/** The form of a norm. A form of reward is one of the book's (`forms`: name by code), or a new one by its name. */
export function readNormForm(body: Words, forms: ReadonlyMap<string, string>): ReadForm<RewardNorm> {
  const words = new TypedWords(body);
  const chosen = String(body['form'] ?? '');
  const typed = words.line('name', { max: 120, label: 'Tên hình thức' });
  const known = forms.get(chosen);
  if (known === undefined && !/[a-z0-9]/.test(fold(typed)))
    words.fault('form', 'Chọn hình thức, hoặc ghi tên hình thức khác.', null);
  if (known !== undefined && typed !== '')
    words.fault('name', 'Đã chọn hình thức ở trên. Xóa tên này, hoặc bỏ chọn.', null);
  const recipientKind = words.choice('recipientKind', RECIPIENT_KINDS, 'Chọn người nhận.');
  const multiple = words.points('multiple', { label: 'Hệ số' }) ?? 0;
  if (words.isSound('multiple') && (multiple === 0 || multiple > MOST_MULTIPLE))
    words.fault('multiple', 'Hệ số: nhập số lớn hơn 0, không quá 100, ví dụ 0,3.', 0);
  const rounding = words.choice('rounding', ROUNDINGS, 'Chọn cách làm tròn.');
  const document = words.line('document', { ask: PAPER, max: 120, label: 'Văn bản' });
  const article = words.line('article', { max: 60, label: 'Điều, khoản' });
  const inForceFrom = words.day('inForceFrom', 'Có hiệu lực từ ngày');
  if (inForceFrom === null && words.isSound('inForceFrom'))
    words.fault('inForceFrom', 'Nhập ngày có hiệu lực, ví dụ 01/10/2017.', null);
  const inForceUntil = words.day('inForceUntil', 'Đến hết ngày');
  if (inForceFrom !== null && inForceUntil !== null && inForceUntil < inForceFrom)
    words.fault('inForceUntil', 'Đến hết ngày: nhập ngày không trước ngày có hiệu lực.', null);
  const caveat = words.line('caveat', { max: 300, label: 'Điều chưa rõ' });
  return words.done({
    form: known === undefined ? codeOfForm(typed) : chosen,
    name: known ?? typed,
    recipientKind,
    multipleHundredths: multiple,
    rounding,
    document,
    article,
    inForceFrom: inForceFrom ?? '',
    inForceUntil,
    caveat,
  });
}

/** The form of a step of the base salary. */
export function readBaseForm(body: Words): ReadForm<BaseSalary> {
  const words = new TypedWords(body);
  const amount = words.money('amount', { label: 'Mức lương cơ sở' }) ?? 0;
  if (words.isSound('amount') && (amount === 0 || amount > MOST_MONEY))
    words.fault('amount', 'Mức lương cơ sở: kiểm tra lại số chữ số 0.', 0);
  const inForceFrom = words.day('inForceFrom', 'Từ ngày');
  if (inForceFrom === null && words.isSound('inForceFrom'))
    words.fault('inForceFrom', 'Nhập ngày có hiệu lực, ví dụ 01/07/2024.', null);
  const document = words.line('document', { ask: PAPER, max: 120, label: 'Văn bản' });
  return words.done({ amount, inForceFrom: inForceFrom ?? '', document });
}

/** The last day of a norm. */
export function readClosingForm(body: Words): ReadForm<{ until: string }> {
  const words = new TypedWords(body);
  const until = words.day('inForceUntil', 'Hết hiệu lực sau ngày');
  if (until === null && words.isSound('inForceUntil'))
    words.fault('inForceUntil', 'Nhập ngày cuối cùng có hiệu lực, ví dụ 31/12/2023.', null);
  return words.done({ until: until ?? '' });
}

/** Why a row is withdrawn. */
export function readNormWithdrawal(body: Words): ReadForm<{ reason: string }> {
  const words = new TypedWords(body);
  return words.done({ reason: words.text('reason', { ask: 'Ghi lý do.', max: 1000, label: 'Lý do' }) });
}
