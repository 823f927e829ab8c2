import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A tier may be capped by a share of the entries that have a rank: rules of contests say "không quá 10% số bài dự thi". */
export class CapPrizes1637003420000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE prize_tiers ADD COLUMN most_percent integer
        CONSTRAINT tier_cap_is_a_share CHECK (most_percent BETWEEN 1 AND 100);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE prize_tiers DROP COLUMN most_percent;`);
  }
}
