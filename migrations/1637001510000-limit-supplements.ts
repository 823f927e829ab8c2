import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How often a dossier may be sent back, what is right in a slot, and requests that nobody answered in time. */
export class LimitSupplements1637001510000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Null: as often as the office likes.
      ALTER TABLE contests ADD COLUMN supplement_rounds integer
        CONSTRAINT supplement_rounds_are_counted CHECK (supplement_rounds BETWEEN 1 AND 9);
      ALTER TABLE contest_slots ADD COLUMN sample text NOT NULL DEFAULT '';
      -- A point ends in one of two ways: the commune answered it, or the office decided after its due instant had passed.
      ALTER TABLE supplement_points ADD COLUMN lapsed_at timestamptz(3);
      ALTER TABLE supplement_points ADD CONSTRAINT supplement_point_ends_once CHECK (answered_at IS NULL OR lapsed_at IS NULL);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE supplement_points DROP COLUMN lapsed_at;
      ALTER TABLE contest_slots DROP COLUMN sample;
      ALTER TABLE contests DROP COLUMN supplement_rounds;
    `);
  }
}
