import type { ContestId, Id } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';

export type WebhookId = Id<'webhook'>;
export type DeliveryId = Id<'webhook-delivery'>;

/** What another system can be told, by the act of the log that it follows. */
export const EVENT_OF_ACT = {
  'entry.submit': 'entry.submitted',
  'entry.accept': 'entry.accepted',
  'entry.return': 'entry.returned',
  'entry.reject': 'entry.rejected',
  'entry.withdraw': 'entry.withdrawn',
  'round.close': 'round.closed',
  'award-list.publish': 'results.published',
  'award-list.supersede': 'results.replaced',
} as const;
export type WebhookEvent = (typeof EVENT_OF_ACT)[keyof typeof EVENT_OF_ACT];
export const WEBHOOK_EVENTS = Object.values(EVENT_OF_ACT);

/** An address that a contest tells; the secret is in nobody's row. */
export interface WebhookFacts {
  id: WebhookId;
  contestId: ContestId;
  url: string;
  events: readonly WebhookEvent[];
  /** Each time the secret is changed it has the next number. */
  secretNumber: number;
  /** Tries in a row that failed. */
  failures: number;
  madeAt: Instant;
  madeByName: string;
  stoppedAt: Instant | null;
  /** By too many failures, or by an organiser; null while it is told. */
  stoppedBy: 'failures' | 'hand' | null;
}

export type DeliveryState = 'waiting' | 'delivered' | 'failed';

/** One telling of one event, and what became of it so far. */
export interface DeliveryFacts {
  id: DeliveryId;
  event: WebhookEvent;
  /** The dossier's number; null where it is about none. */
  entry: string | null;
  happenedAt: Instant;
  state: DeliveryState;
  tries: number;
  triedAt: Instant | null;
  /** When it is tried next, while it waits. */
  notBefore: Instant;
  status: number | null;
  said: string | null;
}

/** After the first, second … failed try, in minutes: a restart, a bad line, a night, a weekend begun. */
export const WAIT_MINUTES = [1, 5, 30, 120, 360, 720] as const;
/** One more than there are waits: then the delivery is given up, until somebody sends it again. */
export const MOST_TRIES = WAIT_MINUTES.length + 1;
/** So many failed tries in a row, over all deliveries, stop a webhook: nobody is there any more. */
export const STOPPED_AFTER = 20;
