import { Controller, Get, Query } from '@nestjs/common';
import { Database } from '../../database/database.js';
import type { Actor } from '../../kernel/actor.js';
import { Refused } from '../../kernel/refusal.js';
import { Page, SeeOther } from '../../web/answer.js';
import { pageNumber } from '../../web/page-number.js';
import { TheActor } from '../../web/request.js';
import { Allow } from '../../web/rights.js';
import { pagingOf } from '../../web/views/page.js';
import { officePaths } from './office.paths.js';
import { ownOffice } from './office.policy.js';
import { OfficeRepository } from './office.repository.js';

const OFFICES_A_PAGE = 50;

/** `/van-ban`: leads an office to its own register, and lists the registers for who reads or keeps more than one. */
@Controller()
export class OfficeController {
  constructor(
    private readonly database: Database,
    private readonly offices: OfficeRepository,
  ) {}

  @Get(officePaths.desk)
  @Allow('vetting', 'organiser', 'auditor')
  async desk(@TheActor() actor: Actor, @Query('trang') typed: unknown): Promise<Page | SeeOther> {
    const own = ownOffice(actor);
    if (own !== null) return new SeeOther(officePaths.of(own).list);
    if (actor.contestId !== null || actor.role === 'vetting') throw new Refused({ code: 'not-found' });
    const page = pageNumber(typed);
    const { offices, total } = await this.offices.kept(this.database.reader, {
      limit: OFFICES_A_PAGE,
      offset: (page - 1) * OFFICES_A_PAGE,
    });
    return new Page('documents/offices', {
      rows: offices.map(({ id, name, documents }) => ({ name, href: officePaths.of(id).list, documents })),
      paging:
        total <= OFFICES_A_PAGE
          ? null
          : pagingOf({ page, pageSize: OFFICES_A_PAGE, total, hrefOf: (to) => `${officePaths.desk}?trang=${to}` }),
    });
  }
}
