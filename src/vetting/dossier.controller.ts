import { Body, Controller, Get, Param, Post, Res } from '@nestjs/common';
import type { Response } from 'express';
import { frameOfContest } from '../contests/contest.frame.js';
import { Database } from '../database/database.js';
import { BookSending } from '../entries/books/book.sending.js';
import { membersInFull } from '../entries/member.aside.js';
import { sendMembers } from '../entries/member.sending.js';
import { MemberReader } from '../entries/member.reader.js';
import { DossierFiles } from '../entries/dossier.files.js';
import { isFileItself } from '../entries/entry.paths.js';
import { PresentationService } from '../entries/presenting/presentation.service.js';
import { toldPlacesOf } from '../entries/naming/name.reader.js';
import type { Act, Actor } from '../kernel/actor.js';
import { Clock } from '../kernel/clock.js';
import { Refused, type Refusal } from '../kernel/refusal.js';
import { type Answer, answerForm, Page, SeeOther } from '../web/answer.js';
import { wordsOf } from '../web/form.js';
import { TheAct, TheActor, type Words } from '../web/request.js';
import { Allow } from '../web/rights.js';
import { type FormState, freshForm } from '../web/views/form-state.js';
import { Wording } from '../web/wording.js';
import { SecurityLog } from '../web/security.log.js';
import { FILL, fillStock, placesOf, readChecks, storedWords, type TypedChecks } from './check.form.js';
import { CheckRepository } from './check.repository.js';
import { CheckService } from './check.service.js';
import { DecisionRepository } from './decision.repository.js';
import { toVettingDossier } from './dossier.view.js';
import { QueueRepository } from './queue.repository.js';
import { StockReasonRepository } from './stock-reason.repository.js';
import { type OpenedDossier, VettingOpening } from './vetting.opening.js';
import { vettingPaths } from './vetting.paths.js';
import { withQuery } from '../web/with-query.js';
import { UndoService } from './undo.service.js';
import { refuseToCheck, undoUntil } from './vetting.policy.js';

