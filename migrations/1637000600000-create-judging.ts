import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Rounds, panels, conflicts, assignments, score sheets with every signed version. */
export class CreateJudging1637000600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE judging_rounds (
        id uuid PRIMARY KEY,
        contest_id uuid NOT NULL REFERENCES contests,
        number integer NOT NULL,
        name text NOT NULL,
        -- The rubric this round's sheets are scored against; a form opened on another one is refused.
        rubric_version_id uuid NOT NULL REFERENCES rubric_versions,
        closed_at timestamptz(3),
        closed_by_name text,
        close_reason text,
        version integer NOT NULL DEFAULT 1,
        CONSTRAINT rounds_are_counted UNIQUE (contest_id, number)
      );

      CREATE TABLE panel_judges (
        round_id uuid NOT NULL REFERENCES judging_rounds ON DELETE CASCADE,
        person_id uuid NOT NULL REFERENCES persons,
        -- "GK1": how the judge is named in matrices and exports.
        code text NOT NULL,
        name text NOT NULL,
        -- The unit a judge comes from; entries of that unit are a conflict of interest.
        unit_id uuid REFERENCES units,
        signed_at timestamptz(3),
        removed_at timestamptz(3),
        PRIMARY KEY (round_id, person_id),
        CONSTRAINT judge_codes_are_unique UNIQUE (round_id, code)
      );
      CREATE INDEX panels_of_a_judge ON panel_judges (person_id);

      CREATE TABLE judge_conflicts (
        round_id uuid NOT NULL REFERENCES judging_rounds ON DELETE CASCADE,
        person_id uuid NOT NULL REFERENCES persons,
        entry_id uuid NOT NULL REFERENCES entries,
        kind text NOT NULL CONSTRAINT conflict_kind_is_known CHECK (kind IN ('declared', 'pinned')),
        reason text NOT NULL,
        declared_at timestamptz(3) NOT NULL,
        PRIMARY KEY (round_id, person_id, entry_id)
      );

      -- The sheet is the assignment: it exists from the moment a judge is given an entry.
      CREATE TABLE score_sheets (
        id uuid PRIMARY KEY,
        round_id uuid NOT NULL REFERENCES judging_rounds,
        person_id uuid NOT NULL,
        entry_id uuid NOT NULL REFERENCES entries,
        -- A fixed order of its own for every judge, so that no entry is always the first or the tired last.
        position integer NOT NULL,
        state text NOT NULL CONSTRAINT sheet_state_is_known CHECK (state IN ('draft', 'signed', 'reopened')),
        points jsonb NOT NULL DEFAULT '{}',
        comments jsonb NOT NULL DEFAULT '{}',
        comment text NOT NULL DEFAULT '',
        -- Sum of weight x points in hundredths, exact; null until every criterion has its points.
        total_hundredths numeric(14, 4),
        saved_at timestamptz(3),
        signed_at timestamptz(3),
        recused_at timestamptz(3),
        recused_reason text,
        reopened_reason text,
        version integer NOT NULL DEFAULT 1,
        CONSTRAINT sheet_is_of_a_panel_judge FOREIGN KEY (round_id, person_id) REFERENCES panel_judges,
        CONSTRAINT one_sheet_per_judge_and_entry UNIQUE (round_id, person_id, entry_id),
        CONSTRAINT signed_sheet_is_complete CHECK (state <> 'signed' OR (signed_at IS NOT NULL AND total_hundredths IS NOT NULL)),
        CONSTRAINT recused_sheet_has_a_reason CHECK (recused_at IS NULL OR length(recused_reason) > 0),
        CONSTRAINT recused_sheet_is_not_signed CHECK (recused_at IS NULL OR state <> 'signed')
      );
      CREATE INDEX sheets_of_a_judge ON score_sheets (round_id, person_id, position);
      CREATE INDEX sheets_of_an_entry ON score_sheets (entry_id, round_id);

      CREATE TABLE score_sheet_versions (
        sheet_id uuid NOT NULL REFERENCES score_sheets,
        number integer NOT NULL,
        signed_at timestamptz(3) NOT NULL,
        rubric_version_id uuid NOT NULL,
        body jsonb NOT NULL,
        reopened_at timestamptz(3),
        reopened_by_name text,
        reopened_reason text,
        PRIMARY KEY (sheet_id, number)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE score_sheet_versions; DROP TABLE score_sheets; DROP TABLE judge_conflicts; DROP TABLE panel_judges;
      DROP TABLE judging_rounds;
    `);
  }
}
