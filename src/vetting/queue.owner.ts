import { isId, type PersonId } from '../kernel/ids.js';
import type { Colleague } from './assignment.service.js';
import type { QueueFilter } from './queue.repository.js';

/** Whose work is looked for: one's own, nobody's, that of somebody who vets here no longer, or a colleague's. */
export type AskedOwner = 'mine' | 'nobody' | 'gone' | PersonId;

const SLUGS = { mine: 'toi', nobody: 'chua-giao', gone: 'da-nghi' } as const;
const WORDS = { mine: 'Của tôi', nobody: 'Chưa giao ai', gone: 'Người không còn thẩm định ở đây' } as const;
export const OWNER_KINDS = ['mine', 'nobody', 'gone'] as const;

/** Reads an address; what names nobody is no wish at all. */
export const readOwner = (typed: string): AskedOwner | null =>
  OWNER_KINDS.find((kind) => SLUGS[kind] === typed) ?? (isId(typed) ? (typed as PersonId) : null);

const isKind = (owner: AskedOwner): owner is keyof typeof SLUGS => Object.hasOwn(SLUGS, owner);

/** The same as addresses and the filter's own field write it. */
export const ownerSlug = (owner: AskedOwner): string => (isKind(owner) ? SLUGS[owner] : owner);

/** The same in words; an officer who is none of the office is called by what that means. */
export const sayOwner = (owner: AskedOwner, colleagues: readonly Colleague[]): string =>
  isKind(owner) ? WORDS[owner] : (colleagues.find(({ id }) => id === owner)?.name ?? WORDS.gone);

export const ownerOptions = (
  colleagues: readonly Colleague[],
  officer: PersonId,
): { value: string; label: string }[] => [
  { value: SLUGS.mine, label: WORDS.mine },
  { value: SLUGS.nobody, label: WORDS.nobody },
  ...colleagues.filter(({ id }) => id !== officer).map(({ id, name }) => ({ value: id, label: name })),
  { value: SLUGS.gone, label: WORDS.gone },
];

/** What the repository is asked for. */
export function toOwnerLimit(
  owner: AskedOwner | null,
  officer: PersonId,
  colleagues: readonly Colleague[],
): QueueFilter['owner'] {
  if (owner === null) return null;
  if (owner === 'nobody') return { kind: 'nobody' };
  if (owner === 'gone') return { kind: 'gone', present: colleagues.map(({ id }) => id) };
  return { kind: 'officer', id: owner === 'mine' ? officer : owner };
}
