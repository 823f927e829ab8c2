import { Controller, Get, Param, Query } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import type { Page } from '../web/answer.js';
import { TheActor, type Words } from '../web/request.js';
import { Allow } from '../web/rights.js';
import { judgingPaths } from './judging.paths.js';
import { MatrixPages } from './matrix.pages.js';
import { WorkingsPages } from './workings.pages.js';

/** The table of all scores, once the round is closed, and how each rank came about. */
@Controller()
export class MatrixController {
  constructor(
    private readonly pages: MatrixPages,
    private readonly ranks: WorkingsPages,
  ) {}

  @Get(judgingPaths.matrix)
  @Allow('secretary')
  secretary(@TheActor() actor: Actor, @Query() query: Words): Promise<Page> {
    return this.pages.secretary(actor, query);
  }

  @Get(judgingPaths.organiserMatrix(':slug'))
  @Allow('organiser', 'auditor')
  organiser(@TheActor() actor: Actor, @Param('slug') slug: string, @Query() query: Words): Promise<Page> {
    return this.pages.organiser(actor, slug, query);
  }

  @Get(judgingPaths.workings(':code'))
  @Allow('secretary')
  workings(@TheActor() actor: Actor, @Param('code') code: string, @Query() query: Words): Promise<Page> {
    return this.ranks.secretary(actor, code, query);
  }

  @Get(judgingPaths.organiserWorkings(':slug', ':code'))
  @Allow('organiser', 'auditor')
  organiserWorkings(
    @TheActor() actor: Actor,
    @Param('slug') slug: string,
    @Param('code') code: string,
    @Query() query: Words,
  ): Promise<Page> {
    return this.ranks.organiser(actor, slug, code, query);
  }
}
