import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which official of the commune looks after a dossier now, once somebody has taken it over from whoever began it. */
export class CreateEntryHolders1637001420000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE entry_holders (
        entry_id uuid PRIMARY KEY REFERENCES entries ON DELETE CASCADE,
        person_id uuid NOT NULL REFERENCES persons,
        person_name text NOT NULL,
        since timestamptz(3) NOT NULL
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE entry_holders`);
  }
}
