import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The room of the panel that a judge sits in, where the panel is divided. */
export class NameJudgeRooms1637002700000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE panel_judges ADD COLUMN room text CONSTRAINT judge_room_has_a_name CHECK (room <> '');
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE panel_judges DROP COLUMN room;`);
  }
}
