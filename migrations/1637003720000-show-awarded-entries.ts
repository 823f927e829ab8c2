import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which parts of a dossier that won something its commune lets everybody see. Without a row, nothing. */
export class ShowAwardedEntries1637003720000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE award_consents (
        entry_id uuid PRIMARY KEY REFERENCES entries ON DELETE CASCADE,
        contest_id uuid NOT NULL REFERENCES contests,
        -- Codes of fields of words; ids of photos. Both empty: the commune has said that nothing is shown.
        fields text[] NOT NULL,
        files uuid[] NOT NULL,
        given_by_name text NOT NULL,
        given_at timestamptz(3) NOT NULL,
        withdrawn_by_name text,
        withdrawn_at timestamptz(3),
        version integer NOT NULL DEFAULT 1,
        CONSTRAINT withdrawn_consent_says_by_whom CHECK ((withdrawn_at IS NULL) = (withdrawn_by_name IS NULL))
      );
      CREATE INDEX consents_of_a_contest ON award_consents (contest_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE award_consents;`);
  }
}
