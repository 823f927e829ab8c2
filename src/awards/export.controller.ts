import { pipeline } from 'node:stream/promises';
import { Controller, Get, Param, Res } from '@nestjs/common';
import type { Response } from 'express';
import { Database } from '../database/database.js';
import type { Act, Actor } from '../kernel/actor.js';
import { Clock } from '../kernel/clock.js';
import { obey } from '../kernel/refusal.js';
import { csvStream } from '../press/csv.js';
import type { Sheet } from '../press/sheet.js';
import { writeWorkbook } from '../press/workbook.js';
import { Page } from '../web/answer.js';
import { TheAct, TheActor } from '../web/request.js';
import { Allow } from '../web/rights.js';
import { AwardDesks } from './award.desk.js';
import { awardPaths } from './award.paths.js';
import { refuseToSeeList } from './award.policy.js';
import { awardSheet, resultSheets, scoreSheet } from './award.sheets.js';
import { awardFrame } from './award.view.js';
import { type ExportedResults, ExportService } from './export.service.js';
import { toPaperView } from './paper.view.js';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** What organisers and auditors take out: a workbook, CSV, papers to print. Real addresses, never a page-made download. */
@Controller()
export class ExportController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly desks: AwardDesks,
    private readonly exports: ExportService,
  ) {}

  @Get(awardPaths.exports(':slug'))
  @Allow('organiser', 'auditor')
  async menu(@TheActor() actor: Actor, @Param('slug') slug: string): Promise<Page> {
    const desk = await this.desks.of(this.database.reader, slug, this.clock.now());
    obey(refuseToSeeList(actor, desk.contest));
    const model = {
      about: desk.contest.code,
      isClosed: desk.tally !== null,
      hasList: desk.published !== null || desk.drafted !== null,
      workbookHref: awardPaths.workbook(slug),
      awardsCsvHref: awardPaths.awardsCsv(slug),
      scoresCsvHref: awardPaths.scoresCsv(slug),
      listPaperHref: awardPaths.listPaper(slug),
      payoutPaperHref: awardPaths.payoutPaper(slug),
    };
    return new Page('awards/exports', model, awardFrame(desk, actor, 'Xuất tệp'));
  }

  @Get(awardPaths.workbook(':slug'))
  @Allow('organiser', 'auditor')
  async workbook(@TheAct() act: Act, @Param('slug') slug: string, @Res() res: Response): Promise<void> {
    const results = await this.taken(act, slug, 'xlsx');
    download(res, XLSX, `${results.contest.slug}-ket-qua.xlsx`);
    await writeWorkbook(resultSheets(results.head, results), res);
  }

  @Get(awardPaths.awardsCsv(':slug'))
  @Allow('organiser', 'auditor')
  async awardsCsv(@TheAct() act: Act, @Param('slug') slug: string, @Res() res: Response): Promise<void> {
    const { contest, head, lines } = await this.taken(act, slug, 'csv awards');
    await sendCsv(res, `${contest.slug}-danh-sach-khen-thuong.csv`, awardSheet(head, lines));
  }

  @Get(awardPaths.scoresCsv(':slug'))
  @Allow('organiser', 'auditor')
  async scoresCsv(@TheAct() act: Act, @Param('slug') slug: string, @Res() res: Response): Promise<void> {
    const { contest, head, tally, criteria } = await this.taken(act, slug, 'csv scores');
    await sendCsv(res, `${contest.slug}-diem.csv`, scoreSheet(head, tally, criteria));
  }

  @Get(awardPaths.listPaper(':slug'))
  @Allow('organiser', 'auditor')
  async listPaper(@TheAct() act: Act, @Param('slug') slug: string): Promise<Page> {
    const results = await this.taken(act, slug, 'paper awards');
    return new Page('awards/list-paper', toPaperView(results));
  }

  @Get(awardPaths.payoutPaper(':slug'))
  @Allow('organiser', 'auditor')
  async payoutPaper(@TheAct() act: Act, @Param('slug') slug: string): Promise<Page> {
    const results = await this.taken(act, slug, 'paper payout');
    return new Page('awards/payout-paper', toPaperView(results));
  }

  private taken(act: Act, slug: string, format: string): Promise<ExportedResults> {
    return this.exports.takenOut(act, slug, this.clock.now(), format);
  }
}

function download(res: Response, type: string, name: string): void {
  res.setHeader('Content-Type', type);
  res.setHeader('Content-Disposition', `attachment; filename="${name}"`);
  res.setHeader('Cache-Control', 'private, no-store');
}

async function sendCsv<Row>(res: Response, name: string, sheet: Sheet<Row>): Promise<void> {
  download(res, 'text/csv; charset=utf-8', name);
  await pipeline(csvStream(sheet), res);
}
