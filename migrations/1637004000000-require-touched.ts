import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A guarded change may be sent together with the commit: it says itself that it found no row, and nothing of the act stands. */
export class RequireTouched1637004000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION require_touched(touched bigint) RETURNS void LANGUAGE plpgsql AS $$
      BEGIN
        IF touched = 0 THEN RAISE EXCEPTION 'the change found no row' USING ERRCODE = 'HT001'; END IF;
      END $$;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP FUNCTION require_touched(bigint);`);
  }
}
