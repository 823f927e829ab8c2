import { Controller, Get, Param, Query } from '@nestjs/common';
import { Database } from '../database/database.js';
import type { Actor } from '../kernel/actor.js';
import { Clock } from '../kernel/clock.js';
import { NoticeLog, sayTold, TOLD_A_PAGE, toToldRow } from '../notices/notice.log.js';
import { Page } from '../web/answer.js';
import { TheActor } from '../web/request.js';
import { Allow } from '../web/rights.js';
import { pagingOf } from '../web/views/page.js';
import { BroadcastRepository } from './broadcast.repository.js';
import { toBroadcastRow } from './broadcast.view.js';
import { frameOfContest } from './contest.frame.js';
import { contestPaths } from './contest.paths.js';
import { pageNumber } from '../web/page-number.js';
import { PartService } from './parts/part.service.js';
import { deskCrumbs } from './parts/part.view.js';

const BROADCASTS_A_PAGE = 10;

/** `/to-chuc/{slug}/thong-bao`: what organisers wrote, what went to whom, and what became of the mails. */
@Controller()
export class NoticeLogController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly parts: PartService,
    private readonly log: NoticeLog,
    private readonly broadcasts: BroadcastRepository,
  ) {}

  @Get(contestPaths.notices(':slug'))
  @Allow('organiser')
  async show(
    @Param('slug') slug: string,
    @Query() { trang, soan }: Record<string, unknown>,
    @TheActor() actor: Actor,
  ): Promise<Page> {
    const { reader } = this.database;
    const desk = await this.parts.desk(reader, actor, slug, this.clock.now());
    const { contest, calendar } = desk;
    const [page, writtenPage] = [pageNumber(trang), pageNumber(soan)];
    const hrefOf = (told: number, written: number): string =>
      `${contestPaths.notices(slug)}?trang=${told}&soan=${written}`;
    const written = await this.broadcasts.ofContest(reader, contest.id, {
      limit: BROADCASTS_A_PAGE,
      offset: (writtenPage - 1) * BROADCASTS_A_PAGE,
    });
    const found = await this.log.ofContest(reader, contest.id, {
      limit: TOLD_A_PAGE,
      offset: (page - 1) * TOLD_A_PAGE,
    });
    return new Page(
      'contests/notice-log',
      {
        about: contest.name,
        isRehearsal: contest.rehearsal,
        lead: sayTold(found),
        writeHref: contestPaths.newBroadcast(slug),
        broadcasts: written.broadcasts.map((one) => toBroadcastRow(slug, one)),
        broadcastPaging: pagingOf({
          page: writtenPage,
          pageSize: BROADCASTS_A_PAGE,
          total: written.total,
          hrefOf: (number) => hrefOf(page, number),
        }),
        told: found.told.map(toToldRow),
        paging: pagingOf({
          page,
          pageSize: TOLD_A_PAGE,
          total: found.total,
          hrefOf: (number) => hrefOf(number, writtenPage),
        }),
        backHref: contestPaths.setUp(slug),
      },
      frameOfContest(contest, calendar, deskCrumbs(desk, { href: null, label: 'Thông báo' })),
    );
  }
}
