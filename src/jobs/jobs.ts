import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/tx.js';
import type { ListedJob, NewJob, SeenJob } from './job.facts.js';
import { JobRepository } from './job.repository.js';

/** Where every room leaves the work that follows an act. */
@Injectable()
export class Jobs {
  private listener: () => void = () => undefined;

  constructor(private readonly repository: JobRepository) {}

  /**
   * Adds a job inside the act's own transaction: it exists when the act does. A process of this database runs it soon after the
   * commit, the same process within milliseconds. A parked job of the same kind and key is taken up anew.
   * A key that many acts share makes them wait for each other until they commit: let keys name one thing.
   */
  async add(tx: Tx, job: NewJob): Promise<void> {
    await this.repository.add(tx, job);
    tx.afterCommit(() => this.listener());
  }

  /** Takes up anew, at once and with all their tries, those that are parked as they were seen; answers which. */
  async retryParked(tx: Tx, seen: readonly SeenJob[]): Promise<ListedJob[]> {
    const jobs = await this.repository.unpark(tx, seen);
    tx.afterCommit(() => this.listener());
    return jobs;
  }

  /** Gives up for good those that are parked as they were seen: they are never run. Answers which. */
  discardParked(tx: Tx, seen: readonly SeenJob[]): Promise<ListedJob[]> {
    return this.repository.removeParked(tx, seen);
  }

  /** Told after every commit that added a job here; the worker of this process listens. */
  onAdded(listener: () => void): void {
    this.listener = listener;
  }
}
