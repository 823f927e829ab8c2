import { createHmac } from 'node:crypto';
import type { WebhookFacts } from './webhook.facts.js';

/** Under what the signature stands in the request. */
export const SIGNATURE_HEADER = 'X-HoiThi-Signature';

/**
 * The secret that a webhook signs with, made of the platform's own secret, the webhook and the number of the change: nothing of it
 * is stored, so neither a backup nor a reader of the database can sign. Whoever changes the platform's secret changes all of them.
 */
export const secretOf = (seal: string, { id, secretNumber }: Pick<WebhookFacts, 'id' | 'secretNumber'>): string =>
  `hoithi_ky_${createHmac('sha256', seal).update(`hoithi webhook\n${id}\n${secretNumber}`).digest('base64url')}`;

/** "t=1637000000,v1=<hex>": HMAC-SHA256 under the secret over the seconds, a point and the very bytes of the body. */
export function signatureOf(secret: string, body: string, at: Date): string {
  const seconds = Math.floor(at.getTime() / 1000);
  return `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`;
}
