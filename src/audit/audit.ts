import { Injectable } from '@nestjs/common';
import type { Act } from '../kernel/actor.js';
import type { Tx } from '../database/tx.js';
import { canonicalText, type Deed } from './audit.event.js';

/** Writes the append-only log. Each person's acts form one chain; acts of nobody signed in share the chain "system". */
@Injectable()
export class Audit {
  /**
   * Records one deed in the act's own transaction: it stands if and only if the act does.
   * Waits for nobody but the same person's other act in flight.
   */
  async record(tx: Tx, act: Act, deed: Deed): Promise<void> {
    const { actor } = act;
    const event = {
      chain: actor.personId,
      at: tx.now,
      personId: actor.personId,
      personName: actor.name,
      role: actor.role,
      unitName: actor.unitName,
      act: deed.act,
      subjectKind: deed.subjectKind,
      subjectId: deed.subjectId,
      contestId: deed.contestId ?? null,
      entryId: deed.entryId ?? null,
      reason: deed.reason ?? null,
      factsText: JSON.stringify(deed.facts ?? {}),
      contestAt: deed.contestAt ?? null,
      requestId: act.requestId,
    };
    await this.append(tx, event);
  }

  /** Records what the system itself did, or what somebody not (yet) signed in did: sign-in, set-up, import from the command line. */
  async recordSystem(
    tx: Tx,
    by: { name: string; role: string; requestId: string; personId?: string },
    deed: Deed,
  ): Promise<void> {
    await this.append(tx, {
      chain: 'system',
      at: tx.now,
      personId: by.personId ?? null,
      personName: by.name,
      role: by.role,
      unitName: null,
      act: deed.act,
      subjectKind: deed.subjectKind,
      subjectId: deed.subjectId,
      contestId: deed.contestId ?? null,
      entryId: deed.entryId ?? null,
      reason: deed.reason ?? null,
      factsText: JSON.stringify(deed.facts ?? {}),
      contestAt: deed.contestAt ?? null,
      requestId: by.requestId,
    });
  }

  private async append(tx: Tx, event: Parameters<typeof canonicalText>[0]): Promise<void> {
    await tx.rows(`SELECT append_audit_event($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`, [
      event.chain,
      event.at,
      event.personId,
      event.personName,
      event.role,
      event.unitName,
      event.act,
      event.subjectKind,
      event.subjectId,
      event.contestId,
      event.entryId,
      event.reason,
      event.factsText,
      event.contestAt,
      event.requestId,
      canonicalText(event),
    ]);
    tx.recorded += 1;
  }
}
