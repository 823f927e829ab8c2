import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Database } from '../database/database.js';
import { Clock } from '../kernel/clock.js';
import { plusMilliseconds } from '../kernel/instant.js';
import { ArrivingFiles } from '../storage/arriving-files.js';
import { EntryUsage } from './entry.usage.js';
import { KEPT_MILLISECONDS } from './transfer.facts.js';
import { TransferRepository } from './transfer.repository.js';

const HOUR = 3_600_000;
const AT_ONCE = 100;

/** Clears away files of which nothing was heard for a week, and gives their room back. Harmless in several processes at once. */
@Injectable()
export class TransferSweep implements OnApplicationBootstrap, OnModuleDestroy {
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly repository: TransferRepository,
    private readonly usage: EntryUsage,
    private readonly arriving: ArrivingFiles,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.sweep().catch(() => undefined), HOUR);
    this.timer.unref();
  }

  onModuleDestroy(): void {
    if (this.timer !== null) clearInterval(this.timer);
  }

  /** One sweep; answers how many transfers are gone. A file whose row is long gone goes a day later than any row could. */
  async sweep(): Promise<number> {
    let swept = 0;
    for (let more = true; more;) {
      const gone = await this.sweepSome();
      swept += gone;
      more = gone === AT_ONCE;
    }
    await this.arriving.sweep(plusMilliseconds(this.clock.now(), -KEPT_MILLISECONDS - 24 * HOUR));
    return swept;
  }

  private async sweepSome(): Promise<number> {
    const idle = await this.database.transaction(async (tx) => {
      const held = await this.repository.holdIdle(tx, plusMilliseconds(tx.now, -KEPT_MILLISECONDS), AT_ONCE);
      for (const transfer of held) {
        await this.repository.remove(tx, transfer.id);
        if (transfer.state === 'arriving') await this.usage.release(tx, transfer, transfer.size);
      }
      return held;
    });
    for (const { id } of idle) await this.arriving.discard(id);
    return idle.length;
  }
}
