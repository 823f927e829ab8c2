import { Controller, Get, Query } from '@nestjs/common';
import type { Actor } from '../../kernel/actor.js';
import type { Page } from '../../web/answer.js';
import { TheActor, type Words } from '../../web/request.js';
import { Allow } from '../../web/rights.js';
import { judgingPaths } from '../judging.paths.js';
import { ComparisonPages } from './comparison.pages.js';

/** Two dossiers of a judge's own beside each other. */
@Controller()
export class ComparisonController {
  constructor(private readonly comparisons: ComparisonPages) {}

  @Get(judgingPaths.comparisonPage)
  @Allow('judge')
  compare(@TheActor() actor: Actor, @Query() query: Words): Promise<Page> {
    return this.comparisons.page(actor, query);
  }
}
