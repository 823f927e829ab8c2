import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/audit.js';
import { Database } from '../database/database.js';
import type { Tx } from '../database/tx.js';
import type { Act, Actor } from '../kernel/actor.js';
import { newId, type UnitId } from '../kernel/ids.js';
import { Refused } from '../kernel/refusal.js';
import { MOST_OWN_REASONS } from './stock-reason.facts.js';
import type { TypedReason } from './stock-reason.form.js';
import { type ListedReason, StockReasonRepository } from './stock-reason.repository.js';

/** The ready sentences of an office: its own, and which of the shipped ones it uses. */
@Injectable()
export class StockReasonService {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly reasons: StockReasonRepository,
  ) {}

  /** Adds a sentence to the office's set. Refused: `stock-reason-known`, `stock-reasons-full`; nothing is written then. */
  async add(act: Act, typed: TypedReason): Promise<void> {
    const unitId = officeOf(act.actor);
    await this.database.act(act, async (tx) => {
      const { own } = await this.reasons.counts(tx, unitId);
      if (own >= MOST_OWN_REASONS) throw new Refused({ code: 'stock-reasons-full', most: MOST_OWN_REASONS });
      const reason = { id: newId(), ...typed };
      const by = { personId: act.actor.personId, name: act.actor.name, at: tx.now };
      if ((await this.reasons.insert(tx, unitId, reason, by)) === 0) {
        throw new Refused({ code: 'stock-reason-known', field: 'sentence' });
      }
      await this.audit.record(tx, act, { act: 'vetting.stock-add', ...told(unitId, reason) });
    });
  }

  /** The office no longer offers a sentence; one of another office is "not found". Pressed twice, the second changes nothing. */
  async leaveOut(act: Act, id: string): Promise<ListedReason> {
    return this.database.act(act, async (tx) => {
      const { unitId, reason } = await this.find(tx, act.actor, id);
      await this.reasons.leaveOut(tx, unitId, id, { personId: act.actor.personId, at: tx.now });
      await this.audit.record(tx, act, { act: 'vetting.stock-remove', ...told(unitId, reason) });
      return reason;
    });
  }

  /** The office offers again what it had left out. */
  async takeIn(act: Act, id: string): Promise<ListedReason> {
    return this.database.act(act, async (tx) => {
      const { unitId, reason } = await this.find(tx, act.actor, id);
      await this.reasons.takeIn(tx, unitId, id);
      await this.audit.record(tx, act, { act: 'vetting.stock-return', ...told(unitId, reason) });
      return reason;
    });
  }

  private async find(tx: Tx, actor: Actor, id: string): Promise<{ unitId: UnitId; reason: ListedReason }> {
    const unitId = officeOf(actor);
    const reason = await this.reasons.byId(tx, unitId, id);
    if (reason === null) throw new Refused({ code: 'not-found' });
    return { unitId, reason };
  }
}

/** The office that an officer acts for; whoever acts for none has no set of sentences. */
export function officeOf({ unitId }: Actor): UnitId {
  if (unitId === null) throw new Refused({ code: 'not-found' });
  return unitId;
}

const told = (unitId: UnitId, { reasonKind, sentence }: Pick<ListedReason, 'reasonKind' | 'sentence'>) => ({
  subjectKind: 'unit',
  subjectId: unitId,
  facts: { reasonKind, sentence },
});
