import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import { frameOfContest } from '../contests/contest.frame.js';
import { ContestReader } from '../contests/contest.reader.js';
import { handPaper, type PaperFormat, paperRoutes, ThePaperFormat } from '../documents/paper.answer.js';
import { Database } from '../database/database.js';
import type { Act, Actor } from '../kernel/actor.js';
import { Clock } from '../kernel/clock.js';
import { isId } from '../kernel/ids.js';
import { type Refusal, Refused } from '../kernel/refusal.js';
import { type Answer, answerForm, Page, SeeOther } from '../web/answer.js';
import { TheAct, TheActor, type Words } from '../web/request.js';
import { Allow } from '../web/rights.js';
import { type FormState, freshForm } from '../web/views/form-state.js';
import { Wording } from '../web/wording.js';
import { BatchRepository } from './batch.repository.js';
import { toBatchPaper } from './batch.paper.js';
import { DeskRepository } from './desk.repository.js';
import { readForwarding } from './forwarding.form.js';
import { blockedOf, ForwardingService } from './forwarding.service.js';
import { toBatchView, toForwardingView } from './forwarding.view.js';
import { LetterheadReader } from '../units/letterhead.reader.js';
import { type AskedDesk, readDesk } from './queue.form.js';
import { readFormDesk } from './ticked.form.js';
import { VettingOpening } from './vetting.opening.js';
import { vettingPaths } from './vetting.paths.js';
import { refuseOutsideVetting } from './vetting.policy.js';

/** Batches sent upwards, and the covering list of each. */
@Controller()
export class ForwardingController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly wording: Wording,
    private readonly contests: ContestReader,
    private readonly letterheads: LetterheadReader,
    private readonly opening: VettingOpening,
    private readonly desks: DeskRepository,
    private readonly batches: BatchRepository,
    private readonly service: ForwardingService,
  ) {}

  @Get(vettingPaths.forwarding)
  @Allow('vetting')
  list(@TheActor() actor: Actor, @Query() query: Record<string, unknown>): Promise<Page> {
    return this.page(actor, readDesk(query), { state: freshForm(), ticked: null, refusal: null });
  }

  @Post(vettingPaths.forwarding)
  @Allow('vetting')
  async forward(@TheAct() act: Act, @Body() body: Words): Promise<Answer> {
    const form = readForwarding(body);
    const { contest, level } = await readFormDesk(this.contests, this.database.reader, body);
    const asked = { slug: contest.slug, level };
    return answerForm({
      form,
      act: (typed) => this.service.forward(act, { contestId: contest.id, level: asked.level, ...typed }),
      then: ({ id, number, count }) =>
        new SeeOther(
          vettingPaths.batch(id),
          `Đã chuyển ${count} hồ sơ, đợt ${number}. In danh sách để gửi kèm công văn.`,
        ),
      again: (state, refusal) => this.page(act.actor, asked, { state, ticked: form.meaning?.codes ?? [], refusal }),
    });
  }

  @Get(vettingPaths.batch(':id'))
  @Allow('vetting')
  async batch(@TheActor() actor: Actor, @Param('id') id: string): Promise<Page> {
    const { view, number, contest, calendar } = await this.paperOf(actor, id);
    const breadcrumbs = [
      { href: vettingPaths.forwarding, label: 'Chuyển hồ sơ' },
      { href: null, label: `Đợt ${number}` },
    ];
    return new Page('vetting/batch', view, frameOfContest(contest, calendar, breadcrumbs));
  }

  @Get(paperRoutes(vettingPaths.batchPaper(':id')))
  @Allow('vetting')
  async batchPaper(
    @TheActor() actor: Actor,
    @Param('id') id: string,
    @ThePaperFormat() format: PaperFormat,
    @Res() res: Response,
  ): Promise<void> {
    const { view, number, contest, forwardedAt } = await this.paperOf(actor, id);
    const name = `Chuyển hồ sơ ${contest.code} đợt ${number}`;
    await handPaper(res, format, { paper: toBatchPaper(view, forwardedAt), name });
  }

  /** A batch of the actor's own office as its paper shows it; anybody else's is "not found". */
  private async paperOf(actor: Actor, id: string) {
    const { reader } = this.database;
    const batch = actor.unitId !== null && isId(id) ? await this.batches.ofUnit(reader, id, actor.unitId) : null;
    const contest = batch && (await this.contests.byId(reader, batch.contestId));
    const isReached = actor.contestId === null || actor.contestId === batch?.contestId;
    if (batch === null || contest === null || !isReached) throw new Refused({ code: 'not-found' });
    const calendar = await this.contests.calendarOf(reader, contest, this.clock.now());
    const desk = { ...batch, levelName: '' };
    const head = await this.letterheads.of(reader, { unitId: batch.unitId, name: batch.unitName });
    const receivers = await this.desks.receiversOf(reader, desk);
    const rows = await this.batches.entriesOf(reader, batch.id);
    const view = toBatchView(batch, rows, { desk, contest, calendar }, { head, receivers });
    return { view, number: batch.number, forwardedAt: batch.forwardedAt, contest, calendar };
  }

  private async page(
    actor: Actor,
    asked: AskedDesk,
    { state, ticked, refusal }: { state: FormState; ticked: readonly string[] | null; refusal: Refusal | null },
  ): Promise<Page> {
    const { reader } = this.database;
    const opened = await this.opening.desk(reader, actor, asked, this.clock.now());
    if (opened === null) return new Page('vetting/no-desk', { heading: 'Chuyển hồ sơ' });
    const { desk, contest, calendar } = opened;
    const outside = refuseOutsideVetting(contest, desk.unitId, calendar);
    const found = {
      choice: await this.service.choiceOf(reader, actor, opened),
      batches: await this.batches.ofDesk(reader, desk),
      receivers: await this.desks.receiversOf(reader, desk),
    };
    const view = toForwardingView(opened, found, {
      form: state,
      ticked,
      locked: outside === null ? null : this.wording.of(outside).sentence,
      blocked: blockedOf(refusal).map(({ code, refusal: why }) => ({ code, why: this.wording.of(why).sentence })),
    });
    return new Page('vetting/forwarding', view, frameOfContest(contest, calendar));
  }
}
