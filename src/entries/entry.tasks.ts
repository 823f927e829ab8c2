import { Injectable } from '@nestjs/common';
import type { Task, TaskSource } from '../accounts/task.source.js';
import { ContestReader } from '../contests/contest.reader.js';
import { sayCount, standingOf } from '../contests/quota.js';
import { Database } from '../database/database.js';
import type { Actor } from '../kernel/actor.js';
import { Clock } from '../kernel/clock.js';
import type { Instant } from '../kernel/instant.js';
import { describeDeadline } from '../kernel/vietnamese/dates.js';
import { type CommuneStanding, DeskReader } from './desk.reader.js';
import { type EntryFacts, ENTERED_STATES, type IsolatedFacts } from './entry.facts.js';
import { entryPaths } from './entry.paths.js';
import { EntryReader } from './entry.reader.js';

/** What waits for a commune: dossiers to supplement, isolated files to send anew, drafts to send, each by its own end, villages still missing for the quota. */
@Injectable()
export class EntryTasks implements TaskSource {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly contests: ContestReader,
    private readonly desks: DeskReader,
    private readonly entries: EntryReader,
  ) {}

  async tasksFor(actor: Actor): Promise<Task[]> {
    const { role, unitId } = actor;
    if (role !== 'commune' || unitId === null) return [];
    const { reader } = this.database;
    const open = await this.contests.openForCommune(reader, unitId);
    const contests = open.filter(({ id }) => actor.contestId === null || actor.contestId === id);
    const ids = contests.map(({ id }) => id);
    const [standings, isolated] = await Promise.all([
      this.desks.standingsOf(reader, contests, unitId, this.clock.now()),
      this.entries.isolatedIn(reader, ids, unitId),
    ]);
    return standings.flatMap((standing) => [
      ...supplements(standing),
      ...isolated.flatMap((file) => sendAnew(standing, file)),
      ...finishing(standing),
      ...beginning(standing),
    ]);
  }
}

const draftsOf = ({ entries }: CommuneStanding): EntryFacts[] => entries.filter(({ state }) => state === 'draft');

const isOpenForAll = ({ calendar, communeId }: CommuneStanding): boolean =>
  calendar.phaseFor('submission', communeId) === 'open';

const endForAll = ({ calendar, communeId }: CommuneStanding): Instant | null =>
  calendar.windowFor('submission', communeId)?.until ?? null;

function supplements({ entries }: CommuneStanding): Task[] {
  return entries
    .filter(({ state }) => state === 'returned')
    .map((entry) => ({
      title: `Bổ sung hồ sơ ${entry.code}`,
      href: entryPaths.supplement(entry.code),
      detail: `${entry.villageName}: ${entry.reason ?? ''}`,
      dueText: sayDue('Hạn bổ sung', entry.supplementDueAt),
      count: null,
    }));
}

/** Nothing for a file of another contest, and none whose time is over. */
function sendAnew({ entries, calendar }: CommuneStanding, file: IsolatedFacts): Task[] {
  const entry = entries.find(({ id }) => id === file.entryId);
  const until = entry?.state === 'draft' ? calendar.windowForEntry(entry)?.until : file.untilAt;
  if (entry === undefined || !until || until <= calendar.now) return [];
  return [
    {
      title: `Gửi lại tệp bị cách ly, hồ sơ ${entry.code}`,
      href: entryPaths.slot(entry.code, file.slotCode),
      detail: `${entry.villageName}: mục “${file.slotTitle}” có tệp mang mã độc.`,
      dueText: sayDue('Hạn gửi', until),
      count: null,
    },
  ];
}

/** One task for all drafts with the commune's end, and one for each with a later end of its own. */
function finishing(standing: CommuneStanding): Task[] {
  const { calendar } = standing;
  const drafts = draftsOf(standing);
  const own = drafts.flatMap((draft) => {
    const window = calendar.longerWindowForEntry(draft);
    if (calendar.phaseOf(window) !== 'open') return [];
    return [finish([draft], entryPaths.one(draft.code), window?.until ?? null)];
  });
  const others = isOpenForAll(standing) ? drafts.filter((draft) => calendar.longerWindowForEntry(draft) === null) : [];
  const [first] = others;
  if (first === undefined) return own;
  const href = others.length === 1 ? entryPaths.one(first.code) : entryPaths.desk;
  return [finish(others, href, endForAll(standing)), ...own];
}

const finish = (drafts: readonly EntryFacts[], href: string, until: Instant | null): Task => ({
  title: 'Hoàn thành và nộp hồ sơ nháp',
  href,
  detail: drafts.map(({ villageName }) => villageName).join(', '),
  dueText: sayDue('Hạn nộp', until),
  count: drafts.length === 1 ? null : drafts.length,
});

/** Villages without a dossier, while more are needed for the quota than there are drafts. */
function beginning(standing: CommuneStanding): Task[] {
  const { contest, villages, entries } = standing;
  if (!isOpenForAll(standing)) return [];
  const entered = new Set(
    entries.filter(({ state }) => ENTERED_STATES.includes(state)).map(({ villageId }) => villageId),
  );
  const quota = standingOf(
    contest.quota,
    villages.map(({ id, name }) => ({ name, hasEntered: entered.has(id) })),
  );
  if (quota.short <= draftsOf(standing).length) return [];
  return [
    {
      title: `Tạo hồ sơ cho ${contest.villageNoun} chưa tham gia`,
      href: entryPaths.createIn(contest.slug),
      detail: sayCount(quota, contest.villageNoun),
      dueText: sayDue('Hạn nộp', endForAll(standing)),
      count: null,
    },
  ];
}

const sayDue = (label: string, until: Instant | null): string | null =>
  until === null ? null : `${label}: ${describeDeadline(until)}`;
