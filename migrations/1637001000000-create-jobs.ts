import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Work that follows an act without the act waiting for it: added in the act's own transaction, run at least once. */
export class CreateJobs1637001000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE jobs (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        kind text NOT NULL CONSTRAINT job_kind_is_plain CHECK (kind ~ '^[a-z][a-z-]*(\\.[a-z-]+)?$'),
        about jsonb NOT NULL,
        -- While one of this kind and key stands here, another is not added.
        once text,
        added_at timestamptz(3) NOT NULL,
        -- Waiting: from when it may run. Running: until when it is its runner's alone; a runner that lives moves this on.
        due_at timestamptz(3) NOT NULL,
        tries integer NOT NULL DEFAULT 0 CONSTRAINT job_tries_are_counted CHECK (tries >= 0),
        -- Whose run this is; empty while it waits.
        lease uuid,
        -- Asked for once more while it was running: the run may have begun too early to see why.
        again boolean NOT NULL DEFAULT false,
        last_error text,
        parked_at timestamptz(3),
        CONSTRAINT parked_job_is_not_run CHECK (parked_at IS NULL OR lease IS NULL),
        CONSTRAINT parked_job_says_why CHECK (parked_at IS NULL OR last_error IS NOT NULL)
      );
      CREATE UNIQUE INDEX job_stands_once ON jobs (kind, once) WHERE once IS NOT NULL;
      CREATE INDEX jobs_by_due ON jobs (due_at, id) WHERE parked_at IS NULL;
      CREATE INDEX jobs_parked ON jobs (parked_at DESC, id DESC) WHERE parked_at IS NOT NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE jobs`);
  }
}
