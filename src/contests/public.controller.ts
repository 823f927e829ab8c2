import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import { Database } from '../database/database.js';
import { DocumentReader } from '../documents/document.reader.js';
import type { Actor } from '../kernel/actor.js';
import { Clock } from '../kernel/clock.js';
import { isId } from '../kernel/ids.js';
import { obey, Refused } from '../kernel/refusal.js';
import { FileSender } from '../storage/file-sender.js';
import type { Page } from '../web/answer.js';
import { MaybeActor } from '../web/request.js';
import { Public } from '../web/rights.js';
import type { Calendar } from './calendar.js';
import type { ContestFacts } from './contest.facts.js';
import { countPublic, publicContests, snapshotSize } from './contest.list.repository.js';
import { contestPaths } from './contest.paths.js';
import { refuseToHandOut, refuseToShow } from './contest.policy.js';
import { PrizeMoney } from './prize-money.reader.js';
import { ContestReader } from './contest.reader.js';
import { pageNumber } from '../web/page-number.js';
import { frontPage, listPage, overviewPage, rulesPage } from './public.view.js';
import { roundCriteria } from './rubric.repository.js';
import { attachmentById, attachmentsOf, rulesVersions } from './rules.repository.js';
import { toPublicRounds } from './public-rounds.view.js';
import { vettingLevelsOf } from './vetting-level.repository.js';

/** As many open contests as the front page shows; the rest are a link away. */
const ON_FRONT = 6;

/** What everybody may read of contests that are open. */
@Controller()
export class PublicController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly contests: ContestReader,
    private readonly money: PrizeMoney,
    private readonly files: FileSender,
    private readonly documents: DocumentReader,
  ) {}

  @Get(contestPaths.front)
  @Public()
  async front(@MaybeActor() actor: Actor | null): Promise<Page> {
    const found = (await publicContests(this.database.reader, 1)).filter((one) => one.state === 'open');
    return frontPage(await this.withCalendars(found.slice(0, ON_FRONT)), actor !== null);
  }

  @Get(contestPaths.all)
  @Public()
  async list(@Query('trang') typed: unknown): Promise<Page> {
    const { reader } = this.database;
    const page = pageNumber(typed);
    const found = await publicContests(reader, page);
    return listPage(await this.withCalendars(found), { page, total: await countPublic(reader) });
  }

  @Get(contestPaths.one(':slug'))
  @Public()
  async overview(@Param('slug') slug: string): Promise<Page> {
    const { reader } = this.database;
    const shown = await this.shown(slug);
    const { id } = shown.contest;
    return overviewPage(shown, {
      slots: await this.contests.slots(reader, id),
      fields: await this.contests.fields(reader, id),
      size: await snapshotSize(reader, id),
      hasDocuments: await this.documents.hasPublished(reader, id),
      vetting: (await vettingLevelsOf(reader, id)).map((level) => level.officeName ?? level.name),
    });
  }

  @Get(contestPaths.rules(':slug'))
  @Public()
  async rules(@Param('slug') slug: string, @Query('ban') wanted: unknown): Promise<Page> {
    const { reader } = this.database;
    const shown = await this.shown(slug);
    const { id } = shown.contest;
    const versions = await rulesVersions(reader, id);
    const current = await this.contests.rulesInForce(reader, id, shown.calendar.now);
    const inForce = versions.find((one) => one.id === current?.id) ?? null;
    const version =
      wanted === undefined ? (inForce ?? versions[0] ?? null) : versions.find((one) => String(one.number) === wanted);
    if (version === undefined) throw new Refused({ code: 'not-found' });
    return rulesPage(shown, {
      version,
      inForce,
      versions,
      attachments: version === null ? [] : await attachmentsOf(reader, version.id),
      criteria: (await this.contests.currentRubric(reader, id))?.criteria ?? [],
      rounds: toPublicRounds(await this.contests.plannedRounds(reader, id), await roundCriteria(reader, id)),
      tiers: await this.contests.tiers(reader, id),
      sidePrizes: await this.money.sidePrizes(reader, id),
    });
  }

  @Get(contestPaths.attachment(':slug', ':id'))
  @Public()
  async attachment(@Param('slug') slug: string, @Param('id') id: string, @Res() res: Response): Promise<void> {
    const { contest } = await this.shown(slug);
    const file = isId(id) ? await attachmentById(this.database.reader, contest.id, id) : null;
    if (file === null) throw new Refused({ code: 'not-found' });
    obey(refuseToHandOut(file, contest));
    await this.files.sendFile(res, file, { disposition: 'attachment' });
  }

  private async shown(slug: string): Promise<{ contest: ContestFacts; calendar: Calendar }> {
    const contest = await this.contests.bySlug(this.database.reader, slug);
    obey(refuseToShow(contest));
    if (contest === null) throw new Refused({ code: 'not-found' });
    return { contest, calendar: await this.contests.calendarOf(this.database.reader, contest, this.clock.now()) };
  }

  private async withCalendars(
    found: readonly ContestFacts[],
  ): Promise<{ contest: ContestFacts; calendar: Calendar }[]> {
    const calendars = await this.contests.calendarsOf(this.database.reader, found, this.clock.now());
    return found.flatMap((contest) => {
      const calendar = calendars.get(contest.id);
      return calendar === undefined ? [] : [{ contest, calendar }];
    });
  }
}
