import type { Role } from '../kernel/actor.js';
import type { UnitLevel } from '../units/unit.facts.js';

/** What a role is granted for. */
export interface RoleScope {
  /** Levels of unit that the role acts for; empty: it acts for no unit. */
  unitLevels: readonly UnitLevel[];
  contest: 'required' | 'optional' | 'none';
}

export const ROLE_SCOPES: Readonly<Record<Role, RoleScope>> = {
  commune: { unitLevels: ['commune'], contest: 'none' },
  vetting: { unitLevels: ['province', 'district', 'commune', 'office'], contest: 'none' },
  judge: { unitLevels: [], contest: 'required' },
  secretary: { unitLevels: [], contest: 'required' },
  // Without a contest: an organiser who makes new ones and sees them all.
  organiser: { unitLevels: [], contest: 'optional' },
  auditor: { unitLevels: [], contest: 'optional' },
  admin: { unitLevels: [], contest: 'none' },
};
