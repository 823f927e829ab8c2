import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { JobHandlers } from '../../jobs/job.handlers.js';
import { Clock } from '../../kernel/clock.js';
import { nightBefore } from '../backup/backup.nights.js';
import { CheckRepository } from './check.repository.js';
import { type CheckedData, DataCheck } from './data-check.js';

const EVERY_SECONDS = 3_600;

/** Checks the data every hour, and reads every stored file once a night. */
@Injectable()
export class CheckHours implements OnModuleInit {
  constructor(
    private readonly check: DataCheck,
    private readonly checks: CheckRepository,
    private readonly database: Database,
    private readonly handlers: JobHandlers,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.handlers.every('operations.check', EVERY_SECONDS, async () => void (await this.checkAndNote()));
  }

  /** Checks now, files by their length unless this night's reading is still to be done, and notes what it came to. */
  async checkAndNote(): Promise<CheckedData> {
    const whole = await this.checks.lastWhole(this.database.reader);
    const isRead = whole !== null && whole.at >= nightBefore(this.clock.now());
    const checked = await this.check.run(isRead ? 'lengths' : 'hashes');
    await this.database.transaction((tx) => this.checks.note(tx, checked));
    return checked;
  }
}
