import { Body, Controller, Get, Inject, Param, Post } from '@nestjs/common';
import { AuditHistory } from '../audit/audit.history.js';
import { ACT_WORDS, type ActWords } from '../audit/audit.words.js';
import { AlreadyDone, Database } from '../database/database.js';
import type { Act, Actor } from '../kernel/actor.js';
import { obey, type Refusal } from '../kernel/refusal.js';
import { tellPlace } from '../kernel/vietnamese/places.js';
import { type FormAnswer, Page, SeeOther, answerForm } from '../web/answer.js';
import { TheAct, TheActor, type Words } from '../web/request.js';
import { Allow } from '../web/rights.js';
import { type FormState, freshForm } from '../web/views/form-state.js';
import { Wording } from '../web/wording.js';
import { toCheckView } from './check.view.js';
import { frameOfEntry } from './entry.crumbs.js';
import type { Missing } from './entry.missing.js';
import { EntryOpening } from './entry.opening.js';
import { communePlaces, entryPaths } from './entry.paths.js';
import { refuseToEdit, refuseToWithdraw } from './entry.policy.js';
import { EntryService } from './entry.service.js';
import { toMissingLinks } from './entry.view.js';
import { toHappenings } from './history.view.js';
import { readSubmission, readWithdrawal } from './submission.form.js';
import { SubmissionService } from './submission.service.js';
import { TransferRepository } from './transfer.repository.js';

/** Sending a dossier, its supplements and receipts, its history, and taking it back. */
@Controller()
export class SubmissionController {
  constructor(
    private readonly database: Database,
    private readonly opening: EntryOpening,
    private readonly service: EntryService,
    private readonly submissions: SubmissionService,
    private readonly transfers: TransferRepository,
    private readonly history: AuditHistory,
    private readonly wording: Wording,
    @Inject(ACT_WORDS) private readonly words: ActWords,
  ) {}

  @Get(entryPaths.check(':code'))
  @Allow('commune')
  async check(@TheActor() actor: Actor, @Param('code') code: string): Promise<Page | SeeOther> {
    const { entry } = await this.opening.show(actor, code);
    if (entry.state === 'returned') return new SeeOther(entryPaths.supplement(code));
    return entry.state === 'draft' ? this.checkPage(actor, code, freshForm(), null) : new SeeOther(whereTo(entry));
  }

  @Post(entryPaths.check(':code'))
  @Allow('commune')
  submit(@TheAct() act: Act, @Param('code') code: string, @Body() body: Words): FormAnswer {
    return this.send(act, code, body, 'Đã nộp hồ sơ. Giữ lại mã hồ sơ và mã tra cứu dưới đây.');
  }

  @Get(entryPaths.supplement(':code'))
  @Allow('commune')
  async supplement(@TheActor() actor: Actor, @Param('code') code: string): Promise<Page | SeeOther> {
    const { entry } = await this.opening.show(actor, code);
    return entry.state === 'returned' ? this.checkPage(actor, code, freshForm(), null) : new SeeOther(whereTo(entry));
  }

  @Post(entryPaths.supplement(':code'))
  @Allow('commune')
  sendSupplement(@TheAct() act: Act, @Param('code') code: string, @Body() body: Words): FormAnswer {
    return this.send(act, code, body, 'Đã gửi bổ sung. Nơi thẩm định sẽ xem lại hồ sơ.');
  }

  @Get(entryPaths.history(':code'))
  @Allow('commune')
  async showHistory(@TheActor() actor: Actor, @Param('code') code: string): Promise<Page> {
    const opened = await this.opening.show(actor, code);
    const rows = await this.history.ofEntry(this.database.reader, opened.entry.id);
    // Acts of judges bear the dossier's number too; a commune must not learn of them.
    const model = { about: opened.entry.code, events: toHappenings(rows, this.words, ['entry.']) };
    return new Page('entries/history', model, frameOfEntry(opened, 'Lịch sử hồ sơ'));
  }

  @Get(entryPaths.withdraw(':code'))
  @Allow('commune')
  async askWithdraw(@TheActor() actor: Actor, @Param('code') code: string): Promise<Page> {
    const { entry, contest, calendar } = await this.opening.show(actor, code);
    obey(refuseToWithdraw(actor, entry, contest, calendar));
    return this.withdrawPage(actor, code, freshForm());
  }

  @Post(entryPaths.withdraw(':code'))
  @Allow('commune')
  withdraw(@TheAct() act: Act, @Param('code') code: string, @Body() body: Words): FormAnswer {
    return answerForm({
      form: readWithdrawal(body ?? {}),
      act: (form) => this.service.withdraw(act, code, form),
      then: (entry) => new SeeOther(entryPaths.one(entry.code), 'Đã rút hồ sơ.'),
      again: (state) => this.withdrawPage(act.actor, code, state),
    });
  }

  private send(act: Act, code: string, body: Words, told: string): FormAnswer {
    return answerForm({
      form: readSubmission(body ?? {}),
      act: (form) => this.submitOnce(act, code, form),
      then: (number) => new SeeOther(entryPaths.receipt(number), told),
      again: (state, refusal) => this.checkPage(act.actor, code, state, refusal),
    });
  }

  /** Twenty presses of the button are one submission, and each is answered with its number. */
  private async submitOnce(act: Act, code: string, form: Parameters<SubmissionService['submit']>[2]): Promise<string> {
    try {
      return await this.submissions.submit(act, code, form);
    } catch (error) {
      if (!(error instanceof AlreadyDone)) throw error;
      return (await this.opening.show(act.actor, code)).entry.code;
    }
  }

  private async checkPage(actor: Actor, code: string, form: FormState, refusal: Refusal | null): Promise<Page> {
    const opened = await this.opening.show(actor, code);
    const { entry, contest, calendar } = opened;
    const locked = refuseToEdit(actor, entry, contest, calendar);
    const readiness = await this.submissions.readinessOf(this.database.reader, opened);
    const missing = refusal?.code === 'entry-incomplete' ? (refusal['missing'] as Missing[]) : [];
    const state = { ...form, summary: [...form.summary, ...toMissingLinks(communePlaces(entry.code), missing)] };
    const unfinished = await this.transfers.unfinishedOf(this.database.reader, entry.id);
    const lockedText = locked && this.wording.of(locked).sentence;
    const view = toCheckView(opened, readiness, state, lockedText, communePlaces(entry.code), unfinished);
    return new Page('entries/check', view, frameOfEntry(opened, view.heading));
  }

  private async withdrawPage(actor: Actor, code: string, form: FormState): Promise<Page> {
    const opened = await this.opening.show(actor, code);
    const { entry } = opened;
    const model = {
      form,
      about: entry.code,
      action: entryPaths.withdraw(entry.code),
      backHref: entryPaths.one(entry.code),
      version: entry.version,
      facts: [
        { label: 'Hồ sơ', value: entry.number ?? `Nháp ${entry.draftCode}` },
        { label: 'Đơn vị dự thi', value: tellPlace(entry.villageName, entry.communeName) },
      ],
    };
    return new Page('entries/withdraw', model, frameOfEntry(opened, 'Rút hồ sơ'));
  }
}

const whereTo = ({ number, code }: { number: string | null; code: string }): string =>
  number === null ? entryPaths.one(code) : entryPaths.receipt(code);
