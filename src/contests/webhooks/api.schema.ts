import { WEBHOOK_EVENTS } from '../../notices/webhooks/webhook.facts.js';
import { PAGE_CODES, PAGING, read, SLUG, write } from '../../web/api.operation.js';
import {
  INSTANT,
  listOf,
  named,
  NEXT_CURSOR,
  oneOf,
  orNull,
  record,
  type Schema,
  text,
  whole,
} from '../../web/api.schema.js';
import { webhookPaths } from './webhook.paths.js';

const inPath = (name: string, description: string) => ({ name, in: 'path', required: true, schema: text(description) });
const WEBHOOK = inPath('webhook', 'Id of the webhook.');

export const WEBHOOK_SCHEMAS: Readonly<Record<string, Schema>> = {
  Webhook: record({
    id: text(),
    url: text(),
    events: listOf(oneOf(...WEBHOOK_EVENTS)),
    madeAt: INSTANT,
    stoppedAt: orNull(INSTANT),
    stoppedBy: orNull(oneOf('failures', 'hand')),
    failures: whole('Tries in a row that failed.'),
  }),
  WebhookList: record({ webhooks: listOf(named('Webhook')) }),
  Delivery: record({
    id: text('The id in its body.'),
    event: oneOf(...WEBHOOK_EVENTS),
    entry: orNull(text('Number of the dossier.')),
    at: INSTANT,
    state: oneOf('waiting', 'delivered', 'failed'),
    tries: whole(),
    triedAt: orNull(INSTANT),
    status: orNull(whole('What the other side answered.')),
    said: orNull(text('Why there was no answer.')),
  }),
  DeliveryPage: record({ deliveries: listOf(named('Delivery')), nextCursor: NEXT_CURSOR }),
  Redelivery: record({ delivery: text('The id of the new delivery.') }),
};

export const WEBHOOK_OPERATIONS = {
  [webhookPaths.api('{slug}')]: read({
    id: 'listWebhooks',
    summary: 'For organisers: the other systems that a contest tells',
    opened: 'webhooks',
    answer: named('WebhookList'),
    parameters: [SLUG],
    refusals: { 404: 'not-found' },
  }),
  [webhookPaths.apiDeliveries('{slug}', '{webhook}')]: read({
    id: 'listDeliveries',
    summary: 'For organisers: what a webhook was told, newest first',
    opened: 'webhooks',
    answer: named('DeliveryPage'),
    parameters: [SLUG, WEBHOOK, ...PAGING],
    refusals: { 404: 'not-found', 422: PAGE_CODES },
  }),
  [webhookPaths.apiAgain('{slug}', '{webhook}', '{delivery}')]: write({
    id: 'redeliver',
    summary: 'For organisers: tells a webhook once more what it was told',
    opened: 'webhooks',
    answer: named('Redelivery'),
    parameters: [SLUG, WEBHOOK, inPath('delivery', 'The delivery to send again.')],
    refusals: { 404: 'not-found' },
  }),
};
