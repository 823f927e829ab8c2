import { Refused } from '../../kernel/refusal.js';
import type { VettingLevelFacts } from '../contest.facts.js';
import { PARTS } from '../contest.paths.js';
import { assignVetters, officesOf, snapshotCommunes } from '../snapshot.repository.js';
import { vettingLevelsOf, writeVettingLevels } from '../vetting-level.repository.js';
import { field } from './field-spec.js';
import type { RowPart } from './part.js';
import { TypedWords } from '../../web/typed-words.js';

type Level = VettingLevelFacts & { id: string };
type LevelWords = Omit<VettingLevelFacts, 'ordinal' | 'officeName'>;

const PLACES = ['district', 'province', 'office'] as const;
const PLACE_NAMES = {
  district: 'Huyện của xã nộp hồ sơ',
  province: 'Tỉnh',
  office: 'Một cơ quan nêu đích danh',
} as const;

const placeOf = (level: Pick<VettingLevelFacts, 'attachedTo' | 'unitLevel'>): (typeof PLACES)[number] =>
  level.attachedTo === 'office' ? 'office' : (level.unitLevel ?? 'district');

/** The levels between commune and committee, from below; none at all is allowed (PRODUCT, decision 2). */
export const VETTING_PART: RowPart<Level, LevelWords> = {
  path: PARTS.vetting,
  deed: 'contest.vetting-level',
  heading: 'Cấp thẩm định',
  lead: 'Hồ sơ đi qua từng cấp trước khi đến Ban Tổ chức. Không có cấp nào thì hồ sơ đến thẳng Ban Tổ chức.',
  one: 'cấp thẩm định',
  links: () => [],
  note: ({ contest }) =>
    contest.state === 'draft' ? null : 'Cuộc thi đã mở: chỉ đổi được tên và cơ quan được nêu đích danh.',
  async facts(reader, { contest }) {
    const communes = await snapshotCommunes(reader, contest.id);
    const offices = new Set(communes.flatMap((commune) => commune.vetterNames));
    const without = communes.filter((commune) => commune.vetterNames.length < contest.vettingLevels);
    return [
      { label: 'Cơ quan thẩm định', value: [...offices].join(', ') || 'Chưa có' },
      { label: 'Xã chưa có nơi thẩm định', value: without.length === 0 ? 'Không có' : String(without.length) },
    ];
  },
  columns: [
    { label: 'Cấp', value: (level) => String(level.ordinal), isNumber: true },
    { label: 'Tên', value: (level) => level.name },
    { label: 'Nơi thẩm định', value: (level) => PLACE_NAMES[placeOf(level)] },
    { label: 'Cơ quan', value: (level) => level.officeName ?? (level.attachedTo === 'office' ? 'Chưa chọn' : '–') },
  ],
  nameOf: (level) => level.name,
  isOrdered: true,
  isEditable: true,
  rowLinks: () => [],
  rows: async (reader, contest) =>
    (await vettingLevelsOf(reader, contest.id)).map((level) => ({ ...level, id: String(level.ordinal) })),
  fields: async (reader, { contest }) => [
    field.text('name', 'Tên cấp thẩm định', { hint: 'Ví dụ Cấp huyện (Phòng Văn hóa và Thông tin).' }),
    field.radios('place', 'Nơi thẩm định', {
      options: PLACES.map((place) => ({ value: place, label: PLACE_NAMES[place] })),
    }),
    field.select('officeId', 'Cơ quan', {
      hint: 'Chỉ khi chọn “Một cơ quan nêu đích danh”. Chưa có trong danh sách thì nhờ quản trị viên thêm đơn vị.',
      blank: 'Chọn cơ quan',
      optional: true,
      options: (await officesOf(reader, contest.id)).map((office) => ({
        value: office.id,
        label: office.parentName === null ? office.name : `${office.name} (${office.parentName})`,
      })),
    }),
  ],
  wordsOf: (level) => ({ name: level.name, place: placeOf(level), officeId: level.officeId ?? '' }),
  read(body) {
    const words = new TypedWords(body);
    const name = words.line('name', { ask: 'Nhập tên cấp thẩm định.', max: 200, label: 'Tên' });
    const place = words.choice('place', PLACES, 'Chọn nơi thẩm định.');
    return words.done({
      name,
      attachedTo: place === 'office' ? 'office' : 'level',
      unitLevel: place === 'office' ? null : place,
      officeId: place === 'office' ? words.id<'unit'>('officeId', 'Chọn cơ quan thẩm định.') : null,
    });
  },
  refuseToAdd: (_level, { contest }) => (contest.state === 'draft' ? null : { code: 'vetting-frozen' }),
  refuseToChange: (before, after, { contest }) =>
    contest.state !== 'draft' && placeOf(before) !== placeOf(after) ? { code: 'vetting-frozen' } : null,
  refuseToRemove: (_level, { contest }) => (contest.state === 'draft' ? null : { code: 'vetting-frozen' }),
  refuseToReorder: ({ contest }) => (contest.state === 'draft' ? null : { code: 'vetting-frozen' }),
  insert: (tx, contest, level) => rewrite(tx, contest.id, (levels) => [...levels, level]),
  update: (tx, contest, row, level) =>
    rewrite(tx, contest.id, (levels) => levels.map((one) => (one.ordinal === row.ordinal ? level : one))),
  remove: (tx, contest, row) =>
    rewrite(tx, contest.id, (levels) => levels.filter((one) => one.ordinal !== row.ordinal)),
  async reorder(tx, contest, ids) {
    await rewrite(tx, contest.id, (levels) =>
      ids.flatMap((id) => levels.find((one) => String(one.ordinal) === id) ?? []),
    );
  },
};

async function rewrite(
  tx: Parameters<typeof writeVettingLevels>[0],
  contestId: Parameters<typeof writeVettingLevels>[1],
  change: (levels: VettingLevelFacts[]) => LevelWords[],
): Promise<void> {
  const levels = change(await vettingLevelsOf(tx, contestId));
  const offices = (await officesOf(tx, contestId)).map(({ id }) => id);
  if (levels.some(({ officeId }) => officeId !== null && !offices.includes(officeId))) {
    throw new Refused({ code: 'unknown-unit', field: 'officeId' });
  }
  await writeVettingLevels(tx, contestId, levels);
  await assignVetters(tx, contestId);
}
