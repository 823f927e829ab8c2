import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Database } from '../../database/database.js';
import type { Act, Actor } from '../../kernel/actor.js';
import { isId } from '../../kernel/ids.js';
import { obey, Refused } from '../../kernel/refusal.js';
import { formatDateTime } from '../../kernel/vietnamese/dates.js';
import { type Answer, answerForm, Page, SeeOther } from '../../web/answer.js';
import { pageNumber } from '../../web/page-number.js';
import { TheAct, TheActor, type Words } from '../../web/request.js';
import { Allow } from '../../web/rights.js';
import { type FormState, freshForm } from '../../web/views/form-state.js';
import { READERS } from '../groups/group.policy.js';
import { type Household, HouseholdRepository } from './household.repository.js';
import { HouseholdService } from './household.service.js';
import type { TeamFacts } from './team.facts.js';
import { readHousehold, readMove } from './team.form.js';
import { crumbs, TeamPages } from './team.pages.js';
import { teamPaths } from './team.paths.js';
import { refuseToEditTeam, TEAM_KEEPERS } from './team.policy.js';
import { TeamRepository } from './team.repository.js';

/** `/to/{id}/ho`: the named lists of households, one by one. */
@Controller()
export class HouseholdController {
  constructor(
    private readonly database: Database,
    private readonly pages: TeamPages,
    private readonly teams: TeamRepository,
    private readonly households: HouseholdRepository,
    private readonly service: HouseholdService,
  ) {}

  @Get(teamPaths.households(':id'))
  @Allow(...READERS)
  async list(@TheActor() actor: Actor, @Param('id') id: string, @Query('trang') typed: unknown): Promise<Page> {
    return this.pages.list(actor, await this.pages.seen(actor, id), pageNumber(typed), freshForm());
  }

  @Post(teamPaths.households(':id'))
  @Allow(...TEAM_KEEPERS)
  async add(@TheAct() act: Act, @Param('id') id: string, @Body() body: Words): Promise<Answer> {
    await this.pages.seen(act.actor, id);
    return answerForm({
      form: readHousehold(body),
      act: (words) => this.service.add(act, id, words),
      then: () => new SeeOther(teamPaths.households(id), 'Đã thêm hộ vào danh sách.'),
      again: async (form) => this.pages.list(act.actor, await this.pages.seen(act.actor, id), 1, form),
    });
  }

  @Get(teamPaths.household(':id', ':household'))
  @Allow(...TEAM_KEEPERS)
  async startMove(
    @TheActor() actor: Actor,
    @Param('id') id: string,
    @Param('household') household: string,
  ): Promise<Page> {
    const at = await this.at(actor, id, household);
    obey(refuseToEditTeam(actor, at.team));
    return this.movePage(at, freshForm());
  }

  @Post(teamPaths.household(':id', ':household'))
  @Allow(...TEAM_KEEPERS)
  async move(
    @TheAct() act: Act,
    @Param('id') id: string,
    @Param('household') household: string,
    @Body() body: Words,
  ): Promise<Answer> {
    const team = await this.pages.seen(act.actor, id);
    if (!isId(household)) throw new Refused({ code: 'not-found' });
    const siblings = await this.teams.siblings(this.database.reader, team);
    return answerForm({
      form: readMove(
        body,
        siblings.map((one) => one.id),
      ),
      act: (to) => this.service.move(act, id, household, to),
      then: () => new SeeOther(teamPaths.households(id), 'Đã chuyển hộ.'),
      again: async (form) => this.movePage(await this.at(act.actor, id, household), form),
    });
  }

  private async at(actor: Actor, id: string, household: string): Promise<{ team: TeamFacts; household: Household }> {
    const team = await this.pages.seen(actor, id);
    const found = isId(household) ? await this.households.ofTeam(this.database.reader, team.id, household) : null;
    if (found === null) throw new Refused({ code: 'not-found' });
    return { team, household: found };
  }

  private async movePage(
    { team, household }: { team: TeamFacts; household: Household },
    form: FormState,
  ): Promise<Page> {
    const { reader } = this.database;
    const siblings = await this.teams.siblings(reader, team);
    const stays = await this.households.stays(reader, household.id, team.kindId);
    const view = {
      about: `${household.headName}${household.address === '' ? '' : `, ${household.address}`}`,
      form,
      action: teamPaths.household(team.id, household.id),
      teams: siblings.map(({ id, name }) => ({ value: id, label: name })),
      backHref: teamPaths.households(team.id),
      stays: stays.map((one) => ({
        team: one.teamName,
        from: `${formatDateTime(one.fromAt)}, ${one.fromByName}`,
        until: one.untilAt === null ? null : `${formatDateTime(one.untilAt)}, ${one.untilByName ?? ''}`,
        reason: one.untilReason,
      })),
    };
    const trail = [
      { href: teamPaths.one(team.id), label: team.name },
      { href: teamPaths.households(team.id), label: 'Danh sách hộ' },
      { href: null, label: 'Chuyển hộ' },
    ];
    return new Page('communities/team-household', view, { breadcrumbs: crumbs(trail) });
  }
}
