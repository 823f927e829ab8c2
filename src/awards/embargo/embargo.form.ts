import type { Instant } from '../../kernel/instant.js';
import { parseDate, parseDateAndTime } from '../../kernel/vietnamese/dates.js';
import { parsedForm, type ReadForm, wordsOf } from '../../web/form.js';
import type { Words } from '../../web/request.js';
import type { FieldFault } from '../../web/views/form-state.js';

const REASON_LENGTH = 2000;

/** The moment as it was typed, and why the list in force is replaced where one is. */
export interface TypedEmbargo {
  at: Instant;
  supersedeReason: string;
  version: number;
}

/** Reads the form that sets or moves the moment. */
export function readEmbargo(body: Words): ReadForm<TypedEmbargo> {
  const { date = '', time = '', supersedeReason = '', version = '' } = wordsOf(body) as Record<string, string>;
  const at = parseDateAndTime({ date, time });
  const reason = supersedeReason.replace(/\r\n?/g, '\n').trim();
  const faults: FieldFault[] = [];
  if (parseDate(date) === null) faults.push({ field: 'date', text: 'Nhập ngày công bố, ví dụ 24/12/2021.' });
  else if (at === null) faults.push({ field: 'time', text: 'Nhập giờ công bố, ví dụ 08:00.' });
  if ([...reason].length > REASON_LENGTH)
    faults.push({ field: 'supersedeReason', text: `Rút ngắn còn nhiều nhất ${REASON_LENGTH} ký tự.` });
  return parsedForm(
    body,
    at === null ? null : { at, supersedeReason: reason, version: /^\d{1,9}$/.test(version) ? Number(version) : 0 },
    faults,
  );
}
