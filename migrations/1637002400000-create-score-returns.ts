import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a judge sent back from working off line, until the judge has said yes or no to it. Nothing in it counts. */
export class CreateScoreReturns1637002400000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE score_returns (
        round_id uuid NOT NULL,
        person_id uuid NOT NULL,
        rubric_version_id uuid NOT NULL REFERENCES rubric_versions,
        -- Of the file, which itself is not kept.
        sha256 text NOT NULL,
        -- Its lines as they were written, compared anew with the sheets whenever they are shown.
        lines jsonb NOT NULL,
        received_at timestamptz(3) NOT NULL,
        version integer NOT NULL,
        -- One at a time: the next file takes its place.
        PRIMARY KEY (round_id, person_id),
        CONSTRAINT return_is_of_a_panel_judge FOREIGN KEY (round_id, person_id) REFERENCES panel_judges ON DELETE CASCADE
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE score_returns;`);
  }
}
