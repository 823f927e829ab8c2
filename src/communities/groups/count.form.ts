import type { Day } from '../../kernel/vietnamese/days.js';
import type { ReadForm } from '../../web/form.js';
import type { Words } from '../../web/request.js';
import { TypedWords } from '../../web/typed-words.js';
import type { UploadLimits } from '../../storage/uploads.js';
import { MOST_PEOPLE, pastDay } from './group.form.js';

/** What people may give as the source of a count; `import` is the file's. */
export const TYPED_SOURCES = ['declared', 'screenshot'] as const;

/** A count as somebody typed it. */
export interface TypedCount {
  countedOn: Day;
  members: number;
  source: (typeof TYPED_SOURCES)[number];
  note: string;
}

/** One picture of the screen: a telephone's is below a megabyte. */
export const SCREENSHOT: UploadLimits = {
  fieldName: 'anh',
  maxBytes: 10 * 1024 * 1024,
  maxFiles: 1,
  kinds: ['jpg', 'png', 'webp', 'heic'],
};

/** Reads a count; `today` is the last day that can have been. */
export function readCount(body: Words, today: Day): ReadForm<TypedCount> {
  const words = new TypedWords(body);
  const day = pastDay(words, 'countedOn', 'Ngày đếm', today);
  const typedDay = body['countedOn'];
  if (day === null && (typeof typedDay !== 'string' || typedDay.trim() === '')) {
    words.fault('countedOn', 'Nhập ngày đếm, ví dụ 25/10/2021.', null);
  }
  const members = words.whole('members', { min: 0, max: MOST_PEOPLE, label: 'Số thành viên' });
  const source = words.choice('source', TYPED_SOURCES, 'Chọn nguồn của số này.');
  const note = words.line('note', { max: 200, label: 'Ghi chú' });
  return words.done({ countedOn: day ?? today, members, source, note });
}
