import type { UnitId } from '../../kernel/ids.js';
import type { ReadForm } from '../../web/form.js';
import type { Words } from '../../web/request.js';
import { TypedWords } from '../../web/typed-words.js';
import { readSpan } from '../movement.form.js';
import { CHANNELS, type Outcome, OUTCOMES, type PlanWords } from './plan.facts.js';
import { readTimes } from './plan.slots.js';

const WEEKDAYS = ['1', '2', '3', '4', '5', '6', '7'] as const;
const MOST_TIMES = 12;
const LONGEST_DAYS = 366;

/** Reads a plan. `units` are those that may be chosen; none chosen is all of them. */
export function readPlan(
  body: Words,
  units: readonly UnitId[],
): ReadForm<{ words: PlanWords; chosen: readonly UnitId[] }> {
  const words = new TypedWords(body);
  const channel = words.choice('channel', CHANNELS, 'Chọn cách tuyên truyền.');
  const span = readSpan(words, body);
  if (span.startsOn !== '' && Date.parse(span.endsOn) - Date.parse(span.startsOn) > LONGEST_DAYS * 86_400_000)
    words.fault('endsOn', 'Một lịch dài nhất một năm. Chọn ngày kết thúc sớm hơn.', null);
  const weekdays = words.choices('weekdays', WEEKDAYS, 'Chọn ít nhất một ngày trong tuần.').map(Number);
  const minutes = readTimes(typeof body['times'] === 'string' ? body['times'] : '');
  if (minutes === null) words.fault('times', 'Nhập giờ, ví dụ 05:30, 17:30.', null);
  else if (minutes.length > MOST_TIMES) words.fault('times', `Mỗi ngày nhiều nhất ${MOST_TIMES} buổi.`, null);
  const repeats = words.whole('repeats', { min: 1, max: 20, label: 'Số lần phát trong một buổi' });
  const note = words.line('note', { max: 300, label: 'Dặn thêm' });
  const ticked = [body['units'] ?? []].flat();
  const chosen = units.filter((id) => ticked.includes(id));
  return words.done({ words: { channel, ...span, weekdays, minutes: minutes ?? [], repeats, note }, chosen });
}

/** What somebody says of one slot. `doneMinute` null: at the moment of saying so. */
export interface TypedTick {
  outcome: Outcome;
  doneMinute: number | null;
  note: string;
  reason: string;
}

export function readTick(body: Words): ReadForm<TypedTick> {
  const words = new TypedWords(body);
  const outcome = words.choice('outcome', OUTCOMES, 'Chọn đã phát hay không phát được.');
  const typed = typeof body['doneAt'] === 'string' ? body['doneAt'].trim() : '';
  const [minute = null] = typed === '' ? [] : (readTimes(typed) ?? []);
  if (typed !== '' && minute === null) words.fault('doneAt', 'Nhập giờ, ví dụ 05:35.', null);
  const note = words.line('note', {
    ...(outcome === 'failed' ? { ask: 'Ghi vì sao không phát được, ví dụ mất điện.' } : {}),
    max: 300,
    label: 'Ghi chú',
  });
  const reason = words.line('reason', { max: 300, label: 'Lý do sửa' });
  return words.done({ outcome, doneMinute: outcome === 'done' ? minute : null, note, reason });
}

/** A quiet span: both times or neither. */
export function readQuiet(
  body: Words,
): ReadForm<{ fromMinute: number | null; untilMinute: number | null; source: string }> {
  const words = new TypedWords(body);
  const time = (name: string): number | null => {
    const typed = typeof body[name] === 'string' ? body[name].trim() : '';
    if (typed === '') return null;
    const [minute = null, second = null] = readTimes(typed) ?? [];
    return minute === null || second !== null ? words.fault(name, 'Nhập một giờ, ví dụ 21:00.', null) : minute;
  };
  const [fromMinute, untilMinute] = [time('from'), time('until')];
  if ((fromMinute === null) !== (untilMinute === null) && words.isSound('from') && words.isSound('until'))
    words.fault('until', 'Nhập cả hai giờ, hoặc để trống cả hai.', null);
  if (fromMinute !== null && fromMinute === untilMinute) words.fault('until', 'Hai giờ phải khác nhau.', null);
  return words.done({ fromMinute, untilMinute, source: words.line('source', { max: 200, label: 'Căn cứ' }) });
}
