import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A prize says whether a group, a person or a household receives it; a contest may cap all its prizes by rank by a share of the ranked entries. */
export class SayWhoReceives1637003910000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE prize_tiers ADD COLUMN recipient_kind text NOT NULL DEFAULT 'collective'
        CONSTRAINT tier_recipient_is_known CHECK (recipient_kind IN ('collective', 'individual', 'household'));
      ALTER TABLE side_prizes ADD COLUMN recipient_kind text NOT NULL DEFAULT 'collective'
        CONSTRAINT side_prize_recipient_is_known CHECK (recipient_kind IN ('collective', 'individual', 'household'));
      ALTER TABLE contests ADD COLUMN most_awarded_percent integer
        CONSTRAINT awarded_share_is_a_share CHECK (most_awarded_percent BETWEEN 1 AND 100);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE contests DROP COLUMN most_awarded_percent;
      ALTER TABLE side_prizes DROP COLUMN recipient_kind;
      ALTER TABLE prize_tiers DROP COLUMN recipient_kind;
    `);
  }
}
