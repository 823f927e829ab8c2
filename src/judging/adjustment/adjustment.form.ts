import { filePoints } from '../../kernel/points.js';
import { parseTypedPoints, sayPointsFault } from '../../kernel/vietnamese/numbers.js';
import { parsedForm, type ReadForm } from '../../web/form.js';
import type { Words } from '../../web/request.js';
import type { FieldFault } from '../../web/views/form-state.js';
import type { AdjustmentKind } from './adjustment.facts.js';

/** What the secretary writes down; `number` as it was typed. */
export interface AdjustmentWords {
  number: string;
  kind: AdjustmentKind;
  hundredths: number;
  reason: string;
}

/** The kinds of the form: what is neither late nor over time nor a bonus says itself whether it takes or gives. */
export const ADJUSTMENT_CHOICES = [
  { value: 'muon', label: 'Nộp muộn: trừ điểm', kind: 'late', sign: -1 },
  { value: 'qua-gio', label: 'Quá giờ: trừ điểm', kind: 'over-time', sign: -1 },
  { value: 'thuong', label: 'Điểm thưởng: cộng điểm', kind: 'bonus', sign: 1 },
  { value: 'tru-khac', label: 'Lý do khác: trừ điểm', kind: 'other', sign: -1 },
  { value: 'cong-khac', label: 'Lý do khác: cộng điểm', kind: 'other', sign: 1 },
] as const;

/** Beyond this it is a typing mistake. */
const MOST_HUNDREDTHS = 100_000;

export function readAdjustment(body: Words): ReadForm<AdjustmentWords> {
  const faults: FieldFault[] = [];
  const typed = (name: string): string => {
    const value = body[name];
    return typeof value === 'string' ? value.trim() : '';
  };
  const number = typed('number');
  if (number === '' || number.length > 40)
    faults.push({ field: 'number', text: 'Nhập mã hồ sơ, ví dụ ZALO21-211124-0007.' });
  const choice = ADJUSTMENT_CHOICES.find(({ value }) => value === typed('kind'));
  if (choice === undefined) faults.push({ field: 'kind', text: 'Chọn loại cộng hoặc trừ điểm.' });
  const points = parseTypedPoints(typed('points'));
  const hundredths = 'hundredths' in points ? points.hundredths : 0;
  if ('fault' in points) faults.push({ field: 'points', text: sayPointsFault(points.fault, typed('points')) });
  else if (hundredths === 0 || hundredths > MOST_HUNDREDTHS)
    faults.push({ field: 'points', text: `Nhập số điểm lớn hơn 0, nhiều nhất ${filePoints(MOST_HUNDREDTHS)}.` });
  const reason = typed('reason');
  if (reason.length < 5 || reason.length > 1000)
    faults.push({ field: 'reason', text: 'Nhập lý do, từ 5 đến 1.000 ký tự.' });
  const { kind, sign } = choice ?? ADJUSTMENT_CHOICES[0];
  return parsedForm(body, { number, kind, hundredths: sign * hundredths, reason }, faults);
}
