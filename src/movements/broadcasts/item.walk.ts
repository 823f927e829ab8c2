import { Injectable } from '@nestjs/common';
import type { Reader } from '../../database/tx.js';
import type { Instant } from '../../kernel/instant.js';
import type { Day } from '../../kernel/vietnamese/days.js';
import type { Reach } from '../movement.facts.js';
import { reachValues } from '../movement.repository.js';
import type { Edition, ItemFacts } from './item.facts.js';
import { ITEM_REACHED } from './item.repository.js';

/** An item in the words of its newest approved edition. */
export type WalkedItem = Pick<
  ItemFacts,
  'id' | 'ownerUnitId' | 'ownerName' | 'movementId' | 'movementName' | 'withdrawnAt' | 'sample'
> &
  Omit<Edition, 'image' | 'approvedByName' | 'approvedAlone'>;

/** Approved items from a place on, for programs. */
@Injectable()
export class ItemWalk {
  /** Items within reach that were ever approved and may be used on a day (null: any), approved last first, behind this one; null: from the newest. One query. */
  approved(
    reader: Reader,
    reach: Reach,
    validOn: Day | null,
    after: { at: Instant; id: string } | null,
    limit: number,
  ): Promise<WalkedItem[]> {
    return reader.rows<WalkedItem>(
      `SELECT i.id, i.owner_unit_id AS "ownerUnitId", i.owner_name AS "ownerName", i.movement_id AS "movementId", m.name AS "movementName", e.edition,
              e.title, e.source_name AS "sourceName", e.loud_text AS "loudText", e.zalo_text AS "zaloText", e.valid_until AS "validUntil",
              e.approved_at AS "approvedAt", i.withdrawn_at AS "withdrawnAt", i.sample
         FROM propaganda_items i JOIN propaganda_editions e ON e.item_id = i.id AND e.edition = i.edition LEFT JOIN movements m ON m.id = i.movement_id
        WHERE ${ITEM_REACHED} AND ($3::date IS NULL OR (i.withdrawn_at IS NULL AND (e.valid_until IS NULL OR e.valid_until >= $3)))
          AND ($4::timestamptz IS NULL OR (e.approved_at, i.id) < ($4, $5::uuid))
        ORDER BY e.approved_at DESC, i.id DESC LIMIT $6`,
      [...reachValues(reach), validOn, after?.at ?? null, after?.id ?? null, limit],
    );
  }
}
