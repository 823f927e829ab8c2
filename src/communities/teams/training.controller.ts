import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import type { Act, Actor } from '../../kernel/actor.js';
import { isId } from '../../kernel/ids.js';
import { obey, Refused } from '../../kernel/refusal.js';
import { formatDay } from '../../kernel/vietnamese/days.js';
import { type Answer, answerForm, Page, SeeOther } from '../../web/answer.js';
import { TheAct, TheActor, type Words } from '../../web/request.js';
import { Allow } from '../../web/rights.js';
import { type FormState, freshForm } from '../../web/views/form-state.js';
import type { TeamFacts } from './team.facts.js';
import { readTraining } from './team.form.js';
import { crumbs, TeamPages } from './team.pages.js';
import { teamPaths } from './team.paths.js';
import { refuseToEditTeam, TEAM_KEEPERS } from './team.policy.js';
import { placeOf } from './team.view.js';
import { TrainingService } from './training.service.js';

/** `/to/{id}/tap-huan`: a team's trainings are recorded. */
@Controller()
export class TrainingController {
  constructor(
    private readonly pages: TeamPages,
    private readonly service: TrainingService,
  ) {}

  @Get(teamPaths.trainings(':id'))
  @Allow(...TEAM_KEEPERS)
  async start(@TheActor() actor: Actor, @Param('id') id: string): Promise<Page> {
    const team = await this.pages.seen(actor, id);
    obey(refuseToEditTeam(actor, team));
    return trainingPage(team, freshForm({ heldOn: formatDay(this.pages.today) }));
  }

  @Post(teamPaths.trainings(':id'))
  @Allow(...TEAM_KEEPERS)
  async record(@TheAct() act: Act, @Param('id') id: string, @Body() body: Words): Promise<Answer> {
    const team = await this.pages.seen(act.actor, id);
    return answerForm({
      form: readTraining(
        body,
        team.members.map((one) => one.id),
        this.pages.today,
      ),
      act: (words) => this.service.record(act, id, words),
      then: () => new SeeOther(teamPaths.one(id), 'Đã ghi buổi tập huấn.'),
      again: async (form) => trainingPage(await this.pages.seen(act.actor, id), form),
    });
  }

  @Post(teamPaths.trainingEnd(':id', ':training'))
  @Allow(...TEAM_KEEPERS)
  async withdraw(@TheAct() act: Act, @Param('id') id: string, @Param('training') training: string): Promise<SeeOther> {
    await this.pages.seen(act.actor, id);
    if (!isId(training)) throw new Refused({ code: 'not-found' });
    await this.service.withdraw(act, id, training);
    return new SeeOther(teamPaths.one(id), 'Đã bỏ buổi tập huấn ghi nhầm.');
  }
}

function trainingPage(team: TeamFacts, form: FormState): Page {
  const view = {
    about: `${team.name}, ${placeOf(team)}`,
    form,
    action: teamPaths.trainings(team.id),
    backHref: teamPaths.one(team.id),
    members: team.members.map(({ id, fullName }) => ({ value: id, label: fullName })),
  };
  const trail = [
    { href: teamPaths.one(team.id), label: team.name },
    { href: null, label: 'Tập huấn' },
  ];
  return new Page('communities/team-training', view, { breadcrumbs: crumbs(trail) });
}
