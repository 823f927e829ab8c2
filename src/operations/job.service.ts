import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/audit.js';
import { Database } from '../database/database.js';
import type { ListedJob, SeenJob } from '../jobs/job.facts.js';
import { Jobs } from '../jobs/jobs.js';
import type { Act } from '../kernel/actor.js';
import { Refused } from '../kernel/refusal.js';

/** What an administrator does about jobs that were given up. */
@Injectable()
export class JobService {
  constructor(
    private readonly database: Database,
    private readonly jobs: Jobs,
    private readonly audit: Audit,
  ) {}

  /**
   * Runs these again, with all their tries. All or none: refused as `jobs-changed` when one is no longer parked as it was seen.
   * Answers how many.
   */
  retry(act: Act, seen: readonly SeenJob[]): Promise<number> {
    return this.database.act(act, async (tx) => {
      const jobs = await this.jobs.retryParked(tx, seen);
      if (jobs.length !== seen.length) throw new Refused({ code: 'jobs-changed' });
      await this.audit.record(tx, act, { act: 'job.retry', ...about(jobs) });
      return jobs.length;
    });
  }

  /** Gives these up for good, for a reason. All or none, as `retry`. */
  discard(act: Act, seen: readonly SeenJob[], reason: string): Promise<number> {
    return this.database.act(act, async (tx) => {
      const jobs = await this.jobs.discardParked(tx, seen);
      if (jobs.length !== seen.length) throw new Refused({ code: 'jobs-changed' });
      await this.audit.record(tx, act, { act: 'job.discard', reason, ...about(jobs) });
      return jobs.length;
    });
  }
}

/** By number and kind: what a job is about may be gone by the time that somebody reads the log. */
const about = (jobs: readonly ListedJob[]) => {
  const named = jobs.map(({ id, kind }) => ({ id, kind })).sort((a, b) => a.id - b.id);
  return { subjectKind: 'job', subjectId: named.map(({ id }) => id).join(' '), facts: { jobs: named } };
};
