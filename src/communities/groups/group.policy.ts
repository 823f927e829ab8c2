import type { Actor } from '../../kernel/actor.js';
import type { Refusal } from '../../kernel/refusal.js';
import type { GroupFacts } from './group.facts.js';

/** The roles that keep the registers of communities: the commune its own, the office of a district or province those of its tree. */
export const KEEPERS = ['commune', 'vetting'] as const;
/** The roles that see them. */
export const READERS = ['commune', 'vetting', 'organiser', 'auditor', 'admin'] as const;

export const isKeeper = ({ role }: Pick<Actor, 'role'>): boolean => (KEEPERS as readonly string[]).includes(role);

/** Why somebody may not write to a group that they see; null: they may. What they do not see is not found before this is asked. */
export function refuseToEdit(actor: Pick<Actor, 'role'>, group: Pick<GroupFacts, 'closedOn'>): Refusal | null {
  if (!isKeeper(actor)) return { code: 'not-allowed' };
  if (group.closedOn !== null) return { code: 'group-closed', closedOn: group.closedOn };
  return null;
}
