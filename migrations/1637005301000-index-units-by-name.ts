import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Programs read all units by name, of whatever level, page by page: without this every page sorts them all. */
export class IndexUnitsByName1637005301000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE INDEX units_by_name ON units (sort_key, id)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX units_by_name`);
  }
}
