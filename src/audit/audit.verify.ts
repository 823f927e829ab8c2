import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { canonicalText, nextHash, startOfChain } from './audit.event.js';
import { AuditRepository } from './audit.repository.js';

/** What a check of the log found: every event in its place, or the first row that is not. */
export type Verification =
  | { intact: true; events: number; chains: number }
  | { intact: false; events: number; bad: { id: number | null; chain: string; seq: number; fault: string } };

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
  async verify(): Promise<Verification> {
    const reader = this.database.reader;
    const heads = new Map((await this.events.heads(reader)).map((head) => [head.chain, head]));
    const reached = new Map<string, { seq: number; hash: Buffer }>();
    let place = { chain: '', seq: 0 };
    let events = 0;
    for (;;) {
      const batch = await this.events.afterPlace(reader, place.chain, place.seq, BATCH);
      for (const row of batch) {
        const last = reached.get(row.chain) ?? { seq: 0, hash: startOfChain(row.chain) };
        const bad = (fault: string): Verification => ({
          intact: false,
          events,
          bad: { id: row.id, chain: row.chain, seq: row.seq, fault },
        });
        if (row.seq !== last.seq + 1) return bad(`event ${last.seq + 1} of the chain is missing`);
        const hash = nextHash(last.hash, row.seq, canonicalText(row));
        if (!hash.equals(row.hash)) return bad('the row does not match its hash');
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
      const bad = { id: null, chain, seq: last.seq + 1, fault: `the chain ends early: its head stands at ${head.seq}` };
      return { intact: false, events, bad };
    }
    for (const chain of reached.keys()) {
      if (heads.has(chain)) continue;
      const [late] = await reader.rows<{ chain: string }>(`SELECT chain FROM audit_heads WHERE chain = $1`, [chain]);
      if (late === undefined)
        return { intact: false, events, bad: { id: null, chain, seq: 0, fault: 'the chain has lost its head' } };
    }
    return { intact: true, events, chains: reached.size };
  }
}
