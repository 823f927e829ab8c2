import { Controller, Get, Param, Query } from '@nestjs/common';
import { Database } from '../../database/database.js';
import type { Actor } from '../../kernel/actor.js';
import type { UnitId } from '../../kernel/ids.js';
import { obey } from '../../kernel/refusal.js';
import { NoticeLog, sayTold, TOLD_A_PAGE, toToldRow } from '../../notices/notice.log.js';
import { Page } from '../../web/answer.js';
import { pageNumber } from '../../web/page-number.js';
import { TheActor } from '../../web/request.js';
import { Allow } from '../../web/rights.js';
import { pagingOf } from '../../web/views/page.js';
import { OfficeDoors } from './office.doors.js';
import { officePaths } from './office.paths.js';

/** `/van-ban/{unit}/thong-bao`: what an office told in its own name, to whom, and what became of the mails. Who keeps its register reads it. */
@Controller()
export class OfficeNoticesController {
  constructor(
    private readonly database: Database,
    private readonly doors: OfficeDoors,
    private readonly log: NoticeLog,
  ) {}

  @Get(officePaths.notices(':office'))
  @Allow('vetting', 'organiser')
  async show(@TheActor() actor: Actor, @Param('office') office: string, @Query('trang') typed: unknown): Promise<Page> {
    const { refusal, about, paths, frame } = await this.doors.seen(actor, { office });
    obey(refusal);
    const page = pageNumber(typed);
    const found = await this.log.ofOffice(this.database.reader, office as UnitId, {
      limit: TOLD_A_PAGE,
      offset: (page - 1) * TOLD_A_PAGE,
    });
    return new Page(
      'documents/notices',
      {
        about,
        lead: sayTold(found),
        told: found.told.map(toToldRow),
        paging: pagingOf({
          page,
          pageSize: TOLD_A_PAGE,
          total: found.total,
          hrefOf: (to) => `${officePaths.notices(office)}?trang=${to}`,
        }),
        backHref: paths.list,
      },
      frame({ href: null, label: 'Thông báo đã gửi' }),
    );
  }
}
