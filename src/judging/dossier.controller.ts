import { Controller, Get, Param, Res } from '@nestjs/common';
import type { Response } from 'express';
import { DossierFiles, type WantedFile } from '../entries/dossier.files.js';
import type { Actor } from '../kernel/actor.js';
import { TheActor } from '../web/request.js';
import { Allow } from '../web/rights.js';
import { JudgeDesks } from './judge.desk.js';
import { judgingPaths } from './judging.paths.js';

/** The files of a dossier, for the judge who has it. */
@Controller()
export class JudgedDossierController {
  constructor(
    private readonly desks: JudgeDesks,
    private readonly files: DossierFiles,
  ) {}

  @Get(judgingPaths.filePage(':code', ':id', ':page'))
  @Allow('judge')
  async page(
    @TheActor() actor: Actor,
    @Param('code') code: string,
    @Param('id') file: string,
    @Param('page') page: string,
    @Res() res: Response,
  ): Promise<void> {
    await this.serve(res, actor, code, { file, page });
  }

  @Get(judgingPaths.filePart(':code', ':id', ':part'))
  @Allow('judge')
  async part(
    @TheActor() actor: Actor,
    @Param('code') code: string,
    @Param('id') file: string,
    @Param('part') part: string,
    @Res() res: Response,
  ): Promise<void> {
    await this.serve(res, actor, code, { file, part });
  }

  private async serve(res: Response, actor: Actor, code: string, wanted: WantedFile): Promise<void> {
    const { entry, blind } = await this.desks.entryToRead(actor, code);
    return blind.isBlind
      ? this.files.serveBlind(res, entry, wanted, blind)
      : this.files.serveToOthers(res, entry, wanted);
  }
}
