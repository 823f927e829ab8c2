import { Controller, Get, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import { RegisterMenu } from '../../communities/register.menu.js';
import { Database } from '../../database/database.js';
import { handPaper, type PaperFormat, paperRoutes, ThePaperFormat } from '../../documents/paper.answer.js';
import type { Actor } from '../../kernel/actor.js';
import { Clock } from '../../kernel/clock.js';
import { writeWorkbook } from '../../press/workbook.js';
import { announceFile, XLSX } from '../../storage/announce-file.js';
import type { Page } from '../../web/answer.js';
import { pageNumber } from '../../web/page-number.js';
import { TheActor, type Words } from '../../web/request.js';
import { Allow } from '../../web/rights.js';
import { SecurityLog } from '../../web/security.log.js';
import { READERS } from './item.policy.js';
import { propagandaPaths } from './propaganda.paths.js';
import { toWeekSheet } from './week.paper.js';
import { type Week, WeekReader, type WeekUnit } from './week.reader.js';
import { COMMUNES_A_PAGE, weekPage, weekTable } from './week.view.js';

/** Of a spreadsheet, whose missed slots are named one by one. */
const COMMUNES_AT_ONCE = 500;

/** `/tuyen-truyen/tuan`: the week as a calendar, as a sheet to hang up, and as a table of who has said what. */
@Controller()
export class WeekController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly weeks: WeekReader,
    private readonly security: SecurityLog,
    private readonly menu: RegisterMenu,
  ) {}

  @Get(propagandaPaths.week)
  @Allow(...READERS)
  async page(@TheActor() actor: Actor, @Query() query: Words): Promise<Page> {
    const week = await this.week(actor, query);
    const page = pageNumber(query['trang']);
    const units = await this.weeks.units(this.database.reader, week, {
      limit: COMMUNES_A_PAGE,
      offset: (page - 1) * COMMUNES_A_PAGE,
    });
    const menu = this.menu.for(actor.role, propagandaPaths.home);
    const isCommune = actor.role === 'commune';
    return weekPage(week, units, { page, menu, isCommune, hasFeed: isCommune || actor.role === 'vetting' });
  }

  @Get(paperRoutes(propagandaPaths.weekSheet))
  @Allow(...READERS)
  async sheet(
    @TheActor() actor: Actor,
    @Query() query: Words,
    @ThePaperFormat() format: PaperFormat,
    @Res() res: Response,
  ): Promise<void> {
    const week = await this.week(actor, query);
    await handPaper(res, format, { paper: toWeekSheet(week), name: `Lịch tuyên truyền tuần ${week.monday}` });
  }

  @Get(propagandaPaths.weekTable)
  @Allow('vetting', 'organiser', 'auditor', 'admin')
  async table(@TheActor() actor: Actor, @Query() query: Words, @Res() res: Response): Promise<void> {
    const week = await this.week(actor, query);
    announceFile(res, XLSX, `Tuyên truyền tuần ${week.monday}.xlsx`);
    this.security.exported(actor, { view: 'movements/propaganda week', contest: '' });
    await writeWorkbook([weekTable(week, await this.everyUnit(week))], res);
  }

  private async everyUnit(week: Week): Promise<WeekUnit[]> {
    const rows: WeekUnit[] = [];
    for (;;) {
      const found = await this.weeks.units(this.database.reader, week, {
        limit: COMMUNES_AT_ONCE,
        offset: rows.length,
      });
      rows.push(...found.rows);
      if (found.rows.length < COMMUNES_AT_ONCE) return rows;
    }
  }

  /** A commune has its own week, as if it had chosen itself. */
  private week(actor: Actor, query: Words) {
    const own = actor.role === 'commune' ? { ...query, xa: actor.unitId ?? '' } : query;
    return this.weeks.week(this.database.reader, actor, own, this.clock.now());
  }
}
