import { Injectable } from '@nestjs/common';
import type { Reader } from '../../database/tx.js';
import type { Actor } from '../../kernel/actor.js';
import { isId, type UnitId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import { type Day, dayOf } from '../../kernel/vietnamese/days.js';
import type { Words } from '../../web/request.js';
import { MovementOpening } from '../movement.opening.js';
import { PlanRepository } from './plan.repository.js';
import { daysBetween, plusDays } from './plan.slots.js';
import { countedSlots, MOST_OFFERED, rehearsedIn, type Week } from './week.reader.js';
import { WeekRepository } from './week.repository.js';

/** A day of the month: how many slots lie in it, and of all that units have of them how many are due, said, and not said. */
export interface MonthDay {
  on: Day;
  slots: number;
  titles: readonly string[];
  units: number;
  due: number;
  done: number;
  failed: number;
}

/** A month of broadcasts within somebody’s reach, day by day. */
export interface Month extends Pick<Week, 'now' | 'movement' | 'offered' | 'chosen' | 'sample'> {
  /** Its first day. */
  first: Day;
  days: MonthDay[];
}

const MONTH = /^(20\d{2})-(0[1-9]|1[0-2])$/;
export const monthOf = (day: Day): string => day.slice(0, 7);
/** The first day of the month that lies so many months after that of a day. */
export function plusMonths(day: Day, months: number): Day {
  const at = new Date(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1 + months, 1));
  return at.toISOString().slice(0, 10);
}

/** Reads months of broadcasts: as many queries however many plans, units and ticks. */
@Injectable()
export class MonthReader {
  constructor(
    private readonly movements: MovementOpening,
    private readonly plans: PlanRepository,
    private readonly weeks: WeekRepository,
  ) {}

  /** `thang` is "2021-11", `xa` the id of one commune; what is no month or out of reach is the present month, or all. */
  async month(reader: Reader, actor: Actor, query: Words, clock: Instant): Promise<Month> {
    const reach = await this.movements.reach(reader, actor);
    const now = (await this.plans.rehearsedAt(reader, reach)) ?? clock;
    const typed = query['thang'];
    const first = `${typeof typed === 'string' && MONTH.test(typed) ? typed : monthOf(dayOf(now))}-01`;
    const span = { from: first, until: plusDays(plusMonths(first, 1), -1) };
    const plans = await this.plans.between(reader, reach, span);
    const asked = typeof query['xa'] === 'string' && isId(query['xa']) ? (query['xa'] as UnitId) : null;
    const ids = plans.map(({ id }) => id);
    const offered = await this.weeks.communes(reader, reach, ids, { asked, limit: MOST_OFFERED });
    const chosen = offered.find(({ id }) => id === asked) ?? null;
    const slots = countedSlots(plans, span, clock);
    const tallies = await this.weeks.tallies(reader, { reach, slots, communeId: chosen?.id ?? null });
    const dueOn = new Map(slots.map(({ planId, on, minute, isDue }) => [`${planId} ${on} ${minute}`, isDue]));
    const titleOf = new Map(plans.map(({ id, title }) => [id, title]));
    const byDay = Map.groupBy(tallies, ({ on }) => on);
    return {
      ...{ first, now, offered, chosen, sample: plans.some(({ sample }) => sample), movement: rehearsedIn(plans) },
      days: daysBetween(span.from, span.until).map((on) => {
        const those = byDay.get(on) ?? [];
        const sum = (of: 'units' | 'done' | 'failed'): number => those.reduce((all, one) => all + one[of], 0);
        return {
          on,
          slots: those.length,
          titles: [...new Set(those.map(({ planId }) => titleOf.get(planId) ?? ''))].sort(),
          units: sum('units'),
          due: those
            .filter(({ planId, minute }) => dueOn.get(`${planId} ${on} ${minute}`))
            .reduce((all, { units }) => all + units, 0),
          done: sum('done'),
          failed: sum('failed'),
        };
      }),
    };
  }
}
