import { Injectable } from '@nestjs/common';
import type { Reader } from '../database/tx.js';
import type { Actor } from '../kernel/actor.js';
import { isId, type UnitId } from '../kernel/ids.js';
import type { Instant } from '../kernel/instant.js';
import { Refused } from '../kernel/refusal.js';
import { type Day, dayOf } from '../kernel/vietnamese/days.js';
import { UnitReader } from '../units/unit.reader.js';
import type { MovementFacts, Reach } from './movement.facts.js';
import { keeps, movementNow, reachOf } from './movement.policy.js';
import { MovementRepository } from './movement.repository.js';

/** A movement as somebody has it open. */
export interface OpenedMovement {
  reach: Reach;
  movement: MovementFacts;
  keeps: boolean;
  /** The movement’s present moment and its day. */
  now: Instant;
  today: Day;
}

/** Finds what somebody may see of movements. */
@Injectable()
export class MovementOpening {
  constructor(
    private readonly movements: MovementRepository,
    private readonly units: UnitReader,
  ) {}

  async reach(reader: Reader, actor: Actor): Promise<Reach> {
    const isOffice = actor.role === 'vetting' && actor.unitId !== null;
    return reachOf(actor, isOffice ? await this.movements.treeOf(reader, actor.unitId as UnitId) : null);
  }

  /** The movement within the actor’s reach; refuses `not-found` for every other. */
  async open(reader: Reader, actor: Actor, id: string, now: Instant): Promise<OpenedMovement> {
    const reach = await this.reach(reader, actor);
    const movement = isId(id) ? await this.movements.byId(reader, reach, id) : null;
    if (movement === null) throw new Refused({ code: 'not-found' });
    const present = movementNow(movement, now);
    return { reach, movement, keeps: keeps(actor, reach, movement), now: present, today: dayOf(present) };
  }

  /** Units that the actor may begin a movement for: an office or a commune its own, an organiser any province of the day. */
  async owners(reader: Reader, actor: Actor, on: Day): Promise<{ id: UnitId; name: string }[]> {
    const reach = await this.reach(reader, actor);
    if (reach.kind !== 'tree' && reach.kind !== 'commune') return this.units.ofLevel(reader, 'province', on);
    const own = await this.units.byId(reader, reach.unitId);
    return own === null ? [] : [own];
  }

  /** Where a drive of the movement may run: the whole of its owner, or one of the units below it, as they are on a day. */
  async scopes(
    reader: Reader,
    { ownerUnitId, ownerName }: MovementFacts,
    on: Day,
  ): Promise<{ id: UnitId; name: string }[]> {
    const below = await this.units.children(reader, ownerUnitId, { on });
    return [
      { id: ownerUnitId, name: `Toàn bộ ${ownerName}` },
      ...below.filter(({ level }) => level === 'district' || level === 'commune').map(({ id, name }) => ({ id, name })),
    ];
  }
}
