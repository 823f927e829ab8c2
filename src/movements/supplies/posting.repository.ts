import { Injectable } from '@nestjs/common';
import type { GroupId } from '../../communities/groups/group.facts.js';
import type { Reader, Tx } from '../../database/tx.js';
import type { Instant } from '../../kernel/instant.js';
import type { Day } from '../../kernel/vietnamese/days.js';
import type { PropagandaItemId } from '../broadcasts/item.facts.js';
import type { PostingId } from './supply.facts.js';

/** Who notes something, and when: by the clock of the item. */
export interface NotedBy {
  at: Instant;
  name: string;
  role: string;
}

/** Postings: added, and struck out when they were noted by mistake. */
@Injectable()
export class PostingRepository {
  /** Notes an item in groups on a day, in one statement; answers how many are new: what stands already is left out. */
  insert(
    tx: Tx,
    what: { itemId: PropagandaItemId; edition: number; on: Day },
    postings: readonly { id: PostingId; groupId: GroupId }[],
    by: NotedBy,
  ): Promise<number> {
    return tx.changed(
      `INSERT INTO propaganda_postings (id, item_id, edition, group_id, posted_on, noted_at, by_name, by_role)
         SELECT n.id, $1, $2, n.group_id, $3, $6, $7, $8 FROM unnest($4::uuid[], $5::uuid[]) AS n (id, group_id)
       ON CONFLICT DO NOTHING`,
      [
        what.itemId,
        what.edition,
        what.on,
        postings.map(({ id }) => id),
        postings.map(({ groupId }) => groupId),
        by.at,
        by.name,
        by.role,
      ],
    );
  }

  /** A posting of an item in one of these groups, struck out or not; null when there is none. */
  byId(
    reader: Reader,
    itemId: PropagandaItemId,
    groupIds: readonly GroupId[],
    id: string,
  ): Promise<{ id: PostingId; groupName: string; on: Day; isStruck: boolean } | null> {
    return reader.one(
      `SELECT p.id, g.name AS "groupName", p.posted_on AS "on", p.struck_at IS NOT NULL AS "isStruck"
         FROM propaganda_postings p JOIN community_groups g ON g.id = p.group_id WHERE p.id = $1 AND p.item_id = $2 AND p.group_id = ANY($3::uuid[])`,
      [id, itemId, groupIds],
    );
  }

  /** Strikes it out; 0 when somebody has. */
  strike(tx: Tx, id: PostingId, reason: string, by: Pick<NotedBy, 'at' | 'name'>): Promise<number> {
    return tx.changed(
      `UPDATE propaganda_postings SET struck_at = $2, struck_by_name = $3, struck_reason = $4 WHERE id = $1 AND struck_at IS NULL`,
      [id, by.at, by.name, reason],
    );
  }
}
