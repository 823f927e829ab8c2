import { isId, type UnitId } from '../../kernel/ids.js';
import { type Day, formatDay } from '../../kernel/vietnamese/days.js';
import type { ReadForm } from '../../web/form.js';
import type { Words } from '../../web/request.js';
import { TypedWords } from '../../web/typed-words.js';
import type { FormState } from '../../web/views/form-state.js';
import { pastDay, versionIn } from '../groups/group.form.js';
import type { HouseholdWords } from './household.repository.js';
import type { TrainingWords } from './training.repository.js';
import type { TeamBounds, TeamFacts, TeamKind, TeamKindId, TeamWords } from './team.facts.js';

/** More people than any paper lets a team have; a draft may have them all the same. */
export const MOST_MEMBERS = 12;
export const MOST_PERSONS = 99;
export const MOST_BOUND = 1000;

/** A telephone number as typed, digits alone; '' for none, null for what is no number. */
export function readPhone(typed: string): string | null {
  const digits = typed.replace(/[\s.\-()]/g, '').replace(/^\+84/, '0');
  return digits === '' || /^0\d{8,10}$/.test(digits) ? digits : null;
}

function memberAt(words: TypedWords, body: Words, index: number): TeamWords['members'] {
  const at = (name: string): string => `${name}[${index}]`;
  const fullName = words.line(at('memberName'), { max: 120, label: 'Họ tên' });
  const post = words.line(at('memberPost'), { max: 120, label: 'Chức vụ' });
  const typed = words.line(at('memberPhone'), { max: 20, label: 'Số điện thoại' });
  const phone = readPhone(typed);
  if (phone === null) words.fault(at('memberPhone'), 'Số điện thoại chưa đúng. Nhập như 0912345678.', null);
  const isLeader = words.tick(at('memberLeader'));
  if (fullName === '') {
    if (post !== '' || typed !== '' || isLeader) words.fault(at('memberName'), 'Nhập họ tên của người này.', null);
    return [];
  }
  const id = body[at('memberId')];
  return [{ id: typeof id === 'string' && isId(id) ? id : null, fullName, phone: phone ?? '', post, isLeader }];
}

/** Reads the form of a team; `villages` and `kinds` are those that may be chosen. Bounds are not asked here: a draft may have faults. */
export function readTeam(
  body: Words,
  given: { villages: readonly UnitId[]; kinds: readonly TeamKindId[]; today: Day },
): ReadForm<{ words: TeamWords; version: number }> {
  const words = new TypedWords(body);
  const kindId = words.choice('kindId', given.kinds, 'Chọn loại tổ.');
  const villageId = words.choice('villageId', ['', ...given.villages], 'Chọn thôn, bản có trong danh sách.');
  const name = words.line('name', { ask: 'Nhập tên tổ.', max: 120, label: 'Tên tổ' });
  const decisionNumber = words.line('decisionNumber', { max: 60, label: 'Số quyết định' });
  const decisionOn = pastDay(words, 'decisionOn', 'Ngày quyết định', given.today);
  const members = Array.from({ length: MOST_MEMBERS }, (_, index) => memberAt(words, body, index)).flat();
  return words.done({
    words: { kindId, villageId: villageId === '' ? null : villageId, name, decisionNumber, decisionOn, members },
    version: versionIn(body),
  });
}

/** A stored team as its form starts with it. */
export const typedTeam = (team: TeamFacts): FormState['values'] => ({
  kindId: team.kindId,
  villageId: team.villageId ?? '',
  name: team.name,
  decisionNumber: team.decisionNumber,
  decisionOn: team.decisionOn === null ? '' : formatDay(team.decisionOn),
  ...Object.fromEntries(
    team.members.flatMap(({ id, fullName, phone, post, isLeader }, index) => [
      [`memberId[${index}]`, id],
      [`memberName[${index}]`, fullName],
      [`memberPhone[${index}]`, phone],
      [`memberPost[${index}]`, post],
      [`memberLeader[${index}]`, isLeader ? '1' : ''],
    ]),
  ),
});

export function readFounding(
  body: Words,
  today: Day,
): ReadForm<{ number: string; on: Day; despite: string; version: number }> {
  const words = new TypedWords(body);
  const number = words.line('decisionNumber', { ask: 'Nhập số, ký hiệu quyết định.', max: 60, label: 'Số quyết định' });
  const on = pastDay(words, 'decisionOn', 'Ngày quyết định', today);
  if (on === null && body['decisionOn'] === '') words.fault('decisionOn', 'Nhập ngày quyết định.', null);
  const despite = words.line('despite', { max: 300, label: 'Lý do' });
  return words.done({ number, on: on ?? today, despite, version: versionIn(body) });
}

