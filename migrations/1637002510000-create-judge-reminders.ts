import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who was reminded to judge, when and by whom: so that nobody is reminded twice in an hour by two secretaries. */
export class CreateJudgeReminders1637002510000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE judge_reminders (
        id uuid PRIMARY KEY,
        round_id uuid NOT NULL REFERENCES judging_rounds ON DELETE CASCADE,
        person_id uuid NOT NULL REFERENCES persons,
        reminded_at timestamptz(3) NOT NULL,
        reminded_by_name text NOT NULL
      );
      CREATE INDEX reminders_of_a_round ON judge_reminders (round_id, person_id, reminded_at DESC);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE judge_reminders;`);
  }
}
