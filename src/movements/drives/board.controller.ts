import { Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import { Database } from '../../database/database.js';
import { handPaper, type PaperFormat, paperRoutes, ThePaperFormat } from '../../documents/paper.answer.js';
import type { Act, Actor } from '../../kernel/actor.js';
import { Clock } from '../../kernel/clock.js';
import { writeWorkbook } from '../../press/workbook.js';
import { announceFile, XLSX } from '../../storage/announce-file.js';
import { type Page, SeeOther } from '../../web/answer.js';
import { TheAct, TheActor, type Words } from '../../web/request.js';
import { Allow } from '../../web/rights.js';
import { SecurityLog } from '../../web/security.log.js';
import { toAnnex } from './board.paper.js';
import { BoardReader } from './board.reader.js';
import { boardPage, boardSheet } from './board.view.js';
import { drivePaths } from './drive.paths.js';
import { ReportReminders } from './report.reminders.js';

/** `/dot/{id}/bang`: how units stand against their targets, on a page, as a spreadsheet, and as the annex of a letter. */
@Controller()
export class BoardController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly boards: BoardReader,
    private readonly reminders: ReportReminders,
    private readonly security: SecurityLog,
  ) {}

  @Get(drivePaths.board(':id'))
  @Allow('commune', 'vetting', 'organiser', 'auditor', 'admin')
  async board(@TheActor() actor: Actor, @Param('id') id: string, @Query() query: Words): Promise<Page> {
    const { reader, beside } = this.database;
    const now = this.clock.now();
    const presses = actor.role === 'vetting' || actor.role === 'organiser';
    const read = await this.boards.pageBeside(reader, actor, id, query, now, (opened) =>
      presses ? this.reminders.owing(beside, opened, now) : Promise.resolve(null),
    );
    return boardPage(read.opened, read.choice, read.board, read.beside);
  }

  /** Reminds the communes that owe a report, each once a day. */
  @Post(drivePaths.reminder(':id'))
  @Allow('vetting', 'organiser')
  async remind(@TheAct() act: Act, @Param('id') id: string): Promise<SeeOther> {
    const reminded = await this.reminders.press(act, id);
    return new SeeOther(drivePaths.board(id), `Đã nhắc ${reminded} xã còn nợ báo cáo.`);
  }

  @Get(drivePaths.boardSheet(':id'))
  @Allow('commune', 'vetting', 'organiser', 'auditor', 'admin')
  async sheet(
    @TheActor() actor: Actor,
    @Param('id') id: string,
    @Query() query: Words,
    @Res() res: Response,
  ): Promise<void> {
    const { opened, choice, board } = await this.boards.whole(this.database.reader, actor, id, query, this.clock.now());
    announceFile(res, XLSX, `Bảng tiến độ ${opened.drive.name}.xlsx`);
    this.security.exported(actor, { view: 'movements/board sheet', contest: opened.movement.contests[0]?.slug ?? '' });
    await writeWorkbook([boardSheet(opened, choice, board)], res);
  }

  @Get(paperRoutes(drivePaths.annex(':id')))
  @Allow('commune', 'vetting', 'organiser', 'auditor', 'admin')
  async annex(
    @TheActor() actor: Actor,
    @Param('id') id: string,
    @Query() query: Words,
    @ThePaperFormat() format: PaperFormat,
    @Res() res: Response,
  ): Promise<void> {
    const { opened, choice, board } = await this.boards.whole(this.database.reader, actor, id, query, this.clock.now());
    this.security.exported(actor, { view: 'movements/board annex', contest: opened.movement.contests[0]?.slug ?? '' });
    await handPaper(res, format, { paper: toAnnex(opened, choice, board), name: `Phụ lục ${opened.drive.name}` });
  }
}
