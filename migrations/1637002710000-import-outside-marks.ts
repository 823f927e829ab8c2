import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Rounds whose points come from outside judging: brought in as a table, every one kept. */
export class ImportOutsideMarks1637002710000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE planned_rounds DROP CONSTRAINT planned_round_kind_is_known;
      ALTER TABLE planned_rounds ADD CONSTRAINT planned_round_kind_is_offered CHECK (kind IN ('dossier', 'live', 'field', 'outside'));

      -- Each table that was brought in, whole; the newest of a round counts.
      CREATE TABLE outside_imports (
        id uuid PRIMARY KEY,
        round_id uuid NOT NULL REFERENCES judging_rounds,
        -- 1, 2, 3 …
        number integer NOT NULL CONSTRAINT outside_imports_count_from_one CHECK (number >= 1),
        -- Where the points come from, in words: shown beside them wherever they are explained.
        source text NOT NULL CONSTRAINT outside_import_names_its_source CHECK (source <> ''),
        -- Why a former table is replaced.
        reason text,
        rubric_version_id uuid NOT NULL REFERENCES rubric_versions,
        -- Of the table as it came.
        sha256 text NOT NULL,
        made_by uuid NOT NULL REFERENCES persons,
        made_by_name text NOT NULL,
        made_at timestamptz(3) NOT NULL,
        CONSTRAINT outside_imports_are_counted UNIQUE (round_id, number),
        CONSTRAINT later_outside_import_has_a_reason CHECK ((number > 1) = (reason IS NOT NULL AND reason <> ''))
      );

      CREATE TABLE outside_marks (
        import_id uuid NOT NULL REFERENCES outside_imports ON DELETE CASCADE,
        entry_id uuid NOT NULL REFERENCES entries,
        -- Hundredths by criterion code, every criterion of the round.
        points jsonb NOT NULL,
        -- Sum of weight x points in hundredths, exact.
        total_hundredths numeric(14, 4) NOT NULL CONSTRAINT outside_total_is_not_negative CHECK (total_hundredths >= 0),
        PRIMARY KEY (import_id, entry_id)
      );

      CREATE VIEW current_outside_marks AS
        SELECT i.round_id, i.rubric_version_id, m.entry_id, m.points, m.total_hundredths
          FROM outside_imports i JOIN outside_marks m ON m.import_id = i.id
         WHERE i.number = (SELECT max(l.number) FROM outside_imports l WHERE l.round_id = i.round_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP VIEW current_outside_marks; DROP TABLE outside_marks; DROP TABLE outside_imports;
      DELETE FROM planned_rounds WHERE kind = 'outside';
      ALTER TABLE planned_rounds DROP CONSTRAINT planned_round_kind_is_offered;
      ALTER TABLE planned_rounds ADD CONSTRAINT planned_round_kind_is_known CHECK (kind IN ('dossier', 'live', 'field'));
    `);
  }
}
