import { Controller, Get, Param, Query } from '@nestjs/common';
import { Database } from '../../database/database.js';
import type { Actor } from '../../kernel/actor.js';
import { Clock } from '../../kernel/clock.js';
import { cutPage, readCursor, readLimit, toIdPlace } from '../../web/cursor.js';
import { KeyedJson } from '../../web/public-json.js';
import { TheActor, type Words } from '../../web/request.js';
import { Allow, OpenedBy } from '../../web/rights.js';
import { type CommuneCounts, PledgeCountRepository } from './count.repository.js';
import { PledgeOpening } from './pledge.opening.js';
import { pledgePaths } from './pledge.paths.js';
import { PLEDGE_READERS } from './pledge.policy.js';

/** For programs: how many who live in which commune pledged in a drive; numbers alone, never a person (decision 48). */
@Controller()
export class PledgeApiController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly opening: PledgeOpening,
    private readonly counts: PledgeCountRepository,
  ) {}

  /** The communes of residence within reach, by id; last who lives outside the tree of the movement. */
  @Get(pledgePaths.apiCounts(':id'))
  @Allow(...PLEDGE_READERS)
  @OpenedBy('registers')
  async byCommune(@TheActor() actor: Actor, @Param('id') id: string, @Query() query: Words): Promise<KeyedJson> {
    const { reader } = this.database;
    const limit = readLimit(query['limit']);
    const after = readCursor(query['cursor'], toIdPlace);
    const { drive, reach } = await this.opening.counted(reader, actor, id, this.clock.now());
    const communes = await this.counts.byCommuneAfter(reader, drive.id, reach, { limit: limit + 1, after });
    const { rows, nextCursor } = cutPage(communes, limit, ({ id: commune }) => [commune ?? '']);
    return new KeyedJson({ drive: drive.id, communes: rows.map(toApiCounts), nextCursor });
  }
}

const toApiCounts = ({ id, name, districtName, pledged, confirmed, absent, waiting }: CommuneCounts) => ({
  commune: id === null ? null : { id, name },
  district: districtName,
  pledged,
  confirmed,
  absent,
  waiting,
});
