import { type Day, formatDay } from '../../kernel/vietnamese/days.js';
import { pastDay } from '../../communities/groups/group.form.js';
import { isId } from '../../kernel/ids.js';
import { placeInSentence } from '../../kernel/vietnamese/places.js';
import type { ReadForm } from '../../web/form.js';
import type { Words } from '../../web/request.js';
import { TypedWords } from '../../web/typed-words.js';
import type { FormState } from '../../web/views/form-state.js';
import type { PledgeFacts, PledgeWords } from './pledge.facts.js';
import { chosenResidence, OUTSIDE, type PlaceChoice, WHOLE_COMMUNE } from './pledge.places.js';
import type { Picked } from './resident.repository.js';

export const MOST_NAME = 120;
export const MOST_POST = 120;
const MOST_REASON = 300;
/** The button that shows the villages of another commune, and writes nothing. */
export const OTHER_COMMUNE = 'xa-khac';

/** The form of one person; `isSpoken`: the hamlet has spoken, a correction says why. */
export function readPledge(
  body: Words,
  { choice, today, isSpoken }: { choice: PlaceChoice; today: Day; isSpoken: boolean },
): ReadForm<{ words: PledgeWords; reason: string }> {
  const words = new TypedWords(body);
  const fullName = words.line('fullName', { ask: 'Nhập họ và tên.', max: MOST_NAME, label: 'Họ và tên' });
  if (fullName !== '' && !/\p{L}/u.test(fullName)) words.fault('fullName', 'Họ và tên phải có chữ.', null);
  const post = words.line('post', { max: MOST_POST, label: 'Chức vụ' });
  const placed = chosenResidence(choice, String(body['place'] ?? ''));
  if (placed === undefined)
    words.fault(
      'place',
      `Chọn thôn, bản nơi ở${choice.commune === null ? '' : `, thuộc ${placeInSentence(choice.commune.name)}`}.`,
      null,
    );
  const pledgedOn = pastDay(words, 'pledgedOn', 'Ngày cam kết', today);
  if (pledgedOn === null && words.isSound('pledgedOn')) words.fault('pledgedOn', 'Nhập ngày cam kết.', null);
  const reason = words.line('reason', {
    ...(isSpoken ? { ask: 'Nhập lý do đính chính.' } : {}),
    max: MOST_REASON,
    label: 'Lý do',
  });
  return words.done({ words: { fullName, post, residence: placed ?? null, pledgedOn: pledgedOn ?? today }, reason });
}

/** A pledge as its form starts with it. */
export const typedPledge = (one: PledgeFacts): FormState['values'] => ({
  fullName: one.fullName,
  post: one.post,
  commune: one.communeId ?? '',
  place: one.communeId === null ? OUTSIDE : (one.villageId ?? WHOLE_COMMUNE),
  pledgedOn: formatDay(one.pledgedOn),
});

export function readWithdrawal(body: Words): ReadForm<{ reason: string }> {
  const words = new TypedWords(body);
  return words.done({ reason: words.line('reason', { ask: 'Nhập lý do rút.', max: MOST_REASON, label: 'Lý do' }) });
}

/** What is said of people of a hamlet. `one` is the button beside a person, which confirms that one alone. */
export function readHamletWord(
  body: Words,
  today: Day,
): ReadForm<{ picked: Picked[]; isMember: boolean; saidOn: Day; reason: string }> {
  const words = new TypedWords(body);
  const one = typeof body['mot'] === 'string' ? [body['mot']] : null;
  const picked = (one ?? [body['chon']].flat()).flatMap(pickedOf);
  if (picked.length === 0) words.fault('chon', 'Đánh dấu ít nhất một người.', null);
  const isMember = one !== null || body['viec'] === 'vao';
  const saidOn = pastDay(words, 'saidOn', 'Ngày', today);
  if (saidOn === null && words.isSound('saidOn')) words.fault('saidOn', 'Nhập ngày.', null);
  const reason = words.line('reason', {
    ...(isMember ? {} : { ask: 'Nhập lý do không có trong nhóm.' }),
    max: MOST_REASON,
    label: 'Lý do',
  });
  // A reason and Enter, which presses the first button: what was meant is not what would be written.
  if (isMember && reason !== '')
    words.fault('reason', 'Đã ghi lý do thì bấm “Không có trong nhóm”; nếu đã vào nhóm thì xóa lý do.', null);
  return words.done({ picked, isMember, saidOn: saidOn ?? today, reason });
}

export const pickedText = ({ id, version }: { id: string; version: number }): string => `${id}.${version}`;

function pickedOf(typed: unknown): Picked[] {
  const [id = '', version = ''] = typeof typed === 'string' ? typed.split('.') : [];
  return isId(id) && /^\d{1,9}$/.test(version) ? [{ id, version: Number(version) }] : [];
}
