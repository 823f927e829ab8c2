import { Controller, Get, Query } from '@nestjs/common';
import { Database } from '../database/database.js';
import { isId, type UnitId } from '../kernel/ids.js';
import { cutPage, readCursor, readLimit } from '../web/cursor.js';
import { readChoice, readDay, readPart } from '../web/filter.js';
import { PublicJson } from '../web/public-json.js';
import type { Words } from '../web/request.js';
import { Public } from '../web/rights.js';
import { readUnit } from './unit.asked.js';
import { UNIT_LEVELS } from './unit.facts.js';
import { type ListedUnit, unitsAfter } from './unit.list.js';
import { unitPaths } from './unit.paths.js';

/** For programs: administrative units as the national list has them, and what each became. */
@Controller()
export class UnitApiController {
  constructor(private readonly database: Database) {}

  /** By name; those of all times unless a day is asked for. */
  @Get(unitPaths.api)
  @Public()
  async list(@Query() query: Words): Promise<PublicJson> {
    const limit = readLimit(query['limit']);
    const after = readCursor(query['cursor'], toPlace);
    const limits = {
      level: readChoice('level', query['level'], UNIT_LEVELS),
      parent: readUnit('parent', query['parent']),
      on: readDay('day', query['day']),
      typed: readPart('q', query['q']),
    };
    const found = await unitsAfter(this.database.reader, limits, after, limit + 1);
    const { rows, nextCursor } = cutPage(found, limit, ({ sortKey, id }) => [sortKey, id]);
    return new PublicJson({ units: rows.map(toApiUnit), nextCursor });
  }
}

/** Without the note, which administrators write to one another. */
const toApiUnit = (unit: ListedUnit) => ({
  id: unit.id,
  level: unit.level,
  type: unit.type,
  name: unit.name,
  code: unit.code,
  parent: unit.parentId === null ? null : { id: unit.parentId, name: unit.parentName },
  validFrom: unit.validFrom,
  validTo: unit.validTo,
  sample: unit.sample,
  became: unit.successors.map(({ id, code, name, kind, document, on }) => ({ id, code, name, kind, document, on })),
});

const toPlace = ([sortKey, id]: readonly unknown[]): { sortKey: string; id: UnitId } | null =>
  typeof sortKey === 'string' && sortKey.length <= 400 && !sortKey.includes('\0') && typeof id === 'string' && isId(id)
    ? { sortKey, id: id as UnitId }
    : null;
