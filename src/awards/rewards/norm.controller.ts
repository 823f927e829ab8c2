import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Database } from '../../database/database.js';
import type { Act, Actor } from '../../kernel/actor.js';
import { Refused } from '../../kernel/refusal.js';
import { type Answer, answerForm, Page, SeeOther } from '../../web/answer.js';
import { TheAct, TheActor, type Words } from '../../web/request.js';
import { Allow } from '../../web/rights.js';
import { type FormState, freshForm } from '../../web/views/form-state.js';
import { awardPaths } from '../award.paths.js';
import { readBaseForm, readClosingForm, readNormForm, readNormWithdrawal } from './norm.form.js';
import { NormService } from './norm.service.js';
import {
  formsOf,
  toBaseWithdrawalView,
  toNewBaseView,
  toNewNormView,
  toNormClosingView,
  toNormsView,
  toNormWithdrawalView,
} from './norm.view.js';
import { type RewardBook, rewardBook, wholeBook } from './reward.repository.js';

/** What reward forms are worth, by papers: kept by organisers and administrators for all contests, read by auditors. */
@Controller()
export class NormController {
  constructor(
    private readonly database: Database,
    private readonly norms: NormService,
  ) {}

  @Get(awardPaths.norms)
  @Allow('organiser', 'auditor', 'admin')
  async all(@TheActor() actor: Actor): Promise<Page> {
    return new Page('awards/norms', toNormsView(actor, await wholeBook(this.database.reader)));
  }

  @Get(awardPaths.newNorm)
  @Allow('organiser', 'admin')
  async newNorm(): Promise<Page> {
    return new Page('awards/new-norm', toNewNormView(await this.book(), freshForm()));
  }

  @Post(awardPaths.newNorm)
  @Allow('organiser', 'admin')
  async addNorm(@TheAct() act: Act, @Body() body: Words): Promise<Answer> {
    const book = await this.book();
    return answerForm({
      form: readNormForm(body, formsOf(book)),
      act: (norm) => this.norms.addNorm(act, norm),
      then: () => new SeeOther(awardPaths.norms, 'Đã ghi hệ số.'),
      again: (form) => Promise.resolve(new Page('awards/new-norm', toNewNormView(book, form))),
    });
  }

  @Get(awardPaths.newBase)
  @Allow('organiser', 'admin')
  newBase(): Page {
    return new Page('awards/new-base', toNewBaseView(freshForm()));
  }

  @Post(awardPaths.newBase)
  @Allow('organiser', 'admin')
  addBase(@TheAct() act: Act, @Body() body: Words): Answer {
    return answerForm({
      form: readBaseForm(body),
      act: (base) => this.norms.addBase(act, base),
      then: () => new SeeOther(awardPaths.norms, 'Đã ghi mức lương cơ sở.'),
      again: (form) => Promise.resolve(new Page('awards/new-base', toNewBaseView(form))),
    });
  }

  @Get(awardPaths.normClosing(':id'))
  @Allow('organiser', 'admin')
  closing(@Param('id') id: string): Promise<Page> {
    return this.drawnClosing(id, freshForm());
  }

  @Post(awardPaths.normClosing(':id'))
  @Allow('organiser', 'admin')
  close(@TheAct() act: Act, @Param('id') id: string, @Body() body: Words): Answer {
    return answerForm({
      form: readClosingForm(body),
      act: ({ until }) => this.norms.close(act, id, until),
      then: () => new SeeOther(awardPaths.norms, 'Đã ghi ngày hết hiệu lực.'),
      again: (form) => this.drawnClosing(id, form),
    });
  }

  @Get(awardPaths.normWithdrawal(':id'))
  @Allow('organiser', 'admin')
  normWithdrawal(@Param('id') id: string): Promise<Page> {
    return this.drawnNormWithdrawal(id, freshForm());
  }

  @Post(awardPaths.normWithdrawal(':id'))
  @Allow('organiser', 'admin')
  withdrawNorm(@TheAct() act: Act, @Param('id') id: string, @Body() body: Words): Answer {
    return answerForm({
      form: readNormWithdrawal(body),
      act: ({ reason }) => this.norms.withdraw(act, 'norm', { id, reason }),
      then: () => new SeeOther(awardPaths.norms, 'Đã bỏ hệ số.'),
      again: (form) => this.drawnNormWithdrawal(id, form),
    });
  }

  @Get(awardPaths.baseWithdrawal(':id'))
  @Allow('organiser', 'admin')
  baseWithdrawal(@Param('id') id: string): Promise<Page> {
    return this.drawnBaseWithdrawal(id, freshForm());
  }

  @Post(awardPaths.baseWithdrawal(':id'))
  @Allow('organiser', 'admin')
  withdrawBase(@TheAct() act: Act, @Param('id') id: string, @Body() body: Words): Answer {
    return answerForm({
      form: readNormWithdrawal(body),
      act: ({ reason }) => this.norms.withdraw(act, 'base', { id, reason }),
      then: () => new SeeOther(awardPaths.norms, 'Đã bỏ mức lương cơ sở.'),
      again: (form) => this.drawnBaseWithdrawal(id, form),
    });
  }

  private book(): Promise<RewardBook> {
    return rewardBook(this.database.reader);
  }

  private async drawnClosing(id: string, form: FormState): Promise<Page> {
    return new Page('awards/norm-closing', toNormClosingView(rowOf((await this.book()).norms, id), form));
  }

  private async drawnNormWithdrawal(id: string, form: FormState): Promise<Page> {
    return new Page('awards/norm-withdrawal', toNormWithdrawalView(rowOf((await this.book()).norms, id), form));
  }

  private async drawnBaseWithdrawal(id: string, form: FormState): Promise<Page> {
    return new Page('awards/norm-withdrawal', toBaseWithdrawalView(rowOf((await this.book()).bases, id), form));
  }
}

/** A row that counts; `not-found` for one that is not, or was withdrawn. */
function rowOf<Row extends { id: string }>(rows: readonly Row[], id: string): Row {
  const found = rows.find((row) => row.id === id);
  if (found === undefined) throw new Refused({ code: 'not-found' });
  return found;
}
