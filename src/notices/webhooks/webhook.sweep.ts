import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { JobHandlers } from '../../jobs/job.handlers.js';
import { type Instant, plusMilliseconds } from '../../kernel/instant.js';
import { WebhookRepository } from './webhook.repository.js';

const EVERY_SECONDS = 3_600;
/** A quarter of a year: as long as somebody may still ask why another system was not told. */
export const KEPT_DAYS = 90;

/** What happened before this instant and is over is kept no longer. */
export const keptSince = (now: Instant): Instant => plusMilliseconds(now, -KEPT_DAYS * 24 * 3_600_000);

/** Clears away what webhooks were told long ago: a duty of one process of all. */
@Injectable()
export class WebhookSweep implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly handlers: JobHandlers,
    private readonly webhooks: WebhookRepository,
  ) {}

  onModuleInit(): void {
    this.handlers.every('notices.sweep-webhooks', EVERY_SECONDS, async () => void (await this.sweep()));
  }

  /** One sweep; answers how many deliveries are gone. */
  sweep(): Promise<number> {
    return this.database.transaction((tx) => this.webhooks.sweep(tx, keptSince(tx.now)));
  }
}
