import { Injectable } from '@nestjs/common';
import type { Role } from '../kernel/actor.js';

/** One of the registers around the contest, as the menu above their pages names it. */
export interface RegisterLink {
  href: string;
  label: string;
  /** Its place: groups 1, teams 2, movements 3, propaganda 4. */
  place: number;
  roles: readonly Role[];
}

/** What `partials/registers` draws: the registers that this reader may open, the one that is open marked. */
export interface RegisterMenuView {
  links: { href: string; label: string; current: boolean }[];
}

/** The registers of the house. Each adds itself when its module starts, so that a link stands only for what is there. */
@Injectable()
export class RegisterMenu {
  private readonly links: RegisterLink[] = [];

  add(link: RegisterLink): void {
    this.links.push(link);
  }

  /** The menu for a role on the pages of the register at `current`. One register alone is no menu: it has no links then. */
  for(role: Role, current: string): RegisterMenuView {
    const open = this.links.filter(({ roles }) => roles.includes(role)).sort((a, b) => a.place - b.place);
    if (open.length < 2) return { links: [] };
    return { links: open.map(({ href, label }) => ({ href, label, current: href === current })) };
  }
}
