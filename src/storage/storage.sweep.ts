import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Clock } from '../kernel/clock.js';
import { plusMilliseconds } from '../kernel/instant.js';
import { FileStore } from './file-store.js';

const HOUR = 3_600_000;
/** The slowest line we know of sends 200 MB in about two and a half hours; a day later nobody is still sending. */
const UNFINISHED_AFTER_MILLISECONDS = 24 * HOUR;

/** Clears away uploads that broke off. Harmless in several processes at once. */
@Injectable()
export class StorageSweep implements OnApplicationBootstrap, OnModuleDestroy {
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly store: FileStore,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.sweep().catch(() => undefined), HOUR);
    this.timer.unref();
  }

  onModuleDestroy(): void {
    if (this.timer !== null) clearInterval(this.timer);
  }

  /** One sweep; answers how many unfinished files are gone. */
  sweep(): Promise<number> {
    return this.store.sweepUnfinished(plusMilliseconds(this.clock.now(), -UNFINISHED_AFTER_MILLISECONDS));
  }
}
