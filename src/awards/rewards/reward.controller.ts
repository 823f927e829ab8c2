import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Database } from '../../database/database.js';
import type { Act, Actor } from '../../kernel/actor.js';
import { Clock } from '../../kernel/clock.js';
import { obey } from '../../kernel/refusal.js';
import { type Answer, answerForm, Page, SeeOther } from '../../web/answer.js';
import { TheAct, TheActor, type Words } from '../../web/request.js';
import { Allow } from '../../web/rights.js';
import { type FormState, freshForm } from '../../web/views/form-state.js';
import { AwardDesks } from '../award.desk.js';
import { awardPaths } from '../award.paths.js';
import { refuseToSeeList } from '../award.policy.js';
import { awardFrame } from '../award.view.js';
import { PrizeDecisionService } from '../prizes/prize-decision.service.js';
import { readRewardForm } from './reward.form.js';
import { rewardBook } from './reward.repository.js';
import { toRewardView } from './reward.view.js';

/** Granting giấy khen and bằng khen over a drafted list. They are withdrawn as every other decision is. */
@Controller()
export class RewardController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly desks: AwardDesks,
    private readonly service: PrizeDecisionService,
  ) {}

  @Get(awardPaths.reward(':slug'))
  @Allow('organiser')
  page(@TheActor() actor: Actor, @Param('slug') slug: string): Promise<Page> {
    return this.drawn(actor, slug, freshForm());
  }

  @Post(awardPaths.reward(':slug'))
  @Allow('organiser')
  grant(@TheAct() act: Act, @Param('slug') slug: string, @Body() body: Words): Answer {
    return answerForm({
      form: readRewardForm(body),
      act: ({ version, ...said }) => this.service.grantReward(act, slug, { ...said, version: Number(version) }),
      then: () => new SeeOther(awardPaths.desk(slug), 'Đã ghi quyết định.'),
      again: (form) => this.drawn(act.actor, slug, form),
    });
  }

  private async drawn(actor: Actor, slug: string, form: FormState): Promise<Page> {
    const { reader } = this.database;
    const desk = await this.desks.of(reader, slug, this.clock.now());
    obey(refuseToSeeList(actor, desk.contest));
    const view = toRewardView(desk, await rewardBook(reader), form);
    return new Page('awards/reward', view, awardFrame(desk, actor, 'Hình thức khen thưởng'));
  }
}
