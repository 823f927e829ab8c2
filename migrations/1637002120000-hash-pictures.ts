import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a picture looks like, in 64 bits, so that nearly equal pictures can be found; pictures that are there are prepared anew. */
export class HashPictures1637002120000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE stored_files ADD COLUMN picture_hash bigint;
      -- Hashes that differ in three bits at most are equal in one of their four quarters: each quarter leads to the candidates.
      CREATE INDEX pictures_by_first_quarter ON stored_files (((picture_hash >> 48) & 65535)) WHERE picture_hash IS NOT NULL;
      CREATE INDEX pictures_by_second_quarter ON stored_files (((picture_hash >> 32) & 65535)) WHERE picture_hash IS NOT NULL;
      CREATE INDEX pictures_by_third_quarter ON stored_files (((picture_hash >> 16) & 65535)) WHERE picture_hash IS NOT NULL;
      CREATE INDEX pictures_by_fourth_quarter ON stored_files ((picture_hash & 65535)) WHERE picture_hash IS NOT NULL;
      UPDATE stored_files SET prepared_at = NULL WHERE kind IN ('jpg', 'png', 'webp', 'heic');
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE stored_files DROP COLUMN picture_hash`);
  }
}