/** A dossier with its checklist beside it. */
@Controller()
export class VettingDossierController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly wording: Wording,
    private readonly opening: VettingOpening,
    private readonly checks: CheckRepository,
    private readonly service: CheckService,
    private readonly decisions: DecisionRepository,
    private readonly queue: QueueRepository,
    private readonly files: DossierFiles,
    private readonly members: MemberReader,
    private readonly stock: StockReasonRepository,
    private readonly undo: UndoService,
    private readonly books: BookSending,
    private readonly security: SecurityLog,
    private readonly presentations: PresentationService,
  ) {}

  @Get(vettingPaths.one(':code'))
  @Allow('vetting')
  async show(@TheActor() actor: Actor, @Param('code') code: string): Promise<Page> {
    return this.page(actor, code, null, null);
  }

  @Post(vettingPaths.one(':code'))
  @Allow('vetting')
  async save(@TheAct() act: Act, @Param('code') code: string, @Body() typed: Words): Promise<Answer> {
    const { reader } = this.database;
    const opened = await this.open(act.actor, code);
    const { fields, slots } = await this.opening.contentsOf(reader, opened);
    const places = placesOf(fields, slots);
    const body = fillStock(places, typed, await this.stock.offered(reader, opened.desk.unitId));
    if (typed['then'] === FILL) return this.page(act.actor, code, freshForm(wordsOf(body)), null);
    const form = readChecks(places, body);
    return answerForm({
      form,
      act: (checks) => this.service.save(act, code, checks).then(() => this.whereNext(act.actor, code, checks)),
      then: (location) => new SeeOther(location, 'Đã lưu kết quả kiểm tra.'),
      again: (state, refusal) => this.page(act.actor, code, state, refusal),
    });
  }

  @Get(vettingPaths.file(':code', ':file', ':part'))
  @Allow('vetting')
  async file(
    @TheActor() actor: Actor,
    @Param('code') code: string,
    @Param('file') file: string,
    @Param('part') part: string,
    @Res() res: Response,
  ): Promise<void> {
    const { entry } = await this.open(actor, code);
    await this.files.serveReceived(res, entry.id, { file, part });
    if (isFileItself(part)) this.security.personalDataViewed(actor, { view: 'vetting/file', entry: entry.code, file });
  }

  /** The list of members as a sheet, for the office that vets it. */
  @Get(vettingPaths.members(':code'))
  @Allow('vetting')
  async memberSheet(@TheActor() actor: Actor, @Param('code') code: string, @Res() res: Response): Promise<void> {
    const opened = await this.open(actor, code);
    const full = await this.members.inFull(this.database.reader, opened.entry);
    if (full === null) throw new Refused({ code: 'not-found' });
    this.security.personalDataViewed(actor, { view: 'vetting/members sheet', entry: opened.entry.code });
    await sendMembers(res, opened, full);
  }

  /** The whole dossier as one PDF, with the files of the list's slot, which this office reads anyway. */
  @Get(vettingPaths.book(':code'))
  @Allow('vetting')
  async book(@TheActor() actor: Actor, @Param('code') code: string, @Res() res: Response): Promise<void> {
    const opened = await this.open(actor, code);
    const { entry, contest, calendar } = opened;
    const { fields, slots, files, members } = await this.opening.contentsOf(this.database.reader, opened);
    this.security.personalDataViewed(actor, { view: 'vetting/book', entry: entry.code });
    const facts = { entry, fields, slots, files, members: membersInFull(members, vettingPaths.members(entry.code)) };
    await this.books.send(res, { ...facts, contest, madeAt: calendar.now });
  }

  @Get(vettingPaths.filePage(':code', ':file', ':page'))
  @Allow('vetting')
  async filePage(
    @TheActor() actor: Actor,
    @Param('code') code: string,
    @Param('file') file: string,
    @Param('page') page: string,
    @Res() res: Response,
  ): Promise<void> {
    const { entry } = await this.open(actor, code);
    await this.files.serveReceived(res, entry.id, { file, page });
  }

  private open(actor: Actor, code: string): Promise<OpenedDossier> {
    return this.opening.show(this.database.reader, actor, code, this.clock.now());
  }

  /** Each button of the checklist leads on: to the same page, the next dossier that waits, or the decision. */
  private async whereNext(actor: Actor, code: string, { then }: TypedChecks): Promise<string> {
    switch (then) {
      case 'stay':
        return vettingPaths.one(code);
      case 'accept':
        return withQuery(vettingPaths.decision(code), { viec: 'tiep-nhan' });
      case 'reject':
        return withQuery(vettingPaths.decision(code), { viec: 'khong-tiep-nhan' });
      case 'return':
        return vettingPaths.supplement(code);
      case 'next': {
        const { entry, desk } = await this.open(actor, code);
        const { next } = await this.queue.neighbours(this.database.reader, desk, entry);
        return next === null ? vettingPaths.queue : vettingPaths.one(next);
      }
    }
  }

  private async page(actor: Actor, code: string, state: FormState | null, refused: Refusal | null): Promise<Page> {
    const { reader } = this.database;
    const opened = await this.open(actor, code);
    const { entry, desk, contest, calendar } = opened;
    const contents = await this.opening.contentsOf(reader, opened);
    const refusal = refuseToCheck(actor, opened);
    const undo = await this.undo.offerOf(reader, actor, opened);
    const form = state ?? freshForm(storedWords(placesOf(contents.fields, contents.slots), contents.standing));
    const view = toVettingDossier(opened, contents, {
      form,
      canCheck: refusal === null,
      locked: refusal === null || refusal.code === 'not-waiting' ? null : this.wording.of(refusal).sentence,
      stock: refusal === null ? await this.stock.offered(reader, desk.unitId) : [],
      duplicates: await this.checks.duplicates(reader, entry.id, desk),
      likenesses: await this.checks.likenesses(reader, entry.id, desk),
      decisions: await this.decisions.ofEntry(reader, entry.id),
      undoUntil: undo.refusal === null && undo.last !== null ? undoUntil(undo.last) : null,
      undoNote: undo.refusal?.code === 'undo-seen' ? this.wording.of(undo.refusal).sentence : null,
      neighbours: await this.queue.neighbours(reader, desk, entry),
      presented: await this.presentations.presentedBy(reader, entry),
      told: contest.blind.isBlind ? await toldPlacesOf(reader, entry.id) : null,
      isStale: refused?.code === 'checklist-stale',
    });
    const breadcrumbs = [
      { href: vettingPaths.queue, label: 'Hồ sơ thẩm định' },
      { href: null, label: entry.code },
    ];
    this.security.personalDataViewed(actor, { view: 'vetting/dossier', entry: entry.code });
    return new Page('vetting/dossier', view, frameOfContest(contest, calendar, breadcrumbs));
  }
}
