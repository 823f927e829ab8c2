import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A unit with those it took over from, and those before them: whoever acts for it reaches what they left. */
export class FollowForerunners1637005401000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION unit_and_forerunners(unit uuid) RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE AS $$
        WITH RECURSIVE reached (id) AS (
          SELECT unit
          UNION
          SELECT s.old_id FROM reached r JOIN unit_successions s ON s.new_id = r.id)
        SELECT array_agg(id) FROM reached
      $$;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP FUNCTION unit_and_forerunners(uuid);`);
  }
}
