import { Controller, Get, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import { frameOfContest } from '../contests/contest.frame.js';
import { Database } from '../database/database.js';
import type { Actor } from '../kernel/actor.js';
import { Clock } from '../kernel/clock.js';
import { Refused } from '../kernel/refusal.js';
import { formatDateTime } from '../kernel/vietnamese/dates.js';
import { writeWorkbook } from '../press/workbook.js';
import { contentDisposition } from '../storage/file-headers.js';
import { Page } from '../web/answer.js';
import { TheActor } from '../web/request.js';
import { Allow } from '../web/rights.js';
import { SecurityLog } from '../web/security.log.js';
import { ProgressRepository } from './progress.repository.js';
import { toBoard, toProgressSheet, toProgressView } from './progress.view.js';
import { readDesk } from './queue.form.js';
import { VettingOpening } from './vetting.opening.js';
import { vettingPaths } from './vetting.paths.js';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** How the communes of an office stand, on a page and as a spreadsheet. */
@Controller()
export class ProgressController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly opening: VettingOpening,
    private readonly progress: ProgressRepository,
    private readonly security: SecurityLog,
  ) {}

  @Get(vettingPaths.progress)
  @Allow('vetting')
  async board(@TheActor() actor: Actor, @Query() query: Record<string, unknown>): Promise<Page> {
    const { reader } = this.database;
    const opened = await this.opening.desk(reader, actor, readDesk(query), this.clock.now());
    if (opened === null) return new Page('vetting/no-desk', { heading: 'Tiến độ các xã' });
    const board = toBoard(opened.contest, await this.progress.ofDesk(reader, opened.desk));
    return new Page('vetting/progress', toProgressView(opened, board), frameOfContest(opened.contest, opened.calendar));
  }

  @Get(vettingPaths.progressSheet)
  @Allow('vetting')
  async sheet(@TheActor() actor: Actor, @Query() query: Record<string, unknown>, @Res() res: Response): Promise<void> {
    const { reader } = this.database;
    const opened = await this.opening.desk(reader, actor, readDesk(query), this.clock.now());
    if (opened === null) throw new Refused({ code: 'not-found' });
    const board = toBoard(opened.contest, await this.progress.ofDesk(reader, opened.desk));
    const view = toProgressView(opened, board);
    res.setHeader('Content-Type', XLSX);
    res.setHeader('Content-Disposition', contentDisposition('attachment', `Tiến độ ${opened.contest.code}.xlsx`));
    res.setHeader('X-Content-Type-Options', 'nosniff');
    res.setHeader('Cache-Control', 'private, no-store');
    this.security.exported(actor, { view: 'vetting/progress sheet', contest: opened.contest.slug });
    await writeWorkbook([toProgressSheet(opened, view, formatDateTime(opened.calendar.now))], res);
  }
}
