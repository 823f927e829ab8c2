import { Controller, Get, Param, Query } from '@nestjs/common';
import { Database } from '../database/database.js';
import { isoOrNull, toApiDossier } from '../entries/entry.api.view.js';
import type { Actor } from '../kernel/actor.js';
import { Clock } from '../kernel/clock.js';
import { Refused } from '../kernel/refusal.js';
import { cutPage, readChoice, readCursor, readLimit, toWordPlace } from '../web/cursor.js';
import { KeyedJson } from '../web/public-json.js';
import { TheActor } from '../web/request.js';
import { Allow, OpenedBy } from '../web/rights.js';
import { SecurityLog } from '../web/security.log.js';
import { QueueRepository, type QueueRow } from './queue.repository.js';
import { type Stage, STAGES } from './vetting.facts.js';
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
    private readonly security: SecurityLog,
  ) {}

  /** The desk asked for, or the office's first; an office without a desk has an empty queue. By number. */
  @Get(vettingPaths.apiQueue)
  @Allow('vetting')
  @OpenedBy('vetting')
  async list(@TheActor() actor: Actor, @Query() query: Readonly<Record<string, unknown>>): Promise<KeyedJson> {
    const { reader } = this.database;
    const limit = readLimit(query['limit']);
    const number = readCursor(query['cursor'], toWordPlace);
    const stage = readChoice('stage', query['stage'], STAGES);
    const opened = await this.opening.desk(reader, actor, readDesk(query), this.clock.now());
    if (opened === null) return new KeyedJson({ contest: null, level: null, entries: [], nextCursor: null });
    const { desk, contest } = opened;
    const found = await this.queue.after(reader, desk, { stage, number, limit: limit + 1 });
    const { rows, nextCursor } = cutPage(found, limit, ({ code }) => [code]);
    return new KeyedJson({ contest: contest.slug, level: desk.level, entries: rows.map(toApiLine), nextCursor });
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
