import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What each check of the whole data came to. */
export class CreateDataChecks1637003500000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE data_checks (
        at timestamptz(3) PRIMARY KEY,
        look text NOT NULL CONSTRAINT data_check_look_is_known CHECK (look IN ('lengths', 'hashes')),
        milliseconds integer NOT NULL,
        invariants integer NOT NULL CONSTRAINT data_check_asks_something CHECK (invariants > 0),
        -- How many rows were wrong, and the first of them.
        total integer NOT NULL,
        breaches jsonb NOT NULL CONSTRAINT breaches_are_a_list CHECK (jsonb_typeof(breaches) = 'array')
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE data_checks;`);
  }
}
