import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Database } from '../database/database.js';
import { plusMilliseconds } from '../kernel/instant.js';
import { MemberRepository } from './member.repository.js';

const HOUR = 3_600_000;
/** As long as the page says: personal data that nobody takes over does not stay. */
const UNTOUCHED_MILLISECONDS = 30 * 24 * HOUR;

/** Clears away copies of lists that nobody goes on with. Harmless in several processes at once. */
@Injectable()
export class MemberSweep implements OnApplicationBootstrap, OnModuleDestroy {
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly database: Database,
    private readonly repository: MemberRepository,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.sweep().catch(() => undefined), HOUR);
    this.timer.unref();
  }

  onModuleDestroy(): void {
    if (this.timer !== null) clearInterval(this.timer);
  }

  /** One sweep; answers how many copies are gone. */
  sweep(): Promise<number> {
    return this.database.transaction((tx) =>
      this.repository.sweepPending(tx, plusMilliseconds(tx.now, -UNTOUCHED_MILLISECONDS)),
    );
  }
}
