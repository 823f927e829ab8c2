import { Body, Controller, Get, Param, Post, Query, Req } from '@nestjs/common';
import { IsNotEmpty, IsString, MaxLength } from 'class-validator';
import { frameOfContest } from '../contests/contest.frame.js';
import { contestPaths } from '../contests/contest.paths.js';
import { type FormAnswer, Page, SeeOther, answerForm } from '../web/answer.js';
import { readForm } from '../web/form.js';
import type { WebRequest, Words } from '../web/request.js';
import { Public } from '../web/rights.js';
import { type FormState, freshForm } from '../web/views/form-state.js';
import { entryPaths } from './entry.paths.js';
import { type FoundEntry, LookUpService } from './look-up.service.js';
import { toLookUpView } from './look-up.view.js';

export class LookUpForm {
  @MaxLength(60, { message: 'Mã hồ sơ quá dài. Nhập như in trên giấy biên nhận, ví dụ ZALO21-211124-0007.' })
  @IsNotEmpty({ message: 'Nhập mã hồ sơ in trên giấy biên nhận, ví dụ ZALO21-211124-0007.' })
  @IsString({ message: 'Nhập mã hồ sơ in trên giấy biên nhận.' })
  ma: string;

  @MaxLength(40, { message: 'Mã tra cứu có 8 ký tự.' })
  @IsNotEmpty({ message: 'Nhập mã tra cứu, 8 ký tự in trên giấy biên nhận.' })
  @IsString({ message: 'Nhập mã tra cứu, 8 ký tự in trên giấy biên nhận.' })
  maTraCuu: string;
}

/** Looking a dossier up with what its receipt says. Public; asking by GET shows the form only, so previews in chats find out nothing. */
@Controller()
export class LookUpController {
  constructor(private readonly lookUps: LookUpService) {}

  @Get(entryPaths.lookUp)
  @Public()
  show(@Query('ma') code: unknown): Page {
    return this.page(freshForm({ ma: typeof code === 'string' ? code.slice(0, 60) : '' }));
  }

  @Post(entryPaths.lookUp)
  @Public()
  find(@Body() body: Words, @Req() req: WebRequest): FormAnswer {
    return answerForm({
      form: readForm(LookUpForm, body ?? {}),
      act: ({ ma, maTraCuu }) => this.lookUps.find({ number: ma, secret: maTraCuu, address: req.ip ?? 'unknown' }),
      then: (found: FoundEntry) =>
        new Page(
          'entries/look-up-found',
          { ...toLookUpView(found), againHref: entryPaths.lookUp },
          frameOfContest(found.contest, found.calendar),
        ),
      again: (state) => Promise.resolve(this.page(state)),
    });
  }

  /** The address in the QR code: the same for a dossier that exists and one that does not. */
  @Get(entryPaths.shortLink(':code'))
  @Public()
  short(@Param('code') code: string): SeeOther {
    return new SeeOther(`${entryPaths.lookUp}?ma=${encodeURIComponent(code.slice(0, 60))}`);
  }

  private page(form: FormState): Page {
    return new Page('entries/look-up', {
      form,
      action: entryPaths.lookUp,
      verificationHref: contestPaths.verification,
    });
  }
}
