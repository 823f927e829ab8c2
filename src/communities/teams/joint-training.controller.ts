import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { Database } from '../../database/database.js';
import type { Act, Actor } from '../../kernel/actor.js';
import type { UnitId } from '../../kernel/ids.js';
import { formatDay } from '../../kernel/vietnamese/days.js';
import { formatInteger } from '../../kernel/vietnamese/numbers.js';
import { type Answer, answerForm, Page, SeeOther } from '../../web/answer.js';
import { TheAct, TheActor, type Words } from '../../web/request.js';
import { Allow } from '../../web/rights.js';
import { type FormState, freshForm } from '../../web/views/form-state.js';
import { CommunityReach } from '../community.reach.js';
import { unitIn } from '../groups/group.form.js';
import { readJointTraining } from './joint-training.form.js';
import { type JointTrainingChoice, toJointTraining } from './joint-training.view.js';
import { ownCommune } from './team.controller.js';
import { crumbs, TeamPages } from './team.pages.js';
import { teamPaths } from './team.paths.js';
import { TEAM_KEEPERS } from './team.policy.js';
import { TrainingRepository } from './training.repository.js';
import { TrainingService } from './training.service.js';

/** So many teams stand on one form: five members each are 300 ticks. A commune with more narrows them down. */
const MOST_TEAMS = 60;

/** `/to/tap-huan`: one training of several teams of a commune is recorded at once. */
@Controller()
export class JointTrainingController {
  constructor(
    private readonly database: Database,
    private readonly reach: CommunityReach,
    private readonly pages: TeamPages,
    private readonly trainings: TrainingRepository,
    private readonly service: TrainingService,
  ) {}

  @Get(teamPaths.jointTraining)
  @Allow(...TEAM_KEEPERS)
  start(@TheActor() actor: Actor, @Query() typed: Record<string, unknown>): Promise<Page> {
    return this.page(actor, choiceIn(typed), freshForm({ heldOn: formatDay(this.pages.today) }));
  }

  @Post(teamPaths.jointTraining)
  @Allow(...TEAM_KEEPERS)
  async record(@TheAct() act: Act, @Query() typed: Record<string, unknown>, @Body() body: Words): Promise<Answer> {
    const choice = choiceIn(typed);
    return answerForm({
      form: readJointTraining(body, await this.offered(act.actor, choice), this.pages.today),
      act: async (words) => {
        await this.service.recordJointly(act, words);
        return words.teams.length;
      },
      then: (count) => new SeeOther(teamPaths.list, `Đã ghi buổi tập huấn của ${formatInteger(count)} tổ.`),
      again: (form) => this.page(act.actor, choice, form),
    });
  }

  private async offered(actor: Actor, choice: JointTrainingChoice) {
    const { reader } = this.database;
    return this.trainings.trainable(reader, await this.reach.of(reader, actor), { ...choice, limit: MOST_TEAMS });
  }

  private async page(actor: Actor, choice: JointTrainingChoice, form: FormState): Promise<Page> {
    const [teams, villages, kinds] = await Promise.all([
      this.offered(actor, choice),
      this.pages.villages(ownCommune(actor)),
      this.pages.allKinds(),
    ]);
    const view = toJointTraining(actor.unitName ?? '', form, choice, { teams, villages, kinds });
    return new Page('communities/joint-training', view, { breadcrumbs: crumbs([{ href: null, label: 'Tập huấn' }]) });
  }
}

const choiceIn = (typed: Record<string, unknown>): { villageId: UnitId | null; kindId: string | null } => ({
  villageId: unitIn(typed['thon']),
  kindId: unitIn(typed['loai']),
});
