import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Database } from '../database/database.js';
import type { Act, Actor } from '../kernel/actor.js';
import { Clock } from '../kernel/clock.js';
import { obey } from '../kernel/refusal.js';
import { formatMoney } from '../kernel/vietnamese/numbers.js';
import { type Answer, answerForm, Page, SeeOther } from '../web/answer.js';
import { readForm } from '../web/form.js';
import { TheAct, TheActor, type Words } from '../web/request.js';
import { Allow } from '../web/rights.js';
import { type FormState, freshForm } from '../web/views/form-state.js';
import { SecurityLog } from '../web/security.log.js';
import { AwardDesks } from './award.desk.js';
import { PublishForm } from './award.form.js';
import { awardPaths } from './award.paths.js';
import { refuseToSeeList } from './award.policy.js';
import { AwardService } from './award.service.js';
import { awardFrame, toLineView, toNothingWaiting, toTalliesView } from './award.view.js';

/** What the public will see, looked at before it is published, and the button that publishes it. */
@Controller()
export class PublicationController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly desks: AwardDesks,
    private readonly service: AwardService,
    private readonly security: SecurityLog,
  ) {}

  @Get(awardPaths.publication(':slug'))
  @Allow('organiser')
  preview(@TheActor() actor: Actor, @Param('slug') slug: string): Promise<Page> {
    return this.page(actor, slug, freshForm());
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
      again: (form) => this.page(act.actor, slug, form),
    });
  }

  private async page(actor: Actor, slug: string, form: FormState): Promise<Page> {
    const desk = await this.desks.of(this.database.reader, slug, this.clock.now());
    obey(refuseToSeeList(actor, desk.contest));
    if (desk.drafted === null)
      return new Page('awards/nothing-waiting', toNothingWaiting(desk), awardFrame(desk, actor, 'Công bố'));
    this.security.scoresViewed(actor, { view: 'awards/publication', contest: slug });
    const { list, lines } = desk.drafted;
    const model = {
      about: desk.contest.code,
      form,
      action: awardPaths.publication(slug),
      backHref: awardPaths.desk(slug),
      version: String(list.version),
      number: list.number,
      isConfirmed: list.state === 'confirmed',
      rehearsal: desk.contest.rehearsal,
      replaces: desk.published?.number ?? null,
      lines: lines.map((line) => toLineView(line, null)),
      tallies: toTalliesView(lines),
    };
    return new Page('awards/publication', model, awardFrame(desk, actor, 'Công bố'));
  }
}
