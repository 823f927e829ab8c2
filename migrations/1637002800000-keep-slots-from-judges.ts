import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where judging is blind, whole slots of the dossier may be kept from judges: a form that a commune signs names it on every page. */
export class KeepSlotsFromJudges1637002800000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE contests ADD COLUMN blind_hides_slots text[] NOT NULL DEFAULT '{}'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE contests DROP COLUMN blind_hides_slots`);
  }
}
