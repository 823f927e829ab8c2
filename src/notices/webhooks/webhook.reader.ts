import { Injectable } from '@nestjs/common';
import type { Reader } from '../../database/tx.js';
import type { ContestId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import type { DeliveryFacts, WebhookFacts, WebhookId } from './webhook.facts.js';

const COLUMNS = `w.id, w.contest_id AS "contestId", w.url, w.events, w.secret_number AS "secretNumber", w.failures, w.made_at AS "madeAt",
  w.made_by_name AS "madeByName", w.stopped_at AS "stoppedAt", w.stopped_by AS "stoppedBy"`;
const DELIVERY = `d.id, d.event, e.number AS entry, d.happened_at AS "happenedAt", d.state, d.tries, d.tried_at AS "triedAt",
  d.not_before AS "notBefore", d.status, d.said`;
const DELIVERY_FROM = `webhook_deliveries d LEFT JOIN entries e ON e.id = d.entry_id`;

/** What a contest's organisers read of its webhooks. Whose contest it is, the caller has asked. */
@Injectable()
export class WebhookReader {
  /** A contest's webhooks, oldest first. */
  ofContest(reader: Reader, contestId: ContestId): Promise<WebhookFacts[]> {
    return reader.rows<WebhookFacts>(
      `SELECT ${COLUMNS} FROM webhooks w WHERE w.contest_id = $1 ORDER BY w.made_at, w.id`,
      [contestId],
    );
  }

  /** One of this contest and no other's. */
  one(reader: Reader, contestId: ContestId, id: string): Promise<WebhookFacts | null> {
    return reader.one<WebhookFacts>(`SELECT ${COLUMNS} FROM webhooks w WHERE w.contest_id = $1 AND w.id = $2`, [
      contestId,
      id,
    ]);
  }

  /** Newest first, behind a place; null: from the newest. */
  deliveries(
    reader: Reader,
    webhookId: WebhookId,
    { after, limit }: { after: { happenedAt: Instant; id: string } | null; limit: number },
  ): Promise<DeliveryFacts[]> {
    return reader.rows<DeliveryFacts>(
      `SELECT ${DELIVERY} FROM ${DELIVERY_FROM} WHERE d.webhook_id = $1
          AND ($2::timestamptz IS NULL OR (d.happened_at, d.id) < ($2, $3::uuid))
        ORDER BY d.happened_at DESC, d.id DESC LIMIT $4`,
      [webhookId, after?.happenedAt ?? null, after?.id ?? null, limit],
    );
  }
}
