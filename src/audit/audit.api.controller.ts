import { Controller, Get, Query } from '@nestjs/common';
import { Database } from '../database/database.js';
import type { Actor } from '../kernel/actor.js';
import { isId } from '../kernel/ids.js';
import { isoLocal } from '../kernel/vietnamese/dates.js';
import { cutPage, readCursor, readLimit } from '../web/cursor.js';
import { instantsOf, readDays, readShaped } from '../web/filter.js';
import { KeyedJson } from '../web/public-json.js';
import { TheActor, type Words } from '../web/request.js';
import { Allow, OpenedBy } from '../web/rights.js';
import { SecurityLog } from '../web/security.log.js';
import type { AuditRow } from './audit.event.js';
import { auditPaths } from './audit.paths.js';
import { LOG_DAYS } from './api.schema.js';
import { NOBODY } from './audit.form.js';
import { AuditRepository, type NamedInLog } from './audit.repository.js';

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
  async log(@TheActor() actor: Actor, @Query() query: Words): Promise<KeyedJson> {
    const limit = readLimit(query['limit']);
    const before = readCursor(query['cursor'], toPlace);
    const asked = readAsked(query);
    const isNamed = asked.person !== null || asked.entry !== null || asked.contest !== null;
    const named = isNamed ? await this.namedBy(asked) : { personId: null, entryId: null, contestId: null };
    // An auditor of one contest reads that contest alone: another one that is named finds nothing.
    const isElsewhere = actor.contestId !== null && named.contestId !== null && named.contestId !== actor.contestId;
    const filter = {
      ...named,
      contestId: isElsewhere ? NOBODY : (actor.contestId ?? named.contestId),
      act: asked.act,
      ...asked.days,
    };
    const found = await this.events.page(this.database.reader, filter, before, limit + 1);
    const { rows, nextCursor } = cutPage(found, limit, ({ id }) => [id]);
    this.security.personalDataViewed(actor, { view: 'api/log' });
    return new KeyedJson({ events: rows.map(toApiEvent), nextCursor });
  }

  /** Whom and what the names mean; a name that nobody bears stands for nobody, so that it finds nothing. */
  private async namedBy({ person, entry, contest }: ReturnType<typeof readAsked>): Promise<NamedInLog> {
    const words = {
      username: person?.toLowerCase() ?? '',
      code: entry?.toUpperCase() ?? '',
      slug: contest ?? '',
    };
    const found = await this.events.named(this.database.reader, words);
    const idOf = (typed: string | null, id: string | null): string | null =>
      typed === null ? null : isId(typed) ? typed : (id ?? NOBODY);
    return {
      personId: idOf(person, found.personId),
      entryId: idOf(entry, found.entryId),
      contestId: idOf(contest, found.contestId),
    };
  }
}

/** What a program narrows the log to: names, as they were typed. */
function readAsked(query: Words) {
  return {
    person: readShaped('person', query['person'], { shape: /^[^\0\s]{1,60}$/, takes: 'tên đăng nhập hoặc id' }),
    entry: readShaped('entry', query['entry'], { shape: /^[^\0]{1,60}$/, takes: 'số hồ sơ, mã bản nháp hoặc id' }),
    contest: readShaped('contest', query['contest'], {
      shape: /^[^\0]{1,100}$/,
      takes: 'tên cuộc thi như trong địa chỉ',
    }),
    act: readShaped('act', query['act'], {
      shape: /^[a-z][a-z.-]{0,59}$/,
      takes: 'tên việc như entry.submit hoặc entry.',
    }),
    days: instantsOf(readDays(query, LOG_DAYS)),
  };
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
