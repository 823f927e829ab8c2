import { Controller, Get, Param, Query } from '@nestjs/common';
import { PeopleReader } from '../accounts/people.reader.js';
import { Database } from '../database/database.js';
import { SUBMITTED_DAYS } from '../entries/api.schema.js';
import { isoOrNull, toApiDossier } from '../entries/entry.api.view.js';
import type { Actor } from '../kernel/actor.js';
import { Clock } from '../kernel/clock.js';
import type { PersonId } from '../kernel/ids.js';
import { Refused } from '../kernel/refusal.js';
import { readUnit } from '../units/unit.asked.js';
import { cutPage, readCursor, readLimit, toWordPlace } from '../web/cursor.js';
import { instantsOf, readChoice, readDays, readShaped } from '../web/filter.js';
import { KeyedJson } from '../web/public-json.js';
import { TheActor, type Words } from '../web/request.js';
import { Allow, OpenedBy } from '../web/rights.js';
import { SecurityLog } from '../web/security.log.js';
import { AssignmentService } from './assignment.service.js';
import { type AskedOwner, OWNER_KINDS, toOwnerLimit } from './queue.owner.js';
import { type OwnerLimit, QueueRepository, type QueueRow } from './queue.repository.js';
import { type DeskFacts, type Stage, STAGES } from './vetting.facts.js';
import { VettingOpening } from './vetting.opening.js';
import { vettingPaths } from './vetting.paths.js';

/** For programs: an office's queue, and one dossier that lies on its desk. */
@Controller()
export class VettingApiController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly opening: VettingOpening,
    private readonly queue: QueueRepository,
    private readonly assignments: AssignmentService,
    private readonly people: PeopleReader,
    private readonly security: SecurityLog,
  ) {}

  /** The desk asked for, or the office's first; an office without a desk has an empty queue. By number. */
  @Get(vettingPaths.apiQueue)
  @Allow('vetting')
  @OpenedBy('vetting')
  async list(@TheActor() actor: Actor, @Query() query: Words): Promise<KeyedJson> {
    const { reader } = this.database;
    const limit = readLimit(query['limit']);
    const number = readCursor(query['cursor'], toWordPlace);
    const stage = readChoice('stage', query['stage'], STAGES);
    const commune = readUnit('commune', query['commune']);
    const submitted = instantsOf(readDays(query, SUBMITTED_DAYS));
    const officer = readShaped('officer', query['officer'], OFFICER);
    const opened = await this.opening.desk(reader, actor, readDesk(query), this.clock.now());
    if (opened === null) return new KeyedJson({ contest: null, level: null, entries: [], nextCursor: null });
    const { desk, contest } = opened;
    const owner = officer === null ? null : await this.ownerOf(actor, desk, officer);
    const limits = { stage, commune, submitted, owner };
    const found = await this.queue.after(reader, desk, limits, { number, limit: limit + 1 });
    const { rows, nextCursor } = cutPage(found, limit, ({ code }) => [code]);
    return new KeyedJson({ contest: contest.slug, level: desk.level, entries: rows.map(toApiLine), nextCursor });
  }

  /** Whose work is looked for; a user name that nobody bears finds nothing. */
  private async ownerOf(actor: Actor, desk: Pick<DeskFacts, 'unitId'>, officer: string): Promise<OwnerLimit | null> {
    const { reader } = this.database;
    const kind: AskedOwner | null = OWNER_KINDS.find((one) => one === officer) ?? null;
    const colleagues = kind === 'gone' ? await this.assignments.colleaguesOf(reader, desk) : [];
    const person = kind === null ? await this.people.byUsername(reader, officer.toLowerCase()) : null;
    return toOwnerLimit(kind ?? person?.id ?? NOBODY, actor.personId, colleagues);
  }

  @Get(vettingPaths.apiOne(':code'))
  @Allow('vetting')
  @OpenedBy('vetting')
  async one(@TheActor() actor: Actor, @Param('code') code: string): Promise<KeyedJson> {
    const { reader } = this.database;
    const opened = await this.opening.show(reader, actor, code, this.clock.now());
    const { files, slots, receipts } = await this.opening.contentsOf(reader, opened);
    this.security.personalDataViewed(actor, { view: 'api/vetting', entry: opened.entry.code });
    return new KeyedJson(toApiDossier(opened, { files, slots, receipts }));
  }
}

const OFFICER = { shape: /^[\p{L}\d._-]{1,60}$/u, takes: 'mine, nobody, gone hoặc tên đăng nhập' };
const NOBODY = '00000000-0000-0000-0000-000000000000' as PersonId;

/** `contest` and `level` name a desk; what cannot name one is none of the office's. */
function readDesk({ contest, level }: Readonly<Record<string, unknown>>): {
  slug: string | null;
  level: number | null;
} {
  const isLevel = level === undefined || (typeof level === 'string' && /^[1-9]$/.test(level));
  if (!isLevel || (contest !== undefined && typeof contest !== 'string')) throw new Refused({ code: 'not-found' });
  return { slug: contest ?? null, level: level === undefined ? null : Number(level) };
}

const toApiLine = (row: QueueRow & { stage: Stage }) => ({
  code: row.code,
  stage: row.stage,
  state: row.state,
  village: row.villageName,
  commune: row.communeName,
  submittedAt: isoOrNull(row.submittedAt),
  decidedAt: isoOrNull(row.decidedAt),
  supplementDueAt: isoOrNull(row.supplementDueAt),
  officer: row.assignedToName,
  batch: row.batchNumber,
  forwardedAt: isoOrNull(row.forwardedAt),
});
