import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who reminded which commune of what it still owes, in the words that were to be sent. */
export class CreateCommuneReminders1637001520000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE commune_reminders (
        id uuid PRIMARY KEY,
        contest_id uuid NOT NULL REFERENCES contests ON DELETE CASCADE,
        ordinal integer NOT NULL,
        unit_id uuid NOT NULL REFERENCES units,
        commune_id uuid NOT NULL REFERENCES units,
        body text NOT NULL CONSTRAINT reminder_says_something CHECK (length(body) > 0),
        reminded_by uuid NOT NULL REFERENCES persons,
        reminded_by_name text NOT NULL,
        reminded_at timestamptz(3) NOT NULL
      );
      CREATE INDEX reminders_of_a_commune ON commune_reminders (contest_id, ordinal, unit_id, commune_id, reminded_at DESC);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE commune_reminders`);
  }
}
