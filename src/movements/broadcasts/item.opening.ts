import { Injectable } from '@nestjs/common';
import type { Reader } from '../../database/tx.js';
import type { Actor } from '../../kernel/actor.js';
import { isId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import { Refused } from '../../kernel/refusal.js';
import { type Day, dayOf } from '../../kernel/vietnamese/days.js';
import type { Reach } from '../movement.facts.js';
import { MovementOpening } from '../movement.opening.js';
import { movementNow } from '../movement.policy.js';
import type { ItemFacts } from './item.facts.js';
import { keepsItem } from './item.policy.js';
import { ItemRepository } from './item.repository.js';

/** An item as somebody has it open. */
export interface OpenedItem {
  reach: Reach;
  item: ItemFacts;
  keeps: boolean;
  /** The present moment of its movement, or the real one; and its day. */
  now: Instant;
  today: Day;
}

/** Finds the item that somebody asks for. */
@Injectable()
export class ItemOpening {
  constructor(
    private readonly movements: MovementOpening,
    private readonly items: ItemRepository,
  ) {}

  /** The item within the actor’s reach; refuses `not-found` for every other. */
  async open(reader: Reader, actor: Actor, id: string, now: Instant): Promise<OpenedItem> {
    const reach = await this.movements.reach(reader, actor);
    const item = isId(id) ? await this.items.byId(reader, reach, id) : null;
    if (item === null) throw new Refused({ code: 'not-found' });
    const present = movementNow(item, now);
    return { reach, item, keeps: keepsItem(actor, reach, item), now: present, today: dayOf(present) };
  }
}
