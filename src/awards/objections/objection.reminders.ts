import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Task, TaskSource } from '../../accounts/task.source.js';
import { ContestReader } from '../../contests/contest.reader.js';
import { Database } from '../../database/database.js';
import { JobHandlers } from '../../jobs/job.handlers.js';
import type { Actor } from '../../kernel/actor.js';
import { describeDeadline } from '../../kernel/vietnamese/dates.js';
import { reminderDue } from '../../notices/notice.timing.js';
import { Notices } from '../../notices/notices.js';
import { awardPaths } from '../award.paths.js';
import { unansweredNotice } from './objection.notices.js';
import { ObjectionRepository } from './objection.repository.js';

const EVERY_SECONDS = 900;

/** Keeps unanswered objections before the eyes of whoever answers them: on their lists of tasks, and by notices before the last day ends. */
@Injectable()
export class ObjectionReminders implements TaskSource, OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly contests: ContestReader,
    private readonly objections: ObjectionRepository,
    private readonly notices: Notices,
    private readonly handlers: JobHandlers,
  ) {}

  onModuleInit(): void {
    this.handlers.every('awards.remind-objections', EVERY_SECONDS, async () => void (await this.remind()));
  }

  async tasksFor(actor: Actor): Promise<Task[]> {
    if (actor.role !== 'organiser' && actor.role !== 'secretary') return [];
    const waiting = await this.objections.waiting(this.database.reader, actor);
    return waiting.map(({ slug, code, name, count, dueAt }) => ({
      title: 'Trả lời kiến nghị về kết quả',
      detail: `${code} – ${name}`,
      href: awardPaths.objectionDesk(slug),
      dueText: `Hạn: ${describeDeadline(dueAt)}`,
      count,
    }));
  }

  /** One look at every open contest; answers how many reminders were found due. Each is told once. */
  async remind(): Promise<number> {
    return this.database.transaction(async (tx) => {
      const open = (await this.contests.all(tx)).filter(({ state }) => state === 'open');
      const calendars = await this.contests.calendarsOf(tx, open, tx.now);
      let found = 0;
      for (const contest of open) {
        const now = calendars.get(contest.id)?.now;
        if (now === undefined) continue;
        for (const { dueAt, count } of await this.objections.dueTimes(tx, contest.id)) {
          const hours = reminderDue(now, dueAt);
          if (hours === null) continue;
          this.notices.tell(tx, contest, now, unansweredNotice(contest, { dueAt, count, hours }));
          found += 1;
        }
      }
      return found;
    });
  }
}
