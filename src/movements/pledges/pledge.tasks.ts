import { Injectable } from '@nestjs/common';
import type { Task, TaskSource } from '../../accounts/task.source.js';
import { Database } from '../../database/database.js';
import type { Actor } from '../../kernel/actor.js';
import { pledgePaths } from './pledge.paths.js';
import { ResidentRepository } from './resident.repository.js';

/** People who live in a commune and wait for its hamlets' word, one card a drive. One query. */
@Injectable()
export class PledgeTasks implements TaskSource {
  constructor(
    private readonly database: Database,
    private readonly residents: ResidentRepository,
  ) {}

  async tasksFor({ role, unitId }: Actor): Promise<Task[]> {
    if (role !== 'commune' || unitId === null) return [];
    const drives = await this.residents.drives(this.database.reader, unitId);
    return drives
      .filter(({ waiting }) => waiting > 0)
      .map(({ driveId, driveName, waiting }) => ({
        title: 'Xác nhận người vào nhóm nơi ở',
        href: pledgePaths.residents(driveId),
        detail: `${driveName}: ${waiting} người chờ thôn, bản xác nhận.`,
        dueText: null,
        count: waiting > 1 ? waiting : null,
      }));
  }
}
