import type { Actor } from '../kernel/actor.js';
import { formatPhone } from '../kernel/vietnamese/phones.js';
import { formatDate } from '../kernel/vietnamese/dates.js';
import type { FormState } from '../web/views/form-state.js';
import { accountPaths } from './account.paths.js';
import type { AssignmentFacts, PersonFacts } from './person.facts.js';
import { ROLE_NAMES } from './role.words.js';

export interface AccountView {
  form: FormState;
  facts: { label: string; value: string | null; valueHref: null; href: null; action: null }[];
  roles: { name: string; scope: string; since: string; current: boolean; assignmentId: string }[];
  roleAction: string;
  passwordAction: string;
  everywhereAction: string;
  username: string;
  channelsHref: string;
  keysHref: string;
  /** For organisers: the keys of everybody in their contests. */
  allKeysHref: string | null;
}

export const toAccountView = (
  actor: Actor,
  person: PersonFacts,
  roles: readonly AssignmentFacts[],
  form: FormState,
): AccountView => ({
  form,
  facts: [
    fact('Họ và tên', person.name),
    fact('Tên đăng nhập', person.username),
    fact('Số điện thoại', person.phone === null ? null : formatPhone(person.phone)),
  ],
  roles: roles.map((role) => ({
    name: ROLE_NAMES[role.role],
    scope: scopeOf(role),
    since: formatDate(role.grantedAt),
    current: role.id === actor.assignmentId,
    assignmentId: role.id,
  })),
  roleAction: accountPaths.role,
  passwordAction: accountPaths.password,
  everywhereAction: accountPaths.signOutEverywhere,
  username: person.username,
  channelsHref: accountPaths.channels,
  keysHref: accountPaths.keys,
  allKeysHref: actor.role === 'organiser' ? accountPaths.allKeys : null,
});

/** What a role is for, in words. */
export const scopeOf = ({ unitName, contestName }: { unitName: string | null; contestName: string | null }): string =>
  unitName ?? contestName ?? 'Toàn hệ thống';

const fact = (label: string, value: string | null): AccountView['facts'][number] => ({
  label,
  value,
  valueHref: null,
  href: null,
  action: null,
});
