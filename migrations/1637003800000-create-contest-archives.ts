import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A whole contest as one archive: those that are asked for here, and those that a contest came with from another installation. */
export class CreateContestArchives1637003800000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE contest_archives (
        id uuid PRIMARY KEY,
        contest_id uuid NOT NULL REFERENCES contests(id) ON DELETE CASCADE,
        asked_by uuid NOT NULL REFERENCES persons(id),
        asked_by_name text NOT NULL,
        asked_at timestamptz(3) NOT NULL,
        done integer NOT NULL DEFAULT 0,
        total integer NOT NULL DEFAULT 0,
        sha256 text,
        size bigint,
        made_at timestamptz(3),
        failure text,
        CONSTRAINT made_archive_is_whole CHECK (num_nulls(sha256, size, made_at) IN (0, 3)),
        CONSTRAINT archive_ends_once CHECK (made_at IS NULL OR failure IS NULL),
        CONSTRAINT archive_failure_is_known CHECK (failure IN ('no-room', 'broken'))
      );
      -- One at a time: whoever asks meanwhile is shown the one that is being made.
      CREATE UNIQUE INDEX one_archive_at_a_time ON contest_archives (contest_id) WHERE made_at IS NULL AND failure IS NULL;
      CREATE INDEX archives_of_a_contest ON contest_archives (contest_id, asked_at DESC);

      -- The log that came along lies in the store as it was sealed; its events stand in the chain named here as well.
      CREATE TABLE contest_arrivals (
        id uuid PRIMARY KEY,
        contest_id uuid NOT NULL REFERENCES contests(id) ON DELETE CASCADE,
        slug text NOT NULL,
        made_at timestamptz(3) NOT NULL,
        arrived_at timestamptz(3) NOT NULL,
        manifest_sha256 text NOT NULL,
        public_key text NOT NULL,
        log_sha256 text NOT NULL REFERENCES stored_files(sha256),
        log_root text NOT NULL,
        places integer NOT NULL,
        events integer NOT NULL,
        chain text NOT NULL
      );
      CREATE INDEX arrivals_of_a_contest ON contest_arrivals (contest_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE contest_arrivals; DROP TABLE contest_archives;`);
  }
}
