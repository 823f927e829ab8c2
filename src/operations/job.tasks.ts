import { Injectable } from '@nestjs/common';
import type { Task, TaskSource } from '../accounts/task.source.js';
import { JobFigures } from '../jobs/job.figures.js';
import type { Actor } from '../kernel/actor.js';
import { jobPaths } from './job.paths.js';

/** What waits for an administrator: jobs that stopped. */
@Injectable()
export class JobTasks implements TaskSource {
  constructor(private readonly figures: JobFigures) {}

  async tasksFor(actor: Actor): Promise<Task[]> {
    if (actor.role !== 'admin') return [];
    const { total } = await this.figures.listed('parked', { limit: 1, offset: 0 });
    if (total === 0) return [];
    return [
      {
        title: 'Xem việc đã dừng',
        href: jobPaths.desk,
        detail: 'Việc của hệ thống lỗi 5 lần nên đã dừng: chạy lại sau khi khắc phục, hoặc bỏ.',
        dueText: null,
        count: total === 1 ? null : total,
      },
    ];
  }
}
