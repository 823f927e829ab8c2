import { Controller, Get, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import { handPaper, type PaperFormat, paperRoutes, ThePaperFormat } from '../../documents/paper.answer.js';
import type { Actor } from '../../kernel/actor.js';
import type { Page } from '../../web/answer.js';
import { TheActor, type Words } from '../../web/request.js';
import { Allow } from '../../web/rights.js';
import { judgingPaths } from '../judging.paths.js';
import { PrintPages } from './print.pages.js';

/** Score sheets on paper, for the secretary. */
@Controller()
export class PrintController {
  constructor(private readonly pages: PrintPages) {}

  @Get(judgingPaths.prints)
  @Allow('secretary')
  show(@TheActor() actor: Actor, @Query() query: Words): Promise<Page> {
    return this.pages.page(actor, query);
  }

  @Get(paperRoutes(judgingPaths.printFile))
  @Allow('secretary')
  async file(
    @TheActor() actor: Actor,
    @Query() query: Words,
    @ThePaperFormat() format: PaperFormat,
    @Res() res: Response,
  ): Promise<void> {
    await handPaper(res, format, await this.pages.file(actor, query));
  }
}
