import { Body, Controller, Get, Inject, Param, Post, Req } from '@nestjs/common';
import { IsNotEmpty, IsOptional, IsString, MaxLength } from 'class-validator';
import type { Act, Actor } from '../kernel/actor.js';
import { type FormAnswer, Page, SeeOther, answerForm } from '../web/answer.js';
import { BASE_URL, type BaseUrl } from '../web/base-url.js';
import { readForm } from '../web/form.js';
import { MaybeActor, TheAct, type WebRequest, type Words } from '../web/request.js';
import { Allow, Public } from '../web/rights.js';
import { type FormState, freshForm } from '../web/views/form-state.js';
import { accountPaths } from './account.paths.js';
import { continueSession } from './account.session.js';
import { SessionMoves } from './session-move.service.js';

export class MoveForm {
  @MaxLength(100, { message: 'Tên đăng nhập dài nhất 100 ký tự.' })
  @IsNotEmpty({ message: 'Nhập tên đăng nhập hoặc số điện thoại.' })
  @IsString({ message: 'Nhập tên đăng nhập hoặc số điện thoại.' })
  username: string;

  @MaxLength(20, { message: 'Mã có 6 chữ số.' })
  @IsNotEmpty({ message: 'Nhập mã 6 chữ số hiện ở trình duyệt đang đăng nhập.' })
  @IsString({ message: 'Nhập mã 6 chữ số hiện ở trình duyệt đang đăng nhập.' })
  code: string;

  @IsOptional()
  @IsString({ message: 'Tải lại trang rồi nhập lại.' })
  sharedMachine?: string;
}

/** Going on in another browser. One address for both: who is signed in gets a code there, who is not types it in. */
@Controller()
export class SessionMoveController {
  constructor(
    private readonly moves: SessionMoves,
    @Inject(BASE_URL) private readonly baseUrl: BaseUrl,
  ) {}

  @Get(accountPaths.move)
  @Public()
  show(@MaybeActor() actor: Actor | null): Page {
    return actor === null ? this.arrivalPage(freshForm()) : this.offerPage();
  }

  @Post(accountPaths.moveCode)
  @Allow('anyone-signed-in')
  async offer(@TheAct() act: Act, @Req() req: WebRequest): Promise<Page> {
    const { epoch = 0, signedInAt = 0 } = req.session;
    const { code, token, expiresAt } = await this.moves.offer(act, { epoch, signedInAt: new Date(signedInAt) });
    const { qrDrawing } = await import('../press/qr.js'); // loaded with the first code
    const link = `${this.baseUrl()}${accountPaths.moveLink(token)}`;
    return new Page('accounts/move-code', {
      code: `${code.slice(0, 3)} ${code.slice(3)}`,
      link,
      qr: qrDrawing(link),
      expiresAt,
      address: `${this.baseUrl()}${accountPaths.move}`,
      action: accountPaths.moveCode,
    });
  }

  @Post(accountPaths.move)
  @Public()
  arrive(@Body() body: Words, @Req() req: WebRequest): FormAnswer {
    return answerForm({
      form: readForm(MoveForm, body ?? {}),
      act: async ({ username, code, sharedMachine }) => {
        const moved = await this.moves.takeByCode({ username, code, ...arrivalOf(req) });
        await continueSession(req, moved, { sharedMachine: sharedMachine === '1' });
      },
      then: () => new SeeOther(accountPaths.home, ARRIVED),
      again: (state) => Promise.resolve(this.arrivalPage(state)),
    });
  }

  /** Opening the link only shows a button: previews in chats fetch every address they see. */
  @Get(accountPaths.moveLink(':token'))
  @Public()
  showLink(@Param('token') token: string): Page {
    return this.linkPage(token, freshForm());
  }

  @Post(accountPaths.moveLink(':token'))
  @Public()
  arriveByLink(@Param('token') token: string, @Body() body: Words, @Req() req: WebRequest): FormAnswer {
    return answerForm({
      form: { meaning: body?.['sharedMachine'] === '1', words: {}, faults: [] },
      act: async (sharedMachine) => {
        await continueSession(req, await this.moves.takeByLink(token, arrivalOf(req)), { sharedMachine });
      },
      then: () => new SeeOther(accountPaths.home, ARRIVED),
      again: (state) => Promise.resolve(this.linkPage(token, state)),
    });
  }

  private arrivalPage(form: FormState): Page {
    return new Page('accounts/move-arrival', { form, action: accountPaths.move, signInHref: accountPaths.signIn });
  }

  private linkPage(token: string, form: FormState): Page {
    return new Page('accounts/move-link', { form, action: accountPaths.moveLink(token), codeHref: accountPaths.move });
  }

  private offerPage(): Page {
    return new Page('accounts/move', {
      action: accountPaths.moveCode,
      address: `${this.baseUrl()}${accountPaths.move}`,
      backHref: accountPaths.home,
    });
  }
}

const ARRIVED = 'Đã chuyển phiên làm việc sang trình duyệt này. Làm tiếp từ đây.';
const arrivalOf = (req: WebRequest): { address: string; requestId: string } => ({
  address: req.ip ?? 'unknown',
  requestId: req.id,
});
