import type { UnitId } from '../../kernel/ids.js';
import { formatDay } from '../../kernel/vietnamese/days.js';
import type { UnitFacts } from '../../units/unit.facts.js';
import { type FormState, freshForm } from '../../web/views/form-state.js';
import { withQuery } from '../../web/with-query.js';
import { GROUP_KINDS } from './group.facts.js';
import { groupPaths } from './group.paths.js';
import { KIND_WORDS } from './group.words.js';
import { EVERY_PROVINCE } from './role.form.js';
import type { RoleFacts } from './role.repository.js';

const EVERY_PROVINCE_WORDS = 'Mọi tỉnh, thành phố';

/** The list of required roles, of one province when one is chosen. */
export const rolesHref = (provinceId: UnitId | null): string => withQuery(groupPaths.roles, { tinh: provinceId });

/**
 * The page of required roles. Whoever reaches several provinces says for which of them a role is asked; the list is narrowed to what is asked
 * there: roles of that province, and those of every province.
 */
export function toRoles(
  about: string,
  form: FormState,
  found: {
    root: UnitId | null;
    provinces: readonly UnitFacts[];
    chosen: UnitFacts | null;
    roles: readonly RoleFacts[];
  },
) {
  const { root, chosen, roles } = found;
  const provinces = found.provinces.map(({ id, name, validTo }) => ({
    value: id,
    label: validTo === null ? name : `${name} (đến trước ngày ${formatDay(validTo)})`,
  }));
  const hasSeveral = provinces.length > 1;
  const mayEnd = (role: RoleFacts): boolean => !role.hasEnded && (root === null || role.provinceId === root);
  return {
    about,
    form:
      form.values['provinceId'] === undefined
        ? { ...form, values: { ...form.values, provinceId: chosen?.id ?? '' } }
        : form,
    action: rolesHref(chosen?.id ?? null),
    kinds: GROUP_KINDS.map((value) => ({ value, label: KIND_WORDS[value] })),
    filter: hasSeveral
      ? {
          form: freshForm({ tinh: chosen?.id ?? '' }),
          action: groupPaths.roles,
          chosen: chosen === null ? [] : [{ label: chosen.name, href: groupPaths.roles }],
          provinces,
        }
      : null,
    provinces: hasSeveral ? [{ value: EVERY_PROVINCE, label: EVERY_PROVINCE_WORDS }, ...provinces] : null,
    rows: roles.map((role) => ({
      name: role.name,
      kind: KIND_WORDS[role.groupKind],
      province: role.provinceName ?? EVERY_PROVINCE_WORDS,
      source: role.source,
      hasEnded: role.hasEnded,
      endAction: mayEnd(role) ? withQuery(groupPaths.roleEnd(role.id), { tinh: chosen?.id ?? null }) : null,
    })),
    backHref: groupPaths.gaps,
  };
}
