import { isId, type UnitId } from '../../kernel/ids.js';
import { formatDay } from '../../kernel/vietnamese/days.js';
import { tidyName } from '../../kernel/vietnamese/fold.js';
import type { ReadForm } from '../../web/form.js';
import type { Words } from '../../web/request.js';
import { TypedWords } from '../../web/typed-words.js';
import { GROUP_KINDS, type GroupFacts, type GroupPart, type GroupPerson, type GroupWords } from './group.facts.js';
import { PLATFORMS, readLink } from './group.link.js';

export const NAME_LENGTH = 120;
const POST_LENGTH = 120;
/** As many of a kind; more is a list of members, which the register does not keep. */
export const MOST_OF_A_PART = 20;
/** More people than any commune has. */
export const MOST_PEOPLE = 1_000_000;
const LONGEST_LINK = 300;

/** A group as somebody typed it, with the version that their page showed; 0 for a new one. */
export interface TypedGroup {
  words: GroupWords;
  version: number;
}

/** Reads the form of a group; `villages` are those that may be chosen, `today` the last day that can have been. */
export function readGroup(
  body: Words,
  { villages, today }: { villages: readonly UnitId[]; today: string },
): ReadForm<TypedGroup> {
  const words = new TypedWords(body);
  const villageId = words.choice('villageId', ['', ...villages], 'Chọn thôn, bản có trong danh sách.');
  const kind = words.choice('kind', GROUP_KINDS, 'Chọn loại nhóm.');
  const name = words.line('name', {
    ask: 'Nhập tên nhóm như hiện trên ứng dụng.',
    max: NAME_LENGTH,
    label: 'Tên nhóm',
  });
  const platform = words.choice('platform', PLATFORMS, 'Chọn nền tảng của nhóm.');
  const link = linkOf(words, platform);
  const owner = personOf(words);
  const deputies = linesOf(words, 'deputies', 'deputy', 'Phó nhóm');
  const admins = linesOf(words, 'admins', 'admin', 'Quản trị');
  const decisionNumber = words.line('decisionNumber', { max: 60, label: 'Số quyết định' });
  const decisionOn = pastDay(words, 'decisionOn', 'Ngày quyết định', today);
  const decisionIssuer = words.line('decisionIssuer', { max: 200, label: 'Cơ quan ban hành' });
  const households = words.wholeOrNone('households', { min: 0, max: MOST_PEOPLE, label: 'Số hộ' });
  const population = words.wholeOrNone('population', { min: 0, max: MOST_PEOPLE, label: 'Số dân' });
  const figuresOn = pastDay(words, 'figuresOn', 'Ngày của số hộ, số dân', today);
  const hasFigures = households !== null || population !== null;
  if (hasFigures && figuresOn === null && dayIsEmpty(body)) {
    words.fault('figuresOn', 'Nhập ngày của số hộ, số dân, ví dụ 25/10/2021.', null);
  }
  const note = words.text('note', { max: 500, label: 'Ghi chú' });
  return words.done({
    words: {
      villageId: villageId === '' ? null : villageId,
      kind,
      platform,
      name,
      link,
      decisionNumber,
      decisionOn,
      decisionIssuer,
      people: [...owner, ...deputies, ...admins],
      households,
      population,
      figuresOn: hasFigures ? figuresOn : null,
      note,
    },
    version: versionIn(body),
  });
}

/** The version that a form carries; text that is no number matches none. */
export const versionIn = ({ version }: Words): number =>
  typeof version === 'string' && /^\d{1,9}$/.test(version) ? Number(version) : 0;

const dayIsEmpty = ({ figuresOn }: Words): boolean => typeof figuresOn !== 'string' || figuresOn.trim() === '';

function linkOf(words: TypedWords, platform: GroupWords['platform']): string | null {
  const typed = words.line('link', { max: LONGEST_LINK, label: 'Liên kết' });
  if (typed === '') return null;
  const read = readLink(typed);
  if (read === null) {
    return words.fault('link', 'Dán liên kết mời vào nhóm, ví dụ https://zalo.me/g/abcxyz123.', null);
  }
  if (read.platform !== 'other' && read.platform !== platform) {
    return words.fault('link', 'Liên kết không thuộc nền tảng đã chọn. Chọn lại nền tảng hoặc dán lại liên kết.', null);
  }
  return read.link;
}

