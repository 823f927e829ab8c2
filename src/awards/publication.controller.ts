import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import type { Act, Actor } from '../kernel/actor.js';
import { formatMoney } from '../kernel/vietnamese/numbers.js';
import { type Answer, answerForm, type Page, SeeOther } from '../web/answer.js';
import { readForm } from '../web/form.js';
import { TheAct, TheActor, type Words } from '../web/request.js';
import { Allow } from '../web/rights.js';
import { PublishForm } from './award.form.js';
import { awardPaths } from './award.paths.js';
import { AwardService } from './award.service.js';
import { PublicationPages } from './publication.pages.js';

/** What the public will see, looked at before it is published, and the button that publishes it. */
@Controller()
export class PublicationController {
  constructor(
    private readonly pages: PublicationPages,
    private readonly service: AwardService,
  ) {}

  @Get(awardPaths.publication(':slug'))
  @Allow('organiser')
  preview(@TheActor() actor: Actor, @Param('slug') slug: string): Promise<Page> {
    return this.pages.page(actor, slug, null);
  }

  @Post(awardPaths.publication(':slug'))
  @Allow('organiser')
  publish(@TheAct() act: Act, @Param('slug') slug: string, @Body() body: Words): Answer {
    return answerForm({
      form: readForm(PublishForm, body),
      act: ({ reason, version }) =>
        this.service.publish(act, slug, { reason: (reason ?? '').trim(), version: Number(version) }),
      then: ({ number, total }) =>
        new SeeOther(awardPaths.desk(slug), `Đã công bố danh sách số ${number}, tổng ${formatMoney(total)}.`),
      again: (form) => this.pages.page(act.actor, slug, form),
    });
  }
}
