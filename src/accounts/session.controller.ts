import { Body, Controller, Get, Inject, Post, Req } from '@nestjs/common';
import { type Act, type Actor } from '../kernel/actor.js';
import { Refused } from '../kernel/refusal.js';
import { Page, SeeOther } from '../web/answer.js';
import { ELSEWHERE, type Elsewhere } from '../web/frame.js';
import { TheAct, TheActor, type WebRequest, type Words } from '../web/request.js';
import { Allow } from '../web/rights.js';
import { accountPaths } from './account.paths.js';
import { AccountService } from './account.service.js';
import { endSession, renewSession } from './account.session.js';
import { toHomeView } from './home.view.js';
import { Tasks } from './tasks.js';

/** The home page, the role switcher, and the way out. */
@Controller()
export class SessionController {
  constructor(
    private readonly account: AccountService,
    private readonly tasks: Tasks,
    @Inject(ELSEWHERE) private readonly elsewhere: Elsewhere,
  ) {}

  @Get(accountPaths.home)
  @Allow('anyone-signed-in')
  async home(@TheActor() actor: Actor): Promise<Page> {
    return new Page('accounts/home', toHomeView(actor, await this.tasks.of(actor), this.elsewhere(actor)));
  }

  @Post(accountPaths.role)
  @Allow('anyone-signed-in')
  async changeRole(@TheAct() act: Act, @Body() body: Words, @Req() req: WebRequest): Promise<SeeOther> {
    const wanted = body['assignmentId'];
    if (typeof wanted !== 'string') throw new Refused({ code: 'not-found' });
    const assignmentId = await this.account.actAs(act, wanted, req.session.epoch ?? 0);
    await renewSession(req, { assignmentId });
    return new SeeOther(accountPaths.home);
  }

  @Post(accountPaths.signOut)
  @Allow('anyone-signed-in')
  async signOut(@TheAct() act: Act, @Req() req: WebRequest): Promise<SeeOther> {
    await this.account.signOut(act);
    await endSession(req);
    return new SeeOther(accountPaths.signIn, 'Đã đăng xuất.');
  }

  @Post(accountPaths.signOutEverywhere)
  @Allow('anyone-signed-in')
  async signOutEverywhere(@TheAct() act: Act, @Req() req: WebRequest): Promise<SeeOther> {
    await this.account.signOutEverywhere(act);
    await endSession(req);
    return new SeeOther(accountPaths.signIn, 'Đã đăng xuất khỏi mọi máy.');
  }
}
