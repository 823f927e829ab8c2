import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ContestReader } from '../contests/contest.reader.js';
import { AlreadyDone, Database } from '../database/database.js';
import type { Act, Actor } from '../kernel/actor.js';
import type { Refusal } from '../kernel/refusal.js';
import { formatTime } from '../kernel/vietnamese/dates.js';
import { type FormAnswer, Page, SeeOther, answerForm } from '../web/answer.js';
import { TheAct, TheActor, type Words } from '../web/request.js';
import { Allow } from '../web/rights.js';
import { type FormState, freshForm } from '../web/views/form-state.js';
import { Wording } from '../web/wording.js';
import { answerValues, differenceOf, toAnswersView, toRegisterOffer } from './answers.view.js';
import { readAnswers, readGoodAnswers } from './entry.answers.js';
import { frameOfEntry } from './entry.crumbs.js';
import { EntryOpening } from './entry.opening.js';
import { entryPaths } from './entry.paths.js';
import { refuseToEdit } from './entry.policy.js';
import { EntryReader } from './entry.reader.js';
import { EntryService } from './entry.service.js';
import { toEntryView, toHolderView } from './entry.view.js';
import { HandlingService } from './handling.service.js';
import { filledFromRegister } from './presenting/presented-group.js';
import { PresentationService } from './presenting/presentation.service.js';
import { SubmissionService } from './submission.service.js';
import { TransferRepository } from './transfer.repository.js';

/** A dossier's own page, and its words. */
@Controller()
export class EntryController {
  constructor(
    private readonly database: Database,
    private readonly contests: ContestReader,
    private readonly entries: EntryReader,
    private readonly opening: EntryOpening,
    private readonly service: EntryService,
    private readonly submissions: SubmissionService,
    private readonly transfers: TransferRepository,
    private readonly handling: HandlingService,
    private readonly presentations: PresentationService,
    private readonly wording: Wording,
  ) {}

  @Get(entryPaths.one(':code'))
  @Allow('commune')
  async show(@TheActor() actor: Actor, @Param('code') code: string): Promise<Page> {
    const opened = await this.opening.show(actor, code);
    const { reader } = this.database;
    const readiness = await this.submissions.readinessOf(reader, opened);
    const office = await this.entries.nextOfficeOf(reader, opened.entry);
    const unfinished = await this.transfers.unfinishedOf(reader, opened.entry.id);
    const view = toEntryView(opened, { ...readiness, unfinished }, this.sayLocked(actor, opened), office);
    const holder = toHolderView(actor, opened.entry, await this.handling.holderOf(reader, opened.entry.id));
    return new Page('entries/entry', { ...view, holder }, frameOfEntry(opened, null));
  }

  @Get(entryPaths.answers(':code'))
  @Allow('commune')
  async showAnswers(
    @TheActor() actor: Actor,
    @Param('code') code: string,
    @Query('dien') from: unknown,
  ): Promise<Page> {
    return this.answersPage(actor, code, null, null, from === 'so');
  }

  @Post(entryPaths.answers(':code'))
  @Allow('commune')
  async saveAnswers(@TheAct() act: Act, @Param('code') code: string, @Body() body: Words): Promise<FormAnswer> {
    const { contest } = await this.opening.show(act.actor, code);
    const fields = await this.contests.fields(this.database.reader, contest.id);
    return answerForm({
      form: readAnswers(fields, body ?? {}),
      act: (typed) => this.service.saveAnswers(act, code, typed),
      then: (entry) =>
        new SeeOther(
          entry.state === 'returned' ? entryPaths.supplement(entry.code) : entryPaths.one(entry.code),
          'Đã lưu thông tin.',
        ),
      again: (state, refusal) => this.answersPage(act.actor, code, state, refusal),
    });
  }

  /** What was typed so far, sent by the page itself after a pause. A fault in one field keeps none of the others from being saved. */
  @Post(entryPaths.autosave(':code'))
  @Allow('commune')
  @HttpCode(200)
  async autosave(@TheAct() act: Act, @Param('code') code: string, @Body() body: Words): Promise<AutosavedView> {
    const { contest } = await this.opening.show(act.actor, code);
    const typed = readGoodAnswers(await this.contests.fields(this.database.reader, contest.id), body ?? {});
    try {
      const { version, changedAt } = await this.service.saveAnswers(act, code, typed);
      return { version, savedAt: formatTime(changedAt), faults: typed.faults };
    } catch (error) {
      if (!(error instanceof AlreadyDone)) throw error;
      // The same words once more, because the first answer was lost on its way: they are saved. The version to go on from is the
      // one that the first sending made; what a colleague has saved since must not be overwritten unseen.
      const { entry } = await this.opening.show(act.actor, code);
      return { version: typed.version + 1, savedAt: formatTime(entry.changedAt), faults: typed.faults };
    }
  }

  private async answersPage(
    actor: Actor,
    code: string,
    state: FormState | null,
    refusal: Refusal | null,
    isFilled = false,
  ): Promise<Page> {
    const opened = await this.opening.show(actor, code);
    const { reader } = this.database;
    const fields = await this.contests.fields(reader, opened.contest.id);
    const points = await this.entries.openPointsOf(reader, opened.entry.id);
    const { answers } = opened.entry;
    const heading = refusal?.code === 'stale' ? this.wording.of(refusal).sentence : null;
    const lockedText = this.sayLocked(actor, opened);
    const { groups, chosen } = await this.presentations.offerOf(reader, opened.entry);
    const stored = answerValues(fields, answers);
    const words = isFilled && chosen !== null ? filledFromRegister(fields, stored, chosen) : stored;
    const view = toAnswersView(opened, fields, points, state ?? freshForm(words), {
      lockedText,
      register: lockedText === null && opened.entry.state === 'draft' ? toRegisterOffer(code, groups, chosen) : null,
      difference: heading === null || state === null ? null : differenceOf(fields, state.values, answers, heading),
    });
    return new Page('entries/answers', view, frameOfEntry(opened, 'Thông tin chung'));
  }

  private sayLocked(actor: Actor, { entry, contest, calendar }: Parameters<typeof frameOfEntry>[0]): string | null {
    const refusal = refuseToEdit(actor, entry, contest, calendar);
    return refusal && this.wording.of(refusal).sentence;
  }
}

/** The answer to a page that saves by itself: the version to go on from, when it was saved, how many fields could not be. */
export interface AutosavedView {
  version: number;
  savedAt: string;
  faults: number;
}
