import { Controller, Get, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import type { Actor } from '../../kernel/actor.js';
import { FileSender } from '../../storage/file-sender.js';
import type { Page } from '../../web/answer.js';
import { TheActor, type Words } from '../../web/request.js';
import { Allow } from '../../web/rights.js';
import { judgingPaths } from '../judging.paths.js';
import { PrintPages } from './print.pages.js';

/** Score sheets on paper, for the secretary. */
@Controller()
export class PrintController {
  constructor(
    private readonly pages: PrintPages,
    private readonly sender: FileSender,
  ) {}

  @Get(judgingPaths.prints)
  @Allow('secretary')
  show(@TheActor() actor: Actor, @Query() query: Words): Promise<Page> {
    return this.pages.page(actor, query);
  }

  @Get(judgingPaths.printFile)
  @Allow('secretary')
  async file(@TheActor() actor: Actor, @Query() query: Words, @Res() res: Response): Promise<void> {
    const { pdf, name } = await this.pages.file(actor, query);
    this.sender.sendBook(res, pdf, name);
  }
}
