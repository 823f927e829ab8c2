import type { FieldFacts, FieldId } from '../contest.facts.js';
import { PARTS } from '../contest.paths.js';
import { ContestReader } from '../contest.reader.js';
import { choicesOf, FIELD_KINDS } from '../contest.words.js';
import { deleteField, insertField, orderFields, updateField } from '../dossier-design.repository.js';
import { plainCode } from '../plain-code.js';
import { field } from './field-spec.js';
import type { RowPart } from './part.js';
import { TypedWords } from '../../web/typed-words.js';

type FieldWords = Omit<FieldFacts, 'id' | 'code'>;
const contests = new ContestReader();
const KINDS = ['line', 'text', 'number', 'day', 'link', 'phone'] as const;

/** What a dossier asks in words. */
export const FIELDS_PART: RowPart<FieldFacts, FieldWords> = {
  path: PARTS.fields,
  deed: 'contest.field',
  heading: 'Ô thông tin của hồ sơ',
  lead: 'Những gì xã điền bằng chữ: tên nhóm, trưởng nhóm, tóm tắt.',
  one: 'ô thông tin',
  links: () => [],
  note: ({ entries }) =>
    entries === 0 ? null : `Đã có ${entries} hồ sơ: ô đã có người điền không xóa, không đổi kiểu được.`,
  facts: () => Promise.resolve([]),
  columns: [
    { label: 'Ô thông tin', value: (one) => one.label },
    { label: 'Kiểu', value: (one) => FIELD_KINDS[one.kind] },
    { label: 'Yêu cầu', value: (one) => (one.required ? 'Bắt buộc' : 'Không bắt buộc') },
    { label: 'Dài nhất', value: (one) => String(one.maxLength), isNumber: true },
  ],
  nameOf: (one) => one.label,
  isOrdered: true,
  isEditable: true,
  rowLinks: () => [],
  rows: (reader, contest) => contests.fields(reader, contest.id),
  fields: () =>
    Promise.resolve([
      field.text('label', 'Tên ô', { hint: 'Ví dụ Họ tên trưởng nhóm.', maxlength: 200 }),
      field.textarea('help', 'Hướng dẫn', { rows: 2, optional: true, maxlength: 500 }),
      field.select('kind', 'Kiểu', { options: choicesOf(FIELD_KINDS) }),
      field.number('maxLength', 'Dài nhất', { unit: 'chữ' }),
      field.tick('required', 'Bắt buộc phải điền'),
    ]),
  wordsOf: (one) => ({
    label: one.label,
    help: one.help,
    kind: one.kind,
    maxLength: String(one.maxLength),
    required: one.required ? '1' : '',
  }),
  read(body) {
    const words = new TypedWords(body);
    return words.done({
      label: words.line('label', { ask: 'Nhập tên ô.', max: 200, label: 'Tên ô' }),
      help: words.text('help', { max: 500, label: 'Hướng dẫn' }),
      kind: words.choice('kind', KINDS, 'Chọn kiểu.'),
      maxLength: words.whole('maxLength', { min: 1, max: 20_000, label: 'Độ dài' }),
      required: words.tick('required'),
    });
  },
  refuseToAdd: (one, desk) =>
    desk.entries > 0 && one.required ? { code: 'required-too-late', field: 'required' } : null,
  refuseToChange(before, after, desk) {
    if (desk.entries === 0) return null;
    if (after.required && !before.required) return { code: 'required-too-late', field: 'required' };
    return before.kind !== after.kind || after.maxLength < before.maxLength ? { code: 'field-in-use' } : null;
  },
  refuseToRemove: (_one, desk) => (desk.entries > 0 ? { code: 'field-in-use' } : null),
  refuseToReorder: () => null,
  async insert(tx, contest, one, { id, order }) {
    const taken = (await contests.fields(tx, contest.id)).map(({ code }) => code);
    await insertField(tx, contest.id, { id: id as FieldId, code: plainCode(one.label, taken), ...one }, order);
  },
  update: (tx, contest, { id, code }, one) => updateField(tx, contest.id, { id, code, ...one }),
  remove: (tx, contest, { id }) => deleteField(tx, contest.id, id),
  reorder: (tx, contest, ids) => orderFields(tx, contest.id, ids),
};
