import { Injectable } from '@nestjs/common';
import type { Reader, Tx } from '../../database/tx.js';
import type { Instant } from '../../kernel/instant.js';
import type { MerklePeaks } from '../merkle.js';
import type { LogHead } from './log-head.js';

interface HeadRow extends Omit<LogHead, 'root'> {
  root: Buffer;
}

const HEAD_COLUMNS = `size, root, at, public_key AS "publicKey", signature`;
const toHead = ({ root, ...row }: HeadRow): LogHead => ({ ...row, root: root.toString('hex') });

/** An event that no head covers yet. */
export interface NewLeaf {
  id: number;
  hash: Buffer;
}

/** The tables `log_heads` and `log_leaves`: which event is which leaf of the tree. */
@Injectable()
export class LogHeadRepository {
  /** One process at a time lets the tree grow; held to the end of the transaction. */
  async hold(tx: Tx): Promise<void> {
    await tx.rows(`SELECT pg_advisory_xact_lock(hashtext('log-heads'))`);
  }

  /** The newest heads first, below a size where one is given. */
  async before(reader: Reader, size: number | null, limit: number): Promise<LogHead[]> {
    const rows = await reader.rows<HeadRow>(
      `SELECT ${HEAD_COLUMNS} FROM log_heads WHERE size < $1 ORDER BY size DESC LIMIT $2`,
      [size ?? Number.MAX_SAFE_INTEGER, limit],
    );
    return rows.map(toHead);
  }

  /** All heads, the oldest first. */
  async all(reader: Reader): Promise<LogHead[]> {
    return (await reader.rows<HeadRow>(`SELECT ${HEAD_COLUMNS} FROM log_heads ORDER BY size`)).map(toHead);
  }

  /** The tree as the newest head left it. */
  async tree(reader: Reader): Promise<MerklePeaks> {
    const row = await reader.one<{ size: number; peaks: Buffer[] }>(
      `SELECT size, peaks FROM log_heads ORDER BY size DESC LIMIT 1`,
    );
    return row ?? { size: 0, peaks: [] };
  }

  /** The last event that a head made before this instant covers; 0 before there is one. */
  async lastEventBefore(reader: Reader, at: Instant): Promise<number> {
    const row = await reader.one<{ lastEvent: number }>(
      `SELECT last_event AS "lastEvent" FROM log_heads WHERE at < $1 ORDER BY size DESC LIMIT 1`,
      [at],
    );
    return row?.lastEvent ?? 0;
  }

  /** Events beyond this one that are no leaf yet, by id. */
  newLeaves(reader: Reader, beyond: number, limit: number): Promise<NewLeaf[]> {
    return reader.rows<NewLeaf>(
      `SELECT e.id, e.hash FROM audit_events e
        WHERE e.id > $1 AND NOT EXISTS (SELECT 1 FROM log_leaves l WHERE l.event_id = e.id) ORDER BY e.id LIMIT $2`,
      [beyond, limit],
    );
  }

  /** Gives these events the next places of the tree, in their order. */
  async addLeaves(tx: Tx, from: number, leaves: readonly NewLeaf[]): Promise<void> {
    await tx.changed(
      `INSERT INTO log_leaves (position, event_id) SELECT $1 + n - 1, id FROM unnest($2::bigint[]) WITH ORDINALITY AS e (id, n)`,
      [from, leaves.map(({ id }) => id)],
    );
  }

  async addHead(
    tx: Tx,
    head: LogHead,
    { peaks, lastEvent }: { peaks: readonly Buffer[]; lastEvent: number },
  ): Promise<void> {
    await tx.changed(
      `INSERT INTO log_heads (size, root, at, public_key, signature, peaks, last_event) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [head.size, Buffer.from(head.root, 'hex'), head.at, head.publicKey, head.signature, peaks, lastEvent],
    );
  }

  /** The hashes of the tree's leaves from a place on, in their order; null where the event is gone. */
  leaves(reader: Reader, from: number, limit: number): Promise<{ position: number; hash: Buffer | null }[]> {
    return reader.rows(
      `SELECT l.position, e.hash FROM log_leaves l LEFT JOIN audit_events e ON e.id = l.event_id
        WHERE l.position >= $1 ORDER BY l.position LIMIT $2`,
      [from, limit],
    );
  }
}
