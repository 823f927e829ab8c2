import type { Actor } from '../../kernel/actor.js';
import type { Refusal } from '../../kernel/refusal.js';
import { isKeeper } from '../groups/group.policy.js';
import type { TeamFacts } from './team.facts.js';

/** The roles that edit teams: a commune its own, and nobody else. */
export const TEAM_KEEPERS = ['commune'] as const;
/** The roles that set what a kind of team must keep to. */
export const KIND_SETTERS = ['organiser', 'admin'] as const;

export const keepsTeams = ({ role }: Pick<Actor, 'role'>): boolean => role === 'commune';

/** Names of households and telephone numbers are for the commune and the office above it; others see that they are there. */
export const seesPeople = (actor: Pick<Actor, 'role'>): boolean => isKeeper(actor);

/** Why somebody may not write to a team that they see; null: they may. */
export function refuseToEditTeam(actor: Pick<Actor, 'role'>, team: Pick<TeamFacts, 'state'>): Refusal | null {
  if (!keepsTeams(actor)) return { code: 'not-allowed' };
  return team.state === 'dissolved' ? { code: 'team-dissolved' } : null;
}

/** "Lò Văn Mẫu (mẫu)" as "L. V. M.". */
export const maskedName = (name: string): string =>
  name
    .split(' ')
    .filter((word) => /^\p{L}/u.test(word))
    .map((word) => `${[...word][0] ?? ''}.`)
    .join(' ');

/** A telephone number by its last three digits. */
export const maskedPhone = (phone: string): string => (phone === '' ? '' : `••• ${phone.slice(-3)}`);
