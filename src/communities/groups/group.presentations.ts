import { Injectable } from '@nestjs/common';
import type { Reader } from '../../database/tx.js';
import type { Actor } from '../../kernel/actor.js';
import type { StatusWord } from '../../web/views/page.js';
import type { GroupId } from './group.facts.js';

/** A contest entry about a group, as the group's page names it to this reader; `href` null: the reader has no page of it. */
export interface GroupPresentation {
  code: string;
  contest: string;
  status: StatusWord;
  href: string | null;
}

type PresentationsOf = (reader: Reader, groupId: GroupId, actor: Actor) => Promise<GroupPresentation[]>;

/** Which contest entries present a group. The room of entries knows; this one asks it, and without it there are none. */
@Injectable()
export class GroupPresentations {
  private find: PresentationsOf | null = null;

  findBy(find: PresentationsOf): void {
    this.find = find;
  }

  async of(reader: Reader, groupId: GroupId, actor: Actor): Promise<GroupPresentation[]> {
    return this.find === null ? [] : this.find(reader, groupId, actor);
  }
}
