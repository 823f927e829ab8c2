import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What organisers wrote in place of a paper's usual words: bases, articles, recipients, who signs. */
export class CreatePaperWords1637002900000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- No row: the paper's usual words.
      CREATE TABLE paper_words (
        contest_id uuid NOT NULL REFERENCES contests ON DELETE CASCADE,
        paper text NOT NULL CONSTRAINT paper_has_a_name CHECK (paper <> ''),
        words jsonb NOT NULL CONSTRAINT paper_words_are_named CHECK (jsonb_typeof(words) = 'object'),
        version integer NOT NULL DEFAULT 1,
        changed_by uuid NOT NULL REFERENCES persons,
        changed_by_name text NOT NULL,
        changed_at timestamptz(3) NOT NULL,
        PRIMARY KEY (contest_id, paper)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE paper_words;`);
  }
}
