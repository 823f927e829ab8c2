import { Injectable } from '@nestjs/common';
import type { Task, TaskSource } from '../accounts/task.source.js';
import { Database } from '../database/database.js';
import type { Actor } from '../kernel/actor.js';
import { Clock } from '../kernel/clock.js';
import { formatDateTimeLong, timeLeft } from '../kernel/vietnamese/dates.js';
import type { Calendar } from './calendar.js';
import { ContestDesigns } from './contest.design.js';
import type { ContestFacts, RulesVersionId } from './contest.facts.js';
import { contestsOfOrganiser } from './contest.list.repository.js';
import { contestPaths, PARTS } from './contest.paths.js';
import { ContestReader } from './contest.reader.js';
import { WINDOW_KINDS, WINDOW_NAMES } from './contest.words.js';
import { findingsOf } from './readiness.js';
import { isolatedAttachments } from './rules.repository.js';

/** A window that ends within this is worth a card. */
const SOON_MILLISECONDS = 7 * 24 * 3_600_000;
/** Drafts are looked into one by one; nobody prepares more at a time. */
const DRAFTS = 5;

/** What waits for an organiser: infected papers of the rules, windows about to close, and drafts that cannot open yet. */
@Injectable()
export class ContestTasks implements TaskSource {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly contests: ContestReader,
    private readonly designs: ContestDesigns,
  ) {}

  async tasksFor(actor: Actor): Promise<Task[]> {
    if (actor.role !== 'organiser') return [];
    const { reader } = this.database;
    const found = await contestsOfOrganiser(reader, actor, 1);
    const calendars = await this.contests.calendarsOf(reader, found, this.clock.now());
    const closing = found.flatMap((contest) => {
      const calendar = calendars.get(contest.id);
      return contest.state === 'open' && calendar !== undefined ? closingSoon(contest, calendar) : [];
    });
    const isolated = await isolatedAttachments(
      reader,
      found.filter(({ state }) => state !== 'archived').map(({ id }) => id),
    );
    const drafts: Task[] = [];
    for (const contest of found.filter(({ state }) => state === 'draft').slice(0, DRAFTS)) {
      const calendar = calendars.get(contest.id);
      if (calendar !== undefined) {
        const design = await this.designs.of(reader, contest, calendar);
        drafts.push(preparing(contest, findingsOf(design).filter(({ severity }) => severity === 'blocking').length));
      }
    }
    const replacing = isolated.flatMap(({ contestId, rulesVersionId, names }): Task[] => {
      const contest = found.find(({ id }) => id === contestId);
      return contest === undefined ? [] : [replacingPapers(contest, rulesVersionId, names)];
    });
    return [...replacing, ...closing, ...drafts];
  }
}

const replacingPapers = (contest: ContestFacts, rulesVersionId: RulesVersionId, names: readonly string[]): Task => ({
  title: 'Thay tệp kèm thể lệ bị cách ly',
  href: contestPaths.rulesFiles(contest.slug, rulesVersionId),
  detail: `${names.join(', ')}: có mã độc, không ai tải được. ${contest.name}.`,
  dueText: null,
  count: names.length === 1 ? null : names.length,
});

const preparing = (contest: ContestFacts, missing: number): Task => ({
  title:
    missing === 0
      ? `Mở ${contest.noun.toLowerCase()} ${contest.name}`
      : `Hoàn thiện ${contest.noun.toLowerCase()} ${contest.name}`,
  href: missing === 0 ? contestPaths.opening(contest.slug) : contestPaths.setUp(contest.slug),
  detail: missing === 0 ? 'Đã đủ điều kiện mở.' : `Còn ${missing} việc phải xong trước khi mở.`,
  dueText: null,
  count: null,
});

function closingSoon(contest: ContestFacts, calendar: Calendar): Task[] {
  return WINDOW_KINDS.flatMap((kind): Task[] => {
    const window = calendar.window(kind);
    if (window === null || calendar.phase(kind) !== 'open') return [];
    if (window.until.getTime() - calendar.now.getTime() > SOON_MILLISECONDS) return [];
    return [
      {
        title: `Sắp hết thời gian ${WINDOW_NAMES[kind].toLowerCase()}`,
        href: contestPaths.part(contest.slug, PARTS.windows),
        detail: `${contest.name}. ${timeLeft(calendar.now, window.until)}.`,
        dueText: `Hạn: trước ${formatDateTimeLong(window.until)}`,
        count: null,
      },
    ];
  });
}
