import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A paper on a result that is not out waits for it: public or not, nobody outside reads it before. */
export class HoldDocumentsBack1637003701000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE documents ADD COLUMN awaits_result boolean NOT NULL DEFAULT false;
      UPDATE documents d SET awaits_result = true
       WHERE source IS NOT NULL AND NOT EXISTS (SELECT FROM award_lists l WHERE l.contest_id = d.contest_id AND l.published_at IS NOT NULL);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE documents DROP COLUMN awaits_result;`);
  }
}
