import { Injectable } from '@nestjs/common';
import { Audit } from '../../audit/audit.js';
import { Database } from '../../database/database.js';
import type { Tx } from '../../database/tx.js';
import type { Act } from '../../kernel/actor.js';
import { isId, newId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import { obey, Refused } from '../../kernel/refusal.js';
import { dayOf } from '../../kernel/vietnamese/days.js';
import { MovementOpening } from '../movement.opening.js';
import { movementNow } from '../movement.policy.js';
import { CHANNEL_WORDS, type PlanUnitId, type UnitPlan } from './plan.facts.js';
import type { TypedTick } from './plan.form.js';
import { refuseToTick } from './plan.policy.js';
import { PlanRepository } from './plan.repository.js';
import { formatMinute, hasSlot, type Slot, slotAt } from './plan.slots.js';
import { type NewTick, TickRepository } from './tick.repository.js';

/** What stations write down of slots. What was written stays; a correction names it and says why. */
@Injectable()
export class TickService {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly movements: MovementOpening,
    private readonly plans: PlanRepository,
    private readonly ticks: TickRepository,
  ) {}

  /**
   * Ticks one slot. `replaces` names the tick on the page that this one corrects; null: there was none. Refuses `not-found`, `slot-not-begun`, `tick-changed`, `tick-without-reason`.
   */
  tick(act: Act, at: Slot & { planUnitId: string; replaces: string | null }, typed: TypedTick): Promise<void> {
    return this.database.act(act, async (tx) => {
      const plan = await this.unit(tx, act, at.planUnitId);
      const now = movementNow(plan, tx.now);
      const [standing = null] = await this.ticks.ofSlot(tx, plan.planUnitId, at);
      obey(refuseToTick(plan, at, { now, standing, replaces: at.replaces, reason: typed.reason }));
      const tick: NewTick = {
        id: newId<'air-tick'>(),
        planUnitId: plan.planUnitId,
        on: at.on,
        minute: at.minute,
        outcome: typed.outcome,
        edition: plan.edition,
        doneAt: typed.outcome === 'failed' ? null : doneAt(at, typed.doneMinute, now),
        note: typed.note,
        replacesId: standing?.id ?? null,
        reason: standing === null ? null : typed.reason,
      };
      if ((await this.ticks.insert(tx, [tick], byOf(act, now))) === 0) throw new Refused({ code: 'tick-changed' });
      await this.record(tx, act, plan, {
        reason: tick.reason,
        facts: {
          unit: plan.communeName,
          day: `${formatMinute(at.minute)} ${at.on}`,
          outcome: OUTCOME_FACTS[tick.outcome],
        },
      });
    });
  }

  /**
   * Ticks many slots as done at their own times, as stations do at the end of a day; answers how many were new. Slots that have not begun, and
   * those that somebody has ticked, are left alone. Refuses `not-found` for a unit out of reach, `tick-changed` when none is left.
   */
  tickAll(act: Act, slots: readonly (Slot & { planUnitId: PlanUnitId })[]): Promise<number> {
    return this.database.act(act, async (tx) => {
      const reach = await this.movements.reach(tx, act.actor);
      const ids = [...new Set(slots.map(({ planUnitId }) => planUnitId))];
      const plans = new Map((await this.plans.unitPlans(tx, reach, ids)).map((plan) => [plan.planUnitId, plan]));
      if (plans.size < ids.length) throw new Refused({ code: 'not-found' });
      const ticks = slots.flatMap(({ planUnitId, on, minute }): NewTick[] => {
        const plan = plans.get(planUnitId);
        const slot = { on, minute };
        if (plan === undefined || !hasSlot(plan, slot) || slotAt(slot) > movementNow(plan, tx.now)) return [];
        return [
          {
            id: newId<'air-tick'>(),
            planUnitId,
            on,
            minute,
            outcome: 'done',
            edition: plan.edition,
            doneAt: slotAt(slot),
            note: '',
            replacesId: null,
            reason: null,
          },
        ];
      });
      const [first] = plans.values();
      if (first === undefined || ticks.length === 0) throw new Refused({ code: 'tick-changed' });
      const added = await this.ticks.insert(tx, ticks, byOf(act, movementNow(first, tx.now)));
      await this.audit.record(tx, act, {
        act: 'propaganda.tick-many',
        subjectKind: 'propaganda',
        subjectId: first.itemId,
        contestId: act.actor.contestId,
        facts: { tickedSlots: added, units: new Set([...plans.values()].map(({ communeName }) => communeName)).size },
      });
      return added;
    });
  }

  private async unit(tx: Tx, act: Act, planUnitId: string): Promise<UnitPlan> {
    const reach = await this.movements.reach(tx, act.actor);
    const plan = isId(planUnitId) ? await this.plans.unit(tx, reach, planUnitId) : null;
    if (plan === null) throw new Refused({ code: 'not-found' });
    return plan;
  }

  private record(
    tx: Tx,
    act: Act,
    plan: UnitPlan,
    { reason, facts }: { reason: string | null; facts: Record<string, unknown> },
  ): Promise<void> {
    return this.audit.record(tx, act, {
      act: 'propaganda.tick',
      subjectKind: 'propaganda',
      subjectId: plan.itemId,
      contestId: act.actor.contestId,
      reason,
      facts: { propaganda: plan.title, channel: CHANNEL_WORDS[plan.channel], ...facts },
    });
  }
}

export const OUTCOME_FACTS = { done: 'Đã phát', failed: 'Không phát được' } as const;

const byOf = ({ actor }: Act, at: Instant) => ({ at, name: actor.unitName ?? actor.name, role: actor.role });

/** The time that was typed, on the slot's day; otherwise the moment of the press, or the slot's own time when the press came on a later day. */
function doneAt(slot: Slot, typed: number | null, now: Instant): Instant {
  if (typed !== null) return slotAt({ on: slot.on, minute: typed });
  return dayOf(now) === slot.on ? now : slotAt(slot);
}
