import { Controller, Get, Param, Query } from '@nestjs/common';
import type { ContestFacts } from '../contests/contest.facts.js';
import { ContestReader } from '../contests/contest.reader.js';
import { Database } from '../database/database.js';
import type { Actor } from '../kernel/actor.js';
import { obey, Refused } from '../kernel/refusal.js';
import { readUnit } from '../units/unit.asked.js';
import { cutPage, readCursor, readLimit, toInstantPlace, toWordPlace } from '../web/cursor.js';
import { type InstantSpan, instantsOf, readChoice, readDays, readPart, readShaped } from '../web/filter.js';
import { KeyedJson } from '../web/public-json.js';
import { TheActor, type Words } from '../web/request.js';
import { Allow, OpenedBy } from '../web/rights.js';
import { SecurityLog } from '../web/security.log.js';
import { toApiDossier, toApiEntry, toApiOverviewLine } from './entry.api.view.js';
import { ENTRY_STATES, type EntryFacts } from './entry.facts.js';
import { EntryOpening } from './entry.opening.js';
import { entryPaths } from './entry.paths.js';
import { refuseToOverlook, refuseToOversee } from './entry.policy.js';
import { EntryReader } from './entry.reader.js';
import { CHANGED_DAYS, SUBMITTED_DAYS } from './api.schema.js';
import { OverviewRepository } from './overview.repository.js';
import { typedIn } from './overview.view.js';

/** For programs: dossiers as their commune has them, and as those who oversee a contest read them. */
@Controller()
export class EntryApiController {
  constructor(
    private readonly database: Database,
    private readonly contests: ContestReader,
    private readonly entries: EntryReader,
    private readonly opening: EntryOpening,
    private readonly overview: OverviewRepository,
    private readonly security: SecurityLog,
  ) {}

  /** The commune's own in open contests, drafts too, newest first. */
  @Get(entryPaths.apiAll)
  @Allow('commune')
  @OpenedBy('entries')
  async own(@TheActor() actor: Actor, @Query() query: Words): Promise<KeyedJson> {
    const { reader } = this.database;
    const limit = readLimit(query['limit']);
    const after = readCursor(query['cursor'], toInstantPlace);
    const slug = readShaped('contest', query['contest'], SLUG);
    const only = { state: readChoice('state', query['state'], ENTRY_STATES), ...readSpans(query) };
    if (actor.unitId === null) return new KeyedJson({ entries: [], nextCursor: null });
    const open = await this.contests.openForCommune(reader, actor.unitId);
    const contests = new Map(
      open
        .filter((one) => (actor.contestId ?? one.id) === one.id && (slug ?? one.slug) === one.slug)
        .map((one) => [one.id, one]),
    );
    const of = { contestIds: [...contests.keys()], communeId: actor.unitId };
    const found = await this.entries.ofCommuneAfter(reader, of, only, after, limit + 1);
    const { rows, nextCursor } = cutPage(found, limit, ({ createdAt, id }) => [createdAt.toISOString(), id]);
    const entries = rows.flatMap((entry) => {
      const contest = contests.get(entry.contestId);
      return contest === undefined ? [] : [toApiEntry(entry, contest)];
    });
    return new KeyedJson({ entries, nextCursor });
  }

  /** One dossier with its files by hash. A commune's look is noted as the page's is: an office takes back only what nobody has seen. */
  @Get(entryPaths.apiOne(':code'))
  @Allow('commune', 'organiser', 'auditor', 'admin')
  @OpenedBy('entries')
  async one(@TheActor() actor: Actor, @Param('code') code: string): Promise<KeyedJson> {
    const { reader } = this.database;
    const opened = actor.role === 'commune' ? await this.opening.show(actor, code) : await this.overseen(actor, code);
    const [files, slots, receipts] = await Promise.all([
      this.entries.filesOf(reader, opened.entry.id),
      this.contests.slots(reader, opened.contest.id),
      this.entries.receiptsOf(reader, opened.entry.id),
    ]);
    // File names may name people; the commune's own are its own.
    if (actor.role !== 'commune')
      this.security.personalDataViewed(actor, { view: 'api/entry', entry: opened.entry.code });
    return new KeyedJson(toApiDossier(opened, { files, slots, receipts }));
  }

  /** Dossiers of a contest that have come in, by number. */
  @Get(entryPaths.apiOverview(':slug'))
  @Allow('organiser', 'auditor', 'admin')
  @OpenedBy('entries')
  async all(@TheActor() actor: Actor, @Param('slug') slug: string, @Query() query: Words): Promise<KeyedJson> {
    const { reader } = this.database;
    const contest = await this.contests.bySlug(reader, slug);
    if (contest === null) throw new Refused({ code: 'not-found' });
    obey(refuseToOverlook(actor, contest));
    const limit = readLimit(query['limit']);
    const number = readCursor(query['cursor'], toWordPlace);
    const typed = readPart('q', query['q']);
    const filter = {
      contestId: contest.id,
      state: readChoice('state', query['state'], ENTRY_STATES),
      commune: readUnit('commune', query['commune']),
      typed: typed === null ? null : typedIn(typed),
      ...readSpans(query),
    };
    const found = await this.overview.after(reader, filter, number, limit + 1);
    const { rows, nextCursor } = cutPage(found, limit, ({ code }) => [code]);
    return new KeyedJson({ entries: rows.map(toApiOverviewLine), nextCursor });
  }

  private async overseen(actor: Actor, code: string): Promise<{ entry: EntryFacts; contest: ContestFacts }> {
    const { reader } = this.database;
    const entry = await this.entries.byCode(reader, code);
    const contest = entry === null ? null : await this.contests.byId(reader, entry.contestId);
    if (entry === null || contest === null) throw new Refused({ code: 'not-found' });
    obey(refuseToOversee(actor, entry, contest));
    return { entry, contest };
  }
}

/** A contest's name in addresses. */
const SLUG = { shape: /^[a-z0-9]+(-[a-z0-9]+)*$/, takes: 'tên cuộc thi như trong địa chỉ, ví dụ zalo-lai-chau-2021' };

const readSpans = (query: Words): { submitted: InstantSpan; changed: InstantSpan } => ({
  submitted: instantsOf(readDays(query, SUBMITTED_DAYS)),
  changed: instantsOf(readDays(query, CHANGED_DAYS)),
});
