import { Injectable } from '@nestjs/common';
import type { Task, TaskSource } from '../../accounts/task.source.js';
import { Database } from '../../database/database.js';
import type { Actor } from '../../kernel/actor.js';
import { Clock } from '../../kernel/clock.js';
import { dayOf } from '../../kernel/vietnamese/days.js';
import { movementNow } from '../movement.policy.js';
import { MovementOpening } from '../movement.opening.js';
import { MovementRepository } from '../movement.repository.js';
import { progressPaths } from './progress.paths.js';
import { sayPeriod, weekBefore } from './progress.period.js';
import { ProgressRepository } from './progress.repository.js';

/** The newest movements that are looked at; older ones are over. */
const MOVEMENTS = 30;

/** Weekly reports upward that an office has not drafted on the last whole week, a movement a card. */
@Injectable()
export class ProgressTasks implements TaskSource {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly opening: MovementOpening,
    private readonly movements: MovementRepository,
    private readonly reports: ProgressRepository,
  ) {}

  async tasksFor(actor: Actor): Promise<Task[]> {
    if (actor.role !== 'vetting') return [];
    const { reader } = this.database;
    const reach = await this.opening.reach(reader, actor);
    if (reach.kind !== 'tree') return [];
    const { movements } = await this.movements.list(reader, reach, { limit: MOVEMENTS, offset: 0 });
    if (movements.length === 0) return [];
    const now = this.clock.now();
    const weeks = new Map(movements.map((one) => [one.id, weekBefore(dayOf(movementNow(one, now)))]));
    const owed = await this.reports.unreported(
      reader,
      reach.unitId,
      [...weeks].map(([id, { fromOn, toOn }]) => ({ id, fromOn, toOn })),
    );
    return owed.map(({ id, name }): Task => {
      const week = weeks.get(id);
      return {
        title: 'Lập báo cáo tuần của phong trào',
        href: progressPaths.create(id),
        detail: week === undefined ? name : `${name}: ${sayPeriod(week)}.`,
        dueText: null,
        count: null,
      };
    });
  }
}
