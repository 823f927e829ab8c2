import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import { handPaper, type PaperFormat, paperRoutes, ThePaperFormat } from '../../documents/paper.answer.js';
import type { Actor } from '../../kernel/actor.js';
import { TheActor, type Words } from '../../web/request.js';
import { Allow } from '../../web/rights.js';
import { judgingPaths } from '../judging.paths.js';
import { RoundPaperPages } from './round-paper.pages.js';

/** The table of scores and the minutes of scoring as papers, once the round is closed. */
@Controller()
export class RoundPaperController {
  constructor(private readonly pages: RoundPaperPages) {}

  @Get(paperRoutes(judgingPaths.tablePaper))
  @Allow('secretary')
  async table(
    @TheActor() actor: Actor,
    @Query() query: Words,
    @ThePaperFormat() format: PaperFormat,
    @Res() res: Response,
  ): Promise<void> {
    await handPaper(res, format, await this.pages.secretary(actor, 'table', query));
  }

  @Get(paperRoutes(judgingPaths.minutesPaper))
  @Allow('secretary')
  async minutes(
    @TheActor() actor: Actor,
    @Query() query: Words,
    @ThePaperFormat() format: PaperFormat,
    @Res() res: Response,
  ): Promise<void> {
    await handPaper(res, format, await this.pages.secretary(actor, 'minutes', query));
  }

  @Get(paperRoutes(judgingPaths.organiserTablePaper(':slug')))
  @Allow('organiser', 'auditor')
  async organiserTable(
    @TheActor() actor: Actor,
    @Param('slug') slug: string,
    @Query() query: Words,
    @ThePaperFormat() format: PaperFormat,
    @Res() res: Response,
  ): Promise<void> {
    await handPaper(res, format, await this.pages.organiser(actor, slug, 'table', query));
  }

  @Get(paperRoutes(judgingPaths.organiserMinutesPaper(':slug')))
  @Allow('organiser', 'auditor')
  async organiserMinutes(
    @TheActor() actor: Actor,
    @Param('slug') slug: string,
    @Query() query: Words,
    @ThePaperFormat() format: PaperFormat,
    @Res() res: Response,
  ): Promise<void> {
    await handPaper(res, format, await this.pages.organiser(actor, slug, 'minutes', query));
  }
}
