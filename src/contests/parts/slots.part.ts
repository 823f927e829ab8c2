import type { Refusal } from '../../kernel/refusal.js';
import { formatFileSize } from '../../kernel/vietnamese/numbers.js';
import { FILE_KINDS, KIND_FACTS, sayKinds } from '../../storage/file-kinds.js';
import type { SlotFacts, SlotId } from '../contest.facts.js';
import { PARTS } from '../contest.paths.js';
import { ContestReader } from '../contest.reader.js';
import { choicesOf, REQUIREMENTS } from '../contest.words.js';
import { deleteSlot, insertSlot, orderSlots, updateSlot } from '../dossier-design.repository.js';
import { plainCode } from '../plain-code.js';
import { field } from './field-spec.js';
import type { Desk, RowPart } from './part.js';
import { TypedWords } from '../../web/typed-words.js';

const MB = 1024 * 1024;
/** The largest file of all, whatever a slot says (UPLOAD_MAX_MB may be lower). */
const MOST_MB = 2048;
type SlotWords = Omit<SlotFacts, 'id' | 'code'>;
const contests = new ContestReader();

/** The papers of a dossier: slots for files. */
export const SLOTS_PART: RowPart<SlotFacts, SlotWords> = {
  path: PARTS.slots,
  deed: 'contest.slot',
  heading: 'Thành phần hồ sơ',
  lead: 'Mỗi thành phần là một chỗ để gửi tệp: bắt buộc, một trong các, hoặc không bắt buộc.',
  one: 'thành phần',
  links: () => [],
  note: ({ entries }) =>
    entries === 0 ? null : `Đã có ${entries} hồ sơ: chỉ nới rộng, không thêm yêu cầu bắt buộc mới.`,
  facts: () => Promise.resolve([]),
  columns: [
    { label: 'Thành phần', value: (slot) => slot.title },
    {
      label: 'Yêu cầu',
      value: (slot) => REQUIREMENTS[slot.requirement] + (slot.oneOfGroup === null ? '' : ` (nhóm ${slot.oneOfGroup})`),
    },
    { label: 'Loại tệp', value: (slot) => sayKinds(slot.kinds) },
    { label: 'Giới hạn', value: (slot) => `${slot.maxFiles} tệp, mỗi tệp ${formatFileSize(slot.maxBytes)}` },
  ],
  nameOf: (slot) => slot.title,
  isOrdered: true,
  isEditable: true,
  rowLinks: () => [],
  rows: (reader, contest) => contests.slots(reader, contest.id),
  fields: () =>
    Promise.resolve([
      field.text('title', 'Tên thành phần', { hint: 'Ví dụ Báo cáo thành tích.', maxlength: 200 }),
      field.textarea('help', 'Hướng dẫn', { rows: 2, optional: true, maxlength: 500 }),
      field.textarea('sample', 'Thế nào là đúng', {
        hint: 'Đọc được trên yêu cầu bổ sung, ví dụ: chụp đủ bốn góc, thấy rõ dấu và chữ ký.',
        rows: 2,
        optional: true,
        maxlength: 500,
      }),
      field.radios('requirement', 'Yêu cầu', { options: choicesOf(REQUIREMENTS) }),
      field.text('oneOfGroup', 'Tên nhóm', {
        hint: 'Chỉ khi chọn “Một trong các”: các thành phần cùng tên nhóm thay được cho nhau, ví dụ minh chứng.',
        width: 'medium',
        optional: true,
      }),
      field.checkboxes('kinds', 'Nhận loại tệp', {
        options: FILE_KINDS.map((kind) => ({ value: kind, label: KIND_FACTS[kind].word })),
      }),
      field.number('maxMb', 'Mỗi tệp không quá', { unit: 'MB' }),
      field.number('maxFiles', 'Nhiều nhất', { unit: 'tệp' }),
    ]),
  wordsOf: (slot) => ({
    title: slot.title,
    help: slot.help,
    sample: slot.sample,
    requirement: slot.requirement,
    oneOfGroup: slot.oneOfGroup ?? '',
    kinds: [...slot.kinds],
    maxMb: String(Math.max(1, Math.floor(slot.maxBytes / MB))),
    maxFiles: String(slot.maxFiles),
  }),
  read(body) {
    const words = new TypedWords(body);
    const slot = {
      title: words.line('title', { ask: 'Nhập tên thành phần.', max: 200, label: 'Tên thành phần' }),
      help: words.text('help', { max: 500, label: 'Hướng dẫn' }),
      sample: words.text('sample', { max: 500, label: 'Thế nào là đúng' }),
      requirement: words.choice('requirement', ['required', 'one-of', 'optional'] as const, 'Chọn yêu cầu.'),
      oneOfGroup: plainGroup(words.line('oneOfGroup', { max: 40, label: 'Tên nhóm' })),
      kinds: words.choices('kinds', FILE_KINDS, 'Chọn ít nhất một loại tệp.'),
      maxBytes: words.whole('maxMb', { min: 1, max: MOST_MB, label: 'Dung lượng mỗi tệp' }) * MB,
      maxFiles: words.whole('maxFiles', { min: 1, max: 100, label: 'Số tệp' }),
    };
    if (slot.requirement === 'one-of' && slot.oneOfGroup === null) {
      words.fault('oneOfGroup', 'Nhập tên nhóm cho các thành phần thay được cho nhau.', null);
    }
    return words.done({ ...slot, oneOfGroup: slot.requirement === 'one-of' ? slot.oneOfGroup : null });
  },
  refuseToAdd: (slot, desk) =>
    desk.entries > 0 && slot.requirement !== 'optional' ? { code: 'required-too-late', field: 'requirement' } : null,
  refuseToChange: (before, after, desk) => refuseToNarrow(before, after, desk),
  refuseToRemove: (_slot, desk) => (desk.entries > 0 ? { code: 'slot-in-use' } : null),
  refuseToReorder: () => null,
  async insert(tx, contest, slot, { id, order }) {
    const taken = (await contests.slots(tx, contest.id)).map(({ code }) => code);
    await insertSlot(tx, contest.id, { id: id as SlotId, code: plainCode(slot.title, taken), ...slot }, order);
  },
  update: (tx, contest, { id, code }, slot) => updateSlot(tx, contest.id, { id, code, ...slot }),
  remove: (tx, contest, { id }) => deleteSlot(tx, contest.id, id),
  reorder: (tx, contest, ids) => orderSlots(tx, contest.id, ids),
};

const plainGroup = (typed: string): string | null => (typed === '' ? null : plainCode(typed, []));

/** Dossiers that were right when they were made must stay right: while there are any, a slot takes more, never less. */
export function refuseToNarrow(before: SlotWords, after: SlotWords, desk: Pick<Desk, 'entries'>): Refusal | null {
  if (desk.entries === 0) return null;
  const staysAsked = before.requirement === after.requirement && before.oneOfGroup === after.oneOfGroup;
  if (!staysAsked && after.requirement !== 'optional') return { code: 'required-too-late', field: 'requirement' };
  if (before.kinds.some((kind) => !after.kinds.includes(kind))) return { code: 'slot-narrowed', field: 'kinds' };
  if (after.maxBytes < before.maxBytes) return { code: 'slot-narrowed', field: 'maxMb' };
  return after.maxFiles < before.maxFiles ? { code: 'slot-narrowed', field: 'maxFiles' } : null;
}
