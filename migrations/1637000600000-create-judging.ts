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
        -- How many sheets the judge has in each progress, kept by count_sheets_of_judges: every page of a judge shows done
        -- and left, and must cost the same with 100 and with 10,000 entries.
        sheets_none integer NOT NULL DEFAULT 0,
        sheets_draft integer NOT NULL DEFAULT 0,
        sheets_done integer NOT NULL DEFAULT 0,
        sheets_signed integer NOT NULL DEFAULT 0,
        sheets_recused integer NOT NULL DEFAULT 0,
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
        -- A fixed order of its own for every judge, so that no entry is always the first or the tired last: 31 bits of a
        -- hash of judge and entry, hence the same whenever the entry is assigned.
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
        -- none: nothing saved; draft: points are missing; done: complete, not signed.
        progress text NOT NULL GENERATED ALWAYS AS (
          CASE WHEN recused_at IS NOT NULL THEN 'recused' WHEN state = 'signed' THEN 'signed'
               WHEN total_hundredths IS NOT NULL THEN 'done' WHEN saved_at IS NOT NULL THEN 'draft' ELSE 'none' END) STORED,
        CONSTRAINT sheet_is_of_a_panel_judge FOREIGN KEY (round_id, person_id) REFERENCES panel_judges,
        CONSTRAINT one_sheet_per_judge_and_entry UNIQUE (round_id, person_id, entry_id),
        CONSTRAINT signed_sheet_is_complete CHECK (state <> 'signed' OR (signed_at IS NOT NULL AND total_hundredths IS NOT NULL)),
        CONSTRAINT recused_sheet_has_a_reason CHECK (recused_at IS NULL OR length(recused_reason) > 0),
        CONSTRAINT recused_sheet_is_not_signed CHECK (recused_at IS NULL OR state <> 'signed')
      );
      CREATE INDEX sheets_of_a_judge ON score_sheets (round_id, person_id, position, id);
      CREATE INDEX sheets_of_a_judge_by_progress ON score_sheets (round_id, person_id, progress, position, id);
      -- "Next" is one step in this index, however many entries there are.
      CREATE INDEX sheets_left_to_a_judge ON score_sheets (round_id, person_id, position, id) WHERE progress IN ('none', 'draft');
      CREATE INDEX sheets_of_an_entry ON score_sheets (entry_id, round_id);

      -- Statement by statement, so that fifty thousand assignments are one change a judge. The three triggers see other rows.
      CREATE FUNCTION count_sheets_of_judges() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE
        change record;
        moved refcursor;
      BEGIN
        IF TG_OP = 'INSERT' THEN
          OPEN moved FOR SELECT round_id, person_id, progress, count(*)::int AS way FROM now_rows GROUP BY 1, 2, 3;
        ELSIF TG_OP = 'DELETE' THEN
          OPEN moved FOR SELECT round_id, person_id, progress, -count(*)::int AS way FROM old_rows GROUP BY 1, 2, 3;
        ELSE
          OPEN moved FOR SELECT round_id, person_id, progress, sum(one)::int AS way
            FROM (SELECT round_id, person_id, progress, 1 AS one FROM now_rows
                  UNION ALL SELECT round_id, person_id, progress, -1 FROM old_rows) both_rows
            GROUP BY 1, 2, 3 HAVING sum(one) <> 0 ORDER BY 1, 2;
        END IF;
        LOOP
          FETCH moved INTO change;
          EXIT WHEN NOT FOUND;
          UPDATE panel_judges SET
              sheets_none = sheets_none + CASE change.progress WHEN 'none' THEN change.way ELSE 0 END,
              sheets_draft = sheets_draft + CASE change.progress WHEN 'draft' THEN change.way ELSE 0 END,
              sheets_done = sheets_done + CASE change.progress WHEN 'done' THEN change.way ELSE 0 END,
              sheets_signed = sheets_signed + CASE change.progress WHEN 'signed' THEN change.way ELSE 0 END,
              sheets_recused = sheets_recused + CASE change.progress WHEN 'recused' THEN change.way ELSE 0 END
            WHERE round_id = change.round_id AND person_id = change.person_id;
        END LOOP;
        RETURN NULL;
      END $$;
      CREATE TRIGGER sheets_are_counted_when_given AFTER INSERT ON score_sheets
        REFERENCING NEW TABLE AS now_rows FOR EACH STATEMENT EXECUTE FUNCTION count_sheets_of_judges();
      CREATE TRIGGER sheets_are_counted_when_changed AFTER UPDATE ON score_sheets
        REFERENCING OLD TABLE AS old_rows NEW TABLE AS now_rows FOR EACH STATEMENT EXECUTE FUNCTION count_sheets_of_judges();
      CREATE TRIGGER sheets_are_counted_when_taken_back AFTER DELETE ON score_sheets
        REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION count_sheets_of_judges();

      -- What a sheet said when it was signed, and what an unsigned one said when new criteria made it incomplete.
      CREATE TABLE score_sheet_versions (
        sheet_id uuid NOT NULL REFERENCES score_sheets,
        number integer NOT NULL,
        -- Null for a draft that was kept when the round moved to new criteria.
        signed_at timestamptz(3),
        rubric_version_id uuid NOT NULL,
        body jsonb NOT NULL,
        reopened_at timestamptz(3),
        reopened_by_name text,
        reopened_reason text,
        PRIMARY KEY (sheet_id, number),
        CONSTRAINT kept_version_was_signed_or_put_aside CHECK (signed_at IS NOT NULL OR reopened_at IS NOT NULL)
      );

      -- What the tally said when the round was closed, one row an entry, so that the matrix is read and not computed anew.
      -- A summary: when an entry has left the contest since, the tally is asked again (judging.results).
      CREATE TABLE round_results (
        round_id uuid NOT NULL REFERENCES judging_rounds ON DELETE CASCADE,
        entry_id uuid NOT NULL REFERENCES entries,
        -- 1, 2, 3 … in the order of the ranking; entries without a rank come last.
        place integer NOT NULL,
        rank integer,
        row jsonb NOT NULL,
        spread_hundredths numeric(14, 4) NOT NULL,
        PRIMARY KEY (round_id, entry_id),
        CONSTRAINT result_places_are_counted UNIQUE (round_id, place)
      );
      CREATE INDEX results_by_spread ON round_results (round_id, spread_hundredths DESC, place);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE round_results; DROP TABLE score_sheet_versions; DROP TABLE score_sheets; DROP FUNCTION count_sheets_of_judges; DROP TABLE judge_conflicts; DROP TABLE panel_judges;
      DROP TABLE judging_rounds;
    `);
  }
}
