import { Controller, Get, Query } from '@nestjs/common';
import { RegisterMenu } from '../../communities/register.menu.js';
import { Database } from '../../database/database.js';
import type { Actor } from '../../kernel/actor.js';
import { Clock } from '../../kernel/clock.js';
import type { Page } from '../../web/answer.js';
import { TheActor, type Words } from '../../web/request.js';
import { Allow } from '../../web/rights.js';
import { READERS } from './item.policy.js';
import { MonthReader } from './month.reader.js';
import { monthPage } from './month.view.js';
import { propagandaPaths } from './propaganda.paths.js';

/** `/tuyen-truyen/thang`: the month as a calendar. */
@Controller()
export class MonthController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly months: MonthReader,
    private readonly menu: RegisterMenu,
  ) {}

  @Get(propagandaPaths.month)
  @Allow(...READERS)
  async page(@TheActor() actor: Actor, @Query() query: Words): Promise<Page> {
    const isCommune = actor.role === 'commune';
    const own = isCommune ? { ...query, xa: actor.unitId ?? '' } : query;
    const month = await this.months.month(this.database.reader, actor, own, this.clock.now());
    return monthPage(month, { menu: this.menu.for(actor.role, propagandaPaths.home), isCommune });
  }
}
