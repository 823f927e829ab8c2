import { Injectable } from '@nestjs/common';
import type { Task, TaskSource } from '../../accounts/task.source.js';
import { Database } from '../../database/database.js';
import type { Actor } from '../../kernel/actor.js';
import type { UnitId } from '../../kernel/ids.js';
import { dayOf } from '../../kernel/vietnamese/days.js';
import { Clock } from '../../kernel/clock.js';
import { drivePaths, withChoices } from './drive.paths.js';
import { sayPeriod } from './drive.periods.js';
import { MovementRepository } from '../movement.repository.js';
import { movementNow } from '../movement.policy.js';
import { BehindRepository } from './behind.repository.js';
import { duePeriods, runningSince } from './report.reminders.js';
import { OwedReader } from './owed.reader.js';
import { sayDue } from './report.view.js';

/** Reports that a commune owes, one card a drive, with the day of the first, and drives of its own that have no list of agencies yet; for an office, how many units of its tree owe any. */
@Injectable()
export class DriveTasks implements TaskSource {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly owed: OwedReader,
    private readonly movements: MovementRepository,
    private readonly behind: BehindRepository,
  ) {}

  async tasksFor({ role, unitId }: Actor): Promise<Task[]> {
    if (unitId === null) return [];
    if (role === 'vetting') return this.behindOf(unitId);
    if (role !== 'commune') return [];
    const { reader } = this.database;
    const now = this.clock.now();
    const [found, empty] = await Promise.all([
      this.owed.of(reader, unitId, now),
      this.behind.withoutList(reader, unitId, dayOf(now)),
    ]);
    const lists = empty.map(({ id, name }): Task => ({
      title: 'Nhập danh sách cơ quan của đợt vận động',
      href: drivePaths.units(id),
      detail: `${name}: chưa có cơ quan nào báo cáo.`,
      dueText: null,
      count: null,
    }));
    const owing = found.flatMap(({ drive, owed }): Task[] => {
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
    return [...lists, ...owing];
  }

  /** Drives in which units of the office's tree owe a report that is due by tomorrow, one card a drive. Three queries, however many drives. */
  private async behindOf(officeId: UnitId): Promise<Task[]> {
    const { reader } = this.database;
    const now = this.clock.now();
    const tree = await this.movements.treeOf(reader, officeId);
    if (tree === null) return [];
    // What a commune began for its own ground it presses for itself.
    const running = await this.behind.running(reader, runningSince(now), tree);
    const drives = running.filter(({ isOfCommune }) => !isOfCommune);
    const asked = drives.flatMap((drive) => duePeriods(drive.id, drive, dayOf(movementNow(drive, now))));
    if (asked.length === 0) return [];
    const counts = await this.behind.counts(reader, asked, { kind: 'tree', unitId: tree });
    return drives.flatMap((drive): Task[] => {
      const found = counts.find(({ driveId }) => driveId === drive.id);
      if (found === undefined) return [];
      return [
        {
          title: 'Đôn đốc báo cáo đợt vận động',
          href: drivePaths.board(drive.id),
          detail: `${drive.name}: ${found.units} đơn vị chưa báo cáo${found.late === 0 ? '' : `, ${found.late} đơn vị quá hạn`}.`,
          dueText: null,
          count: found.units,
        },
      ];
    });
  }
}
