import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import { Database } from '../../database/database.js';
import { handPaper, type PaperFormat, paperRoutes, ThePaperFormat } from '../../documents/paper.answer.js';
import {
  RegisterEntrance,
  type RegisteredPaper,
  type RegisterPlace,
} from '../../documents/register/register.entrance.js';
import type { Act, Actor } from '../../kernel/actor.js';
import { Clock } from '../../kernel/clock.js';
import { obey, Refused } from '../../kernel/refusal.js';
import { formatDay } from '../../kernel/vietnamese/days.js';
import { LetterheadReader } from '../../units/letterhead.reader.js';
import { type Answer, answerForm, type Page, SeeOther } from '../../web/answer.js';
import { pageNumber } from '../../web/page-number.js';
import { TheAct, TheActor, type Words } from '../../web/request.js';
import { Allow } from '../../web/rights.js';
import { SecurityLog } from '../../web/security.log.js';
import { freshForm } from '../../web/views/form-state.js';
import { versionOf } from '../movement.form.js';
import { readPeriod, readWords } from './progress.form.js';
import { reportSubject, REPORT_SYMBOL, toProgressPaper } from './progress.paper.js';
import { progressPaths } from './progress.paths.js';
import { weekBefore } from './progress.period.js';
import { ProgressRepository } from './progress.repository.js';
import { type OpenedReport, ProgressService, refuseToReportUpward, refuseToWrite } from './progress.service.js';
import { periodPage, REPORTS_A_PAGE, reportPage, reportsPage, wordsPage } from './progress.view.js';

