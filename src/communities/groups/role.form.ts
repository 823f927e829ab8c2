import type { UnitId } from '../../kernel/ids.js';
import type { Day } from '../../kernel/vietnamese/days.js';
import type { ReadForm } from '../../web/form.js';
import type { Words } from '../../web/request.js';
import { TypedWords } from '../../web/typed-words.js';
import { GROUP_KINDS, type GroupKind, ROLE_STATES, type RoleStanding, type RoleState } from './group.facts.js';
import { pastDay } from './group.form.js';
import { roleField } from './group.view.js';
import type { TypedRoles } from './role.service.js';

/** Reads what is said of a group's roles on a day; a role about which nothing is sent stays as it was. */
export function readRoles(body: Words, roles: readonly RoleStanding[], today: Day): ReadForm<TypedRoles> {
  const words = new TypedWords(body);
  const states = new Map<string, RoleState>();
  for (const { roleId, name } of roles) {
    const field = roleField(roleId);
    if (body[field] !== undefined) states.set(roleId, words.choice(field, ROLE_STATES, `Chọn tình trạng của ${name}.`));
  }
  const day = pastDay(words, 'seenOn', 'Ngày xem danh sách', today);
  if (day === null && (typeof body['seenOn'] !== 'string' || body['seenOn'].trim() === '')) {
    words.fault('seenOn', 'Nhập ngày xem danh sách thành viên, ví dụ 25/10/2021.', null);
  }
  return words.done({ seenOn: day ?? today, states });
}

/** Stands in the form for a role that is asked in every province. */
export const EVERY_PROVINCE = 'moi-tinh';

/**
 * Reads a role that groups of a kind are to have. `provinces` are those to choose between: with several of them one must be chosen, or every one
 * in so many words; with one or none nothing is asked, and the role is for every province within reach.
 */
export function readRole(
  body: Words,
  provinces: readonly { id: UnitId }[],
): ReadForm<{ groupKind: GroupKind; name: string; source: string; provinceId: UnitId | null }> {
  const words = new TypedWords(body);
  const offered = provinces.map(({ id }) => id);
  const province =
    offered.length > 1
      ? words.choice('provinceId', [EVERY_PROVINCE, ...offered], 'Chọn tỉnh, thành phố áp dụng.')
      : EVERY_PROVINCE;
  const groupKind = words.choice('groupKind', GROUP_KINDS, 'Chọn loại nhóm.');
  const name = words.line('name', {
    ask: 'Nhập tên vai trò, ví dụ Tổ trưởng Tổ liên gia tự quản.',
    max: 120,
    label: 'Vai trò',
  });
  const source = words.line('source', { max: 200, label: 'Căn cứ' });
  const provinceId = province === EVERY_PROVINCE ? null : (province as UnitId);
  return words.done({ groupKind, name, source, provinceId });
}
