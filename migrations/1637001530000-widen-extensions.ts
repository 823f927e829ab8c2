import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An extension is for everybody, for one unit, or for one dossier that is still a draft. */
export class WidenExtensions1637001530000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE window_extensions ALTER COLUMN unit_id DROP NOT NULL;
      ALTER TABLE window_extensions ADD COLUMN entry_id uuid REFERENCES entries ON DELETE CASCADE;
      ALTER TABLE window_extensions ADD CONSTRAINT extension_is_for_all_one_unit_or_one_dossier CHECK (num_nonnulls(unit_id, entry_id) <= 1);
      ALTER TABLE window_extensions ADD CONSTRAINT dossier_is_extended_for_submission CHECK (entry_id IS NULL OR kind = 'submission');
      CREATE INDEX extensions_of_a_dossier ON window_extensions (entry_id) WHERE entry_id IS NOT NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      UPDATE entries SET extension_id = NULL WHERE extension_id IN (SELECT id FROM window_extensions WHERE unit_id IS NULL);
      DELETE FROM window_extensions WHERE unit_id IS NULL;
      ALTER TABLE window_extensions DROP CONSTRAINT dossier_is_extended_for_submission;
      ALTER TABLE window_extensions DROP CONSTRAINT extension_is_for_all_one_unit_or_one_dossier;
      ALTER TABLE window_extensions DROP COLUMN entry_id;
      ALTER TABLE window_extensions ALTER COLUMN unit_id SET NOT NULL;
    `);
  }
}
