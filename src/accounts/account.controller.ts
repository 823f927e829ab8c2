import { Body, Controller, Get, Post, Req } from '@nestjs/common';
import { IsNotEmpty, IsString } from 'class-validator';
import { Database } from '../database/database.js';
import { type Act, type Actor } from '../kernel/actor.js';
import { Refused } from '../kernel/refusal.js';
import { type FormAnswer, Page, SeeOther, answerForm } from '../web/answer.js';
import { readForm } from '../web/form.js';
import { TheAct, TheActor, type WebRequest, type Words } from '../web/request.js';
import { Allow } from '../web/rights.js';
import { type FormState, freshForm } from '../web/views/form-state.js';
import { accountPaths } from './account.paths.js';
import { AccountService } from './account.service.js';
import { renewSession } from './account.session.js';
import { toAccountView } from './account.view.js';
import { PeopleReader } from './people.reader.js';

export class PasswordForm {
  @IsNotEmpty({ message: 'Nhập mật khẩu đang dùng.' })
  @IsString({ message: 'Nhập mật khẩu đang dùng.' })
  old: string;

  @IsNotEmpty({ message: 'Nhập mật khẩu mới.' })
  @IsString({ message: 'Nhập mật khẩu mới.' })
  fresh: string;
}

/** One's own account: who one is here, in which roles, and one's password. */
@Controller()
export class AccountController {
  constructor(
    private readonly database: Database,
    private readonly people: PeopleReader,
    private readonly account: AccountService,
  ) {}

  @Get(accountPaths.account)
  @Allow('anyone-signed-in')
  async show(@TheActor() actor: Actor): Promise<Page> {
    return this.page(actor, freshForm());
  }

  @Post(accountPaths.password)
  @Allow('anyone-signed-in')
  changePassword(@TheAct() act: Act, @Body() body: Words, @Req() req: WebRequest): FormAnswer {
    return answerForm({
      form: readForm(PasswordForm, body),
      act: async (typed) => renewSession(req, { epoch: await this.account.changePassword(act, typed) }),
      then: () => new SeeOther(accountPaths.account, 'Đã đổi mật khẩu. Các máy khác đã được đăng xuất.'),
      again: (state) => this.page(act.actor, state),
    });
  }

  private async page(actor: Actor, form: FormState): Promise<Page> {
    const { reader } = this.database;
    const [person, roles] = await Promise.all([
      this.people.byId(reader, actor.personId),
      this.people.assignmentsOf(reader, actor.personId),
    ]);
    if (person === null) throw new Refused({ code: 'not-found' });
    return new Page('accounts/account', toAccountView(actor, person, roles, form));
  }
}