export function readDissolution(body: Words, today: Day): ReadForm<{ on: Day; reason: string; version: number }> {
  const words = new TypedWords(body);
  const on = pastDay(words, 'dissolvedOn', 'Ngày giải thể', today);
  if (on === null && body['dissolvedOn'] === '') words.fault('dissolvedOn', 'Nhập ngày giải thể.', null);
  const reason = words.line('reason', { ask: 'Nhập lý do giải thể.', max: 300, label: 'Lý do' });
  return words.done({ on: on ?? today, reason, version: versionIn(body) });
}

export function readHousehold(body: Words): ReadForm<HouseholdWords> {
  const words = new TypedWords(body);
  return words.done({
    headName: words.line('headName', { ask: 'Nhập họ tên chủ hộ.', max: 120, label: 'Chủ hộ' }),
    address: words.line('address', { max: 200, label: 'Địa chỉ, số nhà' }),
    persons: words.wholeOrNone('persons', { min: 1, max: MOST_PERSONS, label: 'Số người' }),
  });
}

/** What is said of a training whoever came; an empty day is a fault. */
export function occasionIn(words: TypedWords, body: Words, today: Day): Omit<TrainingWords, 'attended'> {
  const heldOn = pastDay(words, 'heldOn', 'Ngày tập huấn', today);
  if (heldOn === null && body['heldOn'] === '') words.fault('heldOn', 'Nhập ngày tập huấn.', null);
  return {
    heldOn: heldOn ?? today,
    topic: words.line('topic', { ask: 'Nhập nội dung tập huấn.', max: 200, label: 'Nội dung' }),
    place: words.line('place', { max: 200, label: 'Địa điểm' }),
    taughtBy: words.line('taughtBy', { max: 120, label: 'Người hướng dẫn' }),
  };
}

/** `members` are the team's; a training without anybody there is none. */
export function readTraining(body: Words, members: readonly string[], today: Day): ReadForm<TrainingWords> {
  const words = new TypedWords(body);
  return words.done({
    ...occasionIn(words, body, today),
    attended: words.choices('attended', members, 'Chọn ít nhất một thành viên có mặt.'),
  });
}

export function readTask(body: Words): ReadForm<{ description: string; source: string }> {
  const words = new TypedWords(body);
  return words.done({
    description: words.line('description', { ask: 'Nhập nhiệm vụ.', max: 300, label: 'Nhiệm vụ' }),
    source: words.line('taskSource', { ask: 'Nhập số, ngày của văn bản.', max: 300, label: 'Căn cứ' }),
  });
}

/** `teams` are those that the household may move to; '' is out of any. */
export function readMove(body: Words, teams: readonly string[]): ReadForm<{ teamId: string | null; reason: string }> {
  const words = new TypedWords(body);
  const to = words.choice('to', ['', ...teams], 'Chọn tổ có trong danh sách.');
  const reason = words.line('reason', { ask: 'Nhập lý do chuyển.', max: 300, label: 'Lý do' });
  return words.done({ teamId: to === '' ? null : to, reason });
}

const BOUND_LABELS = {
  membersMin: 'Số người ít nhất',
  membersMax: 'Số người nhiều nhất',
  leaders: 'Số tổ trưởng',
  householdsMin: 'Số hộ ít nhất',
  householdsMax: 'Số hộ nhiều nhất',
} as const;

/** An empty bound is one that no paper sets; a set one needs its paper. */
export function readBounds(body: Words): ReadForm<TeamBounds & { source: string; version: number }> {
  const words = new TypedWords(body);
  const bound = (name: keyof typeof BOUND_LABELS): number | null =>
    words.wholeOrNone(name, { min: 1, max: MOST_BOUND, label: BOUND_LABELS[name] });
  const bounds: TeamBounds = {
    membersMin: bound('membersMin'),
    membersMax: bound('membersMax'),
    leaders: bound('leaders'),
    householdsMin: bound('householdsMin'),
    householdsMax: bound('householdsMax'),
  };
  const isTurned = (min: number | null, max: number | null): boolean => min !== null && max !== null && max < min;
  if (isTurned(bounds.membersMin, bounds.membersMax))
    words.fault('membersMax', 'Số người nhiều nhất không được nhỏ hơn số ít nhất.', null);
  if (isTurned(bounds.householdsMin, bounds.householdsMax))
    words.fault('householdsMax', 'Số hộ nhiều nhất không được nhỏ hơn số ít nhất.', null);
  const source = words.line('source', { max: 300, label: 'Căn cứ' });
  if (source === '' && Object.values(bounds).some((value) => value !== null))
    words.fault('source', 'Nhập số, ngày của văn bản quy định.', null);
  return words.done({ ...bounds, source, version: versionIn(body) });
}

export const typedBounds = (kind: TeamKind): FormState['values'] => ({
  ...Object.fromEntries(
    (Object.keys(BOUND_LABELS) as (keyof typeof BOUND_LABELS)[]).map((name) => [name, String(kind[name] ?? '')]),
  ),
  source: kind.source,
});
