import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How a published rank came about, kept beside it; and whether a contest's rules publish each judge's marks, by code. */
export class KeepWorkings1637002410000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Null: published before workings were kept.
      ALTER TABLE award_lines ADD COLUMN workings jsonb;
      ALTER TABLE contests ADD COLUMN publishes_marks boolean NOT NULL DEFAULT false;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE contests DROP COLUMN publishes_marks;
      ALTER TABLE award_lines DROP COLUMN workings;
    `);
  }
}
