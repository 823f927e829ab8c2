import type { Instant } from '../kernel/instant.js';
import { parseDate, parseDateAndTime } from '../kernel/vietnamese/dates.js';
import { parsedForm, type ReadForm } from '../web/form.js';
import type { Words } from '../web/request.js';
import type { FieldFault } from '../web/views/form-state.js';
import { wholeNumber } from './check.form.js';
import type { SeenVersions } from './decision.service.js';

const REASON_LENGTH = 2000;

/** Whether the button asked for a look at what the commune will read, or for the act itself. */
interface Step {
  isPreview: boolean;
}

/** The form of acceptance and rejection. */
export interface TypedDecision extends SeenVersions, Step {
  decision: 'accept' | 'reject';
  reason: string;
}

/** The form of a request for supplement. */
export interface TypedReturn extends SeenVersions, Step {
  dueAt: Instant;
  message: string;
}

const text = (body: Words, name: string): string =>
  typeof body[name] === 'string' ? body[name].normalize('NFC').replace(/\r\n?/g, '\n').trim() : '';

const common = (body: Words): SeenVersions & Step => ({
  entryVersion: wholeNumber(body['version']),
  checklistVersion: wholeNumber(body['checklist']),
  isPreview: body['step'] === 'preview',
});

/** Acceptance or rejection; a rejection needs its reason, which the commune reads. */
export function readDecision(body: Words): ReadForm<TypedDecision> {
  const faults: FieldFault[] = [];
  const decision = text(body, 'decision');
  const reason = text(body, 'reason');
  if (decision !== 'accept' && decision !== 'reject') {
    faults.push({ field: 'decision', text: 'Chọn Tiếp nhận hoặc Không tiếp nhận.' });
  }
  if (decision === 'reject' && reason === '') {
    faults.push({ field: 'reason', text: 'Nhập lý do không tiếp nhận để xã biết.' });
  }
  faults.push(...tooLong(reason, 'reason'));
  const isReject = decision === 'reject';
  return parsedForm(
    body,
    { ...common(body), decision: isReject ? 'reject' : 'accept', reason: isReject ? reason : '' },
    faults,
  );
}

/** A request for supplement: until when, and what to say above the points. Which points is the checklist's to say. */
export function readReturn(body: Words): ReadForm<TypedReturn> {
  const [date, time] = [text(body, 'dueDate'), text(body, 'dueTime')];
  const message = text(body, 'message');
  const dueAt = parseDateAndTime({ date, time });
  const faults: FieldFault[] = [];
  if (parseDate(date) === null) faults.push({ field: 'dueDate', text: 'Nhập ngày hết hạn bổ sung, ví dụ 30/11/2021.' });
  else if (dueAt === null) faults.push({ field: 'dueTime', text: 'Nhập giờ hết hạn bổ sung, ví dụ 17:00.' });
  faults.push(...tooLong(message, 'message'));
  return parsedForm(body, dueAt === null ? null : { ...common(body), dueAt, message }, faults);
}

const tooLong = (typed: string, field: string): FieldFault[] =>
  [...typed].length > REASON_LENGTH ? [{ field, text: `Rút ngắn còn nhiều nhất ${REASON_LENGTH} ký tự.` }] : [];
