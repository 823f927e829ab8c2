import { Injectable } from '@nestjs/common';
import type { ContestFacts } from '../contests/contest.facts.js';
import { Database } from '../database/database.js';
import type { Instant } from '../kernel/instant.js';
import { dayOf } from '../kernel/vietnamese/days.js';
import type { PropagandaItemId } from '../movements/broadcasts/item.facts.js';
import { ItemService } from '../movements/broadcasts/item.service.js';
import type { AirPlanId, PlanUnitId, PlanWords } from '../movements/broadcasts/plan.facts.js';
import { PlanService } from '../movements/broadcasts/plan.service.js';
import { type Slot, slotsOf } from '../movements/broadcasts/plan.slots.js';
import { TickService } from '../movements/broadcasts/tick.service.js';
import { MovementPlaces } from '../movements/movement.places.js';
import { UnitReader } from '../units/unit.reader.js';
import type { Cast } from './demonstration.people.js';
import { BAN_BO_UNTIL, leavesSlotOut, PLANNED_AT, SAMPLE_ITEMS, WRITTEN_AT } from './materials/propaganda.js';

/** A plan of the sample month with the units that broadcast it. */
interface Planned {
  words: PlanWords;
  units: { planUnitId: PlanUnitId; communeName: string }[];
}

/** A month of broadcasts in Tam Đường, through the services behind the pages. */
@Injectable()
export class PropagandaActs {
  constructor(
    private readonly database: Database,
    private readonly units: UnitReader,
    private readonly items: ItemService,
    private readonly plans: PlanService,
    private readonly ticks: TickService,
  ) {}

  /** Plays it after the movement of the contest; `setClock` moves the contest’s clock, by which the movement goes. Answers the items in their order. */
  async play(
    cast: Cast,
    contest: Pick<ContestFacts, 'id'>,
    setClock: (at: Instant) => Promise<void>,
  ): Promise<PropagandaItemId[]> {
    const { reader } = this.database;
    const movement = await new MovementPlaces().ofContest(reader, contest.id);
    const [office, organiser] = [cast.by('tham-dinh'), cast.by('to-chuc')];
    const owner = await this.units.byCode(reader, { level: 'district', code: '106', on: dayOf(PLANNED_AT) });
    if (movement === null || owner === null) throw new Error('the sample month needs its movement and its district');
    await setClock(PLANNED_AT);
    const planned: Planned[] = [];
    const begun: PropagandaItemId[] = [];
    for (const { words, approved, plans } of SAMPLE_ITEMS) {
      const place = { ownerUnitId: owner.id, movementId: movement.id, sample: true };
      const id = await this.items.begin(office, { words, dropsImage: false, ...place }, null);
      begun.push(id);
      await this.items.move(office, { id, version: 1 }, 'submit', null);
      if (!approved) continue;
      await this.items.move(organiser, { id, version: 2 }, 'approve', null);
      for (const plan of plans) {
        const made: AirPlanId = await this.plans.plan(office, id, plan, [], { sample: true });
        planned.push({ words: plan, units: await this.plans.unitsOf(reader, office.actor, made) });
      }
    }
    let from = '2021-10-25';
    for (const at of WRITTEN_AT) {
      await setClock(at);
      await this.write(cast, planned, { from, until: dayOf(at) });
      from = dayOf(at);
    }
    return begun;
  }

  /** What stations have said between two days: each commune’s own people for Bản Bo, the office for the others, as they told it. */
  private async write(
    cast: Cast,
    planned: readonly Planned[],
    { from, until }: { from: string; until: string },
  ): Promise<void> {
    const slots = planned.flatMap(({ words, units }) =>
      units.flatMap(({ planUnitId, communeName }, unit) =>
        slotsOf({ ...words, stoppedAt: null, validUntil: null }, { from, until })
          .filter(({ on, minute }) => !leavesSlotOut(unit, on, minute))
          .map((slot): Slot & { planUnitId: PlanUnitId; communeName: string } => ({
            ...slot,
            planUnitId,
            communeName,
          })),
      ),
    );
    const own = slots.filter(({ communeName, on }) => communeName === 'Xã Bản Bo' && on < BAN_BO_UNTIL);
    const others = slots.filter(({ communeName }) => communeName !== 'Xã Bản Bo');
    if (own.length > 0) await this.ticks.tickAll(cast.by('xa'), own);
    if (others.length > 0) await this.ticks.tickAll(cast.by('tham-dinh'), others);
  }
}
