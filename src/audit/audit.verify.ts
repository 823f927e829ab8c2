import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import type { Reader } from '../database/tx.js';
import { canonicalText, nextHash, startOfChain } from './audit.event.js';
import { AuditRepository } from './audit.repository.js';

/**
 * What is wrong at a place of a chain: its row was `changed` (it does not match its hash), is `missing` from the middle, the
 * chain was `cut` at its end (its head stands further), or the chain has `no-head`.
 */
export type ChainFault = 'changed' | 'missing' | 'cut' | 'no-head';

/** The first place that is wrong: `seq` in its chain; `id` of the row at which it shows (of a missing one the next), null when there is none. */
export interface BadPlace {
  id: number | null;
  chain: string;
  seq: number;
  fault: ChainFault;
}

/** What a check of the log found: every event in its place, or the first one that is not. */
export type Verification =
  { intact: true; events: number; chains: number } | { intact: false; events: number; bad: BadPlace };

const BATCH = 2000;

/** Recomputes every chain from its rows. Reads in batches along the index: memory stays small however long the log is. */
@Injectable()
export class AuditVerifier {
  constructor(
    private readonly database: Database,
    private readonly events: AuditRepository,
  ) {}

  /**
   * Walks all chains in order of chain and place, and names the first row that was changed, is missing, was put in, or was
   * cut off at the end (by comparison with the chain's head).
   */
  verify(): Promise<Verification> {
    return this.verifyIn(this.database.reader);
  }

  /** The same of the log as this reader sees it. */
  async verifyIn(reader: Reader): Promise<Verification> {
    const heads = new Map((await this.events.heads(reader)).map((head) => [head.chain, head]));
    const reached = new Map<string, { seq: number; hash: Buffer }>();
    let place = { chain: '', seq: 0 };
    let events = 0;
    for (;;) {
      const batch = await this.events.afterPlace(reader, place.chain, place.seq, BATCH);
      for (const row of batch) {
        const last = reached.get(row.chain) ?? { seq: 0, hash: startOfChain(row.chain) };
        const bad = (seq: number, fault: ChainFault): Verification => ({
          intact: false,
          events,
          bad: { id: row.id, chain: row.chain, seq, fault },
        });
        if (row.seq !== last.seq + 1) return bad(last.seq + 1, 'missing');
        const hash = nextHash(last.hash, row.seq, canonicalText(row));
        if (!hash.equals(row.hash)) return bad(row.seq, 'changed');
        reached.set(row.chain, { seq: row.seq, hash });
        events += 1;
      }
      const end = batch.at(-1);
      if (end === undefined) break;
      place = { chain: end.chain, seq: end.seq };
    }
    for (const [chain, head] of heads) {
      const last = reached.get(chain) ?? { seq: 0, hash: startOfChain(chain) };
      // Heads were read first, and acts go on while we read: rows beyond a head are new ones.
      if (head.seq <= last.seq) continue;
      return { intact: false, events, bad: { id: null, chain, seq: last.seq + 1, fault: 'cut' } };
    }
    for (const chain of reached.keys()) {
      if (heads.has(chain)) continue;
      const [late] = await reader.rows<{ chain: string }>(`SELECT chain FROM audit_heads WHERE chain = $1`, [chain]);
      if (late === undefined) return { intact: false, events, bad: { id: null, chain, seq: 0, fault: 'no-head' } };
    }
    return { intact: true, events, chains: reached.size };
  }
}
