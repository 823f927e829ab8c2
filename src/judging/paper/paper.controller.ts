import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import { Database } from '../../database/database.js';
import type { Act, Actor } from '../../kernel/actor.js';
import { obey, Refused } from '../../kernel/refusal.js';
import { FileSender } from '../../storage/file-sender.js';
import { Uploads } from '../../storage/uploads.js';
import { type Answer, answerForm, type Page, SeeOther } from '../../web/answer.js';
import { parsedForm, readForm } from '../../web/form.js';
import { actOf, TheAct, TheActor, type WebRequest, type Words } from '../../web/request.js';
import { Allow } from '../../web/rights.js';
import { TakesFiles } from '../../web/token.guard.js';
import { judgingPaths } from '../judging.paths.js';
import { VersionedReasonForm } from '../reason.form.js';
import { SecretaryStandings } from '../secretary.standing.js';
import { PaperPages } from './paper.pages.js';
import { refuseToHandlePaper } from './paper.policy.js';
import { type PaperAddress, PaperService } from './paper.service.js';

const SCANS = {
  fieldName: 'tep',
  maxBytes: 20 * 1024 * 1024,
  maxFiles: 10,
  kinds: ['pdf', 'jpg', 'png', 'webp', 'heic'],
};

/** Papers that come back: what the secretaries see and do. */
@Controller()
export class PaperController {
  constructor(
    private readonly database: Database,
    private readonly pages: PaperPages,
    private readonly service: PaperService,
    private readonly standings: SecretaryStandings,
    private readonly uploads: Uploads,
    private readonly sender: FileSender,
  ) {}

  @Get(judgingPaths.papersIn)
  @Allow('secretary')
  list(@TheActor() actor: Actor, @Query() query: Words): Promise<Page> {
    return this.pages.list(actor, query);
  }

  @Get(judgingPaths.paperIn(':judge', ':code'))
  @Allow('secretary')
  one(@TheActor() actor: Actor, @Param('judge') judgeCode: string, @Param('code') number: string): Promise<Page> {
    return this.pages.one(actor, { judgeCode, number });
  }

  @Post(judgingPaths.paperReceipt(':judge', ':code'))
  @Allow('secretary')
  receive(
    @TheAct() act: Act,
    @Param('judge') judgeCode: string,
    @Param('code') number: string,
    @Body() body: Words,
  ): Answer {
    const of = { judgeCode, number };
    return answerForm({
      form: parsedForm(body, { replaces: body['replaces'] === '1' }, []),
      act: (asked) => this.service.receive(act, of, asked),
      then: (state) =>
        new SeeOther(
          hrefOf(of),
          state === 'copy' ? 'Đã ghi nhận bản in có chữ ký.' : 'Đã ghi nhận phiếu giấy. Phiếu trên mạng tạm khóa.',
        ),
      again: (state, refusal) => this.pages.one(act.actor, of, { state, refusal }),
    });
  }

  @Post(judgingPaths.paperRelease(':judge', ':code'))
  @Allow('secretary')
  release(
    @TheAct() act: Act,
    @Param('judge') judgeCode: string,
    @Param('code') number: string,
    @Body() body: Words,
  ): Answer {
    const of = { judgeCode, number };
    return answerForm({
      form: readForm(VersionedReasonForm, body),
      act: ({ version, reason }) => this.service.release(act, of, { version: Number(version), reason }),
      then: () => new SeeOther(hrefOf(of), 'Đã bỏ ghi nhận. Giám khảo nhập trên mạng được.'),
      again: (state, refusal) => this.pages.one(act.actor, of, { state, refusal }),
    });
  }

  @Post(judgingPaths.paperIn(':judge', ':code'))
  @Allow('secretary')
  type(
    @TheAct() act: Act,
    @Param('judge') judgeCode: string,
    @Param('code') number: string,
    @Body() body: Words,
  ): Answer {
    const of = { judgeCode, number };
    return answerForm({
      form: parsedForm(body, body, []),
      act: (words) => this.service.type(act, of, words),
      then: (turn) =>
        turn === 'first'
          ? new SeeOther(
              judgingPaths.papersIn,
              `Đã nhập phiếu ${judgeCode}, ${number}. Người khác nhập lại rồi xác nhận.`,
            )
          : new SeeOther(`${hrefOf(of)}#doi-chieu`, 'Đã nhập lại. Đối chiếu rồi xác nhận hoặc trả lại.', 'info'),
      again: (state, refusal) => this.pages.one(act.actor, of, { state, refusal }),
    });
  }

