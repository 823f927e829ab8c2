import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';

/** Due and in nobody's hands; in the hands of a runner; due later; given up. */
export type JobState = 'waiting' | 'running' | 'planned' | 'parked';

/** How the queue stands, for whoever watches the platform. */
export interface JobStanding {
  count: Record<JobState, number>;
  /** How long the job that waits longest has been due; 0 when none waits. */
  lagSeconds: number;
}

@Injectable()
export class JobFigures {
  constructor(private readonly database: Database) {}

  /** Of all processes together. A job whose runner died counts as waiting again once its lease has run out. */
  async standing(): Promise<JobStanding> {
    const row = await this.database.reader.one<Record<JobState | 'lagSeconds', number>>(
      `SELECT count(*) FILTER (WHERE parked_at IS NULL AND due_at <= now())::int AS waiting,
              count(*) FILTER (WHERE parked_at IS NULL AND due_at > now() AND lease IS NOT NULL)::int AS running,
              count(*) FILTER (WHERE parked_at IS NULL AND due_at > now() AND lease IS NULL)::int AS planned,
              count(*) FILTER (WHERE parked_at IS NOT NULL)::int AS parked,
              coalesce(extract(epoch FROM now() - min(due_at) FILTER (WHERE parked_at IS NULL AND due_at <= now())), 0)::float8
                AS "lagSeconds"
         FROM jobs`,
    );
    const { lagSeconds = 0, ...count } = row ?? { waiting: 0, running: 0, planned: 0, parked: 0 };
    return { count, lagSeconds };
  }
}
