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

/** What waits for a commune: dossiers to supplement, isolated files to send anew, drafts to send, each by its own end, villages still missing for the quota. */
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
      for (const { entryId, slotCode, slotTitle, untilAt } of await this.entries.isolatedIn(
        reader,
        contest.id,
        unitId,
      )) {
        const entry = entries.find(({ id }) => id === entryId);
        const until = entry?.state === 'draft' ? calendar.windowForEntry(entry)?.until : untilAt;
        if (entry === undefined || !until || until <= calendar.now) continue;
        tasks.push({
          title: `Gửi lại tệp bị cách ly, hồ sơ ${entry.code}`,
          href: entryPaths.slot(entry.code, slotCode),
          detail: `${entry.villageName}: mục “${slotTitle}” có tệp mang mã độc.`,
          dueText: sayDue('Hạn gửi', until),
          count: null,
        });
      }
      const drafts = entries.filter(({ state }) => state === 'draft');
      const isForAll = calendar.phaseFor('submission', unitId) === 'open';
      const dueText = sayDue('Hạn nộp', calendar.windowFor('submission', unitId)?.until ?? null);
      const others = isForAll ? drafts.filter((draft) => calendar.longerWindowForEntry(draft) === null) : [];
      const [first] = others;
      if (first !== undefined) {
        tasks.push({
          title: FINISH,
          href: others.length === 1 ? entryPaths.one(first.code) : entryPaths.desk,
          detail: others.map(({ villageName }) => villageName).join(', '),
          dueText,
          count: others.length === 1 ? null : others.length,
        });
      }
      for (const draft of drafts) {
        const own = calendar.longerWindowForEntry(draft);
        if (calendar.phaseOf(own) !== 'open') continue;
        tasks.push({
          title: FINISH,
          href: entryPaths.one(draft.code),
          detail: draft.villageName,
          dueText: sayDue('Hạn nộp', own?.until ?? null),
          count: null,
        });
      }
      if (!isForAll) continue;
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

const FINISH = 'Hoàn thành và nộp hồ sơ nháp';

const sayDue = (label: string, until: Instant | null): string | null =>
  until === null ? null : `${label}: ${describeDeadline(until)}`;
