import { Injectable } from '@nestjs/common';
import type { Task, TaskSource } from '../../accounts/task.source.js';
import { Database } from '../../database/database.js';
import type { Actor } from '../../kernel/actor.js';
import { Clock } from '../../kernel/clock.js';
import { dayOf } from '../../kernel/vietnamese/days.js';
import { MovementOpening } from '../movement.opening.js';
import { supplyPaths } from './supply.paths.js';
import { SupplyRepository } from './supply.repository.js';

/** What lies ready for a commune's groups and was posted in none of them. */
@Injectable()
export class SupplyTasks implements TaskSource {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly movements: MovementOpening,
    private readonly supplies: SupplyRepository,
  ) {}

  async tasksFor(actor: Actor): Promise<Task[]> {
    const { role, unitId } = actor;
    if (role !== 'commune' || unitId === null) return [];
    const { reader } = this.database;
    const now = this.clock.now();
    const [reach, groupIds] = await Promise.all([
      this.movements.reach(reader, actor),
      this.supplies.groupIds(reader, unitId, dayOf(now)),
    ]);
    if (groupIds.length === 0) return [];
    const items = await this.supplies.unposted(reader, reach, groupIds, now);
    if (items === 0) return [];
    return [
      {
        title: 'Đăng nội dung vào nhóm',
        href: supplyPaths.home,
        detail: `${items} nội dung chưa đăng ở nhóm nào của xã. Sao chép, dán vào nhóm rồi ghi đã đăng.`,
        dueText: null,
        count: items,
      },
    ];
  }
}
