import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Reports upward on a movement: words that people write, beside facts that are read from the data until the report is issued and kept from then on. */
export class KeepProgressReports1637005101000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE progress_reports (
        id uuid PRIMARY KEY,
        movement_id uuid NOT NULL REFERENCES movements ON DELETE CASCADE,
        -- Whose tree it is about, and who signs it.
        unit_id uuid NOT NULL REFERENCES units,
        sender_unit_id uuid NOT NULL REFERENCES units,
        sender_name text NOT NULL,
        kind text NOT NULL CONSTRAINT progress_kind_is_known CHECK (kind IN ('weekly', 'final')),
        -- Both days belong to it.
        from_on date NOT NULL,
        to_on date NOT NULL,
        words jsonb NOT NULL,
        drafted_at timestamptz(3) NOT NULL,
        drafted_by_name text NOT NULL,
        written_by_name text NOT NULL,
        issued_at timestamptz(3),
        issued_by_name text,
        -- What the data said when it was issued, word for word, and the hash that it stands for.
        facts text,
        facts_sha256 text,
        sample boolean NOT NULL DEFAULT false,
        version integer NOT NULL DEFAULT 1,
        CONSTRAINT progress_ends_after_it_begins CHECK (to_on >= from_on),
        CONSTRAINT weekly_report_is_of_one_week CHECK (kind <> 'weekly' OR (to_on = from_on + 6 AND extract(isodow FROM from_on) = 1)),
        CONSTRAINT issued_report_keeps_its_facts CHECK (num_nulls(issued_at, issued_by_name, facts, facts_sha256) IN (0, 4))
      );
      CREATE INDEX progress_reports_of_a_movement ON progress_reports (movement_id, to_on DESC, drafted_at DESC);
      CREATE INDEX progress_reports_of_a_tree ON progress_reports (unit_id, movement_id, kind, from_on);

      CREATE FUNCTION refuse_to_change_issued_report() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF OLD.issued_at IS NOT NULL THEN
          RAISE EXCEPTION 'an issued report stays as it was' USING ERRCODE = 'insufficient_privilege';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER progress_reports_stay BEFORE UPDATE ON progress_reports FOR EACH ROW EXECUTE FUNCTION refuse_to_change_issued_report();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE progress_reports; DROP FUNCTION refuse_to_change_issued_report;`);
  }
}
