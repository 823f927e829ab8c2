import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Database } from '../../database/database.js';
import type { Act, Actor } from '../../kernel/actor.js';
import type { UnitId } from '../../kernel/ids.js';
import { obey, Refused } from '../../kernel/refusal.js';
import { formatDay } from '../../kernel/vietnamese/days.js';
import { type Answer, answerForm, Page, SeeOther } from '../../web/answer.js';
import { TheAct, TheActor, type Words } from '../../web/request.js';
import { Allow } from '../../web/rights.js';
import { type FormState, freshForm } from '../../web/views/form-state.js';
import { CommunityReach } from '../community.reach.js';
import { GroupListRepository } from '../groups/group.list.repository.js';
import { READERS } from '../groups/group.policy.js';
import { RegisterMenu } from '../register.menu.js';
import type { TeamFacts } from './team.facts.js';
import { teamFaults } from './team.faults.js';
import { readDissolution, readFounding, readTeam, typedTeam } from './team.form.js';
import { TeamListRepository } from './team.list.repository.js';
import { MOST_COMMUNES_OFFERED, TEAMS_A_PAGE, toTeamList } from './team.list.view.js';
import { crumbs, TeamPages } from './team.pages.js';
import { teamPaths } from './team.paths.js';
import { KIND_SETTERS, keepsTeams, refuseToEditTeam, seesPeople, TEAM_KEEPERS } from './team.policy.js';
import { readTeamQuery } from './team.query.js';
import { figuresOf, TeamService } from './team.service.js';
import { placeOf } from './team.view.js';

/** `/to`: the register of teams, and each team's page and forms. */
@Controller()
export class TeamController {
  constructor(
    private readonly database: Database,
    private readonly reach: CommunityReach,
    private readonly menu: RegisterMenu,
    private readonly places: GroupListRepository,
    private readonly list: TeamListRepository,
    private readonly pages: TeamPages,
    private readonly service: TeamService,
  ) {}

  @Get(teamPaths.list)
  @Allow(...READERS)
  async showList(@TheActor() actor: Actor, @Query() typed: Record<string, unknown>): Promise<Page> {
    const { reader } = this.database;
    const query = readTeamQuery(typed);
    const reach = await this.reach.of(reader, actor);
    const on = query.on ?? this.pages.today;
    const { filter } = query;
    const at = { on, filter, limit: TEAMS_A_PAGE, offset: (query.page - 1) * TEAMS_A_PAGE };
    const [found, places, kinds] = await Promise.all([
      this.list.page(reader, reach, at),
      this.places.places(reader, reach, { on, districtId: filter.districtId, limit: MOST_COMMUNES_OFFERED }),
      this.pages.allKinds(),
    ]);
    // A page beyond the last is the first.
    const isBeyond = found.length === 0 && query.page > 1;
    const rows = isBeyond ? await this.list.page(reader, reach, { ...at, offset: 0 }) : found;
    const view = toTeamList(actor.unitName ?? '', isBeyond ? { ...query, page: 1 } : query, {
      rows,
      places: actor.role === 'commune' ? { districts: [], communes: [] } : places,
      kinds,
      day: on,
      keeps: keepsTeams(actor),
      sees: seesPeople(actor),
      setsKinds: (KIND_SETTERS as readonly string[]).includes(actor.role),
      menu: this.menu.for(actor.role, teamPaths.list),
    });
    return new Page('communities/teams', view);
  }

  @Get(teamPaths.create)
  @Allow(...TEAM_KEEPERS)
  startNew(@TheActor() actor: Actor): Promise<Page> {
    return this.pages.form({ communeId: ownCommune(actor), team: null }, freshForm());
  }

  @Post(teamPaths.create)
  @Allow(...TEAM_KEEPERS)
  async add(@TheAct() act: Act, @Body() body: Words): Promise<Answer> {
    const communeId = ownCommune(act.actor);
    return answerForm({
      form: await this.read(body, communeId),
      act: ({ words }) => this.service.add(act, communeId, words),
      then: (id) => new SeeOther(teamPaths.one(id), 'Đã ghi tổ vào sổ (dự thảo).'),
      again: (form) => this.pages.form({ communeId, team: null }, form),
    });
  }

  @Get(teamPaths.one(':id'))
  @Allow(...READERS)
  show(@TheActor() actor: Actor, @Param('id') id: string): Promise<Page> {
    return this.pages.one(actor, id);
  }

