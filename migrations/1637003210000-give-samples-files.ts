import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A sample dossier to practise on may have files, as a real one has. */
export class GiveSamplesFiles1637003210000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE practice_files (
        id uuid PRIMARY KEY,
        practice_id uuid NOT NULL REFERENCES practice_dossiers ON DELETE CASCADE,
        sha256 text NOT NULL REFERENCES stored_files,
        name text NOT NULL,
        -- Of a PDF, where they could be counted.
        pages integer,
        sort_order integer NOT NULL
      );
      CREATE INDEX files_of_a_sample ON practice_files (practice_id, sort_order);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE practice_files;`);
  }
}
