import { Injectable } from '@nestjs/common';
import type { Reader } from '../../database/tx.js';
import type { Actor } from '../../kernel/actor.js';
import type { UnitId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import { Refused } from '../../kernel/refusal.js';
import type { Day } from '../../kernel/vietnamese/days.js';
import { ItemOpening, type OpenedItem } from '../broadcasts/item.opening.js';

/** Who sees how far an item has come: a commune sees its own groups on its own page. */
export const SPREAD_READERS = ['vetting', 'organiser', 'auditor', 'admin'] as const;

/** Finds the item whose spread somebody asks for. */
@Injectable()
export class SpreadOpening {
  constructor(private readonly opening: ItemOpening) {}

  /** An item that was ever approved, and the tree whose groups count: an office's own, for others that of the item's owner. */
  async open(
    reader: Reader,
    actor: Actor,
    id: string,
    now: Instant,
  ): Promise<{ opened: OpenedItem; root: UnitId; on: Day }> {
    const opened = await this.opening.open(reader, actor, id, now);
    if (opened.item.edition === 0) throw new Refused({ code: 'not-found' });
    const root = opened.reach.kind === 'tree' ? opened.reach.unitId : opened.item.ownerUnitId;
    return { opened, root, on: opened.today };
  }
}
