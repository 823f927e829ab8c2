import { Injectable } from '@nestjs/common';
import type { Tx } from '../../database/tx.js';
import type { Instant } from '../../kernel/instant.js';
import type { DeliveryId, DeliveryState, WebhookEvent, WebhookFacts, WebhookId } from './webhook.facts.js';

/** A delivery in the hands of a sender. */
export interface TakenDelivery {
  id: DeliveryId;
  event: WebhookEvent;
  happenedAt: Instant;
  tries: number;
  webhookId: WebhookId;
  url: string;
  secretNumber: number;
  contestSlug: string;
  rehearsal: boolean;
  entry: string | null;
}

/** Longer than a sender waits for an answer: one that died is followed by another. */
const TAKEN_SECONDS = 60;

@Injectable()
export class WebhookRepository {
  async insert(
    tx: Tx,
    webhook: Pick<WebhookFacts, 'id' | 'contestId' | 'url' | 'events' | 'madeByName'>,
  ): Promise<void> {
    await tx.changed(
      `INSERT INTO webhooks (id, contest_id, url, events, made_at, made_by_name) VALUES ($1, $2, $3, $4, $5, $6)`,
      [webhook.id, webhook.contestId, webhook.url, webhook.events, tx.now, webhook.madeByName],
    );
  }

  /** The next secret counts from now on; answers its number, null when the webhook is gone. */
  async changeSecret(tx: Tx, id: WebhookId): Promise<number | null> {
    const row = await tx.one<{ number: number }>(
      `UPDATE webhooks SET secret_number = secret_number + 1 WHERE id = $1 RETURNING secret_number AS number`,
      [id],
    );
    return row?.number ?? null;
  }

  /** 0 when it is stopped already. */
  stop(tx: Tx, id: WebhookId): Promise<number> {
    return tx.changed(`UPDATE webhooks SET stopped_at = $2, stopped_by = 'hand' WHERE id = $1 AND stopped_at IS NULL`, [
      id,
      tx.now,
    ]);
  }

  /** 0 when it runs already. */
  start(tx: Tx, id: WebhookId): Promise<number> {
    return tx.changed(
      `UPDATE webhooks SET stopped_at = NULL, stopped_by = NULL, failures = 0 WHERE id = $1 AND stopped_at IS NOT NULL`,
      [id],
    );
  }

  /** With all that it was told. */
  remove(tx: Tx, id: WebhookId): Promise<number> {
    return tx.changed(`DELETE FROM webhooks WHERE id = $1`, [id]);
  }

  /** Leaves a delivery for every webhook of the contest that is told this event, in the act's own transaction. */
  leaveFor(
    tx: Tx,
    { contestId, entryId, event }: { contestId: string; entryId: string | null; event: WebhookEvent },
  ): void {
    tx.leave(
      `INSERT INTO webhook_deliveries (id, webhook_id, event, entry_id, happened_at, not_before)
       SELECT gen_random_uuid(), w.id, $2, $3, $4, $4 FROM webhooks w
        WHERE w.contest_id = $1 AND w.stopped_at IS NULL AND $2 = ANY(w.events)`,
      [contestId, event, entryId, tx.now],
    );
  }

  /** The same event once more under another id, due at once; 0 when this webhook has no such delivery. */
  again(tx: Tx, webhookId: WebhookId, of: string, id: DeliveryId): Promise<number> {
    return tx.changed(
      `INSERT INTO webhook_deliveries (id, webhook_id, event, entry_id, happened_at, not_before, again_of)
       SELECT $1, webhook_id, event, entry_id, happened_at, $4, id FROM webhook_deliveries WHERE webhook_id = $2 AND id = $3`,
      [id, webhookId, of, tx.now],
    );
  }

  /**
   * Takes the deliveries that have been due for longest; those of stopped webhooks wait on. A dead sender's are due again in a
   * minute. The moment is kept in whole milliseconds, rounded: what is due now may stand half of one ahead.
   */
  take(tx: Tx, limit: number): Promise<TakenDelivery[]> {
    return tx.rows<TakenDelivery>(
      `WITH taken AS (
         UPDATE webhook_deliveries SET tries = tries + 1, tried_at = now(), not_before = now() + make_interval(secs => ${TAKEN_SECONDS})
          WHERE id IN (SELECT d.id FROM webhook_deliveries d JOIN webhooks w ON w.id = d.webhook_id AND w.stopped_at IS NULL
                        WHERE d.state = 'waiting' AND d.not_before <= now() + interval '1 millisecond' ORDER BY d.not_before, d.id LIMIT $1 FOR UPDATE OF d SKIP LOCKED)
          RETURNING *)
       SELECT d.id, d.event, d.happened_at AS "happenedAt", d.tries, w.id AS "webhookId", w.url, w.secret_number AS "secretNumber",
              c.slug AS "contestSlug", c.rehearsal, e.number AS entry
         FROM taken d JOIN webhooks w ON w.id = d.webhook_id JOIN contests c ON c.id = w.contest_id
         LEFT JOIN entries e ON e.id = d.entry_id`,
      [limit],
    );
  }

  /** Deliveries that are over and happened before this instant go; what still waits stays. Answers how many. */
  sweep(tx: Tx, before: Instant): Promise<number> {
    return tx.changed(`DELETE FROM webhook_deliveries WHERE state <> 'waiting' AND happened_at < $1`, [before]);
  }

  /** What became of a try. `waitMinutes` null: it is over, one way or the other. Too many failures in a row stop the webhook. */
  async note(
    tx: Tx,
    { id, webhookId }: Pick<TakenDelivery, 'id' | 'webhookId'>,
    outcome: {
      state: DeliveryState;
      status: number | null;
      said: string | null;
      waitMinutes: number | null;
      stopAfter: number;
    },
  ): Promise<void> {
    await tx.changed(
      `UPDATE webhook_deliveries SET state = $2, status = $3, said = $4, not_before = now() + make_interval(mins => $5) WHERE id = $1`,
      [id, outcome.state, outcome.status, outcome.said, outcome.waitMinutes ?? 0],
    );
    await tx.changed(
      outcome.state === 'delivered'
        ? `UPDATE webhooks SET failures = 0 WHERE id = $1 AND $2::int IS NOT NULL`
        : `UPDATE webhooks SET failures = failures + 1,
             stopped_at = CASE WHEN stopped_at IS NULL AND failures + 1 >= $2 THEN now() ELSE stopped_at END,
             stopped_by = CASE WHEN stopped_at IS NULL AND failures + 1 >= $2 THEN 'failures' ELSE stopped_by END WHERE id = $1`,
      [webhookId, outcome.stopAfter],
    );
  }
}
