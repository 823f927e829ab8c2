import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Score sheets that come back on paper: received, typed by one, typed again and confirmed by another, with signed scans. */
export class CreatePaperSheets1637002470000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- From the moment the paper is received until it is given back, the sheet on line takes nothing.
      ALTER TABLE score_sheets ADD COLUMN on_paper_at timestamptz(3);

      CREATE TABLE paper_sheets (
        sheet_id uuid PRIMARY KEY REFERENCES score_sheets,
        -- copy: the signed print of a sheet that was signed on line; nothing is typed of it.
        state text NOT NULL CONSTRAINT paper_state_is_known CHECK (state IN ('copy', 'returned', 'typed', 'confirmed')),
        received_at timestamptz(3) NOT NULL,
        received_by_name text NOT NULL,
        typed_at timestamptz(3),
        typed_by uuid REFERENCES persons,
        typed_by_name text,
        -- The criteria that it was typed by.
        rubric_version_id uuid REFERENCES rubric_versions,
        words jsonb,
        checked_at timestamptz(3),
        checked_by uuid REFERENCES persons,
        checked_by_name text,
        check_words jsonb,
        version integer NOT NULL DEFAULT 1,
        CONSTRAINT typed_paper_has_words CHECK ((state IN ('typed', 'confirmed')) = (typed_by IS NOT NULL AND words IS NOT NULL)),
        CONSTRAINT checked_paper_has_words CHECK ((checked_by IS NULL) = (check_words IS NULL)),
        CONSTRAINT paper_is_checked_by_another CHECK (checked_by <> typed_by),
        CONSTRAINT confirmed_paper_was_checked CHECK (state <> 'confirmed' OR checked_by IS NOT NULL)
      );

      -- What was typed and then sent back, or confirmed and later opened again: nothing typed is lost.
      CREATE TABLE paper_typings (
        sheet_id uuid NOT NULL REFERENCES score_sheets,
        number integer NOT NULL,
        typed_by_name text NOT NULL,
        words jsonb NOT NULL,
        checked_by_name text,
        check_words jsonb,
        ended_at timestamptz(3) NOT NULL,
        reason text NOT NULL CONSTRAINT ended_typing_has_a_reason CHECK (reason <> ''),
        PRIMARY KEY (sheet_id, number)
      );

      CREATE TABLE paper_scans (
        id uuid PRIMARY KEY,
        sheet_id uuid NOT NULL REFERENCES score_sheets,
        sha256 text NOT NULL REFERENCES stored_files,
        name text NOT NULL,
        kind text NOT NULL,
        size bigint NOT NULL,
        attached_at timestamptz(3) NOT NULL,
        attached_by_name text NOT NULL,
        CONSTRAINT one_scan_of_the_same_bytes UNIQUE (sheet_id, sha256)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE paper_scans; DROP TABLE paper_typings; DROP TABLE paper_sheets;
      ALTER TABLE score_sheets DROP COLUMN on_paper_at;
    `);
  }
}
