import { Injectable } from '@nestjs/common';
import { Audit } from '../../audit/audit.js';
import { Database } from '../../database/database.js';
import type { Reader, Tx } from '../../database/tx.js';
import type { Act, Actor } from '../../kernel/actor.js';
import { newId, type UnitId } from '../../kernel/ids.js';
import { obey, Refused } from '../../kernel/refusal.js';
import { placeInSentence } from '../../kernel/vietnamese/places.js';
import { UnitReader } from '../../units/unit.reader.js';
import { MovementOpening } from '../movement.opening.js';
import { ItemOpening, type OpenedItem } from './item.opening.js';
import { refuseToKeepItem } from './item.policy.js';
import { ItemRepository } from './item.repository.js';
import {
  type AirPlanId,
  type Channel,
  CHANNEL_WORDS,
  type PlanUnitId,
  type PlanWords,
  type QuietHours,
} from './plan.facts.js';
import { refuseToPlan } from './plan.policy.js';
import { type NewPlanUnit, PlanRepository } from './plan.repository.js';

/** When approved items are broadcast: planned for units of the day, stopped with a reason; and the hours at which channels are quiet. */
@Injectable()
export class PlanService {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly units: UnitReader,
    private readonly movements: MovementOpening,
    private readonly opening: ItemOpening,
    private readonly items: ItemRepository,
    private readonly plans: PlanRepository,
  ) {}

  /**
   * Plans an item for the communes of the chosen units, or of its owner's whole tree, as they are today, and answers the plan's id. Refuses
   * `plan-not-approved`, `plan-without-form`, `plan-beyond-validity`, `plan-without-slots`, `plan-in-quiet-hours`, `plan-without-units`.
   */
  plan(
    act: Act,
    itemId: string,
    words: PlanWords,
    chosen: readonly UnitId[],
    { sample = false } = {},
  ): Promise<AirPlanId> {
    return this.database.act(act, async (tx) => {
      const opened = await this.kept(tx, act, itemId);
      const { item } = opened;
      const [inForce = null] = await this.items.editions(tx, item.id);
      const quiet = (await this.plans.quietHours(tx)).find(({ channel }) => channel === words.channel) ?? null;
      obey(refuseToPlan(item, words, inForce, quiet));
      const offered = await this.offered(tx, opened);
      const picked = offered.filter(({ id }) => chosen.includes(id));
      if (picked.length < chosen.length) throw new Refused({ code: 'not-found' });
      const units = await this.communesOf(tx, opened, chosen);
      if (units.length === 0) throw new Refused({ code: 'plan-without-units', field: 'units' });
      const id = newId<'air-plan'>();
      const scopeName =
        picked.length === 0 ? `Toàn bộ ${placeInSentence(item.ownerName)}` : picked.map(({ name }) => name).join(', ');
      const by = { at: opened.now, name: act.actor.name };
      await this.plans.insert(tx, { ...words, id, itemId: item.id, scopeName, sample }, units, by);
      await this.record(tx, act, 'propaganda.plan', opened, {
        channel: CHANNEL_WORDS[words.channel],
        units: units.length,
        from: words.startsOn,
        until: words.endsOn,
      });
      return id;
    });
  }

  /** Ends a plan from this moment on. Refuses `plan-stopped` when it was already. */
  stop(act: Act, itemId: string, planId: string, reason: string): Promise<void> {
    return this.database.act(act, async (tx) => {
      const opened = await this.kept(tx, act, itemId);
      const plan = (await this.plans.ofItem(tx, opened.item.id)).find(({ id }) => id === planId);
      if (plan === undefined) throw new Refused({ code: 'not-found' });
      const by = { at: opened.now, name: act.actor.name, reason };
      if ((await this.plans.stop(tx, plan.id, by)) === 0) throw new Refused({ code: 'plan-stopped' });
      await this.record(tx, act, 'propaganda.stop', opened, { reason, channel: CHANNEL_WORDS[plan.channel] });
    });
  }

  /** Sets the quiet hours of a channel for plans from now on. Refuses `stale`. */
  keepQuiet(
    act: Act,
    at: { channel: Channel; version: number },
    hours: Pick<QuietHours, 'fromMinute' | 'untilMinute' | 'source'>,
  ): Promise<void> {
    return this.database.act(act, async (tx) => {
      if ((await this.plans.setQuiet(tx, at, hours, act.actor.name)) === 0) throw new Refused({ code: 'stale' });
      await this.audit.record(tx, act, {
        act: 'propaganda.quiet',
        subjectKind: 'propaganda-channel',
        subjectId: at.channel,
        facts: { channel: CHANNEL_WORDS[at.channel], basis: hours.source },
      });
    });
  }

  /** The units directly below the owner that a plan may be narrowed to, as they are on the item's day. */
  async offered(reader: Reader, { item, today }: OpenedItem): Promise<{ id: UnitId; name: string }[]> {
    const below = await this.units.children(reader, item.ownerUnitId, { on: today });
    return below.filter(({ level }) => level === 'district' || level === 'commune');
  }

  /** Who broadcasts a plan, of those within the actor’s reach, in the order of its list. */
  async unitsOf(
    reader: Reader,
    actor: Actor,
    planId: AirPlanId,
  ): Promise<{ planUnitId: PlanUnitId; communeName: string }[]> {
    return this.plans.unitsOf(reader, await this.movements.reach(reader, actor), [planId]);
  }

  private async communesOf(tx: Tx, { item, today }: OpenedItem, chosen: readonly UnitId[]): Promise<NewPlanUnit[]> {
    const scopes = chosen.length === 0 ? [item.ownerUnitId] : chosen;
    const found: NewPlanUnit[] = [];
    for (const scope of scopes)
      for (const one of await this.units.communesWithin(tx, scope, today))
        found.push({
          id: newId<'air-plan-unit'>(),
          ordinal: found.length + 1,
          communeId: one.id,
          communeName: one.name,
          districtId: one.districtId,
          districtName: one.districtName,
          provinceId: one.provinceId,
        });
    return found;
  }

  private async kept(tx: Tx, act: Act, id: string): Promise<OpenedItem> {
    const opened = await this.opening.open(tx, act.actor, id, tx.now);
    obey(refuseToKeepItem(opened.keeps));
    return opened;
  }

  private record(
    tx: Tx,
    act: Act,
    deed: string,
    { item }: OpenedItem,
    { reason = null, ...facts }: { reason?: string | null } & Record<string, unknown>,
  ): Promise<void> {
    return this.audit.record(tx, act, {
      act: deed,
      subjectKind: 'propaganda',
      subjectId: item.id,
      contestId: act.actor.contestId,
      reason,
      facts: { propaganda: item.title, ...facts },
    });
  }
}
