import {
  bodiesOf,
  deleteBody,
  deleteMember,
  insertBody,
  insertMember,
  membersOf,
  orderBodies,
  orderMembers,
  updateBody,
  updateMember,
} from '../body.repository.js';
import type { BodyFacts, MemberFacts } from '../contest.facts.js';
import { contestPaths, PARTS } from '../contest.paths.js';
import { BODY_NAMES, choicesOf } from '../contest.words.js';
import { Refused } from '../../kernel/refusal.js';
import { field } from './field-spec.js';
import type { RowPart } from './part.js';
import { TypedWords } from '../../web/typed-words.js';

const KINDS = ['committee', 'jury', 'secretariat', 'other'] as const;

/** The bodies that run the contest. Members are a part of their own. */
export const BODIES_PART: RowPart<BodyFacts, Pick<BodyFacts, 'kind' | 'name' | 'foundedBy'>> = {
  path: PARTS.bodies,
  deed: 'contest.body',
  heading: 'Tổ chức bộ máy',
  lead: 'Ban Tổ chức, Ban Giám khảo, Tổ thư ký và quyết định thành lập.',
  one: 'bộ máy',
  links: ({ contest }) => [{ href: contestPaths.part(contest.slug, PARTS.members), label: 'Thành viên các bộ máy' }],
  note: () => null,
  facts: () => Promise.resolve([]),
  columns: [
    { label: 'Tên', value: (body) => body.name },
    { label: 'Loại', value: (body) => BODY_NAMES[body.kind] },
    { label: 'Thành lập theo', value: (body) => body.foundedBy || '–' },
    { label: 'Thành viên', value: (body) => String(body.memberCount), isNumber: true },
  ],
  nameOf: (body) => body.name,
  isOrdered: true,
  isEditable: true,
  rowLinks: () => [],
  rows: (reader, contest) => bodiesOf(reader, contest.id),
  fields: () =>
    Promise.resolve([
      field.text('name', 'Tên', { hint: 'Như in trên giấy tờ, ví dụ Ban Giám khảo.' }),
      field.select('kind', 'Loại', { options: choicesOf(BODY_NAMES) }),
      field.text('foundedBy', 'Quyết định thành lập', {
        hint: 'Ví dụ Quyết định số 1408/QĐ-UBND ngày 25/10/2021 của UBND tỉnh Lai Châu.',
        optional: true,
      }),
    ]),
  wordsOf: (body) => ({ name: body.name, kind: body.kind, foundedBy: body.foundedBy }),
  read(body) {
    const words = new TypedWords(body);
    return words.done({
      name: words.line('name', { ask: 'Nhập tên bộ máy.', max: 200, label: 'Tên' }),
      kind: words.choice('kind', KINDS, 'Chọn loại.'),
      foundedBy: words.line('foundedBy', { max: 300, label: 'Quyết định thành lập' }),
    });
  },
  refuseToAdd: () => null,
  refuseToChange: () => null,
  refuseToRemove: (body) => (body.memberCount > 0 ? { code: 'body-has-members' } : null),
  refuseToReorder: () => null,
  insert: (tx, contest, body, { id, order }) => insertBody(tx, contest.id, { id, ...body }, order),
  update: (tx, contest, { id }, body) => updateBody(tx, contest.id, { id, ...body }),
  remove: (tx, contest, { id }) => deleteBody(tx, contest.id, id),
  reorder: (tx, contest, ids) => orderBodies(tx, contest.id, ids),
};

type MemberWords = Omit<MemberFacts, 'id' | 'bodyName'>;

/** Who sits on which body. Accounts and roles are given by the administrator; this is what is printed. */
export const MEMBERS_PART: RowPart<MemberFacts, MemberWords> = {
  path: PARTS.members,
  deed: 'contest.member',
  heading: 'Thành viên các bộ máy',
  lead: 'Tên và chức vụ in trên biên bản, bảng tổng hợp. Tài khoản đăng nhập do quản trị viên cấp.',
  one: 'thành viên',
  links: ({ contest }) => [{ href: contestPaths.part(contest.slug, PARTS.bodies), label: 'Các bộ máy' }],
  note: () => null,
  facts: () => Promise.resolve([]),
  columns: [
    { label: 'Họ và tên', value: (member) => member.fullName },
    { label: 'Chức vụ, nơi công tác', value: (member) => member.title || '–' },
    { label: 'Nhiệm vụ', value: (member) => member.position || '–' },
    { label: 'Bộ máy', value: (member) => member.bodyName },
  ],
  nameOf: (member) => member.fullName,
  isOrdered: true,
  isEditable: true,
  rowLinks: () => [],
  rows: (reader, contest) => membersOf(reader, contest.id),
  fields: async (reader, { contest }) => [
    field.select('bodyId', 'Bộ máy', {
      blank: 'Chọn bộ máy',
      options: (await bodiesOf(reader, contest.id)).map((body) => ({ value: body.id, label: body.name })),
    }),
    field.text('fullName', 'Họ và tên'),
    field.text('title', 'Chức vụ, nơi công tác', {
      hint: 'Ví dụ Phó Giám đốc Sở Thông tin và Truyền thông.',
      optional: true,
    }),
    field.text('position', 'Nhiệm vụ', {
      hint: 'Ví dụ Trưởng ban, Thư ký, Thành viên.',
      width: 'medium',
      optional: true,
    }),
  ],
  wordsOf: (member) => ({
    bodyId: member.bodyId,
    fullName: member.fullName,
    title: member.title,
    position: member.position,
  }),
  read(body) {
    const words = new TypedWords(body);
    return words.done({
      bodyId: words.id('bodyId', 'Chọn bộ máy.'),
      fullName: words.line('fullName', { ask: 'Nhập họ và tên.', max: 120, label: 'Họ và tên' }),
      title: words.line('title', { max: 200, label: 'Chức vụ' }),
      position: words.line('position', { max: 100, label: 'Nhiệm vụ' }),
    });
  },
  refuseToAdd: () => null,
  refuseToChange: () => null,
  refuseToRemove: () => null,
  refuseToReorder: () => null,
  async insert(tx, contest, member, { id, order }) {
    if (!(await bodiesOf(tx, contest.id)).some((body) => body.id === member.bodyId)) throw new Refused(UNKNOWN_BODY);
    await insertMember(tx, contest.id, { id, ...member }, order);
  },
  async update(tx, contest, { id }, member) {
    if (!(await bodiesOf(tx, contest.id)).some((body) => body.id === member.bodyId)) throw new Refused(UNKNOWN_BODY);
    await updateMember(tx, contest.id, { id, ...member });
  },
  remove: (tx, contest, { id }) => deleteMember(tx, contest.id, id),
  reorder: (tx, contest, ids) => orderMembers(tx, contest.id, ids),
};

const UNKNOWN_BODY = { code: 'unknown-body', field: 'bodyId' };
