import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An indicator of a drive may say which figure of the register of groups it counts: a report begins with it. */
export class ReadRegisterFigures1637005400000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE drive_indicators ADD COLUMN from_register text
        CONSTRAINT indicator_register_figure_is_known CHECK (from_register IN ('required-roles', 'command-members'));
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE drive_indicators DROP COLUMN from_register;`);
  }
}
