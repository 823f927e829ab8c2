import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A judge may put a dossier off: it then comes after the others that are left, and the list says so. */
export class PutOffSheets1637002460000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE score_sheets ADD COLUMN put_off_at timestamptz(3);
      CREATE INDEX sheets_put_off_by_a_judge ON score_sheets (round_id, person_id, position, id) WHERE put_off_at IS NOT NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX sheets_put_off_by_a_judge;
      ALTER TABLE score_sheets DROP COLUMN put_off_at;
    `);
  }
}
