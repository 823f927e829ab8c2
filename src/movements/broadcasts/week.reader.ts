import { Injectable } from '@nestjs/common';
import type { Reader } from '../../database/tx.js';
import type { Actor } from '../../kernel/actor.js';
import { isId, type UnitId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import { type Day, dayOf, parseDay } from '../../kernel/vietnamese/days.js';
import type { Words } from '../../web/request.js';
import type { Reach } from '../movement.facts.js';
import { MovementOpening } from '../movement.opening.js';
import { movementNow } from '../movement.policy.js';
import type { AirPlan, AirPlanId, Tick } from './plan.facts.js';
import { PlanRepository } from './plan.repository.js';
import { mondayOf, plusDays, type Slot, slotAt, slotsOf } from './plan.slots.js';
import { keyOf, standingOf, type StationSlot } from './station.reader.js';
import { TickRepository } from './tick.repository.js';
import {
  type CommuneTally,
  type CountedSlot,
  type SlotTally,
  WeekRepository,
  type WeekScope,
} from './week.repository.js';

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
export interface WeekUnit extends Omit<CommuneTally, 'missed'> {
  missed: (Slot & { channel: AirPlan['channel']; title: string })[];
}

/** A page of communes, those that missed most first. */
export interface WeekUnits {
  rows: WeekUnit[];
  total: number;
  missed: number;
}

/** A week of broadcasts within somebody’s reach. */
export interface Week {
  monday: Day;
  now: Instant;
  movement: { name: string; clockAt: Instant } | null;
  /** The communes that may be chosen, at most `MOST_OFFERED`, and the one that is. */
  offered: readonly { id: UnitId; name: string }[];
  chosen: { id: UnitId; name: string } | null;
  slots: WeekSlot[];
  sample: boolean;
  scope: WeekScope;
  plans: ReadonlyMap<AirPlanId, AirPlan>;
}

/** Communes that may be chosen from. */
export const MOST_OFFERED = 500;

/** Reads weeks of broadcasts: as many queries however many plans, units and ticks. */
@Injectable()
export class WeekReader {
  constructor(
    private readonly movements: MovementOpening,
    private readonly plans: PlanRepository,
    private readonly ticks: TickRepository,
    private readonly weeks: WeekRepository,
  ) {}

  /** `tuan` is any day of the week, `xa` the id of one commune; what is no day or out of reach is the present week, or all. */
  async week(reader: Reader, actor: Actor, query: Words, clock: Instant): Promise<Week> {
    const reach = await this.movements.reach(reader, actor);
    const now = (await this.plans.rehearsedAt(reader, reach)) ?? clock;
    const asked = typeof query['tuan'] === 'string' ? parseDay(query['tuan']) : null;
    const monday = mondayOf(asked ?? dayOf(now));
    const span = { from: monday, until: plusDays(monday, 6) };
    const plans = await this.plans.between(reader, reach, span);
    const { offered, chosen } = await this.choice(reader, reach, plans, query['xa']);
    const byId = new Map(plans.map((plan) => [plan.id, plan]));
    const scope = { reach, communeId: chosen?.id ?? null, slots: countedSlots(plans, span, clock) };
    return {
      monday,
      now,
      movement: rehearsedIn(plans),
      offered,
      chosen,
      slots: await this.slots(reader, scope, byId, clock),
      sample: plans.some(({ sample }) => sample),
      scope,
      plans: byId,
    };
  }

  /** A page of the communes of a week with every slot that they missed. */
  async units(
    reader: Reader,
    { scope, plans }: Pick<Week, 'scope' | 'plans'>,
    page: { limit: number; offset: number },
  ): Promise<WeekUnits> {
    const { communes, total, missed } = await this.weeks.page(reader, scope, page);
    const ids = communes.filter((commune) => commune.missed > 0).map(({ id }) => id);
    const stations = await this.weeks.stations(reader, scope.reach, [...plans.keys()], ids);
    const told = await this.told(reader, scope, stations);
    const rows = communes.map((commune): WeekUnit => {
      const own = new Map(
        stations.filter(({ communeId }) => communeId === commune.id).map((one) => [one.planId, one.planUnitId]),
      );
      return {
        ...commune,
        missed: scope.slots.flatMap(({ planId, on, minute, isDue }) => {
          const [planUnitId, plan] = [own.get(planId), plans.get(planId)];
          if (!isDue || planUnitId === undefined || plan === undefined) return [];
          return told.has(keyOf({ planUnitId, on, minute }))
            ? []
            : [{ on, minute, channel: plan.channel, title: plan.title }];
        }),
      };
    });
    return { rows, total, missed };
  }

  /** The slots that anybody within the scope has, by time; of one commune with what it said. */
  private async slots(
    reader: Reader,
    scope: WeekScope,
    plans: ReadonlyMap<AirPlanId, AirPlan>,
    clock: Instant,
  ): Promise<WeekSlot[]> {
    const tallies = new Map((await this.weeks.tallies(reader, scope)).map((tally) => [tallyKey(tally), tally]));
    const { reach, communeId } = scope;
    const stations = communeId === null ? [] : await this.weeks.stations(reader, reach, [...plans.keys()], [communeId]);
    const told = await this.told(reader, scope, stations);
    const unitOf = new Map(stations.map((one) => [one.planId, one.planUnitId]));
    return scope.slots.flatMap(({ planId, on, minute, isDue }): WeekSlot[] => {
      const [plan, tally] = [plans.get(planId), tallies.get(tallyKey({ planId, on, minute }))];
      if (plan === undefined || tally === undefined) return [];
      const slot = { on, minute };
      const present = movementNow(plan, clock);
      const planUnitId = unitOf.get(planId);
      const tick = planUnitId === undefined ? null : (told.get(keyOf({ planUnitId, ...slot })) ?? null);
      const standing = communeId === null ? null : standingOf(slot, tick, present);
      const { units, done, failed } = tally;
      return [{ ...slot, plan, units, done, failed, isDue, standing, tick }];
    });
  }

  private async choice(
    reader: Reader,
    reach: Reach,
    plans: readonly AirPlan[],
    typed: unknown,
  ): Promise<Pick<Week, 'offered' | 'chosen'>> {
    const asked = typeof typed === 'string' && isId(typed) ? (typed as UnitId) : null;
    const ids = plans.map(({ id }) => id);
    const offered = await this.weeks.communes(reader, reach, ids, { asked, limit: MOST_OFFERED });
    return { offered, chosen: offered.find(({ id }) => id === asked) ?? null };
  }

  /** What stands of these stations in the days of the slots, by `keyOf`. */
  private async told(
    reader: Reader,
    { slots }: WeekScope,
    stations: readonly { planUnitId: Tick['planUnitId'] }[],
  ): Promise<Map<string, Tick>> {
    const days = slots.map(({ on }) => on).sort();
    const [from, until] = [days[0], days.at(-1)];
    if (from === undefined || until === undefined || stations.length === 0) return new Map();
    const ids = stations.map(({ planUnitId }) => planUnitId);
    return new Map((await this.ticks.standing(reader, ids, { from, until })).map((tick) => [keyOf(tick), tick]));
  }
}

const tallyKey = ({ planId, on, minute }: Pick<SlotTally, 'planId' | 'on' | 'minute'>): string =>
  `${planId} ${on} ${minute}`;

/** The slots of plans in a span of days, by time, those of one time in the order of the plans. */
export const countedSlots = (
  plans: readonly AirPlan[],
  span: { from: Day; until: Day },
  clock: Instant,
): CountedSlot[] =>
  plans
    .flatMap((plan) =>
      slotsOf(plan, span).map((slot) => ({
        ...slot,
        planId: plan.id,
        isDue: slotAt(slot) <= movementNow(plan, clock),
      })),
    )
    .sort((a, b) => (a.on === b.on ? a.minute - b.minute : a.on < b.on ? -1 : 1));

/** The movement among these plans that goes by a rehearsal, with its clock; null: none does. */
export function rehearsedIn(plans: readonly AirPlan[]): Week['movement'] {
  const found = plans.find(({ clockAt }) => clockAt !== null);
  return found === undefined || found.clockAt === null
    ? null
    : { name: found.movementName ?? '', clockAt: found.clockAt };
}
