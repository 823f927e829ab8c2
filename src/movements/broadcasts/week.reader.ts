import { Injectable } from '@nestjs/common';
import type { Reader } from '../../database/tx.js';
import type { Actor } from '../../kernel/actor.js';
import type { Instant } from '../../kernel/instant.js';
import { type Day, dayOf, parseDay } from '../../kernel/vietnamese/days.js';
import type { Words } from '../../web/request.js';
import { MovementOpening } from '../movement.opening.js';
import { movementNow } from '../movement.policy.js';
import type { AirPlan, Tick } from './plan.facts.js';
import { PlanRepository } from './plan.repository.js';
import { mondayOf, plusDays, type Slot, slotAt, slotsOf } from './plan.slots.js';
import { keyOf, standingOf, type StationSlot } from './station.reader.js';
import { TickRepository } from './tick.repository.js';

/** One slot of the week: how many units have it, and how many have said what of it. `standing`: of one unit, when one is chosen. */
export interface WeekSlot extends Slot {
  plan: AirPlan;
  units: number;
  done: number;
  failed: number;
  isDue: boolean;
  standing: StationSlot['standing'] | null;
  tick: Tick | null;
}

/** How one commune stands in the week; `missed` are the slots that have begun and of which nothing was said. */
export interface WeekUnit {
  id: string;
  name: string;
  slots: number;
  due: number;
  done: number;
  failed: number;
  missed: (Slot & { channel: AirPlan['channel']; title: string })[];
}

/** A week of broadcasts within somebody’s reach. */
export interface Week {
  monday: Day;
  now: Instant;
  movement: { name: string; clockAt: Instant } | null;
  /** The communes that may be chosen, and the one that is. */
  offered: readonly { id: string; name: string }[];
  chosen: { id: string; name: string } | null;
  slots: WeekSlot[];
  units: WeekUnit[];
  sample: boolean;
}

/** Reads weeks of broadcasts: five queries at most, however many plans, units and ticks. */
@Injectable()
export class WeekReader {
  constructor(
    private readonly movements: MovementOpening,
    private readonly plans: PlanRepository,
    private readonly ticks: TickRepository,
  ) {}

  /** `tuan` is any day of the week, `xa` the id of one commune; what is no day or out of reach is the present week, or all. */
  async week(reader: Reader, actor: Actor, query: Words, clock: Instant): Promise<Week> {
    const reach = await this.movements.reach(reader, actor);
    const now = (await this.plans.rehearsedAt(reader, reach)) ?? clock;
    const asked = typeof query['tuan'] === 'string' ? parseDay(query['tuan']) : null;
    const monday = mondayOf(asked ?? dayOf(now));
    const span = { from: monday, until: plusDays(monday, 6) };
    const plans = await this.plans.between(reader, reach, span);
    const all = await this.plans.unitsOf(
      reader,
      reach,
      plans.map(({ id }) => id),
    );
    const offered = [...new Map(all.map(({ communeId, communeName }) => [communeId, communeName]))]
      .map(([id, name]) => ({ id: String(id), name }))
      .sort((a, b) => a.name.localeCompare(b.name, 'vi'));
    const chosen = offered.find(({ id }) => id === query['xa']) ?? null;
    const units = chosen === null ? all : all.filter(({ communeId }) => communeId === chosen.id);
    const ticks = await this.ticks.standing(
      reader,
      units.map(({ planUnitId }) => planUnitId),
      span,
    );
    const byKey = new Map(ticks.map((tick) => [keyOf(tick), tick]));
    const rows = new Map<string, WeekUnit>();
    const slots = plans.flatMap((plan) => {
      const own = units.filter(({ planId }) => planId === plan.id);
      const present = movementNow(plan, clock);
      return slotsOf(plan, span).map((slot): WeekSlot => {
        const isDue = slotAt(slot) <= present;
        const found = own.map((unit) => ({ unit, tick: byKey.get(keyOf({ ...unit, ...slot })) ?? null }));
        for (const { unit, tick } of found) count(rows, unit, { ...slot, plan, tick, isDue });
        const [first] = found;
        const tick = chosen === null ? null : (first?.tick ?? null);
        return {
          ...slot,
          plan,
          units: own.length,
          done: found.filter((one) => one.tick?.outcome === 'done').length,
          failed: found.filter((one) => one.tick?.outcome === 'failed').length,
          isDue,
          standing: chosen === null ? null : standingOf(slot, tick, present),
          tick,
        };
      });
    });
    const [rehearsed] = plans.filter(({ clockAt }) => clockAt !== null);
    return {
      monday,
      now,
      movement:
        rehearsed === undefined || rehearsed.clockAt === null
          ? null
          : { name: rehearsed.movementName ?? '', clockAt: rehearsed.clockAt },
      offered,
      chosen,
      slots: slots
        .filter((slot) => slot.units > 0)
        .sort((a, b) => (a.on === b.on ? a.minute - b.minute : a.on < b.on ? -1 : 1)),
      units: [...rows.values()].sort((a, b) => b.missed.length - a.missed.length || a.name.localeCompare(b.name, 'vi')),
      sample: plans.some(({ sample }) => sample),
    };
  }
}

function count(
  rows: Map<string, WeekUnit>,
  { communeId, communeName }: { communeId: string; communeName: string },
  slot: Slot & { plan: AirPlan; tick: Tick | null; isDue: boolean },
): void {
  const row: WeekUnit = rows.get(communeId) ?? {
    id: communeId,
    name: communeName,
    slots: 0,
    due: 0,
    done: 0,
    failed: 0,
    missed: [],
  };
  rows.set(communeId, row);
  row.slots += 1;
  if (slot.isDue) row.due += 1;
  if (slot.tick?.outcome === 'done') row.done += 1;
  if (slot.tick?.outcome === 'failed') row.failed += 1;
  if (slot.tick === null && slot.isDue) {
    const { on, minute, plan } = slot;
    row.missed.push({ on, minute, channel: plan.channel, title: plan.title });
  }
}
