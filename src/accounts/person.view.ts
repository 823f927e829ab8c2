import { formatDateTime, formatDate } from '../kernel/vietnamese/dates.js';
import { formatPhone } from '../kernel/vietnamese/phones.js';
import { type DifferenceRow, differenceRow } from '../web/views/difference.js';
import type { FormState } from '../web/views/form-state.js';
import type { StatusWord } from '../web/views/page.js';
import { accountPaths } from './account.paths.js';
import { scopeOf } from './account.view.js';
import type { UnitChoice } from './grant.reading.js';
import { accountState, contestOptions, roleOptions } from './people.view.js';
import type { AssignmentFacts, PersonFacts } from './person.facts.js';
import { ROLE_NAMES } from './role.words.js';

export interface PersonView {
  form: FormState;
  name: string;
  username: string;
  status: StatusWord;
  facts: { label: string; value: string | null; valueHref: null; href: null; action: null }[];
  roles: {
    name: string;
    scope: string;
    scopeHref: string | null;
    title: string | null;
    since: string;
    revokeAction: string;
  }[];
  grantForm: FormState;
  grantAction: string;
  roleOptions: { value: string; label: string }[];
  unitChoices: UnitChoice[];
  contests: { value: string; label: string }[];
  editForm: FormState;
  editAction: string;
  version: number;
  difference: DifferenceRow[] | null;
  linkAction: string;
  linkLabel: string;
  linkHint: string;
  signOutAction: string;
  isDisabled: boolean;
  closeAction: string;
  reopenAction: string;
}

/** One person with everything that can be done about them; forms that came back are among `sent`. */
export function toPersonView(
  person: PersonFacts,
  around: { roles: AssignmentFacts[]; contests: { id: string; name: string; code: string }[] },
  sent: { edit: FormState | null; isStale: boolean; grant: FormState | null; unitChoices: UnitChoice[] },
): PersonView {
  const saved = { fullName: person.name, phone: person.phone === null ? '' : formatPhone(person.phone) };
  const editForm = sent.edit ?? { values: saved, errors: {}, summary: [] };
  const grantForm = sent.grant ?? { values: {}, errors: {}, summary: [] };
  return {
    form: sent.edit ?? grantForm,
    name: person.name,
    username: person.username,
    status: accountState(person),
    facts: [
      fact('Tên đăng nhập', person.username),
      fact('Số điện thoại', saved.phone === '' ? null : saved.phone),
      fact('Tạo lúc', formatDateTime(person.createdAt)),
      ...(person.disabledAt === null ? [] : [fact('Khóa lúc', formatDateTime(person.disabledAt))]),
    ],
    roles: around.roles.map((role) => ({
      name: ROLE_NAMES[role.role],
      scope: scopeOf(role),
      // Who else acts for that unit.
      scopeHref: role.unitId === null ? null : `${accountPaths.people}?don-vi=${role.unitId}`,
      title: role.title,
      since: formatDate(role.grantedAt),
      revokeAction: accountPaths.personRoleRevocation(person.id, role.id),
    })),
    grantForm,
    grantAction: accountPaths.personRoles(person.id),
    roleOptions: roleOptions(),
    unitChoices: sent.unitChoices,
    contests: contestOptions(around.contests),
    editForm,
    editAction: accountPaths.person(person.id),
    version: person.version,
    difference: sent.isStale ? differenceOf(editForm, saved) : null,
    linkAction: accountPaths.personLink(person.id),
    linkLabel: person.activated ? 'Cấp liên kết đặt lại mật khẩu' : 'Cấp liên kết kích hoạt',
    linkHint: person.activated
      ? 'Dùng một lần, trong 30 phút. Liên kết cấp trước đó hết hiệu lực.'
      : 'Dùng một lần, trong 7 ngày. Liên kết cấp trước đó hết hiệu lực.',
    signOutAction: accountPaths.personSignOut(person.id),
    isDisabled: person.disabledAt !== null,
    closeAction: accountPaths.personClosure(person.id),
    reopenAction: accountPaths.personReopening(person.id),
  };
}

const fact = (label: string, value: string | null): PersonView['facts'][number] => ({
  label,
  value,
  valueHref: null,
  href: null,
  action: null,
});

function differenceOf(mine: FormState, saved: { fullName: string; phone: string }): PersonView['difference'] {
  const row = (label: string, name: 'fullName' | 'phone') => {
    const typed = mine.values[name];
    return differenceRow(label, typeof typed === 'string' ? typed : '', saved[name]);
  };
  return [row('Họ và tên', 'fullName'), row('Số điện thoại', 'phone')];
}
