import type { Actor } from '../kernel/actor.js';
import type { Task } from './task.source.js';
import { accountPaths } from './account.paths.js';
import { ROLE_NAMES } from './role.words.js';

export interface HomeView {
  lead: string;
  tasks: Task[];
  /** Pages that the role begins from beside its menu. */
  elsewhere: readonly { href: string; label: string }[];
  accountHref: string;
  noticesHref: string;
}

export const toHomeView = (actor: Actor, tasks: readonly Task[], elsewhere: HomeView['elsewhere']): HomeView => ({
  lead: [ROLE_NAMES[actor.role], actor.unitName].filter((part) => part !== null).join(' – '),
  tasks: [...tasks],
  elsewhere,
  accountHref: accountPaths.account,
  noticesHref: accountPaths.notices,
});
