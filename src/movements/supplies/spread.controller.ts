import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import { Database } from '../../database/database.js';
import type { Actor } from '../../kernel/actor.js';
import { Clock } from '../../kernel/clock.js';
import { writeWorkbook } from '../../press/workbook.js';
import { announceFile, XLSX } from '../../storage/announce-file.js';
import type { Page } from '../../web/answer.js';
import { pageNumber } from '../../web/page-number.js';
import { TheActor } from '../../web/request.js';
import { Allow } from '../../web/rights.js';
import { SecurityLog } from '../../web/security.log.js';
import { SPREAD_READERS, SpreadOpening } from './spread.opening.js';
import { spreadPage, spreadSheet, COMMUNES_A_PAGE } from './spread.view.js';
import type { SupplyOfCommune } from './supply.facts.js';
import { supplyPaths } from './supply.paths.js';
import { SupplyRepository } from './supply.repository.js';

/** Of a spreadsheet. */
const COMMUNES_AT_ONCE = 500;

/** `/tuyen-truyen/noi-dung/{id}/nhom`: how far an item has come in the groups of each commune. */
@Controller()
export class SpreadController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly opening: SpreadOpening,
    private readonly supplies: SupplyRepository,
    private readonly security: SecurityLog,
  ) {}

  @Get(supplyPaths.spread(':id'))
  @Allow(...SPREAD_READERS)
  async page(@TheActor() actor: Actor, @Param('id') id: string, @Query('trang') typed: unknown): Promise<Page> {
    const { reader } = this.database;
    const { opened, ...within } = await this.opening.open(this.database.reader, actor, id, this.clock.now());
    const page = pageNumber(typed);
    const paging = { limit: COMMUNES_A_PAGE, offset: (page - 1) * COMMUNES_A_PAGE };
    const [sums, rows] = await Promise.all([
      this.supplies.sums(reader, opened.item.id, within),
      this.supplies.byCommune(reader, opened.item.id, { ...within, ...paging }),
    ]);
    return spreadPage(opened, { sums, rows, page });
  }

  @Get(supplyPaths.spreadTable(':id'))
  @Allow(...SPREAD_READERS)
  async table(@TheActor() actor: Actor, @Param('id') id: string, @Res() res: Response): Promise<void> {
    const { opened, ...within } = await this.opening.open(this.database.reader, actor, id, this.clock.now());
    const rows: SupplyOfCommune[] = [];
    for (let last = COMMUNES_AT_ONCE; last === COMMUNES_AT_ONCE;) {
      const paging = { limit: COMMUNES_AT_ONCE, offset: rows.length };
      const found = await this.supplies.byCommune(this.database.reader, opened.item.id, { ...within, ...paging });
      rows.push(...found);
      last = found.length;
    }
    announceFile(res, XLSX, `Đăng vào nhóm ${opened.today}.xlsx`);
    this.security.exported(actor, { view: 'movements/supply spread', contest: '' });
    await writeWorkbook([spreadSheet(opened, rows)], res);
  }
}
