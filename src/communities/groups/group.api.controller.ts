import { Controller, Get, Param, Query } from '@nestjs/common';
import { Database } from '../../database/database.js';
import type { Actor } from '../../kernel/actor.js';
import { isoLocal } from '../../kernel/vietnamese/dates.js';
import { readUnit } from '../../units/unit.asked.js';
import { cutPage, readCursor, readLimit, toIdPlace } from '../../web/cursor.js';
import { readChoice } from '../../web/filter.js';
import { KeyedJson } from '../../web/public-json.js';
import { TheActor, type Words } from '../../web/request.js';
import { Allow, OpenedBy } from '../../web/rights.js';
import { CommunityReach } from '../community.reach.js';
import { toApiPlace } from '../place.api.view.js';
import { GROUP_KINDS } from './group.facts.js';
import { GroupPages } from './group.pages.js';
import { groupPaths } from './group.paths.js';
import { READERS } from './group.policy.js';
import { GroupWalk, type WalkedGroup } from './group.walk.js';

export const GROUP_STATES = ['open', 'closed'] as const;

/** For programs: the register of groups within the actor's reach, with what was counted. Who runs a group is told on its page alone. */
@Controller()
export class GroupApiController {
  constructor(
    private readonly database: Database,
    private readonly reach: CommunityReach,
    private readonly pages: GroupPages,
    private readonly walk: GroupWalk,
  ) {}

  @Get(groupPaths.api)
  @Allow(...READERS)
  @OpenedBy('registers')
  async list(@TheActor() actor: Actor, @Query() query: Words): Promise<KeyedJson> {
    const { reader } = this.database;
    const limit = readLimit(query['limit']);
    const after = readCursor(query['cursor'], toIdPlace);
    const only = {
      commune: readUnit('commune', query['commune']),
      kind: readChoice('kind', query['kind'], GROUP_KINDS),
      state: readChoice('state', query['state'], GROUP_STATES),
    };
    const reach = await this.reach.of(reader, actor);
    const found = await this.walk.groups(reader, reach, { on: this.pages.today, only, after, limit: limit + 1 });
    const { rows, nextCursor } = cutPage(found, limit, ({ id }) => [id]);
    return new KeyedJson({ groups: rows.map(toApiGroup), nextCursor });
  }

  /** Every count that was ever recorded of a group: nothing is overwritten. */
  @Get(groupPaths.apiCounts(':id'))
  @Allow(...READERS)
  @OpenedBy('registers')
  async counts(@TheActor() actor: Actor, @Param('id') id: string, @Query() query: Words): Promise<KeyedJson> {
    const limit = readLimit(query['limit']);
    const after = readCursor(query['cursor'], toIdPlace);
    const { group } = await this.pages.seen(actor, id);
    const found = await this.walk.counts(this.database.reader, group.id, after, limit + 1);
    const { rows, nextCursor } = cutPage(found, limit, (count) => [count.id]);
    const counts = rows.map(({ recordedAt, replacesId, ...count }) => ({
      ...count,
      replaces: replacesId,
      recordedAt: isoLocal(recordedAt),
    }));
    return new KeyedJson({ group: group.id, counts, nextCursor });
  }
}

const toApiGroup = (group: WalkedGroup) => ({
  id: group.id,
  name: group.name,
  kind: group.kind,
  platform: group.platform,
  link: group.link,
  ...toApiPlace(group),
  decision: { number: group.decisionNumber, datedOn: group.decisionOn, issuer: group.decisionIssuer },
  households: group.households,
  population: group.population,
  figuresOn: group.figuresOn,
  count:
    group.members === null ? null : { members: group.members, countedOn: group.countedOn, source: group.countSource },
  roles: group.roles,
  closedOn: group.closedOn,
  sample: group.sample,
});
