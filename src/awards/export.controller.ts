import { pipeline } from 'node:stream/promises';
import { Controller, Get, HttpCode, Inject, Param, Post, Res } from '@nestjs/common';
import type { Response } from 'express';
import { SEAL, type Seal } from '../audit/seal.js';
import { Database } from '../database/database.js';
import { judgingPaths } from '../judging/judging.paths.js';
import type { Act, Actor } from '../kernel/actor.js';
import { Clock } from '../kernel/clock.js';
import { obey } from '../kernel/refusal.js';
import { csvStream } from '../press/csv.js';
import type { Sheet } from '../press/sheet.js';
import { writeWorkbook } from '../press/workbook.js';
import { Page } from '../web/answer.js';
import { TheAct, TheActor } from '../web/request.js';
import { Allow } from '../web/rights.js';
import { SecurityLog } from '../web/security.log.js';
import { AwardDesks } from './award.desk.js';
import { awardPaths } from './award.paths.js';
import { refuseToSeeList } from './award.policy.js';
import { awardSheet } from './award.sheets.js';
import { awardFrame } from './award.view.js';
import { type ExportedResults, ExportService } from './export.service.js';
import { toPaperView } from './paper.view.js';
import { resultSheets } from './result.sheets.js';
import { scoreSheet } from './score.sheets.js';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/**
 * What organisers and auditors take out: a workbook, CSV, papers to print. A file is asked for with a form, because taking it out is
 * told to the log and a GET writes nothing (docs/decisions/0014); the papers are pages like the desk itself.
 */
@Controller()
export class ExportController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly desks: AwardDesks,
    private readonly exports: ExportService,
    private readonly security: SecurityLog,
    @Inject(SEAL) private readonly seal: Seal,
  ) {}

  @Get(awardPaths.exports(':slug'))
  @Allow('organiser', 'auditor')
  async menu(@TheActor() actor: Actor, @Param('slug') slug: string): Promise<Page> {
    const desk = await this.desks.of(this.database.reader, slug, this.clock.now());
    obey(refuseToSeeList(actor, desk.contest));
    const hasList = desk.published !== null || desk.drafted !== null;
    const model = {
      about: desk.contest.code,
      isClosed: desk.tally !== null,
      hasList,
      files: exportFiles(slug, hasList),
      listPaperHref: awardPaths.listPaper(slug),
      payoutPaperHref: awardPaths.payoutPaper(slug),
      matrixHref: judgingPaths.organiserMatrix(slug),
      papersHref: awardPaths.papers(slug),
      archiveHref: actor.role === 'organiser' ? awardPaths.archive(slug) : null,
      bundle:
        desk.published === null
          ? null
          : {
              href: awardPaths.bundle(slug, desk.published.number),
              number: desk.published.number,
              fingerprint: this.seal.fingerprint,
            },
    };
    return new Page('awards/exports', model, awardFrame(desk, actor, 'Xuất tệp'));
  }

  @Post(awardPaths.workbook(':slug'))
  @HttpCode(200)
  @Allow('organiser', 'auditor')
  async workbook(@TheAct() act: Act, @Param('slug') slug: string, @Res() res: Response): Promise<void> {
    const results = await this.taken(act, slug, 'xlsx');
    download(res, XLSX, `${results.contest.slug}-ket-qua.xlsx`);
    await writeWorkbook(resultSheets(results.head, results), res);
  }

  @Post(awardPaths.awardsCsv(':slug'))
  @HttpCode(200)
  @Allow('organiser', 'auditor')
  async awardsCsv(@TheAct() act: Act, @Param('slug') slug: string, @Res() res: Response): Promise<void> {
    const { contest, head, lines } = await this.taken(act, slug, 'csv awards');
    await sendCsv(res, `${contest.slug}-danh-sach-khen-thuong.csv`, awardSheet(head, lines));
  }

  @Post(awardPaths.scoresCsv(':slug'))
  @HttpCode(200)
  @Allow('organiser', 'auditor')
  async scoresCsv(@TheAct() act: Act, @Param('slug') slug: string, @Res() res: Response): Promise<void> {
    const results = await this.taken(act, slug, 'csv scores');
    await sendCsv(res, `${results.contest.slug}-diem.csv`, scoreSheet(results.head, results));
  }

  @Get(awardPaths.listPaper(':slug'))
  @Allow('organiser', 'auditor')
  listPaper(@TheActor() actor: Actor, @Param('slug') slug: string): Promise<Page> {
    return this.paper(actor, slug, 'awards/list-paper', 'Danh sách khen thưởng');
  }

  @Get(awardPaths.payoutPaper(':slug'))
  @Allow('organiser', 'auditor')
  payoutPaper(@TheActor() actor: Actor, @Param('slug') slug: string): Promise<Page> {
    return this.paper(actor, slug, 'awards/payout-paper', 'Danh sách chi tiền thưởng');
  }

  private async paper(actor: Actor, slug: string, view: string, label: string): Promise<Page> {
    const results = await this.exports.shown(actor, slug, this.clock.now());
    // Each view of scores leaves a line (TRUST A.3), as that of the matrix does.
    this.security.scoresViewed(actor, { view, contest: slug });
    return new Page(view, toPaperView(results), awardFrame(results, actor, label));
  }

  private taken(act: Act, slug: string, format: string): Promise<ExportedResults> {
    return this.exports.takenOut(act, slug, this.clock.now(), format);
  }
}

/** The files that can be taken out now: the award list as CSV only once there is one. */
const exportFiles = (slug: string, hasList: boolean): { action: string; label: string; hint: string }[] => [
  {
    action: awardPaths.workbook(slug),
    label: 'Sổ kết quả (XLSX)',
    hint: 'Danh sách khen thưởng, danh sách chi tiền có cột ký nhận, điểm chi tiết mọi vòng, cộng trừ điểm, tổng hợp.',
  },
  {
    action: awardPaths.scoresCsv(slug),
    label: 'Điểm chi tiết (CSV)',
    hint: 'Điểm của từng giám khảo, từng tiêu chí, mọi vòng; phiếu không tính và điểm cộng, trừ có lý do.',
  },
  ...(hasList
    ? [
        {
          action: awardPaths.awardsCsv(slug),
          label: 'Danh sách khen thưởng (CSV)',
          hint: 'Mở được bằng Excel, giữ nguyên dấu tiếng Việt.',
        },
      ]
    : []),
];

function download(res: Response, type: string, name: string): void {
  res.setHeader('Content-Type', type);
  res.setHeader('Content-Disposition', `attachment; filename="${name}"`);
  res.setHeader('Cache-Control', 'private, no-store');
}

async function sendCsv<Row>(res: Response, name: string, sheet: Sheet<Row>): Promise<void> {
  download(res, 'text/csv; charset=utf-8', name);
  await pipeline(csvStream(sheet), res);
}
