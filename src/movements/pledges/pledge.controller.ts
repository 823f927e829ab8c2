import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Database } from '../../database/database.js';
import type { Act, Actor } from '../../kernel/actor.js';
import { Clock } from '../../kernel/clock.js';
import { obey } from '../../kernel/refusal.js';
import { formatDay } from '../../kernel/vietnamese/days.js';
import { type Answer, answerForm, type Page, SeeOther } from '../../web/answer.js';
import { wordsOf } from '../../web/form.js';
import { pageNumber } from '../../web/page-number.js';
import { withQuery } from '../../web/with-query.js';
import { TheAct, TheActor, type Words } from '../../web/request.js';
import { Allow } from '../../web/rights.js';
import { SecurityLog } from '../../web/security.log.js';
import { type FormState, freshForm } from '../../web/views/form-state.js';
import { versionOf } from '../movement.form.js';
import { PledgeCountRepository } from './count.repository.js';
import { filterOf, LIST_FILTERS } from './pledge.filter.js';
import { OTHER_COMMUNE, readPledge, readWithdrawal, typedPledge } from './pledge.form.js';
import { type OpenedList, PledgeOpening } from './pledge.opening.js';
import { pledgePaths } from './pledge.paths.js';
import { PledgePlaces } from './pledge.places.js';
import {
  isSpokenOf,
  keepsPledges,
  PLEDGE_KEEPERS,
  PLEDGE_READERS,
  refuseToCorrect,
  refuseToWithdraw,
  seesPledgeNames,
} from './pledge.policy.js';
import { PledgeRepository } from './pledge.repository.js';
import { PledgeService } from './pledge.service.js';
import { pledgePage, pledgesPage, PLEDGES_A_PAGE, withdrawalPage } from './pledge.view.js';

