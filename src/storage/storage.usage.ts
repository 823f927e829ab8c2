import { Injectable } from '@nestjs/common';
import type { Reader, Tx } from '../database/tx.js';
import { Refused } from '../kernel/refusal.js';

export type UsageScope = 'commune' | 'contest' | 'disk' | 'person';

/** One who holds bytes, and the most that it may hold. */
export interface Holder {
  scope: UsageScope;
  id: string;
  most: number;
}

/** The disk itself, as a holder: it has promised so many bytes to files that are still arriving. */
export const THE_DISK = '00000000-0000-0000-0000-000000000000';

const REFUSALS: Readonly<Record<UsageScope, string>> = {
  person: 'quota-person',
  commune: 'quota-commune',
  contest: 'quota-contest',
  disk: 'storage-full',
};

/** Who holds how many bytes. Counted when room is asked for, so that what was promised is there when the last byte comes. */
@Injectable()
export class StorageUsage {
  /**
   * Promises `bytes` to all of these holders or, when one of them would come above its most, to none: throws Refused and the
   * transaction is undone. One statement takes the rows in one order and counts on their newest state, so of fifty who ask
   * at once none gets past by a byte and none waits for another in a circle.
   */
  async reserve(tx: Tx, holders: readonly Holder[], bytes: number): Promise<void> {
    const taken = await tx.rows<{ scope: UsageScope }>(
      `INSERT INTO storage_usage AS u (scope, holder_id, bytes, most)
         SELECT w.scope, w.id, $4, w.most FROM unnest($1::text[], $2::uuid[], $3::bigint[]) AS w (scope, id, most)
          WHERE $4 <= w.most ORDER BY w.scope, w.id
       ON CONFLICT (scope, holder_id) DO UPDATE SET bytes = u.bytes + EXCLUDED.bytes, most = EXCLUDED.most
          WHERE u.bytes + EXCLUDED.bytes <= EXCLUDED.most
       RETURNING scope`,
      [holders.map(({ scope }) => scope), holders.map(({ id }) => id), holders.map(({ most }) => most), bytes],
    );
    const full = holders.find(({ scope }) => !taken.some((one) => one.scope === scope));
    if (full !== undefined) throw new Refused({ code: REFUSALS[full.scope], bytes, most: full.most });
  }

  /** Gives bytes back that were promised and are not needed. */
  async release(tx: Tx, holders: readonly Omit<Holder, 'most'>[], bytes: number): Promise<void> {
    await tx.changed(
      `WITH held AS MATERIALIZED (
         SELECT u.scope, u.holder_id FROM storage_usage u
           JOIN unnest($1::text[], $2::uuid[]) AS w (scope, id) ON w.scope = u.scope AND w.id = u.holder_id
          ORDER BY u.scope, u.holder_id FOR UPDATE OF u)
       UPDATE storage_usage u SET bytes = greatest(0, u.bytes - $3) FROM held h WHERE h.scope = u.scope AND h.holder_id = u.holder_id`,
      [holders.map(({ scope }) => scope), holders.map(({ id }) => id), bytes],
    );
  }

  /** Bytes that somebody holds now. */
  async bytesOf(reader: Reader, { scope, id }: Omit<Holder, 'most'>): Promise<number> {
    const row = await reader.one<{ bytes: number }>(
      `SELECT bytes FROM storage_usage WHERE scope = $1 AND holder_id = $2`,
      [scope, id],
    );
    return row?.bytes ?? 0;
  }
}
