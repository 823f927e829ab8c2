import { ROLES, type Role } from '../kernel/actor.js';
import type { PersonId } from '../kernel/ids.js';
import { formatDateTime } from '../kernel/vietnamese/dates.js';
import { formatPhone } from '../kernel/vietnamese/phones.js';
import type { FormState } from '../web/views/form-state.js';
import { type Paging, type StatusWord, pagingOf } from '../web/views/page.js';
import { accountPaths } from './account.paths.js';
import { scopeOf } from './account.view.js';
import type { UnitChoice } from './grant.reading.js';
import type { IssuedLink } from './invitation.service.js';
import type { ListedPerson, PeopleFilter } from './people.repository.js';
import type { PersonFacts } from './person.facts.js';
import { ROLE_NAMES } from './role.words.js';

export const PEOPLE_PER_PAGE = 50;

/** One table for how an account stands. */
const ACCOUNT_STATES: Readonly<Record<'open' | 'invited' | 'disabled', StatusWord>> = {
  open: { word: 'Đang dùng', tone: 'success' },
  invited: { word: 'Chưa kích hoạt', tone: 'info' },
  disabled: { word: 'Đã khóa', tone: 'danger' },
};

export const accountState = ({ disabledAt, activated }: PersonFacts): StatusWord =>
  ACCOUNT_STATES[disabledAt !== null ? 'disabled' : activated ? 'open' : 'invited'];

export const roleOptions = (): { value: string; label: string }[] =>
  ROLES.map((role) => ({ value: role, label: ROLE_NAMES[role] }));

export interface PeopleView {
  form: FormState;
  action: string;
  newHref: string;
  keysHref: string;
  normsHref: string;
  roles: { value: string; label: string }[];
  chosen: { label: string; href: string }[];
  clearHref: string | null;
  unitId: string | null;
  people: { name: string; href: string; username: string; phone: string; roles: string[]; status: StatusWord }[];
  paging: Paging;
}

export function toPeopleView(
  filter: PeopleFilter & { unitName: string | null },
  people: readonly ListedPerson[],
  page: number,
): PeopleView {
  const words: Record<string, string> = {
    tim: filter.typed,
    'vai-tro': filter.role ?? '',
    'don-vi': filter.unitId ?? '',
  };
  const hrefWithout = (left: string): string => addressOf({ ...words, [left]: '' });
  const chosen = [
    ...(filter.typed === '' ? [] : [{ label: `Tìm “${filter.typed}”`, href: hrefWithout('tim') }]),
    ...(filter.role === null ? [] : [{ label: ROLE_NAMES[filter.role], href: hrefWithout('vai-tro') }]),
    ...(filter.unitName === null ? [] : [{ label: filter.unitName, href: hrefWithout('don-vi') }]),
  ];
  return {
    form: { values: words, errors: {}, summary: [] },
    action: accountPaths.people,
    newHref: accountPaths.newPerson,
    keysHref: accountPaths.allKeys,
    normsHref: accountPaths.norms,
    roles: roleOptions(),
    chosen,
    clearHref: chosen.length > 0 ? accountPaths.people : null,
    unitId: filter.unitId,
    people: people.map((person) => ({
      name: person.name,
      href: accountPaths.person(person.id),
      username: person.username,
      phone: person.phone === null ? '–' : formatPhone(person.phone),
      roles: person.roles.map((role) => `${ROLE_NAMES[role.role]} – ${scopeOf(role)}`),
      status: accountState(person),
    })),
    paging: pagingOf({
      page,
      pageSize: PEOPLE_PER_PAGE,
      total: people[0]?.total ?? 0,
      hrefOf: (wanted) => addressOf({ ...words, trang: String(wanted) }),
    }),
  };
}

function addressOf(words: Record<string, string>): string {
  const query = new URLSearchParams(Object.entries(words).filter(([, word]) => word !== ''));
  return query.size === 0 ? accountPaths.people : `${accountPaths.people}?${query.toString()}`;
}

export interface NewPersonView {
  form: FormState;
  action: string;
  backHref: string;
  roles: { value: string; label: string }[];
  unitChoices: UnitChoice[];
  contests: { value: string; label: string }[];
}

export const toNewPersonView = (
  form: FormState,
  contests: readonly { id: string; name: string; code: string }[],
  unitChoices: UnitChoice[],
): NewPersonView => ({
  form,
  action: accountPaths.newPerson,
  backHref: accountPaths.people,
  roles: roleOptions(),
  unitChoices,
  contests: contestOptions(contests),
});

export const contestOptions = (
  contests: readonly { id: string; name: string; code: string }[],
): { value: string; label: string }[] =>
  contests.map(({ id, name, code }) => ({ value: id, label: `${code} – ${name}` }));

export interface LinkView {
  name: string;
  username: string;
  link: string;
  /** Ready to send: what to do, until when. */
  message: string;
  kindWords: string;
  expires: string;
  /** Others with the same number, in words; null when nobody has it. */
  sharedPhone: string | null;
  personHref: string;
}

/** The page that shows a single-use link, this once. */
export function toLinkView(
  person: Pick<PersonFacts, 'id' | 'name' | 'username'>,
  link: IssuedLink,
  around: { baseUrl: string; sharers: number },
): LinkView {
  const address = `${around.baseUrl}${link.path}`;
  const expires = formatDateTime(link.expiresAt);
  const act = link.kind === 'activate' ? 'kích hoạt tài khoản' : 'đặt lại mật khẩu';
  return {
    name: person.name,
    username: person.username,
    link: address,
    message: `Kính gửi ông/bà ${person.name}. Mở liên kết sau để ${act} trên hệ thống Hội Thi (tên đăng nhập: ${person.username}). Liên kết dùng một lần, đến ${expires}:\n${address}`,
    kindWords: act,
    expires,
    sharedPhone:
      around.sharers === 0
        ? null
        : `Số điện thoại này còn có ${around.sharers} người khác dùng, nên những người này đăng nhập bằng tên đăng nhập.`,
    personHref: accountPaths.person(person.id),
  };
}

export const trailTo = (label: string | null, person: { id: PersonId; name: string } | null = null) => [
  { href: accountPaths.people, label: 'Người dùng' },
  ...(person === null ? [] : [{ href: label === null ? null : accountPaths.person(person.id), label: person.name }]),
  ...(label === null ? [] : [{ href: null, label }]),
];

export const readRole = (word: unknown): Role | null => ROLES.find((role) => role === word) ?? null;
