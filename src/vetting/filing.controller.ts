import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import { frameOfContest } from '../contests/contest.frame.js';
import { ContestReader } from '../contests/contest.reader.js';
import { Database } from '../database/database.js';
import { refuseOutsideSubmission } from '../entries/entry.policy.js';
import { EntryReader } from '../entries/entry.reader.js';
import { ReceiptPress } from '../entries/receipt.press.js';
import { handPaper, type PaperFormat, paperRoutes, ThePaperFormat } from '../documents/paper.answer.js';
import type { Act, Actor } from '../kernel/actor.js';
import { Clock } from '../kernel/clock.js';
import { isId, type UnitId } from '../kernel/ids.js';
import { Refused } from '../kernel/refusal.js';
import { tellPlace } from '../kernel/vietnamese/places.js';
import { type Answer, answerForm, Page, SeeOther } from '../web/answer.js';
import { TheAct, TheActor, type Words } from '../web/request.js';
import { Allow } from '../web/rights.js';
import { type FormState, freshForm } from '../web/views/form-state.js';
import { Wording } from '../web/wording.js';
import { DeskRepository } from './desk.repository.js';
import { readFiling } from './filing.form.js';
import { FilingOpening } from './filing.opening.js';
import { FilingService } from './filing.service.js';
import { type ChosenCommune, toFilingView, toPlaces, toVetters } from './filing.view.js';
import { readDesk } from './queue.form.js';
import type { DeskFacts } from './vetting.facts.js';
import { type OpenedDesk, VettingOpening } from './vetting.opening.js';
import { vettingPaths } from './vetting.paths.js';
import { withQuery } from '../web/with-query.js';

