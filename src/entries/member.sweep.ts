import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Database } from '../database/database.js';
import { JobHandlers } from '../jobs/job.handlers.js';
import { plusMilliseconds } from '../kernel/instant.js';
import { MemberRepository } from './member.repository.js';

const EVERY_SECONDS = 3_600;
/** As long as the page says: personal data that nobody takes over does not stay. */
const UNTOUCHED_MILLISECONDS = 30 * 24 * 3_600_000;

/** Clears away copies of lists that nobody goes on with: a duty of one process of all. */
@Injectable()
export class MemberSweep implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly handlers: JobHandlers,
    private readonly repository: MemberRepository,
  ) {}

  onModuleInit(): void {
    this.handlers.every('entries.sweep-members', EVERY_SECONDS, async () => void (await this.sweep()));
  }

  /** One sweep; answers how many copies are gone. */
  sweep(): Promise<number> {
    return this.database.transaction((tx) =>
      this.repository.sweepPending(tx, plusMilliseconds(tx.now, -UNTOUCHED_MILLISECONDS)),
    );
  }
}
