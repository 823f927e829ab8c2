import { Controller, Get, Query } from '@nestjs/common';
import { Database } from '../database/database.js';
import type { Actor } from '../kernel/actor.js';
import { isoLocal } from '../kernel/vietnamese/dates.js';
import { cutPage, readCursor, readLimit } from '../web/cursor.js';
import { KeyedJson } from '../web/public-json.js';
import { TheActor } from '../web/request.js';
import { Allow, OpenedBy } from '../web/rights.js';
import { SecurityLog } from '../web/security.log.js';
import type { AuditRow } from './audit.event.js';
import { auditPaths } from './audit.paths.js';
import { AuditRepository } from './audit.repository.js';

/** For programs: the log, for those who check. */
@Controller()
export class AuditApiController {
  constructor(
    private readonly database: Database,
    private readonly events: AuditRepository,
    private readonly security: SecurityLog,
  ) {}

  /** Newest first. An auditor of one contest reads that contest alone. */
  @Get(auditPaths.apiLog)
  @Allow('auditor', 'admin')
  @OpenedBy('log')
  async log(
    @TheActor() actor: Actor,
    @Query('act') typedAct: unknown,
    @Query('limit') typedLimit: unknown,
    @Query('cursor') typedCursor: unknown,
  ): Promise<KeyedJson> {
    const limit = readLimit(typedLimit);
    const before = readCursor(typedCursor, toPlace);
    const act = typeof typedAct === 'string' && /^[a-z.-]{1,60}$/.test(typedAct) ? typedAct : null;
    const filter = { contestId: actor.contestId, entryId: null, personId: null, act, from: null, until: null };
    const found = await this.events.page(this.database.reader, filter, before, limit + 1);
    const { rows, nextCursor } = cutPage(found, limit, ({ id }) => [id]);
    this.security.personalDataViewed(actor, { view: 'api/log' });
    return new KeyedJson({ events: rows.map(toApiEvent), nextCursor });
  }
}

const toApiEvent = (row: AuditRow) => ({
  id: row.id,
  chain: row.chain,
  seq: row.seq,
  at: isoLocal(row.at),
  contestAt: row.contestAt === null ? null : isoLocal(row.contestAt),
  person: row.personName,
  role: row.role,
  unit: row.unitName,
  act: row.act,
  subjectKind: row.subjectKind,
  subjectId: row.subjectId,
  contestId: row.contestId,
  entryId: row.entryId,
  reason: row.reason,
  facts: row.factsText,
  requestId: row.requestId,
  hash: row.hash.toString('hex'),
});

const toPlace = ([id]: readonly unknown[]): number | null =>
  typeof id === 'number' && Number.isSafeInteger(id) && id > 0 ? id : null;
