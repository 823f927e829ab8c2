import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * An award line names its district by unit too, so that cash is counted by unit and two districts of one name stay apart.
 * Lines that were published before get the district of their commune in the contest's own snapshot; the trigger that keeps
 * published lines as they are is lifted for that one statement, and nothing that was printed changes.
 */
export class AddDistrictToAwardLines1637001700000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE award_lines ADD COLUMN district_id uuid;
      ALTER TABLE award_lines DISABLE TRIGGER award_lines_are_frozen;
      UPDATE award_lines a SET district_id = k.district_id
        FROM award_lists l, contest_communes k
       WHERE l.id = a.list_id AND k.contest_id = l.contest_id AND k.commune_id = a.commune_id AND a.district_name IS NOT NULL;
      ALTER TABLE award_lines ENABLE TRIGGER award_lines_are_frozen;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE award_lines DROP COLUMN district_id`);
  }
}
