import type { PracticeDossier } from '../contest.facts.js';
import { contestPaths, PARTS } from '../contest.paths.js';
import { ContestReader } from '../contest.reader.js';
import { deletePractice, insertPractice, orderPractice, updatePractice } from '../practice.repository.js';
import { field } from './field-spec.js';
import type { RowPart } from './part.js';
import { TypedWords } from '../../web/typed-words.js';

const contests = new ContestReader();

/** Sample dossiers on which judges practise the scale before the round. Nothing of them is counted, so they may change at any time. */
export const PRACTICE_PART: RowPart<PracticeDossier, Omit<PracticeDossier, 'id'>> = {
  path: PARTS.practice,
  deed: 'contest.practice',
  heading: 'Hồ sơ tập chấm',
  lead: 'Mọi giám khảo chấm thử các hồ sơ này để thống nhất thang điểm. Điểm tập chấm không tính vào đâu.',
  one: 'hồ sơ tập chấm',
  links: () => [],
  note: () => null,
  facts: () => Promise.resolve([]),
  columns: [{ label: 'Hồ sơ tập chấm', value: (one) => one.title }],
  nameOf: (one) => one.title,
  isOrdered: true,
  isEditable: true,
  rowLinks: ({ contest }, { id }) => [{ href: contestPaths.practiceFiles(contest.slug, id), label: 'Tệp' }],
  rows: (reader, contest) => contests.practiceDossiers(reader, contest.id),
  fields: () =>
    Promise.resolve([
      field.text('title', 'Tên gọi', { hint: 'Ví dụ Mẫu 1: nhóm hoạt động đều.', maxlength: 200 }),
      field.textarea('body', 'Nội dung hồ sơ mẫu', {
        hint: 'Những gì một xã sẽ viết: cách làm, số liệu, kết quả. Không dùng hồ sơ đang dự thi. Lưu xong thì thêm được tệp PDF, ảnh ở danh sách.',
        rows: 10,
        maxlength: 10_000,
      }),
    ]),
  wordsOf: ({ title, body }) => ({ title, body }),
  read(typed) {
    const words = new TypedWords(typed);
    return words.done({
      title: words.line('title', { ask: 'Nhập tên gọi của hồ sơ mẫu.', max: 200, label: 'Tên gọi' }),
      body: words.text('body', { ask: 'Nhập nội dung hồ sơ mẫu.', max: 10_000, label: 'Nội dung' }),
    });
  },
  refuseToAdd: () => null,
  refuseToChange: () => null,
  refuseToRemove: () => null,
  refuseToReorder: () => null,
  insert: (tx, contest, one, { id, order }) => insertPractice(tx, contest.id, { id, ...one }, order),
  update: (tx, contest, { id }, one) => updatePractice(tx, contest.id, { id, ...one }),
  remove: (tx, contest, { id }) => deletePractice(tx, contest.id, id),
  reorder: (tx, contest, ids) => orderPractice(tx, contest.id, ids),
};
