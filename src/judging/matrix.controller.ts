import { Controller, Get, Param, Query } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import type { Page } from '../web/answer.js';
import { TheActor, type Words } from '../web/request.js';
import { Allow } from '../web/rights.js';
import { AgreementPages } from './agreement.pages.js';
import { judgingPaths } from './judging.paths.js';
import { MatrixPages } from './matrix.pages.js';
import { WorkingsPages } from './workings.pages.js';

/** The table of all scores, once the round is closed, how each rank came about, and how far judges agree. */
@Controller()
export class MatrixController {
  constructor(
    private readonly pages: MatrixPages,
    private readonly ranks: WorkingsPages,
    private readonly agreements: AgreementPages,
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

  @Get(judgingPaths.agreement)
  @Allow('secretary')
  agreement(@TheActor() actor: Actor, @Query() query: Words): Promise<Page> {
    return this.agreements.secretary(actor, query);
  }

  @Get(judgingPaths.organiserAgreement(':slug'))
  @Allow('organiser', 'auditor')
  organiserAgreement(@TheActor() actor: Actor, @Param('slug') slug: string, @Query() query: Words): Promise<Page> {
    return this.agreements.organiser(actor, slug, query);
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
