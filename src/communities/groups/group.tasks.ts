import { Injectable } from '@nestjs/common';
import type { Task, TaskSource } from '../../accounts/task.source.js';
import { Database } from '../../database/database.js';
import type { Actor } from '../../kernel/actor.js';
import { Clock } from '../../kernel/clock.js';
import { dayOf } from '../../kernel/vietnamese/days.js';
import { formatInteger } from '../../kernel/vietnamese/numbers.js';
import { withQuery } from '../../web/with-query.js';
import { CommunityReach } from '../community.reach.js';
import { COUNT_DAYS, GroupListRepository } from './group.list.repository.js';
import { groupPaths } from './group.paths.js';
import { isKeeper } from './group.policy.js';

/** What the register of groups asks of its keepers: counts that are old, links that two groups claim. One query, however many groups. */
@Injectable()
export class GroupTasks implements TaskSource {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly reach: CommunityReach,
    private readonly groups: GroupListRepository,
  ) {}

  async tasksFor(actor: Actor): Promise<Task[]> {
    if (!isKeeper(actor) || actor.unitId === null) return [];
    const { reader } = this.database;
    const reach = await this.reach.of(reader, actor);
    const { uncounted, doubled } = await this.groups.waiting(reader, reach, dayOf(this.clock.now()));
    return [
      ...card(doubled, {
        title: 'Xử lý nhóm trùng liên kết',
        href: withQuery(groupPaths.list, { trung: '1' }),
        detail: `${formatInteger(doubled)} nhóm có liên kết mà nhóm khác cũng khai.`,
      }),
      ...card(uncounted, {
        title: 'Cập nhật số thành viên nhóm',
        href: withQuery(groupPaths.list, { dem: 'chua' }),
        detail: `${formatInteger(uncounted)} nhóm chưa đếm trong ${COUNT_DAYS} ngày.`,
      }),
    ];
  }
}

const card = (count: number, said: Pick<Task, 'title' | 'href' | 'detail'>): Task[] =>
  count === 0 ? [] : [{ ...said, dueText: null, count: count > 1 ? count : null }];
