import type { Actor, Role } from '../../kernel/actor.js';
import type { Refusal } from '../../kernel/refusal.js';
import type { Scope } from '../../web/rights.js';

/** What there is to open for a role's program: what the role's own pages show. */
export const SCOPES_OF_ROLE: Readonly<Record<Role, readonly Scope[]>> = {
  commune: ['entries', 'reports', 'documents', 'registers'],
  vetting: ['vetting', 'reports', 'documents', 'registers'],
  judge: ['judging'],
  secretary: ['judging', 'scores'],
  organiser: ['entries', 'scores', 'awards', 'webhooks', 'reports', 'documents', 'registers'],
  auditor: ['entries', 'scores', 'awards', 'log', 'reports', 'documents', 'registers'],
  admin: ['entries', 'log', 'registers'],
};

/** How long a key may live, in days; administrators' sessions are short as well. */
export const LIFETIME_DAYS = [30, 90, 180, 365] as const;
const ADMIN_DAYS = 30;
export const lifetimesOf = (role: Role): readonly number[] =>
  role === 'admin' ? LIFETIME_DAYS.filter((days) => days <= ADMIN_DAYS) : LIFETIME_DAYS;

/** Live keys of one person. */
export const MOST_KEYS = 20;

/** May this actor have a key that opens these parts for so many days, with so many live ones already there? */
export function refuseToMakeKey(
  actor: Pick<Actor, 'role'>,
  wanted: { scopes: readonly Scope[]; days: number },
  live: number,
): Refusal | null {
  if (wanted.scopes.length === 0) return { code: 'key-needs-scope', field: 'scopes' };
  if (wanted.scopes.some((scope) => !SCOPES_OF_ROLE[actor.role].includes(scope)))
    return { code: 'key-beyond-role', field: 'scopes' };
  if (!lifetimesOf(actor.role).includes(wanted.days)) return { code: 'key-lives-too-long', field: 'days' };
  return live >= MOST_KEYS ? { code: 'too-many-keys', most: MOST_KEYS } : null;
}
