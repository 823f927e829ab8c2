import { Controller, Get, Inject, Param, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import { ROLE_WORDS } from '../audit/audit.controller.js';
import { auditPaths } from '../audit/audit.paths.js';
import { FACT_WORDS, type FactWords } from '../audit/audit.facts.js';
import { AuditHistory } from '../audit/audit.history.js';
import { ACT_WORDS, type ActWords } from '../audit/audit.words.js';
import { frameOfContest, overseerCrumbs } from '../contests/contest.frame.js';
import type { ContestFacts } from '../contests/contest.facts.js';
import { ContestReader } from '../contests/contest.reader.js';
import { Database } from '../database/database.js';
import type { Actor } from '../kernel/actor.js';
import { Clock } from '../kernel/clock.js';
import { type EntryId, isId } from '../kernel/ids.js';
import { obey, Refused } from '../kernel/refusal.js';
import { tellPlace } from '../kernel/vietnamese/places.js';
import { Page } from '../web/answer.js';
import { TheActor, type Words } from '../web/request.js';
import { Allow } from '../web/rights.js';
import { SecurityLog } from '../web/security.log.js';
import { BookSending } from './books/book.sending.js';
import { DossierFiles } from './dossier.files.js';
import { toDossierView } from './dossier.view.js';
import type { EntryFacts } from './entry.facts.js';
import { entryPaths, fileHrefsBelow, isFileItself } from './entry.paths.js';
import { refuseToOverlook, refuseToOversee } from './entry.policy.js';
import { EntryReader } from './entry.reader.js';
import { tellWhereItStands } from './entry.story.js';
import { ENTRY_STATUS_WORDS } from './entry.moves.js';
import { membersCounted } from './member.aside.js';
import { MemberReader } from './member.reader.js';
import { toHappenings } from './history.view.js';
import { toLifeView } from './life.view.js';
import { OverviewRepository } from './overview.repository.js';
import { OVERVIEW_PAGE_SIZE, readOverviewQuery, toOverviewFilter, toOverviewView } from './overview.view.js';

/** Dossiers as organiser, auditor and administrator read them; nothing is changed here. */
@Controller()
export class OverviewController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly contests: ContestReader,
    private readonly entries: EntryReader,
    private readonly overview: OverviewRepository,
    private readonly files: DossierFiles,
    private readonly members: MemberReader,
    private readonly books: BookSending,
    private readonly security: SecurityLog,
    private readonly history: AuditHistory,
    @Inject(ACT_WORDS) private readonly acts: ActWords,
    @Inject(FACT_WORDS) private readonly facts: FactWords,
    @Inject(ROLE_WORDS) private readonly roles: Readonly<Record<string, string>>,
  ) {}

  @Get(entryPaths.organiserList(':slug'))
  @Allow('organiser', 'auditor', 'admin')
  async list(@TheActor() actor: Actor, @Param('slug') slug: string, @Query() words: Words): Promise<Page> {
    const contest = await this.contestOf(actor, slug);
    const { reader } = this.database;
    const query = readOverviewQuery(words);
    const filter = toOverviewFilter(contest, query);
    const total = await this.overview.count(reader, filter);
    const rows = await this.overview.page(reader, filter, {
      order: query.order,
      offset: (query.page - 1) * OVERVIEW_PAGE_SIZE,
      limit: OVERVIEW_PAGE_SIZE,
    });
    const view = toOverviewView(contest, query, rows, total, await this.overview.progress(reader, contest.id), {
      mayTakeOut: actor.role !== 'admin',
    });
    return new Page(
      'entries/overview',
      view,
      await this.frame(contest, overseerCrumbs(actor, contest, { href: null, label: 'Hồ sơ' })),
    );
  }

  @Get(entryPaths.organiserOne(':slug', ':code'))
  @Allow('organiser', 'auditor', 'admin')
  async show(@TheActor() actor: Actor, @Param('slug') slug: string, @Param('code') code: string): Promise<Page> {
    const contest = await this.contestOf(actor, slug);
    const entry = await this.entryIn(actor, contest, code);
    const { reader } = this.database;
    const calendar = await this.contests.calendarOf(reader, contest, this.clock.now());
    const facts = await this.dossierOf(entry);
    const office = await this.entries.nextOfficeOf(reader, entry);
    const model = {
      heading: entry.villageName,
      about: entry.code,
      commune: tellPlace(entry.communeName, entry.districtName),
      status: ENTRY_STATUS_WORDS[entry.state],
      story: tellWhereItStands(entry, contest, calendar, office),
      reason: entry.reason,
      dossier: toDossierView(facts, fileHrefsBelow(entryPaths.organiserOne(slug, entry.code))),
      // Who judges what is the secretary's page; here only what communes and offices did.
      events: toHappenings(await this.history.ofEntry(reader, entry.id), this.acts, ['entry.', 'vetting.']),
      lifeHref: actor.role === 'organiser' ? null : entryPaths.auditOne(entry.code),
      listHref: entryPaths.organiserList(slug),
      bookHref: actor.role === 'admin' ? null : entryPaths.organiserBook(slug, entry.code),
    };
    const crumbs = overseerCrumbs(
      actor,
      contest,
      { href: entryPaths.organiserList(slug), label: 'Hồ sơ' },
      { href: null, label: entry.code },
    );
    this.security.personalDataViewed(actor, { view: 'entries/overview-entry', entry: entry.code });
    return new Page('entries/overview-entry', model, await this.frame(contest, crumbs));
  }

  /** The whole dossier as one PDF, to be printed or passed round: what the page shows, file after file. */
  @Get(entryPaths.organiserBook(':slug', ':code'))
  @Allow('organiser', 'auditor')
  async book(
    @TheActor() actor: Actor,
    @Param('slug') slug: string,
    @Param('code') code: string,
    @Res() res: Response,
  ): Promise<void> {
    const contest = await this.contestOf(actor, slug);
    const entry = await this.entryIn(actor, contest, code);
    const { now } = await this.contests.calendarOf(this.database.reader, contest, this.clock.now());
    this.security.personalDataViewed(actor, { view: 'entries/book', entry: entry.code });
    await this.books.send(res, { ...(await this.dossierOf(entry)), contest, madeAt: now });
  }

  @Get(`${entryPaths.organiserOne(':slug', ':code')}/tep/:file/trang/:page`)
  @Allow('organiser', 'auditor', 'admin')
  async pdfPage(
    @TheActor() actor: Actor,
    @Param() at: { slug: string; code: string; file: string; page: string },
    @Res() res: Response,
  ): Promise<void> {
    const entry = await this.entryIn(actor, await this.contestOf(actor, at.slug), at.code);
    await this.files.serveToOthers(res, entry, { file: at.file, page: at.page });
  }

  @Get(`${entryPaths.organiserOne(':slug', ':code')}/tep/:file/:part`)
  @Allow('organiser', 'auditor', 'admin')
  async file(
    @TheActor() actor: Actor,
    @Param() at: { slug: string; code: string; file: string; part: string },
    @Res() res: Response,
  ): Promise<void> {
    const entry = await this.entryIn(actor, await this.contestOf(actor, at.slug), at.code);
    const { file, part } = at;
    await this.files.serveToOthers(res, entry, { file, part });
    if (isFileItself(part)) this.security.personalDataViewed(actor, { view: 'entries/file', entry: entry.code, file });
  }

  /** The whole life of one dossier on one page: every event, every receipt, every file (UX §1b, KT). By number, draft code or id. */
  @Get(entryPaths.auditOne(':code'))
  @Allow('auditor', 'organiser', 'admin')
  async life(@TheActor() actor: Actor, @Param('code') code: string): Promise<Page> {
    const { reader } = this.database;
    const entry = isId(code)
      ? await this.entries.byId(reader, code as EntryId)
      : await this.entries.byCode(reader, code);
    if (entry === null) throw new Refused({ code: 'not-found' });
    const contest = await this.contests.byId(reader, entry.contestId);
    if (contest === null) throw new Error(`entry ${entry.id} has no contest`);
    obey(refuseToOversee(actor, entry, contest));
    const view = toLifeView(
      { entry, contest },
      {
        events: await this.history.ofEntry(reader, entry.id),
        receipts: await this.entries.receiptsOf(reader, entry.id),
        files: await this.entries.everyFileOf(reader, entry.id),
        slots: await this.contests.slots(reader, contest.id),
        fields: await this.contests.fields(reader, contest.id),
      },
      { acts: this.acts, facts: this.facts, roles: this.roles },
    );
    const crumbs = [
      { href: auditPaths.overview, label: 'Tổng quan' },
      { href: null, label: entry.code },
    ];
    this.security.personalDataViewed(actor, { view: 'entries/life', entry: entry.code });
    return new Page('entries/life', view, await this.frame(contest, crumbs));
  }

  /** A dossier as those who oversee it read it: of the list of members its number alone. */
  private async dossierOf(entry: EntryFacts) {
    const { reader } = this.database;
    return {
      entry,
      fields: await this.contests.fields(reader, entry.contestId),
      slots: await this.contests.slots(reader, entry.contestId),
      files: await this.entries.filesOf(reader, entry.id),
      members: membersCounted(await this.members.standingOf(reader, entry)),
    };
  }

  private async contestOf(actor: Actor, slug: string): Promise<ContestFacts> {
    const contest = await this.contests.bySlug(this.database.reader, slug);
    if (contest === null) throw new Refused({ code: 'not-found' });
    obey(refuseToOverlook(actor, contest));
    return contest;
  }

  private async entryIn(actor: Actor, contest: ContestFacts, code: string): Promise<EntryFacts> {
    const entry = await this.entries.byCode(this.database.reader, code);
    if (entry === null || entry.contestId !== contest.id) throw new Refused({ code: 'not-found' });
    obey(refuseToOversee(actor, entry, contest));
    return entry;
  }

  private async frame(contest: ContestFacts, crumbs: { href: string | null; label: string }[]): Promise<Page['frame']> {
    const calendar = await this.contests.calendarOf(this.database.reader, contest, this.clock.now());
    return frameOfContest(contest, calendar, crumbs);
  }
}
