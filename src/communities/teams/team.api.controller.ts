import { Controller, Get, Query } from '@nestjs/common';
import { Database } from '../../database/database.js';
import type { Actor } from '../../kernel/actor.js';
import { readUnit } from '../../units/unit.asked.js';
import { cutPage, readCursor, readLimit, toIdPlace } from '../../web/cursor.js';
import { readChoice } from '../../web/filter.js';
import { KeyedJson } from '../../web/public-json.js';
import { TheActor, type Words } from '../../web/request.js';
import { Allow, OpenedBy } from '../../web/rights.js';
import { CommunityReach } from '../community.reach.js';
import { toApiPlace } from '../place.api.view.js';
import { READERS } from '../groups/group.policy.js';
import { TEAM_STATES } from './team.facts.js';
import { teamFaults } from './team.faults.js';
import { TeamPages } from './team.pages.js';
import { teamPaths } from './team.paths.js';
import { TeamWalk, type WalkedTeam } from './team.walk.js';

export const TEAM_CHOICES = ['faulty'] as const;

/** For programs: the register of teams within the actor's reach, in figures. Members and households are told on pages alone. */
@Controller()
export class TeamApiController {
  constructor(
    private readonly database: Database,
    private readonly reach: CommunityReach,
    private readonly pages: TeamPages,
    private readonly walk: TeamWalk,
  ) {}

  @Get(teamPaths.api)
  @Allow(...READERS)
  @OpenedBy('registers')
  async list(@TheActor() actor: Actor, @Query() query: Words): Promise<KeyedJson> {
    const { reader } = this.database;
    const limit = readLimit(query['limit']);
    const after = readCursor(query['cursor'], toIdPlace);
    const only = {
      commune: readUnit('commune', query['commune']),
      state: readChoice('state', query['state'], TEAM_STATES),
      faultyOnly: readChoice('only', query['only'], TEAM_CHOICES) === 'faulty',
    };
    const reach = await this.reach.of(reader, actor);
    const found = await this.walk.teams(reader, reach, { on: this.pages.today, only, after, limit: limit + 1 });
    const { rows, nextCursor } = cutPage(found, limit, ({ id }) => [id]);
    return new KeyedJson({ teams: rows.map(toApiTeam), nextCursor });
  }
}

const toApiTeam = (team: WalkedTeam) => ({
  id: team.id,
  name: team.name,
  kind: team.kindName,
  state: team.state,
  ...toApiPlace(team),
  decision: { number: team.decisionNumber, datedOn: team.decisionOn },
  dissolvedOn: team.dissolvedOn,
  members: team.members,
  leaders: team.leaders,
  households: team.households,
  bounds: team.bounds,
  faults: teamFaults(team, team.bounds),
  trainedOn: team.trainedOn,
  sample: team.sample,
});
