import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Draws of signed sheets of a closed round to compare with paper, and what each comparison found. */
export class CreatePaperChecks1637002760000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE paper_checks (
        id uuid PRIMARY KEY,
        round_id uuid NOT NULL REFERENCES judging_rounds ON DELETE CASCADE,
        -- From 1 within the contest; every draw is kept, so that nobody draws until it suits.
        number integer NOT NULL,
        seed text NOT NULL CONSTRAINT paper_check_has_a_seed CHECK (seed <> ''),
        -- 0: every sheet.
        risk_percent integer NOT NULL CONSTRAINT paper_check_risk_is_offered CHECK (risk_percent IN (0, 5, 10, 20)),
        -- The first so many ranks are what the draw is about.
        places integer NOT NULL CONSTRAINT paper_check_is_about_ranks CHECK (places > 0),
        -- Sheets that count in the round.
        population integer NOT NULL,
        drawn_by_name text NOT NULL,
        drawn_at timestamptz(3) NOT NULL,
        CONSTRAINT paper_check_has_its_number UNIQUE (round_id, number)
      );
      CREATE TABLE paper_check_sheets (
        check_id uuid NOT NULL REFERENCES paper_checks ON DELETE CASCADE,
        line integer NOT NULL,
        entry_id uuid NOT NULL REFERENCES entries,
        judge_code text NOT NULL,
        -- As the platform had them when they were drawn.
        points jsonb NOT NULL,
        total text NOT NULL,
        ticket text NOT NULL,
        result text CONSTRAINT paper_check_result_is_known CHECK (result IN ('agrees', 'differs')),
        reason text,
        checked_by_name text,
        checked_at timestamptz(3),
        version integer NOT NULL DEFAULT 1,
        PRIMARY KEY (check_id, line),
        CONSTRAINT compared_sheet_has_who_and_when CHECK (
          (result IS NULL) = (checked_by_name IS NULL) AND (result IS NULL) = (checked_at IS NULL)),
        CONSTRAINT differing_sheet_has_a_reason CHECK (result IS DISTINCT FROM 'differs' OR reason <> '')
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE paper_check_sheets; DROP TABLE paper_checks;`);
  }
}
