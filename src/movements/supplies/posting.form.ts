import type { GroupId } from '../../communities/groups/group.facts.js';
import type { Day } from '../../kernel/vietnamese/days.js';
import type { ReadForm } from '../../web/form.js';
import type { Words } from '../../web/request.js';
import { TypedWords } from '../../web/typed-words.js';

/** Where an item was posted and when: the groups ticked, or with `all` every group of the commune. */
export function readPosting(body: Words, offered: readonly GroupId[]): ReadForm<{ groupIds: GroupId[]; on: Day }> {
  const words = new TypedWords(body);
  const on = words.day('on', 'Ngày đăng');
  if (on === null && words.isSound('on')) words.fault('on', 'Nhập ngày đăng.', null);
  const groupIds = words.tick('all') ? [...offered] : words.choices('groups', offered, 'Chọn nhóm đã đăng.');
  return words.done({ groupIds, on: on ?? '' });
}

export function readStrike(body: Words): ReadForm<{ reason: string }> {
  const words = new TypedWords(body);
  return words.done({ reason: words.line('reason', { ask: 'Nhập lý do.', max: 500, label: 'Lý do' }) });
}
