import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/tx.js';
import { type AuditRow, canonicalText, nextHash, startOfChain } from './audit.event.js';

/** An event that happened in another installation, without its place there. */
export type ArrivedEvent = Omit<AuditRow, 'id' | 'seq' | 'hash'>;

const ARRIVED = 'archive ';

/** The chain of what came along with a contest from another installation. */
export const arrivedChain = (arrivalId: string): string => `${ARRIVED}${arrivalId}`;
export const isArrivedChain = (chain: string): boolean => chain.startsWith(ARRIVED);

/** Writes what was done elsewhere into this log, where it can be read beside everything else. */
@Injectable()
export class AuditArrivals {
  /**
   * Appends events in their order as a chain of their own, which begins with them; answers how many. Who did what, and when, is told as it was;
   * the chain's name alone says that it was not here. The log's own checks hold it as any other chain.
   */
  async append(tx: Tx, chain: string, batches: AsyncIterable<readonly ArrivedEvent[]>): Promise<number> {
    let last = { seq: 0, hash: startOfChain(chain) };
    for await (const events of batches) {
      const rows = events.map((event) => {
        const own = { ...event, chain };
        const seq = last.seq + 1;
        last = { seq, hash: nextHash(last.hash, seq, canonicalText(own)) };
        return { ...own, seq, hash: last.hash.toString('hex') };
      });
      await tx.changed(
        `INSERT INTO audit_events (chain, seq, at, person_id, person_name, role, unit_name, act, subject_kind, subject_id,
            contest_id, entry_id, reason, facts, contest_at, request_id, hash)
         SELECT chain, seq, at, "personId", "personName", role, "unitName", act, "subjectKind", "subjectId",
            "contestId", "entryId", reason, "factsText"::json, "contestAt", "requestId", decode(hash, 'hex')
           FROM json_to_recordset($1::json) AS event (chain text, seq bigint, at timestamptz(3), "personId" uuid, "personName" text, role text,
            "unitName" text, act text, "subjectKind" text, "subjectId" text, "contestId" uuid, "entryId" uuid, reason text, "factsText" text,
            "contestAt" timestamptz(3), "requestId" text, hash text) ORDER BY seq`,
        [JSON.stringify(rows)],
      );
    }
    await tx.changed(`INSERT INTO audit_heads (chain, seq, hash) VALUES ($1, $2, $3)`, [chain, last.seq, last.hash]);
    return last.seq;
  }
}
