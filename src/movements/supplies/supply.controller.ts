import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { RegisterMenu } from '../../communities/register.menu.js';
import { Database } from '../../database/database.js';
import type { Act, Actor } from '../../kernel/actor.js';
import { Clock } from '../../kernel/clock.js';
import type { UnitId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import { dayOf, formatDay } from '../../kernel/vietnamese/days.js';
import { type Answer, answerForm, type Page, SeeOther } from '../../web/answer.js';
import { pageNumber } from '../../web/page-number.js';
import { TheAct, TheActor, type Words } from '../../web/request.js';
import { Allow } from '../../web/rights.js';
import { type FormState, freshForm } from '../../web/views/form-state.js';
import { propagandaPaths } from '../broadcasts/propaganda.paths.js';
import { MovementOpening } from '../movement.opening.js';
import { readPosting, readStrike } from './posting.form.js';
import { PostingService } from './posting.service.js';
import { supplyPaths } from './supply.paths.js';
import { SupplyRepository } from './supply.repository.js';
import { GROUPS_A_PAGE, ITEMS_A_PAGE, strikePage, suppliesPage, supplyPage } from './supply.view.js';

/** `/tuyen-truyen/dang-nhom` of a commune: what lies ready to be posted, copied with one tap, and where it was posted. */
@Controller()
export class SupplyController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly movements: MovementOpening,
    private readonly supplies: SupplyRepository,
    private readonly service: PostingService,
    private readonly menu: RegisterMenu,
  ) {}

  @Get(supplyPaths.home)
  @Allow('commune')
  async list(@TheActor() actor: Actor, @Query('trang') typed: unknown): Promise<Page> {
    const { reader } = this.database;
    const page = pageNumber(typed);
    const now: Instant = this.clock.now();
    const [reach, groupIds] = await Promise.all([
      this.movements.reach(reader, actor),
      this.supplies.groupIds(reader, actor.unitId as UnitId, dayOf(now)),
    ]);
    const paging = { limit: ITEMS_A_PAGE, offset: (page - 1) * ITEMS_A_PAGE };
    const found = await this.supplies.offered(reader, reach, groupIds, { now, ...paging });
    const menu = this.menu.for(actor.role, propagandaPaths.home);
    return suppliesPage(found, { page, groups: groupIds.length, unitName: actor.unitName ?? '', menu });
  }

  @Get(supplyPaths.item(':id'))
  @Allow('commune')
  one(@TheActor() actor: Actor, @Param('id') id: string, @Query('trang') typed: unknown): Promise<Page> {
    return this.page(actor, id, null, pageNumber(typed));
  }

  @Post(supplyPaths.item(':id'))
  @Allow('commune')
  async post(
    @TheAct() act: Act,
    @Param('id') id: string,
    @Query('trang') typed: unknown,
    @Body() body: Words,
  ): Promise<Answer> {
    const { groupIds } = await this.service.open(this.database.reader, act.actor, id, this.clock.now());
    return answerForm({
      form: readPosting(body, groupIds),
      act: (words) => this.service.post(act, id, words),
      then: (added) => new SeeOther(supplyPaths.item(id), `Đã ghi đăng ở ${added} nhóm.`),
      again: (form) => this.page(act.actor, id, form, pageNumber(typed)),
    });
  }

  @Get(supplyPaths.strike(':id', ':posting'))
  @Allow('commune')
  startStrike(@TheActor() actor: Actor, @Param('id') id: string, @Param('posting') postingId: string): Promise<Page> {
    return this.strikePage(actor, { id, postingId }, freshForm());
  }

  @Post(supplyPaths.strike(':id', ':posting'))
  @Allow('commune')
  strike(
    @TheAct() act: Act,
    @Param('id') id: string,
    @Param('posting') postingId: string,
    @Body() body: Words,
  ): Answer {
    return answerForm({
      form: readStrike(body),
      act: ({ reason }) => this.service.strike(act, id, postingId, reason),
      then: () => new SeeOther(supplyPaths.item(id), 'Đã gạch lần đăng ghi nhầm.'),
      again: (form) => this.strikePage(act.actor, { id, postingId }, form),
    });
  }

  private async page(actor: Actor, id: string, form: FormState | null, page: number): Promise<Page> {
    const { reader } = this.database;
    const supply = await this.service.open(reader, actor, id, this.clock.now());
    const { communeId, today, item } = supply;
    const paging = { limit: GROUPS_A_PAGE, offset: (page - 1) * GROUPS_A_PAGE };
    const found = await this.supplies.groups(reader, item.id, { communeId, on: today, ...paging });
    return supplyPage(supply, found, { page, form: form ?? freshForm({ on: formatDay(today) }) });
  }

  private async strikePage(actor: Actor, at: { id: string; postingId: string }, form: FormState): Promise<Page> {
    const { reader } = this.database;
    const supply = await this.service.open(reader, actor, at.id, this.clock.now());
    return strikePage(supply, await this.service.posting(reader, supply, at.postingId), form);
  }
}
