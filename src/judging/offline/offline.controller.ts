import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import { handPaper, type PaperFormat, paperRoutes, ThePaperFormat } from '../../documents/paper.answer.js';
import type { Act, Actor } from '../../kernel/actor.js';
import { type Answer, answerForm, type Page, SeeOther } from '../../web/answer.js';
import { parsedForm } from '../../web/form.js';
import { TheAct, TheActor, type WebRequest, type Words } from '../../web/request.js';
import { Allow } from '../../web/rights.js';
import { TakesFiles } from '../../web/token.guard.js';
import { judgingPaths } from '../judging.paths.js';
import { OfflinePages } from './offline.pages.js';
import { OfflineService } from './offline.service.js';
import { ReturnIntake } from './return.intake.js';

/** Judging without a network: a workbook that comes back, paper to print. */
@Controller()
export class OfflineController {
  constructor(
    private readonly pages: OfflinePages,
    private readonly service: OfflineService,
    private readonly intake: ReturnIntake,
  ) {}

  @Get(judgingPaths.offline)
  @Allow('judge')
  show(@TheActor() actor: Actor, @Query() query: Words): Promise<Page> {
    return this.pages.page(actor, query);
  }

  @Get(paperRoutes(judgingPaths.ownPrint))
  @Allow('judge')
  async print(
    @TheActor() actor: Actor,
    @Query() query: Words,
    @ThePaperFormat() format: PaperFormat,
    @Res() res: Response,
  ): Promise<void> {
    await handPaper(res, format, await this.pages.print(actor, query));
  }

  /** A file comes back: it is compared and shown, and nothing of it is written. */
  @Post(judgingPaths.offline)
  @Allow('judge')
  @TakesFiles()
  async send(@Req() req: WebRequest, @TheActor() actor: Actor): Promise<Answer> {
    const place = await this.intake.open(actor);
    return answerForm({
      form: parsedForm({}, place, []),
      act: () => this.intake.receive(req, place),
      then: () =>
        new SeeOther(
          `${judgingPaths.offline}#doi-chieu`,
          'Đã đọc tệp. Chưa ghi gì: xem chỗ khác nhau rồi xác nhận.',
          'info',
        ),
      again: (state) => this.pages.page(actor, {}, state),
    });
  }

  @Post(judgingPaths.offlineConfirmation)
  @Allow('judge')
  confirm(@TheAct() act: Act, @Body() body: Words): Answer {
    return answerForm({
      form: parsedForm(body, { version: versionOf(body), digest: String(body['digest'] ?? '') }, []),
      act: (asked) => this.service.confirm(act, asked),
      then: ({ written, left }) =>
        new SeeOther(
          judgingPaths.summary,
          left === 0
            ? `Đã ghi ${written} phiếu từ tệp.`
            : `Đã ghi ${written} phiếu từ tệp. ${left} phiếu giữ như trên mạng.`,
        ),
      again: (state) => this.pages.page(act.actor, {}, state),
    });
  }

  @Post(judgingPaths.offlineDropping)
  @Allow('judge')
  drop(@TheAct() act: Act, @Body() body: Words): Answer {
    return answerForm({
      form: parsedForm(body, versionOf(body), []),
      act: (version) => this.service.drop(act, version),
      then: () => new SeeOther(judgingPaths.offline, 'Đã bỏ tệp. Phiếu trên mạng không đổi.'),
      again: (state) => this.pages.page(act.actor, {}, state),
    });
  }
}

/** -1 for what is no version: no file waits under it. */
const versionOf = (body: Words): number => (/^\d{1,9}$/.test(String(body['version'])) ? Number(body['version']) : -1);
