import { Controller, Get, Query } from '@nestjs/common';
import { Database } from '../database/database.js';
import type { Actor } from '../kernel/actor.js';
import { cutPage, readCursor, readLimit, toDayPlace } from '../web/cursor.js';
import { KeyedJson } from '../web/public-json.js';
import { TheActor, type Words } from '../web/request.js';
import { Allow, OpenedBy } from '../web/rights.js';
import { MovementOpening } from './movement.opening.js';
import { movementPaths } from './movement.paths.js';
import { type ListedMovement, MovementRepository } from './movement.repository.js';

/** For programs: movements with the contests in them; their drives are a list of their own. */
@Controller()
export class MovementApiController {
  constructor(
    private readonly database: Database,
    private readonly opening: MovementOpening,
    private readonly movements: MovementRepository,
  ) {}

  /** The movements within reach, the newest to begin first. */
  @Get(movementPaths.api)
  @Allow('commune', 'vetting', 'organiser', 'auditor', 'admin')
  @OpenedBy('registers')
  async list(@TheActor() actor: Actor, @Query() query: Words): Promise<KeyedJson> {
    const { reader } = this.database;
    const limit = readLimit(query['limit']);
    const after = readCursor(query['cursor'], toDayPlace);
    const found = await this.movements.after(reader, await this.opening.reach(reader, actor), after, limit + 1);
    const { rows, nextCursor } = cutPage(found, limit, ({ startsOn, id }) => [startsOn, id]);
    return new KeyedJson({ movements: rows.map(toApiMovement), nextCursor });
  }
}

const toApiMovement = (movement: ListedMovement) => ({
  id: movement.id,
  name: movement.name,
  owner: { id: movement.ownerUnitId, name: movement.ownerName },
  standingAgency: movement.standingAgency,
  plan: { number: movement.planNumber, datedOn: movement.planDatedOn },
  startsOn: movement.startsOn,
  endsOn: movement.endsOn,
  contests: movement.contests.map(({ slug, name }) => ({ slug, name })),
  drives: movement.drives,
  rehearsal: movement.rehearsal,
  sample: movement.sample,
});
