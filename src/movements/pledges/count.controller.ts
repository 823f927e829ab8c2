import { Controller, Get, Param, Query } from '@nestjs/common';
import { Database } from '../../database/database.js';
import type { Actor } from '../../kernel/actor.js';
import { Clock } from '../../kernel/clock.js';
import type { Page } from '../../web/answer.js';
import { pageNumber } from '../../web/page-number.js';
import { TheActor } from '../../web/request.js';
import { Allow } from '../../web/rights.js';
import { PledgeCountRepository } from './count.repository.js';
import { COUNTS_A_PAGE, countsPage, isLivedIn } from './count.view.js';
import { PledgeOpening } from './pledge.opening.js';
import { pledgePaths } from './pledge.paths.js';
import { PLEDGE_READERS } from './pledge.policy.js';

/** `/dot/{id}/cam-ket`: how many of which agency pledged, and how many of which commune live there; numbers alone. */
@Controller()
export class PledgeCountController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly opening: PledgeOpening,
    private readonly counts: PledgeCountRepository,
  ) {}

  @Get(pledgePaths.counts(':id'))
  @Allow(...PLEDGE_READERS)
  async show(
    @TheActor() actor: Actor,
    @Param('id') id: string,
    @Query('theo') grouping: unknown,
    @Query('trang') typed: unknown,
  ): Promise<Page> {
    const { reader } = this.database;
    const opened = await this.opening.counted(reader, actor, id, this.clock.now());
    const { drive, reach, ownUnits } = opened;
    const livesOnly = isLivedIn(opened);
    const page = pageNumber(typed);
    const paging = { limit: COUNTS_A_PAGE, offset: (page - 1) * COUNTS_A_PAGE };
    const isCommune = actor.role === 'commune';
    const all = await (livesOnly
      ? this.counts.ofResidents(reader, drive.id, reach)
      : this.counts.ofAll(reader, drive.id, reach));
    if (livesOnly || grouping === 'noi-o') {
      const communes = await this.counts.byCommune(reader, drive.id, reach, paging);
      return countsPage(opened, { all, page, isCommune, found: { by: 'commune', ...communes } });
    }
    const units = await this.counts.byUnit(reader, drive.id, reach, paging);
    return countsPage(opened, { all, page, isCommune, found: { by: 'unit', units, total: ownUnits } });
  }
}
