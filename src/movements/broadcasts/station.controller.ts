import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { RegisterMenu } from '../../communities/register.menu.js';
import { Database } from '../../database/database.js';
import type { Act, Actor } from '../../kernel/actor.js';
import { Clock } from '../../kernel/clock.js';
import { isId, type UnitId } from '../../kernel/ids.js';
import { Refused } from '../../kernel/refusal.js';
import { type Day, parseDay } from '../../kernel/vietnamese/days.js';
import { type Answer, answerForm, type Page, SeeOther } from '../../web/answer.js';
import { TheAct, TheActor, type Words } from '../../web/request.js';
import { Allow } from '../../web/rights.js';
import { TypedWords } from '../../web/typed-words.js';
import { type FormState, freshForm } from '../../web/views/form-state.js';
import { MovementOpening } from '../movement.opening.js';
import { movementNow } from '../movement.policy.js';
import { READERS } from './item.policy.js';
import type { UnitPlan } from './plan.facts.js';
import { readTick } from './plan.form.js';
import { PlanRepository } from './plan.repository.js';
import { hasSlot, type Slot } from './plan.slots.js';
import { minuteOfPath, propagandaPaths } from './propaganda.paths.js';
import { standingOf, StationReader } from './station.reader.js';
import { slotPage, stationPage } from './station.view.js';
import { TickRepository } from './tick.repository.js';
import { TickService } from './tick.service.js';

/** `/tuyen-truyen` of a commune: what its station says today, ticked with one press; and each slot on a page of its own. */
@Controller()
export class StationController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly movements: MovementOpening,
    private readonly stations: StationReader,
    private readonly plans: PlanRepository,
    private readonly ticks: TickRepository,
    private readonly service: TickService,
    private readonly menu: RegisterMenu,
  ) {}

  @Get(propagandaPaths.home)
  @Allow(...READERS)
  async home(@TheActor() actor: Actor): Promise<Page | SeeOther> {
    if (actor.role !== 'commune') return new SeeOther(propagandaPaths.week);
    const unitId = actor.unitId as UnitId;
    const slots = await this.stations.slots(this.database.reader, unitId, this.clock.now());
    const menu = this.menu.for(actor.role, propagandaPaths.home);
    return stationPage(slots, { unitId, unitName: actor.unitName ?? '' }, menu);
  }

  /** Every slot of the day that has begun, in one press. */
  @Post(propagandaPaths.dayDone(':on'))
  @Allow('commune')
  async tickDay(@TheAct() act: Act, @Param('on') on: string): Promise<Answer> {
    const day = parseDay(on);
    if (day === null) throw new Refused({ code: 'not-found' });
    const slots = await this.stations.slots(this.database.reader, act.actor.unitId as UnitId, this.clock.now());
    const due = slots.filter((slot) => slot.on === day && slot.standing === 'due');
    if (due.length === 0) return new SeeOther(propagandaPaths.home, 'Không còn buổi nào đến giờ mà chưa ghi.', 'info');
    return answerForm({
      form: new TypedWords({}).done(due),
      act: (those) =>
        this.service.tickAll(
          act,
          those.map(({ plan, on: slotOn, minute }) => ({ planUnitId: plan.planUnitId, on: slotOn, minute })),
        ),
      then: (added) => new SeeOther(propagandaPaths.home, `Đã ghi ${added} buổi.`),
      again: async () => (await this.home(act.actor)) as Page,
    });
  }

  @Get(propagandaPaths.slot(':unit', ':on', ':time'))
  @Allow(...READERS)
  slot(
    @TheActor() actor: Actor,
    @Param('unit') unit: string,
    @Param('on') on: string,
    @Param('time') time: string,
  ): Promise<Page> {
    return this.page(actor, { unit, on, time }, null);
  }

  @Post(propagandaPaths.slot(':unit', ':on', ':time'))
  @Allow('commune', 'vetting', 'organiser')
  async tick(
    @TheAct() act: Act,
    @Param('unit') unit: string,
    @Param('on') on: string,
    @Param('time') time: string,
    @Body() body: Words,
  ): Promise<Answer> {
    const { plan, slot } = await this.stand(act.actor, { unit, on, time });
    const form = readTick(body);
    const replaces = typeof body['replaces'] === 'string' && body['replaces'] !== '' ? body['replaces'] : null;
    const done = new SeeOther(
      act.actor.role === 'commune' ? propagandaPaths.home : propagandaPaths.slot(unit, on, time),
      `Đã ghi buổi ${time.slice(0, 2)}:${time.slice(2)} của ${plan.communeName}.`,
    );
    // Pressed again on a page that did not know: what it asks for stands, and a second press is no second broadcast.
    const [standing] = await this.ticks.ofSlot(this.database.reader, plan.planUnitId, slot);
    if (replaces === null && standing !== undefined && standing.outcome === form.meaning?.outcome) return done;
    return answerForm({
      form,
      act: (typed) => this.service.tick(act, { ...slot, planUnitId: plan.planUnitId, replaces }, typed),
      then: () => done,
      again: (state) => this.page(act.actor, { unit, on, time }, state),
    });
  }

  private async page(
    actor: Actor,
    at: { unit: string; on: string; time: string },
    state: FormState | null,
  ): Promise<Page> {
    const { plan, slot } = await this.stand(actor, at);
    const ticks = await this.ticks.ofSlot(this.database.reader, plan.planUnitId, slot);
    const [newest = null] = ticks;
    const standing = standingOf(slot, newest, movementNow(plan, this.clock.now()));
    const mayTick = actor.role === 'commune' || actor.role === 'vetting' || actor.role === 'organiser';
    return slotPage(plan, slot, { ticks, standing, mayTick, form: state ?? freshForm({ outcome: 'done' }) });
  }

  private async stand(
    actor: Actor,
    at: { unit: string; on: string; time: string },
  ): Promise<{ plan: UnitPlan; slot: Slot }> {
    const { reader } = this.database;
    const reach = await this.movements.reach(reader, actor);
    const plan = isId(at.unit) ? await this.plans.unit(reader, reach, at.unit) : null;
    const on: Day | null = parseDay(at.on);
    const minute = minuteOfPath(at.time);
    if (plan === null || on === null || minute === null || !hasSlot(plan, { on, minute }))
      throw new Refused({ code: 'not-found' });
    return { plan, slot: { on, minute } };
  }
}
