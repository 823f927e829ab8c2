import { parsedForm, type ReadForm } from '../web/form.js';
import type { Words } from '../web/request.js';
import type { FieldFault } from '../web/views/form-state.js';
import type { SubmissionForm } from './submission.service.js';

/** The form under the check page. Nothing in it can be wrong by itself: an unticked commitment is the act's to refuse, after what is missing. */
export const readSubmission = (body: Words): ReadForm<SubmissionForm> =>
  parsedForm(
    body,
    {
      version: Number(body['version']) || 0,
      seen: typeof body['seen'] === 'string' ? body['seen'] : '',
      committed: body['camKet'] === '1',
    },
    [],
  );

const MAX_REASON = 1000;

/** The confirm page of withdrawing: a reason is required. */
export function readWithdrawal(body: Words): ReadForm<{ version: number; reason: string }> {
  const reason = typeof body['reason'] === 'string' ? body['reason'].normalize('NFC').trim() : '';
  const faults: FieldFault[] = [];
  if (reason === '') faults.push({ field: 'reason', text: 'Nhập lý do rút hồ sơ.' });
  if (reason.length > MAX_REASON) {
    faults.push({
      field: 'reason',
      text: `Lý do đang có ${reason.length} ký tự, nhiều nhất ${MAX_REASON}. Rút ngắn lại.`,
    });
  }
  return parsedForm(body, { version: Number(body['version']) || 0, reason }, faults);
}
