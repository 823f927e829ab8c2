import { Injectable } from '@nestjs/common';
import type { Task, TaskSource } from '../../accounts/task.source.js';
import { Database } from '../../database/database.js';
import type { Actor } from '../../kernel/actor.js';
import { Clock } from '../../kernel/clock.js';
import { formatMinute } from './plan.slots.js';
import { propagandaPaths } from './propaganda.paths.js';
import { StationReader } from './station.reader.js';

/** What a station has still to say today, and what it has not written down of the days before. */
@Injectable()
export class StationTasks implements TaskSource {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly stations: StationReader,
  ) {}

  async tasksFor({ role, unitId }: Actor): Promise<Task[]> {
    if (role !== 'commune' || unitId === null) return [];
    const slots = await this.stations.slots(this.database.reader, unitId, this.clock.now());
    const open = slots.filter(({ on, today, tick }) => on === today && tick === null);
    const missed = slots.filter(({ standing }) => standing === 'missed');
    const [first] = open;
    if (first === undefined && missed.length === 0) return [];
    return [
      {
        title: 'Ghi các buổi tuyên truyền',
        href: propagandaPaths.home,
        detail: [
          first === undefined
            ? 'Hôm nay đã ghi đủ.'
            : `Còn ${open.length} buổi, buổi đầu lúc ${formatMinute(first.minute)}.`,
          missed.length === 0 ? '' : `${missed.length} buổi của các ngày trước chưa ghi.`,
        ]
          .filter(Boolean)
          .join(' '),
        dueText: null,
        count: open.length + missed.length,
      },
    ];
  }
}
