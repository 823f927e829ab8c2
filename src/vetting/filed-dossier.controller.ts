import { Body, Controller, Get, Param, Post, Req } from '@nestjs/common';
import { ContestReader } from '../contests/contest.reader.js';
import { AlreadyDone, Database } from '../database/database.js';
import { readAnswers } from '../entries/entry.answers.js';
import { EntryService } from '../entries/entry.service.js';
import { MemberIntake, sayImported } from '../entries/member.intake.js';
import { readListVersion } from '../entries/member.form.js';
import { MemberReader } from '../entries/member.reader.js';
import { MemberService } from '../entries/member.service.js';
import { readSubmission } from '../entries/submission.form.js';
import { type SubmissionForm, SubmissionService } from '../entries/submission.service.js';
import type { Act, Actor } from '../kernel/actor.js';
import { obey, Refused } from '../kernel/refusal.js';
import { type Answer, answerForm, Page, SeeOther } from '../web/answer.js';
import { parsedForm } from '../web/form.js';
import { TheAct, TheActor, type WebRequest, type Words } from '../web/request.js';
import { Allow } from '../web/rights.js';
import { TakesFiles } from '../web/token.guard.js';
import { freshForm } from '../web/views/form-state.js';
import { FiledDossierPages } from './filed-dossier.pages.js';
import { FilingOpening } from './filing.opening.js';
import { vettingPaths } from './vetting.paths.js';

/** A draft in the hands of the officer who files it for its commune: its words, its list, and sending it. */
@Controller()
export class FiledDossierController {
  constructor(
    private readonly database: Database,
    private readonly contests: ContestReader,
    private readonly filings: FilingOpening,
    private readonly pages: FiledDossierPages,
    private readonly entries: EntryService,
    private readonly members: MemberReader,
    private readonly memberService: MemberService,
    private readonly intake: MemberIntake,
    private readonly submissions: SubmissionService,
  ) {}

  @Get(vettingPaths.filed(':code'))
  @Allow('vetting')
  async show(@TheActor() actor: Actor, @Param('code') code: string): Promise<Page | SeeOther> {
    const number = await this.filings.sentNumber(actor, code);
    return number === null ? this.pages.dossier(actor, code, freshForm()) : new SeeOther(vettingPaths.one(number));
  }

  @Get(vettingPaths.filedAnswers(':code'))
  @Allow('vetting')
  async showAnswers(@TheActor() actor: Actor, @Param('code') code: string): Promise<Page> {
    return this.pages.answers(actor, code, null, null);
  }

  @Post(vettingPaths.filedAnswers(':code'))
  @Allow('vetting')
  async saveAnswers(@TheAct() act: Act, @Param('code') code: string, @Body() body: Words): Promise<Answer> {
    const { contest } = await this.filings.show(act.actor, code);
    const fields = await this.contests.fields(this.database.reader, contest.id);
    return answerForm({
      form: readAnswers(fields, body ?? {}),
      act: (typed) => this.entries.saveAnswers(act, code, typed),
      then: () => new SeeOther(vettingPaths.filed(code), 'Đã lưu thông tin.'),
      again: (state, refusal) => this.pages.answers(act.actor, code, state, refusal),
    });
  }

  @Post(vettingPaths.filedList(':code'))
  @Allow('vetting')
  @TakesFiles()
  async sendList(@Req() req: WebRequest, @TheActor() actor: Actor, @Param('code') code: string): Promise<Answer> {
    const opened = await this.filings.show(actor, code);
    const full = await this.members.inFull(this.database.reader, opened.entry);
    if (full === null) throw new Refused({ code: 'not-found' });
    // Before a byte is read: whoever may not change the list is not listened to. Asked again by the act.
    obey(await this.memberService.refusalFor(actor, opened, full.question));
    const here = `${vettingPaths.filed(code)}#danh-sach`;
    return answerForm({
      form: parsedForm({}, full.question, []),
      act: (question) => this.intake.receive(req, code, question),
      then: (outcome) => new SeeOther(here, sayImported(outcome), outcome.faults === 0 ? 'success' : 'warning'),
      again: (state) => this.pages.dossier(actor, code, state),
    });
  }

  /** Takes the list that was read, when nothing of it is wrong. */
  @Post(vettingPaths.filedListTaking(':code'))
  @Allow('vetting')
  async takeList(@TheAct() act: Act, @Param('code') code: string, @Body() body: Words): Promise<Answer> {
    await this.filings.show(act.actor, code);
    const version = readListVersion(body ?? {});
    const edit = { version, cells: new Map(), removed: [], added: 0, takes: true };
    return answerForm({
      form: parsedForm({}, edit, []),
      act: async (wanted) => {
        const { faults, taken } = await this.memberService.edit(act, code, wanted);
        if (taken === null) throw new Refused({ code: 'members-faulty', faults });
        return taken;
      },
      then: (taken) => new SeeOther(`${vettingPaths.filed(code)}#danh-sach`, `Đã lấy ${taken} người vào hồ sơ.`),
      again: (state) => this.pages.dossier(act.actor, code, state),
    });
  }

  @Get(vettingPaths.filedCheck(':code'))
  @Allow('vetting')
  async check(@TheActor() actor: Actor, @Param('code') code: string): Promise<Page | SeeOther> {
    const number = await this.filings.sentNumber(actor, code);
    return number === null ? this.pages.check(actor, code, freshForm(), null) : new SeeOther(vettingPaths.one(number));
  }

  @Post(vettingPaths.filedCheck(':code'))
  @Allow('vetting')
  async submit(@TheAct() act: Act, @Param('code') code: string, @Body() body: Words): Promise<Answer> {
    // A second press after the first has been answered: the dossier has come in.
    const sent = await this.filings.sentNumber(act.actor, code);
    if (sent !== null) return new SeeOther(vettingPaths.one(sent));
    await this.filings.show(act.actor, code);
    return answerForm({
      form: readSubmission(body ?? {}),
      act: (form) => this.submitOnce(act, code, form),
      then: (number) =>
        new SeeOther(vettingPaths.one(number), `Đã nộp thay hồ sơ ${number}. Xã được báo và có giấy biên nhận.`),
      again: (state, refusal) => this.pages.check(act.actor, code, state, refusal),
    });
  }

  /** Twenty presses of the button are one submission, and each is answered with its number. */
  private async submitOnce(act: Act, code: string, form: SubmissionForm): Promise<string> {
    try {
      return await this.submissions.submit(act, code, form);
    } catch (error) {
      if (!(error instanceof AlreadyDone)) throw error;
      return (await this.filings.sentNumber(act.actor, code)) ?? code;
    }
  }
}
