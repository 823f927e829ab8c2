import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { JobHandlers } from '../../jobs/job.handlers.js';
import { Clock } from '../../kernel/clock.js';
import { isoLocal } from '../../kernel/vietnamese/dates.js';
import { MOST_TRIES, STOPPED_AFTER, WAIT_MINUTES } from './webhook.facts.js';
import { postJson, type PostAnswer } from './webhook.post.js';
import { type TakenDelivery, WebhookRepository } from './webhook.repository.js';
import { secretOf, SIGNATURE_HEADER, signatureOf } from './webhook.signature.js';

/** What the platform hands to its webhooks: the secret behind all of theirs, and hosts that may be private and without TLS. */
export interface WebhookSettings {
  secret: string;
  inside: readonly string[];
}
export const WEBHOOK_SETTINGS = Symbol('webhook-settings');

const LOOK_SECONDS = 5;
/** At once, so that one silent host keeps the others waiting ten seconds and not minutes. */
const AT_ONCE = 10;

/**
 * Sends the deliveries that are due, in one process of all. One that was taken and whose process died is sent again: the other
 * side tells the two apart by `id`.
 */
@Injectable()
export class WebhookSender implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly webhooks: WebhookRepository,
    private readonly handlers: JobHandlers,
    private readonly clock: Clock,
    @Inject(WEBHOOK_SETTINGS) private readonly settings: WebhookSettings,
  ) {}

  onModuleInit(): void {
    this.handlers.every('notices.webhooks', LOOK_SECONDS, async (_, { signal }) => void (await this.sendDue(signal)));
  }

  /** Sends what is due until nothing is, or `stop` is aborted; answers how many it tried. */
  async sendDue(stop: AbortSignal): Promise<number> {
    for (let tried = 0; ;) {
      const taken = stop.aborted ? [] : await this.database.transaction((tx) => this.webhooks.take(tx, AT_ONCE));
      if (taken.length === 0) return tried;
      await Promise.all(taken.map((delivery) => this.send(delivery)));
      tried += taken.length;
    }
  }

  private async send(delivery: TakenDelivery): Promise<void> {
    const body = bodyOf(delivery);
    const secret = secretOf(this.settings.secret, { id: delivery.webhookId, secretNumber: delivery.secretNumber });
    const headers = { [SIGNATURE_HEADER]: signatureOf(secret, body, this.clock.now()) };
    const answer = await postJson({ url: delivery.url, headers, body }, this.settings.inside);
    await this.database.transaction((tx) => this.webhooks.note(tx, delivery, outcomeOf(answer, delivery.tries)));
  }
}

/** What another system is told: that something happened and where to ask about it, nobody's name, no mark, no money. */
const bodyOf = ({ id, event, happenedAt, contestSlug, rehearsal, entry }: TakenDelivery): string =>
  JSON.stringify({ id, event, at: isoLocal(happenedAt), contest: contestSlug, rehearsal, entry });

/** Any 2xx is a yes; a redirect is not, since nobody follows it. */
function outcomeOf({ status, said }: PostAnswer, tries: number) {
  const noted = { status, said, stopAfter: STOPPED_AFTER };
  if (status !== null && status >= 200 && status < 300)
    return { ...noted, state: 'delivered', waitMinutes: null } as const;
  return tries >= MOST_TRIES
    ? ({ ...noted, state: 'failed', waitMinutes: null } as const)
    : ({ ...noted, state: 'waiting', waitMinutes: WAIT_MINUTES[tries - 1] ?? 1 } as const);
}
