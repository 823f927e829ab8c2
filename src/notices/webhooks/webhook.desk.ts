import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Audit } from '../../audit/audit.js';
import { Database } from '../../database/database.js';
import type { Tx } from '../../database/tx.js';
import type { Act } from '../../kernel/actor.js';
import { type ContestId, isId, newId } from '../../kernel/ids.js';
import { Refused } from '../../kernel/refusal.js';
import { faultOfAddress } from './address.guard.js';
import type { DeliveryId, WebhookEvent, WebhookFacts, WebhookId } from './webhook.facts.js';
import { WebhookReader } from './webhook.reader.js';
import { WebhookRepository } from './webhook.repository.js';
import { WEBHOOK_SETTINGS, type WebhookSettings } from './webhook.sender.js';
import { secretOf } from './webhook.signature.js';

/** Of one contest. */
export const MOST_WEBHOOKS = 10;

/** A webhook that somebody acts on: of a contest that the caller has found to be theirs. */
export interface WebhookPlace {
  contestId: ContestId;
  id: string;
}

/** What is done with a contest's webhooks. Whose contest it is, the caller has asked. */
@Injectable()
export class WebhookDesk {
  constructor(
    private readonly database: Database,
    private readonly reader: WebhookReader,
    private readonly webhooks: WebhookRepository,
    private readonly audit: Audit,
    @Inject(WEBHOOK_SETTINGS) private readonly settings: WebhookSettings,
  ) {}

  /** What is wrong with an address here; null: nothing to be seen. */
  faultOf(url: string): string | null {
    return faultOfAddress(url, this.settings.inside);
  }

  /** Adds one and answers with its secret, told now and never again. Refuses `too-many-webhooks`. */
  add(
    act: Act,
    contestId: ContestId,
    { url, events }: { url: string; events: readonly WebhookEvent[] },
  ): Promise<{ id: WebhookId; secret: string }> {
    return this.database.act(act, async (tx) => {
      // Of two that are added at one moment the second waits and counts the first.
      await tx.rows('SELECT 1 FROM contests WHERE id = $1 FOR UPDATE', [contestId]);
      if ((await this.reader.ofContest(tx, contestId)).length >= MOST_WEBHOOKS)
        throw new Refused({ code: 'too-many-webhooks', most: MOST_WEBHOOKS });
      const id = newId<'webhook'>();
      await this.webhooks.insert(tx, { id, contestId, url, events, madeByName: act.actor.name });
      await this.record(tx, act, { contestId, id }, 'add', { target: hostIn(url), events: events.join(', ') });
      return { id, secret: this.secret({ id, secretNumber: 1 }) };
    });
  }

  /** Another secret from now on, told once; what is on its way is signed with the new one. */
  changeSecret(act: Act, place: WebhookPlace): Promise<string> {
    return this.database.act(act, async (tx) => {
      const { id } = await this.found(tx, place);
      const secretNumber = await this.webhooks.changeSecret(tx, id);
      if (secretNumber === null) throw new Refused({ code: 'not-found' });
      await this.record(tx, act, { ...place, id }, 'change-secret', {});
      return this.secret({ id, secretNumber });
    });
  }

  /** Tells it nothing more, or, when it is stopped, tells it again from what still waits on. */
  async turn(act: Act, place: WebhookPlace, to: 'stop' | 'start'): Promise<void> {
    await this.database.act(act, async (tx) => {
      const { id } = await this.found(tx, place);
      if ((await this.webhooks[to](tx, id)) === 0) throw new Refused({ code: 'stale' });
      await this.record(tx, act, { ...place, id }, to, {});
    });
  }

  /** Takes it out with its deliveries. */
  async remove(act: Act, place: WebhookPlace): Promise<void> {
    await this.database.act(act, async (tx) => {
      const { id, url } = await this.found(tx, place);
      await this.webhooks.remove(tx, id);
      await this.record(tx, act, { ...place, id }, 'remove', { target: hostIn(url) });
    });
  }

  /**
   * Sends a delivery again, as one of its own; the answer is its id. The same key of the act names the same delivery, so that a
   * program which asks twice is told the same. `not-found` for a delivery that is none of this webhook.
   */
  async again(act: Act, place: WebhookPlace, of: string): Promise<DeliveryId> {
    const again = redeliveryOf(act);
    await this.database.act(act, async (tx) => {
      const { id } = await this.found(tx, place);
      if (!isId(of) || (await this.webhooks.again(tx, id, of, again)) === 0) throw new Refused({ code: 'not-found' });
      await this.record(tx, act, { ...place, id }, 'send-again', {});
    });
    return again;
  }

  private secret(of: Pick<WebhookFacts, 'id' | 'secretNumber'>): string {
    return secretOf(this.settings.secret, of);
  }

  private async found(tx: Tx, { contestId, id }: WebhookPlace): Promise<WebhookFacts> {
    const webhook = isId(id) ? await this.reader.one(tx, contestId, id) : null;
    if (webhook === null) throw new Refused({ code: 'not-found' });
    return webhook;
  }

  private record(
    tx: Tx,
    act: Act,
    { contestId, id }: { contestId: ContestId; id: WebhookId },
    verb: string,
    facts: Readonly<Record<string, string>>,
  ): Promise<void> {
    return this.audit.record(tx, act, {
      act: `webhook.${verb}`,
      subjectKind: 'webhook',
      subjectId: id,
      contestId,
      facts,
    });
  }
}

/** An address may hold a secret of the other side in its path: the log knows the host alone. */
const hostIn = (url: string): string => new URL(url).host;

/** The id of what is sent again: of an act with a key, made of that key; a new one otherwise. */
export function redeliveryOf({ formKey, actor }: Act): DeliveryId {
  if (formKey === null) return newId<'webhook-delivery'>();
  const hex = createHash('sha256').update(`${actor.personId}\n${formKey}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}` as DeliveryId;
}
