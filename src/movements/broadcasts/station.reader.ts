import { Injectable } from '@nestjs/common';
import type { Reader } from '../../database/tx.js';
import type { UnitId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import { type Day, dayOf } from '../../kernel/vietnamese/days.js';
import { movementNow } from '../movement.policy.js';
import type { Tick, UnitPlan } from './plan.facts.js';
import { PlanRepository } from './plan.repository.js';
import { plusDays, type Slot, slotAt, slotsOf } from './plan.slots.js';
import { TickRepository } from './tick.repository.js';

/** How far back a station is asked for what it has not written down, and how far ahead it sees. */
const DAYS_AROUND = 6;

/** A slot of a station, as it stands: ahead, due today, or missed: its day is over and nobody has said anything of it. */
export interface StationSlot extends Slot {
  plan: UnitPlan;
  tick: Tick | null;
  now: Instant;
  today: Day;
  standing: 'ticked' | 'ahead' | 'due' | 'missed';
}

/** How a slot stands at a moment. */
export function standingOf(slot: Slot, tick: Tick | null, now: Instant): StationSlot['standing'] {
  if (tick !== null) return 'ticked';
  if (slotAt(slot) > now) return 'ahead';
  return slot.on < dayOf(now) ? 'missed' : 'due';
}

/** What one commune is to broadcast around today. */
@Injectable()
export class StationReader {
  constructor(
    private readonly plans: PlanRepository,
    private readonly ticks: TickRepository,
  ) {}

  /** All slots from six days ago until six days ahead, by day and time. Two queries, however many plans. */
  async slots(reader: Reader, communeId: UnitId, clock: Instant): Promise<StationSlot[]> {
    const plans = await this.plans.aroundToday(reader, communeId, clock, DAYS_AROUND);
    const presents = plans.map((plan) => movementNow(plan, clock));
    const days = presents.map(dayOf).sort();
    const [first, last] = [days[0], days.at(-1)];
    if (first === undefined || last === undefined) return [];
    const span = { from: plusDays(first, -DAYS_AROUND), until: plusDays(last, DAYS_AROUND) };
    const ids = plans.map(({ planUnitId }) => planUnitId);
    const ticks = new Map((await this.ticks.standing(reader, ids, span)).map((tick) => [keyOf(tick), tick]));
    return plans
      .flatMap((plan, index): StationSlot[] => {
        const now = presents[index] ?? clock;
        const today = dayOf(now);
        const around = { from: plusDays(today, -DAYS_AROUND), until: plusDays(today, DAYS_AROUND) };
        return slotsOf(plan, around).map((slot) => {
          const tick = ticks.get(keyOf({ planUnitId: plan.planUnitId, ...slot })) ?? null;
          return { ...slot, plan, tick, now, today, standing: standingOf(slot, tick, now) };
        });
      })
      .sort((a, b) => (a.on === b.on ? a.minute - b.minute : a.on < b.on ? -1 : 1));
  }
}

export const keyOf = ({ planUnitId, on, minute }: Pick<Tick, 'planUnitId' | 'on' | 'minute'>): string =>
  `${planUnitId} ${on} ${minute}`;
