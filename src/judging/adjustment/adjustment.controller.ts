import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import type { Act, Actor } from '../../kernel/actor.js';
import { type Answer, answerForm, type Page, SeeOther } from '../../web/answer.js';
import { readForm } from '../../web/form.js';
import { TheAct, TheActor, type Words } from '../../web/request.js';
import { Allow } from '../../web/rights.js';
import { judgingPaths } from '../judging.paths.js';
import { ReasonForm } from '../reason.form.js';
import { readAdjustment } from './adjustment.form.js';
import { AdjustmentPages } from './adjustment.pages.js';
import { AdjustmentService } from './adjustment.service.js';

/** Penalties and bonuses of the round that runs. */
@Controller()
export class AdjustmentController {
  constructor(
    private readonly pages: AdjustmentPages,
    private readonly service: AdjustmentService,
  ) {}

  @Get(judgingPaths.adjustments)
  @Allow('secretary')
  list(@TheActor() actor: Actor, @Query() query: Words): Promise<Page> {
    return this.pages.page(actor, query);
  }

  @Post(judgingPaths.adjustments)
  @Allow('secretary')
  add(@TheAct() act: Act, @Body() body: Words): Answer {
    return answerForm({
      form: readAdjustment(body),
      act: (words) => this.service.add(act, words),
      then: ({ number }) => new SeeOther(judgingPaths.adjustments, `Đã ghi cộng, trừ điểm cho ${number}.`),
      again: (state) => this.pages.page(act.actor, {}, state),
    });
  }

  @Get(judgingPaths.adjustmentRemoval(':id'))
  @Allow('secretary')
  askRemoval(@TheActor() actor: Actor, @Param('id') id: string): Promise<Page> {
    return this.pages.removal(actor, id);
  }

  @Post(judgingPaths.adjustmentRemoval(':id'))
  @Allow('secretary')
  remove(@TheAct() act: Act, @Param('id') id: string, @Body() body: Words): Answer {
    return answerForm({
      form: readForm(ReasonForm, body),
      act: (asked) => this.service.remove(act, id, asked),
      then: ({ number }) => new SeeOther(judgingPaths.adjustments, `Đã bỏ mục cộng, trừ điểm của ${number}.`),
      again: (state) => this.pages.removal(act.actor, id, state),
    });
  }
}
