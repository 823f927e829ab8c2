import { Controller, Get, Param, Query } from '@nestjs/common';
import { Database } from '../../database/database.js';
import type { Actor } from '../../kernel/actor.js';
import { Clock } from '../../kernel/clock.js';
import { cutPage, readCursor, readLimit, toIdPlace } from '../../web/cursor.js';
import { KeyedJson } from '../../web/public-json.js';
import { TheActor, type Words } from '../../web/request.js';
import { Allow, OpenedBy } from '../../web/rights.js';
import { SPREAD_READERS, SpreadOpening } from './spread.opening.js';
import type { SupplyOfCommune } from './supply.facts.js';
import { supplyPaths } from './supply.paths.js';
import { SupplyRepository } from './supply.repository.js';

/** For programs: in how many groups of which commune a text was posted; numbers alone (decision 48). */
@Controller()
export class SupplyApiController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly opening: SpreadOpening,
    private readonly supplies: SupplyRepository,
  ) {}

  /** The communes within reach that have a group at work, by id: what changes between two pages moves none of them. */
  @Get(supplyPaths.apiSpread(':id'))
  @Allow(...SPREAD_READERS)
  @OpenedBy('registers')
  async byCommune(@TheActor() actor: Actor, @Param('id') id: string, @Query() query: Words): Promise<KeyedJson> {
    const { reader } = this.database;
    const limit = readLimit(query['limit']);
    const after = readCursor(query['cursor'], toIdPlace);
    const { opened, root, on } = await this.opening.open(reader, actor, id, this.clock.now());
    const found = await this.supplies.byCommuneAfter(reader, opened.item.id, { root, on, limit: limit + 1, after });
    const { rows, nextCursor } = cutPage(found, limit, (row) => [row.id]);
    return new KeyedJson({ item: opened.item.id, on, communes: rows.map(toApiSpread), nextCursor });
  }
}

const toApiSpread = ({ id, name, districtName, groups, reached, lastOn }: SupplyOfCommune) => ({
  commune: { id, name },
  district: districtName,
  groups,
  reached,
  lastOn,
});
