import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Beside each criterion: what earns low, middle and high marks, and examples with their points. */
export class GuideCriteria1637002350000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE criteria ADD COLUMN guidance jsonb NOT NULL DEFAULT '{"low": "", "middle": "", "high": "", "examples": ""}';
      ALTER TABLE criteria ADD CONSTRAINT guidance_says_low_middle_high_and_examples
        CHECK (guidance ?& ARRAY['low', 'middle', 'high', 'examples']);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE criteria DROP COLUMN guidance`);
  }
}
