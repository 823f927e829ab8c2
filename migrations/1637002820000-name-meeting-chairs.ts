import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who leads a meeting is one of the panel or of the contest's bodies, or somebody else; in what place stands in the minutes. */
export class NameMeetingChairs1637002820000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Of a judge of the panel; null for everybody else, who need no account.
      ALTER TABLE panel_meetings ADD COLUMN chair_person_id uuid REFERENCES persons;
      -- '' where only a name was written.
      ALTER TABLE panel_meetings ADD COLUMN chair_role text NOT NULL DEFAULT '';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE panel_meetings DROP COLUMN chair_person_id, DROP COLUMN chair_role`);
  }
}
