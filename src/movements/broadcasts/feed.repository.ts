import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Reader, Tx } from '../../database/tx.js';
import type { Id, UnitId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';

export type FeedId = Id<'broadcast-feed'>;
/** What a link tells of. */
export interface FeedReach {
  kind: 'commune' | 'tree';
  unitId: UnitId;
}
export interface FeedFacts {
  id: FeedId;
  unitName: string;
  madeAt: Instant;
  madeByName: string;
}

/** Only this is stored: 256 random bits need no slow hash. */
const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();

@Injectable()
export class FeedRepository {
  /** The link of a unit that is live; there is one at most. */
  live(reader: Reader, { kind, unitId }: FeedReach): Promise<FeedFacts | null> {
    return reader.one<FeedFacts>(
      `SELECT id, unit_name AS "unitName", made_at AS "madeAt", made_by_name AS "madeByName" FROM broadcast_feeds
        WHERE unit_id = $1 AND reach = $2 AND revoked_at IS NULL`,
      [unitId, kind],
    );
  }

  /** 0 when another was made meanwhile. */
  insert(
    tx: Tx,
    reach: FeedReach,
    feed: { id: FeedId; token: string; unitName: string; byName: string },
  ): Promise<number> {
    return tx.changed(
      `INSERT INTO broadcast_feeds (id, token_hash, reach, unit_id, unit_name, made_at, made_by_name) VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT (unit_id, reach) WHERE revoked_at IS NULL DO NOTHING`,
      [feed.id, hashOf(feed.token), reach.kind, reach.unitId, feed.unitName, tx.now, feed.byName],
    );
  }

  /** Ends this link of the unit; 0 when it is not its live one. */
  revoke(tx: Tx, { kind, unitId }: FeedReach, id: string, byName: string): Promise<number> {
    return tx.changed(
      `UPDATE broadcast_feeds SET revoked_at = $4, revoked_by_name = $5 WHERE id = $3 AND unit_id = $1 AND reach = $2 AND revoked_at IS NULL`,
      [unitId, kind, id, tx.now, byName],
    );
  }

  /** The live link of this secret, with how often it was read in this minute, this time counted. */
  async read(tx: Tx, token: string): Promise<{ reach: FeedReach; unitName: string; count: number } | null> {
    const [row] = await tx.rows<{ kind: FeedReach['kind']; unitId: UnitId; unitName: string; count: number }>(
      `UPDATE broadcast_feeds SET minute_at = CASE WHEN minute_at > $2::timestamptz - interval '1 minute' THEN minute_at ELSE $2 END,
              minute_count = CASE WHEN minute_at > $2::timestamptz - interval '1 minute' THEN minute_count + 1 ELSE 1 END
        WHERE token_hash = $1 AND revoked_at IS NULL
        RETURNING reach AS kind, unit_id AS "unitId", unit_name AS "unitName", minute_count AS count`,
      [hashOf(token), tx.now],
    );
    if (row === undefined) return null;
    const { kind, unitId, unitName, count } = row;
    return { reach: { kind, unitId }, unitName, count };
  }
}
