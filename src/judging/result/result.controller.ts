import { Controller, Get, Param, Query } from '@nestjs/common';
import type { Actor } from '../../kernel/actor.js';
import type { Page } from '../../web/answer.js';
import { TheActor, type Words } from '../../web/request.js';
import { Allow } from '../../web/rights.js';
import { judgingPaths } from '../judging.paths.js';
import { ResultPages } from './result.pages.js';

/** What all rounds of a contest come to, once the last one is closed. */
@Controller()
export class ResultController {
  constructor(private readonly pages: ResultPages) {}

  @Get(judgingPaths.result)
  @Allow('secretary')
  secretary(@TheActor() actor: Actor, @Query() query: Words): Promise<Page> {
    return this.pages.secretary(actor, query);
  }

  @Get(judgingPaths.organiserResult(':slug'))
  @Allow('organiser', 'auditor')
  organiser(@TheActor() actor: Actor, @Param('slug') slug: string, @Query() query: Words): Promise<Page> {
    return this.pages.organiser(actor, slug, query);
  }
}
