import type { UnitId } from '../../kernel/ids.js';
import { type Day, formatDay } from '../../kernel/vietnamese/days.js';
import type { UploadLimits } from '../../storage/uploads.js';
import type { ReadForm } from '../../web/form.js';
import type { Words } from '../../web/request.js';
import { TypedWords } from '../../web/typed-words.js';
import { neededDay } from '../movement.form.js';
import { OBSERVATION_KINDS, type ObservationWords } from './observation.facts.js';

export const EVIDENCE: UploadLimits = {
  fieldName: 'tep',
  maxBytes: 20 * 1024 * 1024,
  maxFiles: 5,
  kinds: ['pdf', 'docx', 'jpg', 'png', 'webp', 'heic'],
};

/** An observation as typed; the reason and whether it only takes back are asked of a correction alone. */
export type TypedObservation = ObservationWords & { reason: string; withdraws: boolean };

/** `today` is the last day on which something can have been seen. */
export function readObservation(body: Words, today: Day, isCorrection: boolean): ReadForm<TypedObservation> {
  const words = new TypedWords(body);
  const communeId: UnitId = words.id('communeId', 'Chọn xã, phường, thị trấn.');
  const observedOn = neededDay(words, body, 'observedOn', 'Ngày ghi nhận');
  if (observedOn > today) words.fault('observedOn', `Ngày ghi nhận không sau hôm nay, ngày ${formatDay(today)}.`, null);
  const kind = words.choice('kind', OBSERVATION_KINDS, 'Chọn ưu điểm hoặc tồn tại.');
  const seen = words.text('seen', { ask: 'Ghi việc đã thấy.', max: 2000, label: 'Việc đã thấy' });
  const reason = isCorrection
    ? words.line('reason', { ask: 'Ghi lý do đính chính.', max: 500, label: 'Lý do đính chính' })
    : '';
  return words.done({ communeId, observedOn, kind, seen, reason, withdraws: isCorrection && words.tick('withdraws') });
}
