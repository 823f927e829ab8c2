import { Body, Controller, Get, Inject, Optional, Post, Query, Req } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import { Clock } from '../kernel/clock.js';
import { type FormAnswer, Page, SeeOther, answerForm } from '../web/answer.js';
import { readForm } from '../web/form.js';
import { MaybeActor, type WebRequest, type Words } from '../web/request.js';
import { Public } from '../web/rights.js';
import { type FormState, freshForm } from '../web/views/form-state.js';
import { accountPaths } from './account.paths.js';
import { openSession } from './account.session.js';
import { DEMO_ACCOUNTS, type DemoAccounts } from './demo.accounts.js';
import { returnPath } from './return.path.js';
import { SignInForm } from './sign-in.form.js';
import { SignInService } from './sign-in.service.js';
import { toSignInView } from './sign-in.view.js';

@Controller()
export class SignInController {
  constructor(
    private readonly signIns: SignInService,
    private readonly clock: Clock,
    @Optional() @Inject(DEMO_ACCOUNTS) private readonly demoAccounts: DemoAccounts | undefined,
  ) {}

  @Get(accountPaths.signIn)
  @Public()
  async show(@Query('ve') wanted: unknown, @MaybeActor() actor: Actor | null): Promise<Page | SeeOther> {
    const back = returnPath(typeof wanted === 'string' ? wanted : null);
    return actor === null ? this.page(freshForm(), back) : new SeeOther(back);
  }

  @Post(accountPaths.signIn)
  @Public()
  signIn(@Body() body: Words, @Req() req: WebRequest): FormAnswer {
    const back = returnPath(typeof body['ve'] === 'string' ? body['ve'] : null);
    return answerForm({
      form: readForm(SignInForm, body),
      act: async ({ username, password, sharedMachine }) => {
        const signedIn = await this.signIns.signIn({
          typed: username,
          password,
          address: req.ip ?? 'unknown',
          requestId: req.id,
        });
        await openSession(req, signedIn, { now: this.clock.now(), sharedMachine: sharedMachine === '1' });
      },
      then: () => new SeeOther(back),
      again: (state) => this.page(state, back),
    });
  }

  private async page(state: FormState, back: string): Promise<Page> {
    const demoAccounts = this.demoAccounts === undefined ? [] : await this.demoAccounts();
    return new Page('accounts/sign-in', toSignInView(state, back, demoAccounts));
  }
}
