import type { Refusal } from '../../kernel/refusal.js';
import type { FieldId, MemberColumnFacts, MemberListDesign, SlotId } from '../contest.facts.js';
import { contestPaths, PARTS } from '../contest.paths.js';
import { ContestReader } from '../contest.reader.js';
import { choicesOf } from '../contest.words.js';
import { writeMemberList } from '../member-list.repository.js';
import { plainCode } from '../plain-code.js';
import { field, type FieldSpec } from './field-spec.js';
import type { Desk, FormPart, TypedValues } from './part.js';
import { TypedWords } from '../../web/typed-words.js';

type Design = MemberListDesign | null;
const contests = new ContestReader();

/** What a column may hold, as the organiser chooses it; a column without a kind is not there. */
const KINDS: Readonly<Record<MemberColumnFacts['kind'], string>> = {
  name: 'Họ và tên',
  phone: 'Số điện thoại',
  text: 'Chữ',
};
const PLACES = [0, 1, 2, 3, 4, 5];
const LONGEST_LABEL = 60;
const names = (place: number) => ({
  label: `column${place}`,
  kind: `kind${place}`,
  code: `code${place}`,
  required: `required${place}`,
});

/** Which list of members a dossier carries: the slot it belongs to, the field it is compared with, its columns. */
export const MEMBER_LIST_PART: FormPart<Design> = {
  path: PARTS.memberList,
  deed: 'contest.member-list',
  heading: 'Danh sách thành viên của hồ sơ',
  lead: 'Xã nhập danh sách từ tệp Excel, CSV hoặc ngay trên trang; hệ thống soát từng dòng. Chỉ xã và nơi thẩm định xem được từng người, những người khác chỉ thấy số lượng.',
  links: ({ contest }) => [{ href: contestPaths.part(contest.slug, PARTS.slots), label: 'Thành phần hồ sơ' }],
  note: ({ entries }) =>
    entries === 0 ? null : `Đã có ${entries} hồ sơ: chỉ thêm cột không bắt buộc, đổi tên cột, bỏ bớt yêu cầu.`,
  facts: () => Promise.resolve([]),
  async fields(desk, reader) {
    const slots = await contests.slots(reader, desk.contest.id);
    const numbers = (await contests.fields(reader, desk.contest.id)).filter(({ kind }) => kind === 'number');
    return [
      field.select('slot', 'Danh sách thuộc thành phần', {
        hint: 'Danh sách bắt buộc hay không theo thành phần này. Để trống: cuộc thi không cần danh sách.',
        blank: 'Không cần danh sách',
        options: slots.map(({ id, title }) => ({ value: id, label: title })),
        optional: true,
      }),
      field.select('declared', 'So với số ghi ở ô', {
        hint: 'Lệch số thì nhắc xã, không chặn nộp.',
        blank: 'Không so',
        options: numbers.map(({ id, label }) => ({ value: id, label })),
        optional: true,
      }),
      ...PLACES.flatMap(columnFields),
    ];
  },
  load: (reader, { contest }) => contests.memberList(reader, contest.id),
  wordsOf: (design) => ({
    slot: design?.slotId ?? '',
    declared: design?.declaredFieldId ?? '',
    ...Object.assign({}, ...PLACES.map((place) => columnWords(place, design?.columns[place]))),
  }),
  read(body) {
    const words = new TypedWords(body);
    const slot = words.line('slot', { max: 40, label: 'Thành phần' });
    if (slot === '') return words.done(null);
    const slotId = words.id<'slot'>('slot', 'Chọn thành phần trong danh sách.') as SlotId;
    const declared = words.line('declared', { max: 40, label: 'Ô' });
    const declaredFieldId =
      declared === '' ? null : (words.id<'contest-field'>('declared', 'Chọn ô trong danh sách.') as FieldId);
    const columns = readColumns(words);
    if (columns.filter(({ kind }) => kind === 'name').length !== 1) {
      words.fault(names(0).kind, 'Cần đúng một cột kiểu “Họ và tên”.', null);
    }
    return words.done({ slotId, declaredFieldId, columns });
  },
  refuse: (before, after, desk) => refuseToNarrowList(before, after, desk),
  write: (tx, contest, design) => writeMemberList(tx, contest.id, design),
};

function columnFields(place: number): FieldSpec[] {
  const { label, kind, code, required } = names(place);
  return [
    field.heading(`Cột ${place + 1}`),
    field.text(label, 'Tên cột', {
      hint: place === 0 ? 'Ví dụ Họ và tên. Để trống: không có cột này.' : null,
      maxlength: LONGEST_LABEL,
      optional: place > 0,
    }),
    field.select(kind, 'Kiểu', { options: choicesOf(KINDS), blank: null }),
    field.tick(required, 'Bắt buộc phải điền'),
    field.hidden(code),
  ];
}

const columnWords = (place: number, column: MemberColumnFacts | undefined): TypedValues => ({
  [names(place).label]: column?.label ?? '',
  [names(place).kind]: column?.kind ?? (place === 0 ? 'name' : 'text'),
  [names(place).code]: column?.code ?? '',
  [names(place).required]: column?.required === true ? '1' : '',
});

/** A column keeps its code whatever it is called later: what dossiers hold stands under it. */
function readColumns(words: TypedWords): MemberColumnFacts[] {
  const columns: MemberColumnFacts[] = [];
  for (const place of PLACES) {
    const at = names(place);
    const label = words.line(at.label, { max: LONGEST_LABEL, label: 'Tên cột' });
    if (label === '') continue;
    const kind = words.choice(at.kind, ['name', 'phone', 'text'] as const, 'Chọn kiểu của cột.');
    const kept = words.line(at.code, { max: 40, label: 'Mã cột' });
    const taken = columns.map(({ code }) => code);
    const code = /^[a-z0-9-]{1,40}$/.test(kept) && !taken.includes(kept) ? kept : plainCode(label, taken);
    columns.push({ code, label, kind, required: kind === 'name' || words.tick(at.required) });
  }
  return columns;
}

/** Lists that were right when they were taken must stay right: while there are dossiers, columns are added or eased, never more asked for. */
export function refuseToNarrowList(before: Design, after: Design, { entries }: Pick<Desk, 'entries'>): Refusal | null {
  if (entries === 0) return null;
  const refusal = { code: 'member-list-in-use', field: 'slot' } as const;
  if (before === null) return after?.columns.some(({ kind, required }) => required && kind !== 'name') ? refusal : null;
  if (after === null || after.slotId !== before.slotId) return refusal;
  const isKept = before.columns.every((column) => {
    const now = after.columns.find(({ code }) => code === column.code);
    return now !== undefined && now.kind === column.kind && (column.required || !now.required);
  });
  const known = new Set(before.columns.map(({ code }) => code));
  const asksMore = after.columns.some(({ code, required }) => !known.has(code) && required);
  return isKept && !asksMore ? null : refusal;
}
