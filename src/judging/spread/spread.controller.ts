import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import type { Act, Actor } from '../../kernel/actor.js';
import { type Answer, answerForm, type Page, SeeOther } from '../../web/answer.js';
import { readForm } from '../../web/form.js';
import { TheAct, TheActor, type Words } from '../../web/request.js';
import { Allow } from '../../web/rights.js';
import { judgingPaths } from '../judging.paths.js';
import { ReasonForm } from '../reason.form.js';
import { readSpreadRule, SpreadAnswerForm } from './spread.form.js';
import { SpreadPages } from './spread.pages.js';
import { SpreadService } from './spread.service.js';

/** Marks that lie apart: the organiser's rule, and what the secretary does by it. */
@Controller()
export class SpreadController {
  constructor(
    private readonly pages: SpreadPages,
    private readonly service: SpreadService,
  ) {}

  @Get(judgingPaths.spread)
  @Allow('secretary')
  list(@TheActor() actor: Actor, @Query() query: Words): Promise<Page> {
    return this.pages.list(actor, query);
  }

  @Get(judgingPaths.spreadOf(':code'))
  @Allow('secretary')
  one(@TheActor() actor: Actor, @Param('code') number: string): Promise<Page> {
    return this.pages.one(actor, number);
  }

  @Post(judgingPaths.spreadOf(':code'))
  @Allow('secretary')
  answer(@TheAct() act: Act, @Param('code') number: string, @Body() body: Words): Answer {
    return answerForm({
      form: readForm(SpreadAnswerForm, body),
      act: ({ way, judgeCode, counted, reason }) =>
        this.service.answer(act, number, {
          way,
          judgeCode: judgeCode ?? '',
          counted,
          reason,
        }),
      then: (done) =>
        new SeeOther(
          judgingPaths.spread,
          done === 'opened' ? `Đã giao chấm lại ${number}.` : `Đã ghi quyết định về ${number}.`,
        ),
      again: (state) => this.pages.one(act.actor, number, state),
    });
  }

  @Post(judgingPaths.spreadWithdrawal(':code'))
  @Allow('secretary')
  withdraw(@TheAct() act: Act, @Param('code') number: string, @Body() body: Words): Answer {
    return answerForm({
      form: readForm(ReasonForm, body),
      act: (asked) => this.service.withdraw(act, number, asked),
      then: () => new SeeOther(judgingPaths.spreadOf(number), `Đã bỏ quyết định về ${number}; hồ sơ chờ xử lý lại.`),
      again: (state) => this.pages.one(act.actor, number, state),
    });
  }

  @Get(judgingPaths.spreadRule(':slug'))
  @Allow('organiser')
  rule(@TheActor() actor: Actor, @Param('slug') slug: string): Promise<Page> {
    return this.pages.rule(actor, slug);
  }

  @Post(judgingPaths.spreadRule(':slug'))
  @Allow('organiser')
  setRule(@TheAct() act: Act, @Param('slug') slug: string, @Body() body: Words): Answer {
    return answerForm({
      form: readSpreadRule(body),
      act: ({ rule }) => this.service.setRule(act, slug, rule),
      then: () => new SeeOther(judgingPaths.spreadRule(slug), 'Đã lưu quy định về chênh lệch điểm.'),
      again: (state) => this.pages.rule(act.actor, slug, state),
    });
  }
}
