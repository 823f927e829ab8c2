import { pipeline } from 'node:stream/promises';
import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import { handPaper, type PaperFormat, paperRoutes, ThePaperFormat } from '../../contests/paper.answer.js';
import type { Act, Actor } from '../../kernel/actor.js';
import { zipOf } from '../../press/zip.js';
import { contentDisposition } from '../../storage/file-headers.js';
import { type Answer, answerForm, type Page, SeeOther } from '../../web/answer.js';
import { parsedForm } from '../../web/form.js';
import { TheAct, TheActor, type WebRequest, type Words } from '../../web/request.js';
import { Allow } from '../../web/rights.js';
import { TakesFiles } from '../../web/token.guard.js';
import { judgingPaths } from '../judging.paths.js';
import { OfflinePages } from './offline.pages.js';
import { OfflineService } from './offline.service.js';
import { ReturnIntake } from './return.intake.js';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Judging without a network: a pack to take along, a workbook that comes back, paper to print. */
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

  @Get(judgingPaths.offlinePack)
  @Allow('judge')
  async pack(@TheActor() actor: Actor, @Query() query: Words, @Res() res: Response): Promise<void> {
    const { files, place } = await this.pages.pack(actor, query);
    announce(res, 'application/zip', `Gói chấm ${place.contest.code} ${place.judge.code}.zip`);
    try {
      await pipeline(zipOf(files, place.calendar.now), res);
    } catch (error) {
      // The judge closed the page half-way. Any other fault has broken the line off: a pack that is short must not look whole.
      if ((error as { code?: string }).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
    }
  }

  @Get(judgingPaths.offlineWorkbook)
  @Allow('judge')
  async workbook(@TheActor() actor: Actor, @Res() res: Response): Promise<void> {
    const { workbook, place } = await this.pages.workbook(actor);
    announce(res, XLSX, `Phiếu chấm ${place.contest.code} ${place.judge.code}.xlsx`).end(workbook);
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

/** For this judge alone, and passed on as it is: packing stored photos again would cost memory and save nothing. */
function announce(res: Response, type: string, name: string): Response {
  res.setHeader('Content-Type', type);
  res.setHeader('Content-Disposition', contentDisposition('attachment', name));
  res.setHeader('X-Content-Type-Options', 'nosniff');
  res.setHeader('Cache-Control', 'private, no-store, no-transform');
  return res;
}
