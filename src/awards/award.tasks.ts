import { Injectable } from '@nestjs/common';
import type { Task, TaskSource } from '../accounts/task.source.js';
import { Database } from '../database/database.js';
import type { Actor } from '../kernel/actor.js';
import { Clock } from '../kernel/clock.js';
import { awardPaths } from './award.paths.js';
import { AwardRepository } from './award.repository.js';

/** What waits for an organiser between the closing of a round and the publication of its list. */
@Injectable()
export class AwardTasks implements TaskSource {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly awards: AwardRepository,
  ) {}

  async tasksFor(actor: Actor): Promise<Task[]> {
    if (actor.role !== 'organiser') return [];
    const waiting = await this.awards.waitingContests(this.database.reader, actor, this.clock.now());
    // What goes out by itself asks for nothing.
    const left = waiting.filter(({ waitsForItsMoment }) => !waitsForItsMoment);
    return left.map(({ slug, code, name, state, draftedBy }): Task => {
      const detail = `${code} – ${name}`;
      const task = { detail, dueText: null, count: null };
      if (state === null) return { ...task, title: 'Lập danh sách khen thưởng', href: awardPaths.desk(slug) };
      if (state === 'confirmed') return { ...task, title: 'Công bố kết quả', href: awardPaths.publication(slug) };
      const title =
        draftedBy === actor.personId
          ? 'Hoàn thiện danh sách khen thưởng'
          : 'Kiểm tra và xác nhận danh sách khen thưởng';
      return { ...task, title, href: awardPaths.desk(slug) };
    });
  }
}
