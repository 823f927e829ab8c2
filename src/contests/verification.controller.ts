import { Body, Controller, Get, Param, Post, Query, Req } from '@nestjs/common';
import { IsNotEmpty, IsString, MaxLength } from 'class-validator';
import type { Refusal } from '../kernel/refusal.js';
import { type FormAnswer, Page, answerForm } from '../web/answer.js';
import { readForm } from '../web/form.js';
import type { WebRequest, Words } from '../web/request.js';
import { Public } from '../web/rights.js';
import { type FormState, freshForm } from '../web/views/form-state.js';
import type { StatusWord } from '../web/views/page.js';
import { frameOfContest } from './contest.frame.js';
import { contestPaths } from './contest.paths.js';
import { type CheckedPaper, type PaperStanding, Verification } from './verification.js';

const LONGEST_NUMBER = 60;
const LONGEST_CHECK = 40;

export class VerificationForm {
  @MaxLength(LONGEST_NUMBER, { message: 'Số quá dài. Nhập như in trên giấy, ví dụ ZALO21-211124-0007.' })
  @IsNotEmpty({ message: 'Nhập số in trên giấy, ví dụ ZALO21-211124-0007.' })
  @IsString({ message: 'Nhập số in trên giấy.' })
  so: string;

  @MaxLength(LONGEST_CHECK, { message: 'Mã kiểm tra có 10 ký tự, in cạnh mã QR.' })
  @IsNotEmpty({ message: 'Nhập mã kiểm tra, 10 ký tự in cạnh mã QR.' })
  @IsString({ message: 'Nhập mã kiểm tra, 10 ký tự in cạnh mã QR.' })
  maKiemTra: string;
}

const STANDING_WORDS: Readonly<Record<PaperStanding, StatusWord>> = {
  valid: { word: 'Còn giá trị', tone: 'success' },
  replaced: { word: 'Đã có giấy mới hơn', tone: 'warning' },
  revoked: { word: 'Hết giá trị', tone: 'danger' },
};

/** Where the QR code of a paper leads. Asking by GET shows the form only, filled in: previews in chats find out nothing and count as no try. */
@Controller()
export class VerificationController {
  constructor(private readonly verification: Verification) {}

  @Get(contestPaths.verification)
  @Public()
  start(): Page {
    return formPage(freshForm({ so: '', maKiemTra: '' }));
  }

  @Get(contestPaths.verificationOf(':number'))
  @Public()
  show(@Param('number') number: string, @Query('kiem') typed: unknown): Page {
    const checkValue = typeof typed === 'string' ? typed : '';
    return formPage(freshForm({ so: number.slice(0, LONGEST_NUMBER), maKiemTra: checkValue.slice(0, LONGEST_CHECK) }));
  }

  @Post(contestPaths.verification)
  @Public()
  check(@Body() body: Words, @Req() req: WebRequest): FormAnswer {
    return answerForm({
      form: readForm(VerificationForm, body ?? {}),
      act: ({ so, maKiemTra }) =>
        this.verification.check({ number: so, checkValue: maKiemTra, address: req.ip ?? 'unknown' }),
      then: paperPage,
      again: (state, refusal) => Promise.resolve(formPage(state, refusal)),
    });
  }
}

const formPage = (form: FormState, refusal: Refusal | null = null): Page =>
  new Page('contests/verification', {
    form,
    isUnknown: refusal?.code === 'paper-unknown',
    action: contestPaths.verification,
    contestsHref: contestPaths.all,
  });

const paperPage = ({ contest, calendar, standing, ...paper }: CheckedPaper): Page =>
  new Page(
    'contests/verified-paper',
    {
      ...paper,
      isRehearsal: contest.rehearsal,
      standing: STANDING_WORDS[standing],
      againHref: contestPaths.verification,
    },
    frameOfContest(contest, calendar),
  );
