import type { MigrationInterface, QueryRunner } from 'typeorm';

/** That a notice was on the screen is a trace of looking, and no part of the notice: it stands beside it. */
export class MoveNoticeShowings1637002130000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE notice_showings (
        notice_id uuid PRIMARY KEY REFERENCES notices ON DELETE CASCADE,
        at timestamptz(3) NOT NULL
      );
      INSERT INTO notice_showings (notice_id, at) SELECT id, shown_at FROM notices WHERE shown_at IS NOT NULL;
      ALTER TABLE notices DROP COLUMN shown_at;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE notices ADD COLUMN shown_at timestamptz(3);
      UPDATE notices n SET shown_at = s.at FROM notice_showings s WHERE s.notice_id = n.id;
      DROP TABLE notice_showings;
    `);
  }
}