  @Post(judgingPaths.paperConfirmation(':judge', ':code'))
  @Allow('secretary')
  confirm(
    @TheAct() act: Act,
    @Param('judge') judgeCode: string,
    @Param('code') number: string,
    @Body() body: Words,
  ): Answer {
    const of = { judgeCode, number };
    return answerForm({
      form: parsedForm(body, { version: Number(body['version']) }, []),
      act: (asked) => this.service.confirm(act, of, asked),
      then: () =>
        new SeeOther(
          judgingPaths.papersIn,
          `Đã xác nhận phiếu ${judgeCode}, ${number}. Phiếu được tính như phiếu đã chốt.`,
        ),
      again: (state, refusal) => this.pages.one(act.actor, of, { state, refusal }),
    });
  }

  @Post(judgingPaths.paperReturn(':judge', ':code'))
  @Allow('secretary')
  sendBack(
    @TheAct() act: Act,
    @Param('judge') judgeCode: string,
    @Param('code') number: string,
    @Body() body: Words,
  ): Answer {
    const of = { judgeCode, number };
    return answerForm({
      form: readForm(VersionedReasonForm, body),
      act: ({ version, reason }) => this.service.sendBack(act, of, { version: Number(version), reason }),
      then: () => new SeeOther(hrefOf(of), 'Đã trả lại: phiếu cần nhập lại từ đầu. Hai bản nhập trước được lưu.'),
      again: (state, refusal) => this.pages.one(act.actor, of, { state, refusal }),
    });
  }

  @Post(judgingPaths.paperScans(':judge', ':code'))
  @Allow('secretary')
  @TakesFiles()
  async attach(
    @Req() req: WebRequest,
    @TheActor() actor: Actor,
    @Param('judge') judgeCode: string,
    @Param('code') number: string,
  ): Promise<Answer> {
    const of = { judgeCode, number };
    await this.openToAttach(actor, of);
    return answerForm({
      form: parsedForm({}, of, []),
      act: () => this.receiveScans(req, of),
      then: (attached) =>
        new SeeOther(
          hrefOf(of),
          attached === 0 ? 'Bản quét này đã được đính kèm trước đó.' : `Đã đính kèm ${attached} bản quét.`,
        ),
      again: (state, refusal) => this.pages.one(actor, of, { state, refusal }),
    });
  }

  @Get(judgingPaths.paperScan(':judge', ':code', ':id'))
  @Allow('secretary')
  async scan(
    @TheActor() actor: Actor,
    @Param('judge') judgeCode: string,
    @Param('code') number: string,
    @Param('id') id: string,
    @Res() res: Response,
  ): Promise<void> {
    const scan = await this.pages.scan(actor, { judgeCode, number }, id);
    await this.sender.sendFile(res, scan, { disposition: 'attachment' });
  }

  /** Before a byte is read: whoever may not handle the paper is not listened to. Asked again by the act. */
  private async openToAttach(actor: Actor, of: PaperAddress): Promise<void> {
    const standing = await this.standings.withRound(actor);
    const found = await this.service.find(this.database.reader, standing.round, of);
    obey(refuseToHandlePaper(actor, { ...standing, ...found }));
  }

  private async receiveScans(req: WebRequest, of: PaperAddress): Promise<number> {
    const { files, refused } = await this.uploads.receive(req, SCANS);
    const [first] = refused;
    if (first !== undefined) throw new Refused({ ...first, field: SCANS.fieldName });
    if (files.length === 0) throw new Refused({ code: 'scan-missing', field: SCANS.fieldName });
    return this.service.attach(actOf(req), of, files);
  }
}

const hrefOf = ({ judgeCode, number }: PaperAddress): string => judgingPaths.paperIn(judgeCode, number);
