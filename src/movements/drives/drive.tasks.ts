import { Injectable } from '@nestjs/common';
import type { Task, TaskSource } from '../../accounts/task.source.js';
import { Database } from '../../database/database.js';
import type { Actor } from '../../kernel/actor.js';
import { Clock } from '../../kernel/clock.js';
import { drivePaths, withChoices } from './drive.paths.js';
import { sayPeriod } from './drive.periods.js';
import { OwedReader } from './owed.reader.js';
import { sayDue } from './report.view.js';

/** Reports that a commune owes, one card a drive, with the day of the first. */
@Injectable()
export class DriveTasks implements TaskSource {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly owed: OwedReader,
  ) {}

  async tasksFor({ role, unitId }: Actor): Promise<Task[]> {
    if (role !== 'commune' || unitId === null) return [];
    const found = await this.owed.of(this.database.reader, unitId, this.clock.now());
    return found.flatMap(({ drive, owed }): Task[] => {
      const [first] = owed;
      if (first === undefined) return [];
      return [
        {
          title: 'Báo cáo đợt vận động',
          href: withChoices(drivePaths.report(drive.id), { ky: first.period.on }),
          detail: `${drive.name}: ${sayPeriod(drive, first.period.on)}.`,
          dueText: `Hạn: ${sayDue(first.period.dueOn)}${first.isOverdue ? ' (đã quá)' : ''}`,
          count: owed.length > 1 ? owed.length : null,
        },
      ];
    });
  }
}
