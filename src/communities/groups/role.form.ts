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

/** Reads a role that groups of a kind are to have. */
export function readRole(body: Words): ReadForm<{ groupKind: GroupKind; name: string; source: string }> {
  const words = new TypedWords(body);
  const groupKind = words.choice('groupKind', GROUP_KINDS, 'Chọn loại nhóm.');
  const name = words.line('name', {
    ask: 'Nhập tên vai trò, ví dụ Tổ trưởng Tổ liên gia tự quản.',
    max: 120,
    label: 'Vai trò',
  });
  const source = words.line('source', { max: 200, label: 'Căn cứ' });
  return words.done({ groupKind, name, source });
}
