import type { UnitId } from '../kernel/ids.js';
import type { ReadForm } from '../web/form.js';
import type { Words } from '../web/request.js';
import { AUDIENCES, BROADCAST_LIMITS, type BroadcastWords, paragraphsOf } from './broadcast.facts.js';
import { TypedWords } from '../web/typed-words.js';

const { subject: LONGEST_SUBJECT, paragraphs: MOST, paragraph: LONGEST } = BROADCAST_LIMITS;

/** Reads a notice; `units` are the ids that may be chosen. Says how much is too much, and where. */
export function readBroadcast(body: Words, units: readonly UnitId[]): ReadForm<BroadcastWords> {
  const words = new TypedWords(body);
  const audience = words.choice('audience', AUDIENCES, 'Chọn người nhận.');
  const unit = words.choice('unit', ['', ...units], 'Chọn đơn vị có trong danh sách.');
  if (unit !== '' && audience !== 'commune') {
    words.fault('unit', 'Chỉ thông báo cho các xã mới gửi riêng một đơn vị. Chọn “Toàn cuộc thi”.', null);
  }
  const subject = words.line('subject', { ask: 'Nhập tiêu đề.', max: LONGEST_SUBJECT, label: 'Tiêu đề' });
  const text = words.text('body', { ask: 'Nhập nội dung.', max: MOST * (LONGEST + 100), label: 'Nội dung' });
  const paragraphs = paragraphsOf(text);
  if (paragraphs.length > MOST) {
    words.fault('body', `Nội dung có ${paragraphs.length} đoạn. Rút gọn còn nhiều nhất ${MOST} đoạn.`, null);
  }
  paragraphs.forEach((one, index) => {
    const length = [...one].length;
    if (length <= LONGEST) return;
    words.fault('body', `Đoạn ${index + 1} dài ${length} ký tự. Rút ngắn còn nhiều nhất ${LONGEST}.`, null);
  });
  return words.done({ audience, unitId: unit === '' ? null : unit, subject, body: text });
}