  @Get(teamPaths.edit(':id'))
  @Allow(...TEAM_KEEPERS)
  async edit(@TheActor() actor: Actor, @Param('id') id: string): Promise<Page> {
    const team = await this.editable(actor, id);
    return this.pages.form({ communeId: team.communeId, team }, freshForm(typedTeam(team)));
  }

  @Post(teamPaths.edit(':id'))
  @Allow(...TEAM_KEEPERS)
  async save(@TheAct() act: Act, @Param('id') id: string, @Body() body: Words): Promise<Answer> {
    const { communeId } = await this.pages.seen(act.actor, id);
    return answerForm({
      form: await this.read(body, communeId),
      act: (typed) => this.service.edit(act, id, typed),
      then: () => new SeeOther(teamPaths.one(id), 'Đã lưu thông tin tổ.'),
      // What the other wrote is read anew: it came between this form and its press.
      again: async (form, refusal) =>
        this.pages.form({ communeId, team: await this.pages.seen(act.actor, id) }, form, refusal?.code === 'stale'),
    });
  }

  @Get(teamPaths.founding(':id'))
  @Allow(...TEAM_KEEPERS)
  async startFounding(@TheActor() actor: Actor, @Param('id') id: string): Promise<Page> {
    const team = await this.editable(actor, id);
    const decisionOn = team.decisionOn === null ? '' : formatDay(team.decisionOn);
    return this.founding(team, freshForm({ decisionNumber: team.decisionNumber, decisionOn }));
  }

  @Post(teamPaths.founding(':id'))
  @Allow(...TEAM_KEEPERS)
  async found(@TheAct() act: Act, @Param('id') id: string, @Body() body: Words): Promise<Answer> {
    await this.pages.seen(act.actor, id);
    return answerForm({
      form: readFounding(body, this.pages.today),
      act: (typed) => this.service.found(act, id, typed),
      then: () => new SeeOther(teamPaths.one(id), 'Đã ghi tổ thành lập.'),
      again: async (form) => this.founding(await this.pages.seen(act.actor, id), form),
    });
  }

  @Get(teamPaths.dissolution(':id'))
  @Allow(...TEAM_KEEPERS)
  async startDissolution(@TheActor() actor: Actor, @Param('id') id: string): Promise<Page> {
    const team = await this.editable(actor, id);
    return this.dissolution(team, freshForm({ dissolvedOn: formatDay(this.pages.today) }));
  }

  @Post(teamPaths.dissolution(':id'))
  @Allow(...TEAM_KEEPERS)
  async dissolve(@TheAct() act: Act, @Param('id') id: string, @Body() body: Words): Promise<Answer> {
    await this.pages.seen(act.actor, id);
    return answerForm({
      form: readDissolution(body, this.pages.today),
      act: (typed) => this.service.dissolve(act, id, typed),
      then: () => new SeeOther(teamPaths.one(id), 'Đã ghi tổ giải thể. Các hộ của tổ nay chưa có tổ.'),
      again: async (form) => this.dissolution(await this.pages.seen(act.actor, id), form),
    });
  }

  private async editable(actor: Actor, id: string): Promise<TeamFacts> {
    const team = await this.pages.seen(actor, id);
    obey(refuseToEditTeam(actor, team));
    return team;
  }

  private async read(body: Words, communeId: UnitId) {
    const [villages, kinds] = await Promise.all([this.pages.villages(communeId), this.pages.allKinds()]);
    return readTeam(body, {
      villages: villages.map(({ value }) => value),
      kinds: kinds.map(({ id }) => id),
      today: this.pages.today,
    });
  }

  private founding(team: TeamFacts, form: FormState): Page {
    const view = {
      about: `${team.name}, ${placeOf(team)}`,
      form,
      version: team.version,
      action: teamPaths.founding(team.id),
      faults: teamFaults(figuresOf(team), team),
      backHref: teamPaths.one(team.id),
    };
    return new Page('communities/team-founding', view, { breadcrumbs: trail(team, 'Thành lập') });
  }

  private dissolution(team: TeamFacts, form: FormState): Page {
    const view = {
      about: `${team.name}, ${placeOf(team)}`,
      form,
      version: team.version,
      action: teamPaths.dissolution(team.id),
      backHref: teamPaths.one(team.id),
    };
    return new Page('communities/team-dissolution', view, { breadcrumbs: trail(team, 'Giải thể') });
  }
}

const trail = (team: TeamFacts, label: string) =>
  crumbs([
    { href: teamPaths.one(team.id), label: team.name },
    { href: null, label },
  ]);

export function ownCommune(actor: Actor): UnitId {
  if (actor.unitId === null) throw new Refused({ code: 'not-found' });
  return actor.unitId;
}
