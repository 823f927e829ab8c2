import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Sample dossiers that every judge scores before the round, to learn the scale; their marks are counted nowhere. */
export class PractiseScoring1637002610000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE practice_dossiers (
        id uuid PRIMARY KEY,
        contest_id uuid NOT NULL REFERENCES contests ON DELETE CASCADE,
        title text NOT NULL,
        body text NOT NULL,
        sort_order integer NOT NULL
      );
      CREATE INDEX practice_of_a_contest ON practice_dossiers (contest_id, sort_order);

      CREATE TABLE practice_marks (
        practice_id uuid NOT NULL REFERENCES practice_dossiers ON DELETE CASCADE,
        person_id uuid NOT NULL REFERENCES persons,
        rubric_version_id uuid NOT NULL REFERENCES rubric_versions ON DELETE CASCADE,
        -- Complete: a mark in hundredths for every criterion of that version.
        points jsonb NOT NULL,
        saved_at timestamptz(3) NOT NULL,
        version integer NOT NULL DEFAULT 1,
        PRIMARY KEY (practice_id, person_id)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE practice_marks; DROP TABLE practice_dossiers;`);
  }
}
