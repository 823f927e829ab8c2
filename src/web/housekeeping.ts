import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Database } from '../database/database.js';

const EVERY_MILLISECONDS = 15 * 60_000;

/** Sweeps what has run out: dead sessions, spent form keys of more than two days, old sign-in delays. Harmless in several processes at once. */
@Injectable()
export class Housekeeping implements OnApplicationBootstrap, OnModuleDestroy {
  private timer: NodeJS.Timeout | null = null;

  constructor(private readonly database: Database) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.sweep().catch(() => undefined), EVERY_MILLISECONDS);
    this.timer.unref();
  }

  onModuleDestroy(): void {
    if (this.timer !== null) clearInterval(this.timer);
  }

  /** One sweep, in a transaction of its own. */
  async sweep(): Promise<void> {
    await this.database.transaction(async (tx) => {
      await tx.changed(`DELETE FROM sessions WHERE expire < now()`);
      await tx.changed(`DELETE FROM form_keys WHERE at < $1::timestamptz - interval '2 days'`, [tx.now]);
      await tx.changed(`DELETE FROM sign_in_delays WHERE failed_at < $1::timestamptz - interval '2 days'`, [tx.now]);
      await tx.changed(`DELETE FROM session_moves WHERE expires_at < $1::timestamptz - interval '1 hour'`, [tx.now]);
    });
  }
}