/** `/dot/{id}/don-vi/{unit}/cam-ket`: who of an agency pledged, one by one on a phone. */
@Controller()
export class PledgeController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly opening: PledgeOpening,
    private readonly places: PledgePlaces,
    private readonly pledges: PledgeRepository,
    private readonly counts: PledgeCountRepository,
    private readonly service: PledgeService,
    private readonly security: SecurityLog,
  ) {}

  @Get(pledgePaths.list(':id', ':unit'))
  @Allow(...PLEDGE_READERS)
  list(
    @TheActor() actor: Actor,
    @Param('id') id: string,
    @Param('unit') unit: string,
    @Query() query: Words,
  ): Promise<Page> {
    return this.listPage(actor, { id, unit }, query, null);
  }

  @Post(pledgePaths.list(':id', ':unit'))
  @Allow(...PLEDGE_KEEPERS)
  async add(
    @TheAct() act: Act,
    @Param('id') id: string,
    @Param('unit') unit: string,
    @Body() body: Words,
  ): Promise<Answer> {
    const { opened, choice } = await this.chosen(act.actor, { id, unit }, body['commune']);
    if (body['viec'] === OTHER_COMMUNE) return this.listPage(act.actor, { id, unit }, body, freshForm(wordsOf(body)));
    return answerForm({
      form: readPledge(body, { choice, today: opened.today, isSpoken: false }),
      act: ({ words }) => this.service.add(act, { driveId: id, unitId: unit }, words),
      then: () =>
        new SeeOther(
          withQuery(pledgePaths.list(id, unit), { them: '1', xa: choice.commune?.id ?? null }),
          `Đã ghi ${String(body['fullName'] ?? '').trim()} vào danh sách.`,
        ),
      again: (state) => this.listPage(act.actor, { id, unit }, body, state),
    });
  }

  @Get(pledgePaths.one(':id', ':unit', ':pledge'))
  @Allow(...PLEDGE_KEEPERS)
  one(
    @TheActor() actor: Actor,
    @Param('id') id: string,
    @Param('unit') unit: string,
    @Param('pledge') pledge: string,
  ): Promise<Page> {
    return this.onePage(actor, { id, unit, pledge }, null);
  }

  @Post(pledgePaths.one(':id', ':unit', ':pledge'))
  @Allow(...PLEDGE_KEEPERS)
  async correct(
    @TheAct() act: Act,
    @Param('id') id: string,
    @Param('unit') unit: string,
    @Param('pledge') pledgeId: string,
    @Body() body: Words,
  ): Promise<Answer> {
    const at = { id, unit, pledge: pledgeId };
    const { opened, choice } = await this.chosen(act.actor, at, body['commune']);
    const pledge = await this.opening.pledge(this.database.reader, opened, pledgeId);
    if (body['viec'] === OTHER_COMMUNE) return this.onePage(act.actor, at, freshForm(wordsOf(body)));
    const where = { driveId: id, unitId: unit, pledgeId, version: versionOf(body) };
    return answerForm({
      form: readPledge(body, { choice, today: opened.today, isSpoken: isSpokenOf(pledge) }),
      act: ({ words, reason }) => this.service.correct(act, where, words, reason),
      then: (standing) => new SeeOther(pledgePaths.one(id, unit, standing), 'Đã lưu.'),
      again: (state) => this.onePage(act.actor, at, state),
    });
  }

  @Get(pledgePaths.withdrawal(':id', ':unit', ':pledge'))
  @Allow(...PLEDGE_KEEPERS)
  startWithdrawal(
    @TheActor() actor: Actor,
    @Param('id') id: string,
    @Param('unit') unit: string,
    @Param('pledge') pledge: string,
  ): Promise<Page> {
    return this.withdrawalPage(actor, { id, unit, pledge }, freshForm());
  }

  @Post(pledgePaths.withdrawal(':id', ':unit', ':pledge'))
  @Allow(...PLEDGE_KEEPERS)
  withdraw(
    @TheAct() act: Act,
    @Param('id') id: string,
    @Param('unit') unit: string,
    @Param('pledge') pledgeId: string,
    @Body() body: Words,
  ): Answer {
    const where = { driveId: id, unitId: unit, pledgeId, version: versionOf(body) };
    return answerForm({
      form: readWithdrawal(body),
      act: ({ reason }) => this.service.withdraw(act, where, reason),
      then: () => new SeeOther(pledgePaths.list(id, unit), 'Đã rút khỏi danh sách. Dòng cũ và lý do vẫn được giữ.'),
      again: (state) => this.withdrawalPage(act.actor, { id, unit, pledge: pledgeId }, state),
    });
  }

  private open(actor: Actor, { id, unit }: { id: string; unit: string }): Promise<OpenedList> {
    return this.opening.list(this.database.reader, actor, id, unit, this.clock.now());
  }

  private async chosen(actor: Actor, at: { id: string; unit: string }, communeId: unknown) {
    const opened = await this.open(actor, at);
    const typed = typeof communeId === 'string' ? communeId : '';
    return { opened, choice: await this.places.choice(this.database.reader, opened, typed) };
  }

  private async listPage(
    actor: Actor,
    at: { id: string; unit: string },
    query: Words,
    state: FormState | null,
  ): Promise<Page> {
    const { reader } = this.database;
    const { opened, choice } = await this.chosen(actor, at, state === null ? query['xa'] : query['commune']);
    const filter = filterOf(LIST_FILTERS, state === null ? query['loc'] : '');
    const page = pageNumber(state === null ? query['trang'] : '');
    const paging = { limit: PLEDGES_A_PAGE, offset: (page - 1) * PLEDGES_A_PAGE };
    const [found, counts] = await Promise.all([
      this.pledges.page(reader, opened.unit.id, { states: filter.states, ...paging }),
      this.counts.ofUnit(reader, opened.unit.id),
    ]);
    // The commune looks at the words that it typed itself; an office looks at people (decision 25).
    if (actor.role === 'vetting' && found.total > 0)
      this.security.personalDataViewed(actor, { view: 'movements/pledges', drive: at.id, page });
    const keeps = keepsPledges(actor);
    const isAdding = state !== null || query['them'] === '1';
    const begins = { commune: choice.commune?.id ?? '', pledgedOn: formatDay(opened.today) };
    return pledgesPage(opened, {
      ...found,
      ...{ page, filter, counts },
      adding: keeps && isAdding ? { form: state ?? freshForm(begins), choice } : null,
      keeps,
      sees: seesPledgeNames(actor),
      isCommune: actor.role === 'commune',
    });
  }

  private async onePage(
    actor: Actor,
    at: { id: string; unit: string; pledge: string },
    state: FormState | null,
  ): Promise<Page> {
    const { reader } = this.database;
    const opened = await this.open(actor, at);
    const pledge = await this.opening.pledge(reader, opened, at.pledge);
    const form = state ?? freshForm(typedPledge(pledge));
    const [choice, chain] = await Promise.all([
      this.places.choice(reader, opened, String(form.values['commune'] ?? '')),
      this.pledges.chain(reader, pledge.id),
    ]);
    // Who lives outside the tree has no commune: the one whose villages are shown is chosen.
    const shown = { ...form, values: { ...form.values, commune: choice.commune?.id ?? '' } };
    if (actor.role === 'vetting') this.security.personalDataViewed(actor, { view: 'movements/pledge', drive: at.id });
    return pledgePage(opened, pledge, {
      chain,
      editing: refuseToCorrect(actor, pledge) === null ? { form: shown, choice, isSpoken: isSpokenOf(pledge) } : null,
      mayWithdraw: refuseToWithdraw(actor, pledge) === null,
      isCommune: actor.role === 'commune',
    });
  }

  private async withdrawalPage(
    actor: Actor,
    at: { id: string; unit: string; pledge: string },
    form: FormState,
  ): Promise<Page> {
    const opened = await this.open(actor, at);
    const pledge = await this.opening.pledge(this.database.reader, opened, at.pledge);
    obey(refuseToWithdraw(actor, pledge));
    return withdrawalPage(opened, pledge, { form, isCommune: actor.role === 'commune' });
  }
}
