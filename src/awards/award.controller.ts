import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Database } from '../database/database.js';
import type { Act, Actor } from '../kernel/actor.js';
import { Clock } from '../kernel/clock.js';
import { obey } from '../kernel/refusal.js';
import { type Answer, answerForm, Page, SeeOther } from '../web/answer.js';
import { parsedForm, type ReadForm, readForm } from '../web/form.js';
import { TheAct, TheActor, type Words } from '../web/request.js';
import { Allow } from '../web/rights.js';
import { type FormState, freshForm } from '../web/views/form-state.js';
import { Wording } from '../web/wording.js';
import { SecurityLog } from '../web/security.log.js';
import { type AwardDesk, AwardDesks } from './award.desk.js';
import { ListVersionForm, ReasonForm } from './award.form.js';
import { awardPaths } from './award.paths.js';
import { refuseToSeeList } from './award.policy.js';
import { AwardService } from './award.service.js';
import { ObjectionLinks } from './objections/objection.links.js';
import { awardFrame, toDeskView } from './award.view.js';

/** The organisers' desk: drafting a list and the second person's confirmation. What people decide over it: prizes/. */
@Controller()
export class AwardController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly wording: Wording,
    private readonly desks: AwardDesks,
    private readonly service: AwardService,
    private readonly security: SecurityLog,
    private readonly objections: ObjectionLinks,
  ) {}

  @Get(awardPaths.desk(':slug'))
  @Allow('organiser', 'auditor')
  async desk(@TheActor() actor: Actor, @Param('slug') slug: string): Promise<Page> {
    return this.deskPage(actor, slug, freshForm());
  }

  @Post(awardPaths.draft(':slug'))
  @Allow('organiser')
  draft(@TheAct() act: Act, @Param('slug') slug: string, @Body() body: Words): Answer {
    return this.onDesk(
      act,
      slug,
      parsedForm(body, {}, []),
      () => this.service.draft(act, slug),
      'Đã lập danh sách dự thảo.',
    );
  }

  @Post(awardPaths.discard(':slug'))
  @Allow('organiser')
  discard(@TheAct() act: Act, @Param('slug') slug: string, @Body() body: Words): Answer {
    const form = readForm(ListVersionForm, body);
    return this.onDesk(
      act,
      slug,
      form,
      ({ version }) => this.service.discard(act, slug, Number(version)),
      'Đã bỏ dự thảo.',
    );
  }

  @Post(awardPaths.confirm(':slug'))
  @Allow('organiser')
  confirm(@TheAct() act: Act, @Param('slug') slug: string, @Body() body: Words): Answer {
    const form = readForm(ListVersionForm, body);
    return this.onDesk(
      act,
      slug,
      form,
      ({ version }) => this.service.confirm(act, slug, Number(version)),
      'Đã xác nhận danh sách.',
    );
  }

  @Post(awardPaths.takeBack(':slug'))
  @Allow('organiser')
  takeBack(@TheAct() act: Act, @Param('slug') slug: string, @Body() body: Words): Answer {
    const form = readForm(ReasonForm, body);
    const act_ = ({ reason, version }: ReasonForm) =>
      this.service.takeBack(act, slug, { reason, version: Number(version) });
    return this.onDesk(act, slug, form, act_, 'Đã đưa danh sách về dự thảo.');
  }

  private onDesk<Meaning>(
    act: Act,
    slug: string,
    form: ReadForm<Meaning>,
    work: (meaning: Meaning) => Promise<unknown>,
    told: string,
  ): Answer {
    return answerForm({
      form,
      act: work,
      then: () => new SeeOther(awardPaths.desk(slug), told),
      again: (state) => this.deskPage(act.actor, slug, state),
    });
  }

  private async seen(actor: Actor, slug: string): Promise<AwardDesk> {
    const desk = await this.desks.of(this.database.reader, slug, this.clock.now());
    obey(refuseToSeeList(actor, desk.contest));
    return desk;
  }

  private async deskPage(actor: Actor, slug: string, form: FormState): Promise<Page> {
    const desk = await this.seen(actor, slug);
    // Each view of scores leaves a line (TRUST A.3), as that of the matrix does; without a list there are none on the desk.
    if (desk.drafted !== null) this.security.scoresViewed(actor, { view: 'awards/desk', contest: slug });
    const links = await this.objections.linksFor(this.database.reader, actor, desk.contest);
    const model = { ...toDeskView(desk, actor, form, this.wording), objectionLinks: links };
    return new Page('awards/desk', model, awardFrame(desk, actor, 'Giải thưởng'));
  }
}
