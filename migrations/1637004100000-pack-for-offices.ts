import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A vetting office has the dossiers of its own desk packed, beside the archive of all of a contest: one at a time for each who may ask. */
export class PackForOffices1637004100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE dossier_packs ADD COLUMN office_id uuid REFERENCES units(id), ADD COLUMN office_level smallint,
        ADD CONSTRAINT pack_of_an_office_names_its_level CHECK ((office_id IS NULL) = (office_level IS NULL));
      DROP INDEX one_pack_at_a_time;
      DROP INDEX packs_of_a_contest;
      CREATE UNIQUE INDEX one_pack_at_a_time ON dossier_packs (contest_id, office_id, office_level) NULLS NOT DISTINCT
        WHERE made_at IS NULL AND failure IS NULL;
      CREATE INDEX packs_of_a_contest ON dossier_packs (contest_id, office_id, office_level, asked_at DESC);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DELETE FROM dossier_packs WHERE office_id IS NOT NULL;
      ALTER TABLE dossier_packs DROP COLUMN office_id, DROP COLUMN office_level;
      CREATE UNIQUE INDEX one_pack_at_a_time ON dossier_packs (contest_id) WHERE made_at IS NULL AND failure IS NULL;
      CREATE INDEX packs_of_a_contest ON dossier_packs (contest_id, asked_at DESC);
    `);
  }
}
