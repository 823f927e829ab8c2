import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import type { ListedJob } from './job.facts.js';
import { JobRepository } from './job.repository.js';
import { JOB_STATE_SQL, JOB_STATES, type JobState } from './job.states.js';

/** How the queue stands, for whoever watches the platform. */
export interface JobStanding {
  count: Record<JobState, number>;
  /** How long the job that waits longest has been due; 0 when none waits. */
  lagSeconds: number;
}

@Injectable()
export class JobFigures {
  constructor(
    private readonly database: Database,
    private readonly repository: JobRepository,
  ) {}

  /** Jobs of one state and how many there are in all: parked ones the last first, others by when they are due. */
  listed(state: JobState, page: { limit: number; offset: number }): Promise<{ jobs: ListedJob[]; total: number }> {
    return this.repository.listed(this.database.reader, state, page);
  }

  /** Those of these that are parked, by id; what is none, or no longer one, is left out. */
  parkedAmong(ids: readonly number[]): Promise<ListedJob[]> {
    return this.repository.parkedAmong(this.database.reader, ids);
  }

  /** Of all processes together. */
  async standing(): Promise<JobStanding> {
    const row = await this.database.reader.one<Record<JobState | 'lagSeconds', number>>(
      `SELECT ${JOB_STATES.map((state) => `count(*) FILTER (WHERE ${JOB_STATE_SQL[state]})::int AS ${state}`).join(', ')},
              coalesce(extract(epoch FROM now() - min(due_at) FILTER (WHERE ${JOB_STATE_SQL.waiting})), 0)::float8 AS "lagSeconds"
         FROM jobs`,
    );
    const { lagSeconds = 0, ...count } = row ?? { waiting: 0, running: 0, planned: 0, parked: 0 };
    return { count, lagSeconds };
  }
}
