import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A decision about marks that lie apart is taken back with a reason and stays readable; a second one is written beside it. */
export class KeepRemarkings1637002750000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE remarkings DROP CONSTRAINT remarkings_pkey;
      ALTER TABLE remarkings
        ADD COLUMN id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        ADD COLUMN withdrawn_at timestamptz(3),
        ADD COLUMN withdrawn_by_name text,
        ADD COLUMN withdrawn_reason text CONSTRAINT remarking_withdrawal_has_a_reason CHECK (withdrawn_reason <> ''),
        ADD CONSTRAINT remarking_withdrawal_is_whole CHECK (
          (withdrawn_at IS NULL) = (withdrawn_by_name IS NULL) AND (withdrawn_at IS NULL) = (withdrawn_reason IS NULL));
      CREATE UNIQUE INDEX remarking_stands_once ON remarkings (round_id, entry_id, way) WHERE withdrawn_at IS NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX remarking_stands_once;
      DELETE FROM remarkings WHERE withdrawn_at IS NOT NULL;
      ALTER TABLE remarkings
        DROP COLUMN withdrawn_at, DROP COLUMN withdrawn_by_name, DROP COLUMN withdrawn_reason, DROP COLUMN id;
      ALTER TABLE remarkings ADD PRIMARY KEY (round_id, entry_id, way);
    `);
  }
}
