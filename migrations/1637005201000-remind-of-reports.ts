import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When an office last pressed for what a commune owes in a drive: once a day each. */
export class RemindOfReports1637005201000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE drive_reminders (
        drive_id uuid NOT NULL REFERENCES drives ON DELETE CASCADE,
        commune_id uuid NOT NULL REFERENCES units,
        -- The real day: people are reminded, whatever the clock of a rehearsal shows.
        reminded_on date NOT NULL,
        by_name text NOT NULL,
        PRIMARY KEY (drive_id, commune_id)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE drive_reminders`);
  }
}