/** `/phong-trao/{id}/bao-cao`: reports upward on a movement. */
@Controller()
export class ProgressController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly reports: ProgressRepository,
    private readonly service: ProgressService,
    private readonly letterheads: LetterheadReader,
    private readonly entrance: RegisterEntrance,
    private readonly security: SecurityLog,
  ) {}

  @Get(progressPaths.list(':id'))
  @Allow('vetting', 'organiser', 'auditor')
  async list(@TheActor() actor: Actor, @Param('id') id: string, @Query('trang') typed: unknown): Promise<Page> {
    const { reader } = this.database;
    const opened = await this.movement(actor, id);
    const page = pageNumber(typed);
    const paging = { limit: REPORTS_A_PAGE, offset: (page - 1) * REPORTS_A_PAGE };
    const found = await this.reports.page(reader, opened.movement.id, opened.scope, paging);
    return reportsPage(opened, { ...found, page, mayDraft: refuseToReportUpward(actor, opened) === null });
  }

  /** Begins with the last whole week. */
  @Get(progressPaths.create(':id'))
  @Allow('vetting', 'organiser')
  async start(@TheActor() actor: Actor, @Param('id') id: string): Promise<Page> {
    const opened = await this.reporting(actor, id);
    const week = formatDay(weekBefore(opened.today).fromOn);
    return periodPage(opened, freshForm({ kind: 'weekly', week }), false);
  }

  @Post(progressPaths.create(':id'))
  @Allow('vetting', 'organiser')
  async draft(@TheAct() act: Act, @Param('id') id: string, @Body() body: Words): Promise<Answer> {
    const opened = await this.reporting(act.actor, id);
    return answerForm({
      form: readPeriod(body, opened.movement, opened.today),
      act: (words) => this.service.draft(act, id, words),
      then: (report) => new SeeOther(progressPaths.one(id, report), 'Đã lập dự thảo từ số liệu. Sửa lời, rồi chốt.'),
      again: (form, refusal) => Promise.resolve(periodPage(opened, form, refusal?.code === 'progress-period-reported')),
    });
  }

  @Get(paperRoutes(progressPaths.paper(':id', ':report')))
  @Allow('vetting', 'organiser', 'auditor')
  async paper(
    @TheActor() actor: Actor,
    @Param('id') id: string,
    @Param('report') report: string,
    @ThePaperFormat() format: PaperFormat,
    @Res() res: Response,
  ): Promise<void> {
    const opened = await this.opened(actor, id, report);
    const { paper } = await this.papered(opened);
    this.security.exported(actor, { view: 'movements/progress', contest: opened.movement.contests[0]?.slug ?? '' });
    await handPaper(res, format, { paper, name: 'Báo cáo phong trào' });
  }

  @Get(progressPaths.one(':id', ':report'))
  @Allow('vetting', 'organiser', 'auditor')
  async one(@TheActor() actor: Actor, @Param('id') id: string, @Param('report') report: string): Promise<Page> {
    const opened = await this.opened(actor, id, report);
    const facts = await this.service.factsOf(this.database.reader, opened);
    const mayHand = opened.report.issuedAt !== null && refuseToReportUpward(actor, opened) === null;
    const registered = mayHand ? await this.registered(actor, report) : null;
    const place = mayHand ? await this.place(actor, opened) : null;
    return reportPage(opened, facts, {
      mayWrite: refuseToWrite(actor, opened) === null,
      registerName: registered === null ? (place?.name ?? null) : null,
      registered,
    });
  }

  @Get(progressPaths.edit(':id', ':report'))
  @Allow('vetting', 'organiser')
  async edit(@TheActor() actor: Actor, @Param('id') id: string, @Param('report') report: string): Promise<Page> {
    const opened = await this.writable(actor, id, report);
    return wordsPage(opened, freshForm({ ...opened.report.words }));
  }

  @Post(progressPaths.edit(':id', ':report'))
  @Allow('vetting', 'organiser')
  async write(
    @TheAct() act: Act,
    @Param('id') id: string,
    @Param('report') report: string,
    @Body() body: Words,
  ): Promise<Answer> {
    const opened = await this.writable(act.actor, id, report);
    return answerForm({
      form: readWords(body),
      act: (words) => this.service.write(act, { movementId: id, id: report, version: versionOf(body) }, words),
      then: () => new SeeOther(progressPaths.one(id, report), 'Đã lưu lời báo cáo.'),
      again: (form) => Promise.resolve(wordsPage(opened, form)),
    });
  }

  @Post(progressPaths.issue(':id', ':report'))
  @Allow('vetting', 'organiser')
  async issue(
    @TheAct() act: Act,
    @Param('id') id: string,
    @Param('report') report: string,
    @Body() body: Words,
  ): Promise<SeeOther> {
    await this.service.issue(act, { movementId: id, id: report, version: versionOf(body) });
    return new SeeOther(progressPaths.one(id, report), 'Đã chốt báo cáo. Số liệu và lời giữ nguyên từ lúc này.');
  }

  @Post(progressPaths.removal(':id', ':report'))
  @Allow('vetting', 'organiser')
  async discard(
    @TheAct() act: Act,
    @Param('id') id: string,
    @Param('report') report: string,
    @Body() body: Words,
  ): Promise<SeeOther> {
    await this.service.discard(act, { movementId: id, id: report, version: versionOf(body) });
    return new SeeOther(progressPaths.list(id), 'Đã bỏ dự thảo báo cáo.');
  }

  /** Takes an issued report into the register; one that is in a register already leads there. */
  @Post(progressPaths.register(':id', ':report'))
  @Allow('vetting', 'organiser')
  async register(@TheAct() act: Act, @Param('id') id: string, @Param('report') report: string): Promise<SeeOther> {
    const opened = await this.opened(act.actor, id, report);
    obey(refuseToReportUpward(act.actor, opened));
    if (opened.report.issuedAt === null) throw new Refused({ code: 'progress-not-issued' });
    const place = await this.place(act.actor, opened);
    if (place === null) throw new Refused({ code: 'not-found' });
    const there = await this.registered(act.actor, report);
    if (there !== null && there.href !== null) return new SeeOther(there.href, ALREADY, 'info');
    const { paper, head } = await this.papered(opened);
    const { words } = opened.report;
    const { href, isNew } = await this.entrance.takeOrFind(this.database.reader, act, place, {
      words: {
        kind: 'bao-cao',
        issuer: [head.parent, head.organ].filter((part) => part !== '').join(' '),
        symbol: REPORT_SYMBOL,
        subject: reportSubject(opened),
        recipientsText: words.recipients,
      },
      source: sourceOf(report),
      paper,
      signer: '',
      powers: head.signs,
      bases: words.bases.split('\n'),
      recipients: [],
    });
    return isNew
      ? new SeeOther(href, `Đã đưa báo cáo vào ${place.name}. Thêm nơi nhận rồi ban hành.`)
      : new SeeOther(href, ALREADY, 'info');
  }

  private registered(actor: Actor, report: string): Promise<RegisteredPaper | null> {
    return this.entrance.registered(this.database.reader, actor, sourceOf(report));
  }

  private movement(actor: Actor, id: string) {
    return this.service.openMovement(this.database.reader, actor, id, this.clock.now());
  }

  private async reporting(actor: Actor, id: string) {
    const opened = await this.movement(actor, id);
    obey(refuseToReportUpward(actor, opened));
    return opened;
  }

  private opened(actor: Actor, id: string, report: string): Promise<OpenedReport> {
    return this.service.open(this.database.reader, actor, { movementId: id, id: report }, this.clock.now());
  }

  private async writable(actor: Actor, id: string, report: string): Promise<OpenedReport> {
    const opened = await this.opened(actor, id, report);
    obey(refuseToWrite(actor, opened));
    return opened;
  }

  private async papered(opened: OpenedReport) {
    const { reader } = this.database;
    const { senderUnitId: unitId, senderName: name } = opened.report;
    const [facts, head] = await Promise.all([
      this.service.factsOf(reader, opened),
      this.letterheads.of(reader, { unitId, name }),
    ]);
    return { paper: toProgressPaper(opened, facts, head), head };
  }

  private place(actor: Actor, { movement, report }: OpenedReport): Promise<RegisterPlace | null> {
    const standing = { contestIds: movement.contests.map(({ id }) => id), unitId: report.senderUnitId };
    return this.entrance.placeFor(this.database.reader, actor, standing);
  }
}

const ALREADY = 'Báo cáo này đã có trong sổ.';
/** Which paper of the platform the report is, in registers. */
const sourceOf = (reportId: string): string => `bao-cao-phong-trao:${reportId}`;
