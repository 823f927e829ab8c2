import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Secret links by which a calendar on a telephone reads the broadcasts of a unit; of the link itself only its hash is kept. */
export class FeedBroadcasts1637005510000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE broadcast_feeds (
        id uuid PRIMARY KEY,
        token_hash bytea NOT NULL CONSTRAINT broadcast_feed_is_one_of_a_kind UNIQUE,
        -- What it tells of: one commune, or the tree of a unit.
        reach text NOT NULL CONSTRAINT broadcast_feed_reaches_something CHECK (reach IN ('commune', 'tree')),
        unit_id uuid NOT NULL REFERENCES units,
        unit_name text NOT NULL,
        made_at timestamptz(3) NOT NULL,
        made_by_name text NOT NULL,
        revoked_at timestamptz(3),
        revoked_by_name text,
        -- How often it was read in the minute that began then.
        minute_at timestamptz(3) NOT NULL DEFAULT '-infinity',
        minute_count integer NOT NULL DEFAULT 0,
        CONSTRAINT broadcast_feed_is_revoked_by_somebody CHECK ((revoked_at IS NULL) = (revoked_by_name IS NULL))
      );
      CREATE UNIQUE INDEX broadcast_feed_is_the_only_one_of_its_unit ON broadcast_feeds (unit_id, reach) WHERE revoked_at IS NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE broadcast_feeds;`);
  }
}
