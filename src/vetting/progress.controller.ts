import { Controller, Get, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import { handPaper, type PaperFormat, paperRoutes, ThePaperFormat } from '../documents/paper.answer.js';
import { frameOfContest } from '../contests/contest.frame.js';
import { Database } from '../database/database.js';
import type { Actor } from '../kernel/actor.js';
import { Clock } from '../kernel/clock.js';
import { Refused } from '../kernel/refusal.js';
import { formatDateTime } from '../kernel/vietnamese/dates.js';
import { writeWorkbook } from '../press/workbook.js';
import { announceFile, XLSX } from '../storage/announce-file.js';
import { Page } from '../web/answer.js';
import { TheActor } from '../web/request.js';
import { Allow } from '../web/rights.js';
import { SecurityLog } from '../web/security.log.js';
import { LetterheadReader } from '../units/letterhead.reader.js';
import { toProgressPaper } from './progress.paper.js';
import { ProgressRepository } from './progress.repository.js';
import { type ProgressView, toBoard, toProgressSheet, toProgressView } from './progress.view.js';
import { readDesk } from './queue.form.js';
import { type DeskAmongAll, VettingOpening } from './vetting.opening.js';
import { vettingPaths } from './vetting.paths.js';

/** How the communes of an office stand: on a page, as a spreadsheet and as a report. */
@Controller()
export class ProgressController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly opening: VettingOpening,
    private readonly progress: ProgressRepository,
    private readonly letterheads: LetterheadReader,
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
    const { opened, view } = await this.taken(actor, query);
    announceFile(res, XLSX, `Tiến độ ${opened.contest.code}.xlsx`);
    this.security.exported(actor, { view: 'vetting/progress sheet', contest: opened.contest.slug });
    await writeWorkbook([toProgressSheet(opened, view, formatDateTime(opened.calendar.now))], res);
  }

  @Get(paperRoutes(vettingPaths.progressPaper))
  @Allow('vetting')
  async paper(
    @TheActor() actor: Actor,
    @Query() query: Record<string, unknown>,
    @ThePaperFormat() format: PaperFormat,
    @Res() res: Response,
  ): Promise<void> {
    const { opened, view } = await this.taken(actor, query);
    const { desk, contest, calendar } = opened;
    const head = await this.letterheads.of(this.database.reader, { unitId: desk.unitId, name: desk.unitName });
    this.security.exported(actor, { view: 'vetting/progress paper', contest: contest.slug });
    const paper = toProgressPaper({ view, contest, head, at: calendar.now });
    await handPaper(res, format, { paper, name: `Báo cáo tiến độ ${contest.code}` });
  }

  /** The board that leaves as a file; "not found" without a desk. */
  private async taken(
    actor: Actor,
    query: Record<string, unknown>,
  ): Promise<{ opened: DeskAmongAll; view: ProgressView }> {
    const { reader } = this.database;
    const opened = await this.opening.desk(reader, actor, readDesk(query), this.clock.now());
    if (opened === null) throw new Refused({ code: 'not-found' });
    const board = toBoard(opened.contest, await this.progress.ofDesk(reader, opened.desk));
    return { opened, view: toProgressView(opened, board) };
  }
}