/** Filing for a commune begins and is given up here; between the two lies the draft's own page. */
@Controller()
export class FilingController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly contests: ContestReader,
    private readonly entries: EntryReader,
    private readonly opening: VettingOpening,
    private readonly filings: FilingOpening,
    private readonly desks: DeskRepository,
    private readonly service: FilingService,
    private readonly press: ReceiptPress,
    private readonly wording: Wording,
  ) {}

  @Get(vettingPaths.filing)
  @Allow('vetting')
  async choose(@TheActor() actor: Actor, @Query() query: Record<string, unknown>): Promise<Page> {
    return this.page(actor, query, freshForm());
  }

  @Post(vettingPaths.filing)
  @Allow('vetting')
  async begin(@TheAct() act: Act, @Body() body: Words): Promise<Answer> {
    const { contest, communeId } = await this.open(act.actor, body);
    if (communeId === null) throw new Refused({ code: 'not-found' });
    return answerForm({
      form: readFiling(body, contest.villageNoun),
      act: (typed) => this.service.begin(act, { contestId: contest.id, communeId }, typed),
      then: (code) =>
        new SeeOther(
          vettingPaths.filed(code),
          'Đã ghi nhận việc nộp thay. Gửi tệp và điền thông tin của hồ sơ dưới đây.',
        ),
      again: (state) => this.page(act.actor, body, state),
    });
  }

  @Post(vettingPaths.filingEnd(':code'))
  @Allow('vetting')
  async end(@TheAct() act: Act, @Param('code') code: string): Promise<SeeOther> {
    const { villageName, communeName } = await this.service.end(act, code);
    const told = `Đã thôi nộp thay ${tellPlace(villageName, communeName)}. Những gì đã gửi vẫn nằm trong bản nháp của xã.`;
    return new SeeOther(vettingPaths.filing, told, 'info');
  }

  /** The receipt for whoever brought the papers, without the secret: that is read on the commune's own page. */
  @Get(paperRoutes(vettingPaths.filedReceipt(':code')))
  @Allow('vetting')
  async receipt(
    @TheActor() actor: Actor,
    @Param('code') code: string,
    @ThePaperFormat() format: PaperFormat,
    @Res() res: Response,
  ): Promise<void> {
    const { reader } = this.database;
    const { entry, contest } = await this.opening.show(reader, actor, code, this.clock.now());
    const [receipt] = await this.entries.receiptsOf(reader, entry.id);
    if (!receipt?.body.filed) throw new Refused({ code: 'not-found' });
    await handPaper(res, format, { paper: this.press.card(receipt, contest), name: `Biên nhận ${code}` });
  }

  /** The office's first-level desk that an address or form names, with the commune; a commune of no shape is none. */
  private async open(actor: Actor, words: Words): Promise<OpenedDesk & { all: DeskFacts[]; communeId: UnitId | null }> {
    const { reader } = this.database;
    const { slug } = readDesk(words);
    const all = (await this.opening.desksOf(reader, actor)).filter(({ level }) => level === 1);
    const opened = await this.opening.desk(reader, actor, { slug, level: 1 }, this.clock.now());
    if (opened === null) throw new Refused({ code: 'not-found' });
    const communeId = typeof words['xa'] === 'string' ? words['xa'] : '';
    return { ...opened, all, communeId: isId(communeId) ? (communeId as UnitId) : null };
  }

  private async page(actor: Actor, words: Words, form: FormState): Promise<Page> {
    const { reader } = this.database;
    const desks = (await this.opening.desksOf(reader, actor)).filter(({ level }) => level === 1);
    if (desks.length === 0) return new Page('vetting/no-desk', { heading: 'Nộp thay cho xã' });
    const opened = await this.open(actor, words);
    const { communeId } = opened;
    const communes = await this.desks.communesOf(reader, opened.desk);
    const commune = communes.find(({ id }) => id === communeId);
    if (communeId !== null && commune === undefined) throw new Refused({ code: 'not-found' });
    const chosen = commune === undefined ? null : await this.chosen(actor, opened, commune);
    const contests = await this.contests.openForVetter(reader, opened.desk.unitId);
    const names = new Map(contests.map(({ id, slug, name }) => [id as string, { slug, name }]));
    const state = { ...form, values: { xa: communeId ?? '', ...form.values } };
    const view = toFilingView(opened, desks, names, communes, chosen, state);
    const crumbs = [
      { href: withQuery(vettingPaths.queue, { 'cuoc-thi': opened.contest.slug }), label: 'Hồ sơ thẩm định' },
      { href: null, label: 'Nộp thay cho xã' },
    ];
    return new Page('vetting/filing', view, frameOfContest(opened.contest, opened.calendar, crumbs));
  }

  private async chosen(
    actor: Actor,
    { desk, contest, calendar }: OpenedDesk,
    { id, name }: { id: UnitId; name: string },
  ): Promise<ChosenCommune> {
    const { reader } = this.database;
    const villages = await this.contests.villagesOf(reader, contest.id, id);
    const entries = await this.entries.ofCommune(reader, contest.id, id);
    const barred = await this.filings.refusalFor(actor, desk, id);
    const window = calendar.windowFor('submission', id);
    // A draft may have more time than its commune (an extension of its own): then the form is shown for it alone.
    const closed = refuseOutsideSubmission(contest, id, calendar);
    const { places, taken } = toPlaces(contest.entriesPerVillage, villages, entries);
    const inTime =
      closed === null
        ? places
        : places.filter(({ value }) =>
            entries.some(
              (entry) => entry.draftCode === value && calendar.phaseOf(calendar.windowForEntry(entry)) === 'open',
            ),
          );
    const refusal = barred ?? (inTime.length === 0 ? closed : null);
    return {
      id,
      name,
      due: window && { until: window.until, now: calendar.now },
      closedText: refusal && this.wording.of(refusal).sentence,
      placeLabel: `Hồ sơ của ${contest.villageNoun} nào`,
      places: inTime,
      taken,
      vetters: toVetters(await this.filings.othersAt(actor, { desk }, id)),
    };
  }
}
