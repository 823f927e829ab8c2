import { Injectable } from '@nestjs/common';
import type { Act } from '../kernel/actor.js';
import type { Tx } from '../database/tx.js';
import { canonicalText, type Deed } from './audit.event.js';

/** Who an event is told of, and in whose chain it stands. */
interface Doer {
  chain: string;
  personId: string | null;
  personName: string;
  role: string;
  unitName: string | null;
  requestId: string;
}

export type DeedListener = (tx: Tx, deed: Deed) => void;

/** Writes the append-only log. Each person's acts form one chain; acts of nobody signed in share the chain "system". */
@Injectable()
export class Audit {
  private readonly listeners: DeedListener[] = [];

  /**
   * Hears every deed inside its own transaction, right behind its event: what the listener leaves in it stands when the act does.
   * It must not make the act wait, nor refuse it.
   */
  onDeed(listener: DeedListener): void {
    this.listeners.push(listener);
  }

  /**
   * Records one deed in the act's own transaction: it stands if and only if the act does. The event travels with what the act
   * asks next, the commit at the latest, and waits for nobody but the same person's other act in flight.
   */
  record(tx: Tx, { actor, requestId }: Act, deed: Deed): Promise<void> {
    const { personId, name: personName, role, unitName } = actor;
    return this.append(tx, { chain: personId, personId, personName, role, unitName, requestId }, deed);
  }

  /** Records what the system itself did, or what somebody not (yet) signed in did: sign-in, set-up, import from the command line. */
  recordSystem(
    tx: Tx,
    by: { name: string; role: string; requestId: string; personId?: string },
    deed: Deed,
  ): Promise<void> {
    const { name: personName, role, requestId, personId = null } = by;
    return this.append(tx, { chain: 'system', personId, personName, role, unitName: null, requestId }, deed);
  }

  private append(tx: Tx, doer: Doer, deed: Deed): Promise<void> {
    const event = {
      ...doer,
      at: tx.now,
      act: deed.act,
      subjectKind: deed.subjectKind,
      subjectId: deed.subjectId,
      contestId: deed.contestId ?? null,
      entryId: deed.entryId ?? null,
      reason: deed.reason ?? null,
      factsText: JSON.stringify(deed.facts ?? {}),
      contestAt: deed.contestAt ?? null,
    };
    tx.leave(`SELECT append_audit_event($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`, [
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
    for (const hear of this.listeners) hear(tx, deed);
    return Promise.resolve();
  }
}
