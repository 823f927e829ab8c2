import { Injectable } from '@nestjs/common';
import type { Task, TaskSource } from '../../accounts/task.source.js';
import { Database } from '../../database/database.js';
import type { Actor } from '../../kernel/actor.js';
import { checkPaths } from './check.paths.js';
import { CheckRepository } from './check.repository.js';

/** What waits for an administrator: data that are not as they must be. */
@Injectable()
export class CheckTasks implements TaskSource {
  constructor(
    private readonly database: Database,
    private readonly checks: CheckRepository,
  ) {}

  async tasksFor(actor: Actor): Promise<Task[]> {
    if (actor.role !== 'admin') return [];
    const last = await this.checks.last(this.database.reader);
    if (last === null || last.total === 0) return [];
    return [
      {
        title: 'Xem dữ liệu sai quy tắc',
        href: checkPaths.last,
        detail:
          'Lần kiểm tra gần nhất thấy dữ liệu không khớp. Đừng sửa tay; xem dòng nào sai rồi đối chiếu bản sao lưu.',
        dueText: null,
        count: last.total === 1 ? null : last.total,
      },
    ];
  }
}