function personOf(words: TypedWords): GroupPerson[] {
  const fullName = words.line('owner', { max: NAME_LENGTH, label: 'Họ tên trưởng nhóm' });
  const post = words.line('ownerPost', { max: POST_LENGTH, label: 'Chức vụ' });
  if (fullName === '' && post !== '') words.fault('owner', 'Nhập họ tên trưởng nhóm.', null);
  return fullName === '' ? [] : [{ part: 'owner', fullName, post }];
}

/** One person a line: "Lò Văn Mẫu; Phó trưởng bản". */
function linesOf(words: TypedWords, field: string, part: GroupPart, label: string): GroupPerson[] {
  const people = peopleIn(words.text(field, { max: MOST_OF_A_PART * (NAME_LENGTH + POST_LENGTH), label }), part);
  if (people.length > MOST_OF_A_PART) {
    words.fault(field, `${label}: ghi nhiều nhất ${MOST_OF_A_PART} người, mỗi người một dòng.`, null);
  }
  if (
    people.some(({ fullName, post }) => fullName === '' || fullName.length > NAME_LENGTH || post.length > POST_LENGTH)
  ) {
    words.fault(field, `${label}: mỗi dòng ghi “Họ tên; chức vụ”, mỗi phần không quá ${NAME_LENGTH} ký tự.`, null);
  }
  return people;
}

/** People one a line, name and post with a semicolon between; empty lines are passed over. */
export const peopleIn = (text: string, part: GroupPart): GroupPerson[] =>
  text
    .split('\n')
    .filter((line) => tidyName(line) !== '')
    .map((line) => {
      const [fullName = '', ...post] = line.split(';');
      return { part, fullName: tidyName(fullName), post: tidyName(post.join(';')) };
    });

export const sayPeople = (people: readonly GroupPerson[], part: GroupPart): string =>
  people
    .filter((one) => one.part === part)
    .map(({ fullName, post }) => (post === '' ? fullName : `${fullName}; ${post}`))
    .join('\n');

/** A day that has been; an empty field is null. */
export function pastDay(words: TypedWords, field: string, label: string, today: string): string | null {
  const day = words.day(field, label);
  if (day === null || day <= today) return day;
  return words.fault(field, `${label}: ngày này chưa tới. Nhập ngày đến hôm nay, ${formatDay(today)}.`, null);
}

const dayText = (day: string | null): string => (day === null ? '' : formatDay(day));
const numberText = (value: number | null): string => (value === null ? '' : String(value));

/** A stored group as its form starts with it. */
export function typedGroup(group: GroupFacts) {
  const owner = group.people.find(({ part }) => part === 'owner');
  return {
    villageId: group.villageId ?? '',
    kind: group.kind as string,
    name: group.name,
    platform: group.platform as string,
    link: group.link ?? '',
    owner: owner?.fullName ?? '',
    ownerPost: owner?.post ?? '',
    deputies: sayPeople(group.people, 'deputy'),
    admins: sayPeople(group.people, 'admin'),
    decisionNumber: group.decisionNumber,
    decisionOn: dayText(group.decisionOn),
    decisionIssuer: group.decisionIssuer,
    households: numberText(group.households),
    population: numberText(group.population),
    figuresOn: dayText(group.figuresOn),
    note: group.note,
  };
}

/** Reads the form by which a group stops. */
export function readClosing(body: Words, today: string): ReadForm<{ on: string; reason: string; version: number }> {
  const words = new TypedWords(body);
  const on = pastDay(words, 'closedOn', 'Ngày ngừng', today);
  if (on === null && body['closedOn'] === '') words.fault('closedOn', 'Nhập ngày nhóm ngừng hoạt động.', null);
  const reason = words.line('reason', { ask: 'Nhập lý do nhóm ngừng hoạt động.', max: 300, label: 'Lý do' });
  return words.done({ on: on ?? today, reason, version: versionIn(body) });
}

/** A unit named in an address; null for anything else. */
export const unitIn = (typed: unknown): UnitId | null =>
  typeof typed === 'string' && isId(typed) ? (typed as UnitId) : null;
