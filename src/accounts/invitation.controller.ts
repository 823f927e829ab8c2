import { Body, Controller, Get, Param, Post, Req } from '@nestjs/common';
import { IsNotEmpty, IsString } from 'class-validator';
import { Database } from '../database/database.js';
import { Clock } from '../kernel/clock.js';
import { type FormAnswer, Page, SeeOther, answerForm } from '../web/answer.js';
import { readForm } from '../web/form.js';
import type { WebRequest, Words } from '../web/request.js';
import { Public } from '../web/rights.js';
import { type FormState, freshForm } from '../web/views/form-state.js';
import { accountPaths } from './account.paths.js';
import { type InvitationKind, InvitationService } from './invitation.service.js';

export class FirstPasswordForm {
  @IsNotEmpty({ message: 'Nhập mật khẩu mới.' })
  @IsString({ message: 'Nhập mật khẩu mới.' })
  password: string;
}

const HEADINGS: Readonly<Record<InvitationKind, string>> = {
  activate: 'Kích hoạt tài khoản',
  reset: 'Đặt lại mật khẩu',
};

/** Single-use links. Opening one only shows it: previews in chat windows fetch every address they see, and must use up nothing. */
@Controller()
export class InvitationController {
  constructor(
    private readonly database: Database,
    private readonly invitations: InvitationService,
    private readonly clock: Clock,
  ) {}

  @Get(accountPaths.activate(':token'))
  @Public()
  async showActivation(@Param('token') token: string): Promise<Page> {
    return this.page('activate', token, freshForm());
  }

  @Post(accountPaths.activate(':token'))
  @Public()
  activate(@Param('token') token: string, @Body() body: Words, @Req() req: WebRequest): FormAnswer {
    return this.use('activate', token, body, req);
  }

  @Get(accountPaths.reset(':token'))
  @Public()
  async showReset(@Param('token') token: string): Promise<Page> {
    return this.page('reset', token, freshForm());
  }

  @Post(accountPaths.reset(':token'))
  @Public()
  reset(@Param('token') token: string, @Body() body: Words, @Req() req: WebRequest): FormAnswer {
    return this.use('reset', token, body, req);
  }

  private use(kind: InvitationKind, token: string, body: Words, req: WebRequest): FormAnswer {
    return answerForm({
      form: readForm(FirstPasswordForm, body),
      act: ({ password }) => this.invitations.consume({ token, kind, password, requestId: req.id }),
      then: (username) =>
        new SeeOther(accountPaths.signIn, `Đã đặt mật khẩu. Đăng nhập bằng tên đăng nhập “${username}”.`),
      again: (state) => this.page(kind, token, state),
    });
  }

  private async page(kind: InvitationKind, token: string, form: FormState): Promise<Page> {
    const open = await this.invitations.peek(this.database.reader, token, kind, this.clock.now());
    if (open === null) return new Page('accounts/link-dead', {}, {}, 404);
    const action = kind === 'activate' ? accountPaths.activate(token) : accountPaths.reset(token);
    const { name, username } = open;
    return new Page('accounts/set-password', { form, action, heading: HEADINGS[kind], name, username });
  }
}
