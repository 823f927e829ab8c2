import { Injectable } from '@nestjs/common';
import type { Task, TaskSource } from '../accounts/task.source.js';
import { ContestReader } from '../contests/contest.reader.js';
import { Database } from '../database/database.js';
import type { Actor } from '../kernel/actor.js';
import { Clock } from '../kernel/clock.js';
import { describeDeadline } from '../kernel/vietnamese/dates.js';
import { ProgressRepository } from './progress.repository.js';
import { toBoard } from './progress.view.js';
import { STAGE_SLUGS } from './queue.form.js';
import { NO_LIMITS, QueueRepository } from './queue.repository.js';
import { sayWaited } from './queue.view.js';
import { type OpenedDesk, VettingOpening } from './vetting.opening.js';
import { vettingPaths } from './vetting.paths.js';
import { withQuery } from '../web/with-query.js';

/** What waits for a vetting officer: dossiers to look at, to forward, and communes below their quota. */
@Injectable()
export class VettingTasks implements TaskSource {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly contests: ContestReader,
    private readonly opening: VettingOpening,
    private readonly queue: QueueRepository,
    private readonly progress: ProgressRepository,
  ) {}

  async tasksFor(actor: Actor): Promise<Task[]> {
    const { reader } = this.database;
    const desks = await this.opening.desksOf(reader, actor);
    // All desks are asked at once: what is asked in one turn goes to the database in one message.
    const tasks = await Promise.all(
      desks.map(async (desk) => {
        const opened = await this.contests.withCalendar(reader, desk.contestId, this.clock.now());
        if (opened === null) return [];
        // An office that vets a contest at two levels has the same work twice: the level tells them apart.
        const isTwice = desks.filter(({ contestId }) => contestId === desk.contestId).length > 1;
        return this.ofDesk({ desk, ...opened }, isTwice ? desk.levelName : null);
      }),
    );
    return tasks.flat();
  }

  private async ofDesk({ desk, contest, calendar }: OpenedDesk, level: string | null): Promise<Task[]> {
    const { reader } = this.database;
    const phase = calendar.phaseFor('vetting', desk.unitId);
    if (phase === 'over' || phase === 'unset') return [];
    const window = calendar.windowFor('vetting', desk.unitId);
    const dueText = window === null ? null : `Hạn thẩm định: ${describeDeadline(window.until)}`;
    const about = level === null ? contest.name : `${contest.name} – ${level}`;
    const at = { 'cuoc-thi': contest.slug, cap: desk.level };
    const [counts, communes] = await Promise.all([
      this.queue.counts(reader, desk, NO_LIMITS),
      this.progress.ofDesk(reader, desk),
    ]);
    const below = toBoard(contest, communes).filter(({ short }) => short > 0);
    const tasks: Task[] = [];
    if (counts.waiting > 0) {
      const since = await this.queue.oldest(reader, desk);
      const oldest = since === null ? '' : ` Hồ sơ lâu nhất chờ ${sayWaited(since, calendar.now)}.`;
      tasks.push({
        title: 'Thẩm định hồ sơ chờ tiếp nhận',
        href: withQuery(vettingPaths.queue, at),
        detail: `${about}.${oldest}`,
        dueText,
        count: counts.waiting,
      });
    }
    const lapsed = counts.returned === 0 ? 0 : await this.queue.lapsed(reader, desk, calendar.now);
    if (lapsed > 0) {
      tasks.push({
        title: 'Quyết định hồ sơ quá hạn bổ sung',
        href: withQuery(vettingPaths.queue, { ...at, 'trang-thai': STAGE_SLUGS.returned }),
        detail: about,
        dueText,
        count: lapsed,
      });
    }
    if (counts.passed > 0) {
      tasks.push({
        title: 'Chuyển hồ sơ đủ điều kiện',
        href: withQuery(vettingPaths.forwarding, at),
        detail: about,
        dueText,
        count: counts.passed,
      });
    }
    if (below.length > 0) {
      const names = below.slice(0, 5).map(({ communeName, short }) => `${communeName} thiếu ${short}`);
      const more = below.length > names.length ? ` và ${below.length - names.length} xã khác` : '';
      tasks.push({
        title: 'Đôn đốc xã chưa đủ chỉ tiêu',
        href: withQuery(vettingPaths.reminders, at),
        detail: `${level === null ? '' : `${level}: `}${names.join(', ')}${more}.`,
        dueText: submissionDue(calendar),
        count: below.length,
      });
    }
    return tasks;
  }
}

function submissionDue(calendar: OpenedDesk['calendar']): string | null {
  const window = calendar.window('submission');
  return window === null ? null : `Hạn nộp: ${describeDeadline(window.until)}`;
}
