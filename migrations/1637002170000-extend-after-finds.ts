import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A draft gets more time by itself when a scanner finds one of its files infected: such an extension has neither paper nor person. */
export class ExtendAfterFinds1637002170000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE window_extensions ALTER COLUMN document_number DROP NOT NULL, ALTER COLUMN granted_by DROP NOT NULL;
      ALTER TABLE window_extensions ADD CONSTRAINT extension_is_granted_or_follows_a_find
        CHECK ((granted_by IS NULL) = (document_number IS NULL));
      ALTER TABLE window_extensions ADD CONSTRAINT find_extends_one_dossier CHECK (granted_by IS NOT NULL OR entry_id IS NOT NULL);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      UPDATE entries SET extension_id = NULL WHERE extension_id IN (SELECT id FROM window_extensions WHERE granted_by IS NULL);
      DELETE FROM window_extensions WHERE granted_by IS NULL;
      ALTER TABLE window_extensions DROP CONSTRAINT find_extends_one_dossier;
      ALTER TABLE window_extensions DROP CONSTRAINT extension_is_granted_or_follows_a_find;
      ALTER TABLE window_extensions ALTER COLUMN document_number SET NOT NULL, ALTER COLUMN granted_by SET NOT NULL;
    `);
  }
}
