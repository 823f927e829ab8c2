import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import type { Act, Actor } from '../../kernel/actor.js';
import { type Answer, answerForm, type Page, SeeOther } from '../../web/answer.js';
import { parsedForm } from '../../web/form.js';
import { TheAct, TheActor, type Words } from '../../web/request.js';
import { Allow } from '../../web/rights.js';
import { judgingPaths } from '../judging.paths.js';
import { PracticePages } from './practice.pages.js';
import { PracticeProgressPages } from './practice.progress.js';
import { PracticeService } from './practice.service.js';

/** Where judges practise the scale before the round. */
@Controller()
export class PracticeController {
  constructor(
    private readonly progressPages: PracticeProgressPages,
    private readonly pages: PracticePages,
    private readonly service: PracticeService,
  ) {}

  @Get(judgingPaths.practiceProgress)
  @Allow('secretary')
  progress(@TheActor() actor: Actor): Promise<Page> {
    return this.progressPages.page(actor);
  }

  @Get(judgingPaths.practice)
  @Allow('judge')
  list(@TheActor() actor: Actor): Promise<Page> {
    return this.pages.list(actor);
  }

  @Get(judgingPaths.practiceOf(':order'))
  @Allow('judge')
  show(@TheActor() actor: Actor, @Param('order') order: string): Promise<Page> {
    return this.pages.page(actor, orderOf(order));
  }

  @Post(judgingPaths.practiceOf(':order'))
  @Allow('judge')
  save(@TheAct() act: Act, @Param('order') order: string, @Body() body: Words): Answer {
    return answerForm({
      form: parsedForm(body, body, []),
      act: (words) => this.service.save(act, orderOf(order), words),
      then: ({ title }) =>
        new SeeOther(`${judgingPaths.practiceOf(order)}#ban-giam-khao`, `Đã lưu điểm tập chấm: ${title}.`),
      again: (state, refusal) => this.pages.page(act.actor, orderOf(order), { state, refusal }),
    });
  }
}

/** A place in the list, from 1; whatever is none is beyond its end. */
const orderOf = (typed: string): number => (/^[1-9]\d{0,3}$/.test(typed) ? Number(typed) : 0);
