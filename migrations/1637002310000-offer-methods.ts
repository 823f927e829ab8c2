import type { MigrationInterface, QueryRunner } from 'typeorm';

/** More ways to make one value of an entry's sheets: weighted parts, median by majority, Borda's count. */
export class OfferMethods1637002310000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE contests DROP CONSTRAINT aggregate_is_known;
      ALTER TABLE contests ADD CONSTRAINT aggregate_is_offered
        CHECK (aggregate_method IN ('mean', 'trimmed-mean', 'median', 'weighted', 'median-majority', 'borda'));
      -- [{ name, weight (decimal text), criteria: codes, judges: codes, drop }]; no codes: all.
      ALTER TABLE contests ADD COLUMN aggregate_parts jsonb NOT NULL DEFAULT '[]'
        CONSTRAINT aggregate_parts_are_a_list CHECK (jsonb_typeof(aggregate_parts) = 'array');
      ALTER TABLE contests ADD CONSTRAINT weighted_has_parts
        CHECK ((aggregate_method = 'weighted') = (aggregate_parts <> '[]'::jsonb));
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    // What the older rules do not know becomes the plain mean; a drop was never set beside these methods.
    await runner.query(`
      ALTER TABLE contests DROP CONSTRAINT weighted_has_parts;
      ALTER TABLE contests DROP COLUMN aggregate_parts;
      UPDATE contests SET aggregate_method = 'mean' WHERE aggregate_method NOT IN ('mean', 'trimmed-mean', 'median');
      ALTER TABLE contests DROP CONSTRAINT aggregate_is_offered;
      ALTER TABLE contests ADD CONSTRAINT aggregate_is_known CHECK (aggregate_method IN ('mean', 'trimmed-mean', 'median'));
    `);
  }
}
