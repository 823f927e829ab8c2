import { Controller, Get, Param, Res } from '@nestjs/common';
import type { Response } from 'express';
import { frameOfContest } from '../contests/contest.frame.js';
import { handPaper, type PaperFormat, paperRoutes, ThePaperFormat } from '../documents/paper.answer.js';
import { Database } from '../database/database.js';
import type { Actor } from '../kernel/actor.js';
import { Clock } from '../kernel/clock.js';
import { Refused } from '../kernel/refusal.js';
import { Page } from '../web/answer.js';
import { TheActor } from '../web/request.js';
import { Allow } from '../web/rights.js';
import { DecisionRepository } from './decision.repository.js';
import { LetterheadReader } from '../units/letterhead.reader.js';
import { toNoticePaper } from './notice.paper.js';
import { type NoticeView, toNotice } from './notice.view.js';
import { isStandingReturn } from './vetting.facts.js';
import { type OpenedDossier, VettingOpening } from './vetting.opening.js';
import { vettingPaths } from './vetting.paths.js';

/** The latest request for supplement of this office on paper, to be signed and sent. */
@Controller()
export class NoticeController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly opening: VettingOpening,
    private readonly decisions: DecisionRepository,
    private readonly letterheads: LetterheadReader,
  ) {}

  @Get(vettingPaths.notice(':code'))
  @Allow('vetting')
  async show(@TheActor() actor: Actor, @Param('code') code: string): Promise<Page> {
    const { opened, notice } = await this.find(actor, code);
    const breadcrumbs = [
      { href: vettingPaths.queue, label: 'Hồ sơ thẩm định' },
      { href: vettingPaths.one(code), label: code },
      { href: null, label: 'Phiếu yêu cầu bổ sung' },
    ];
    return new Page('vetting/notice', notice, frameOfContest(opened.contest, opened.calendar, breadcrumbs));
  }

  @Get(paperRoutes(vettingPaths.notice(':code')))
  @Allow('vetting')
  async paper(
    @TheActor() actor: Actor,
    @Param('code') code: string,
    @ThePaperFormat() format: PaperFormat,
    @Res() res: Response,
  ): Promise<void> {
    const { notice } = await this.find(actor, code);
    await handPaper(res, format, { paper: toNoticePaper(notice), name: `Yêu cầu bổ sung ${code}` });
  }

  /** "Not found" for a dossier that this level has never sent back. */
  private async find(actor: Actor, code: string): Promise<{ opened: OpenedDossier; notice: NoticeView }> {
    const { reader } = this.database;
    const opened = await this.opening.show(reader, actor, code, this.clock.now());
    const decisions = await this.decisions.ofEntry(reader, opened.entry.id);
    const last = decisions.filter((one) => isStandingReturn(one, opened.desk.level)).at(-1);
    if (last === undefined) throw new Refused({ code: 'not-found' });
    const contents = await this.opening.contentsOf(reader, opened);
    const head = await this.letterheads.of(reader, { unitId: opened.desk.unitId, name: opened.desk.unitName });
    return { opened, notice: toNotice(opened, contents, last, head) };
  }
}
