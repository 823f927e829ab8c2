import { Injectable } from '@nestjs/common';
import type { Task, TaskSource } from '../accounts/task.source.js';
import { ContestReader } from '../contests/contest.reader.js';
import { sayCount, standingOf } from '../contests/quota.js';
import { Database } from '../database/database.js';
import type { Actor } from '../kernel/actor.js';
import { Clock } from '../kernel/clock.js';
import type { Instant } from '../kernel/instant.js';
import { describeDeadline } from '../kernel/vietnamese/dates.js';
import { ENTERED_STATES } from './entry.facts.js';
import { entryPaths } from './entry.paths.js';
import { EntryReader } from './entry.reader.js';

/** What waits for a commune: dossiers to supplement, drafts to send, villages still missing for the quota. */
@Injectable()
export class EntryTasks implements TaskSource {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly contests: ContestReader,
    private readonly entries: EntryReader,
  ) {}

  async tasksFor(actor: Actor): Promise<Task[]> {
    const { role, unitId } = actor;
    if (role !== 'commune' || unitId === null) return [];
    const { reader } = this.database;
    const tasks: Task[] = [];
    for (const contest of await this.contests.openForCommune(reader, unitId)) {
      if (actor.contestId !== null && actor.contestId !== contest.id) continue;
      const calendar = await this.contests.calendarOf(reader, contest, this.clock.now());
      const entries = await this.entries.ofCommune(reader, contest.id, unitId);
      for (const entry of entries.filter(({ state }) => state === 'returned')) {
        tasks.push({
          title: `Bổ sung hồ sơ ${entry.code}`,
          href: entryPaths.supplement(entry.code),
          detail: `${entry.villageName}: ${entry.reason ?? ''}`,
          dueText: sayDue('Hạn bổ sung', entry.supplementDueAt),
          count: null,
        });
      }
      if (calendar.phaseFor('submission', unitId) !== 'open') continue;
      const dueText = sayDue('Hạn nộp', calendar.windowFor('submission', unitId)?.until ?? null);
      const drafts = entries.filter(({ state }) => state === 'draft');
      if (drafts.length > 0) {
        const names = drafts.map(({ villageName }) => villageName).join(', ');
        const [first] = drafts;
        tasks.push({
          title: 'Hoàn thành và nộp hồ sơ nháp',
          href: drafts.length === 1 && first !== undefined ? entryPaths.one(first.code) : entryPaths.desk,
          detail: names,
          dueText,
          count: drafts.length === 1 ? null : drafts.length,
        });
      }
      const entered = new Set(
        entries.filter(({ state }) => ENTERED_STATES.includes(state)).map(({ villageId }) => villageId),
      );
      const villages = await this.contests.villagesOf(reader, contest.id, unitId);
      const standing = standingOf(
        contest.quota,
        villages.map(({ id, name }) => ({ name, hasEntered: entered.has(id) })),
      );
      if (standing.short > drafts.length) {
        tasks.push({
          title: `Tạo hồ sơ cho ${contest.villageNoun} chưa tham gia`,
          href: entryPaths.createIn(contest.slug),
          detail: sayCount(standing, contest.villageNoun),
          dueText,
          count: null,
        });
      }
    }
    return tasks;
  }
}

const sayDue = (label: string, until: Instant | null): string | null =>
  until === null ? null : `${label}: ${describeDeadline(until)}`;
