import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the vetting offices write: checklist, decisions, what must be supplemented, batches forwarded upwards. */
export class CreateVetting1637000500000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- One checklist for each dossier at each level, as it stands now; its version tells two officers at one dossier apart.
      CREATE TABLE vetting_checklists (
        entry_id uuid NOT NULL REFERENCES entries,
        ordinal integer NOT NULL,
        version integer NOT NULL,
        changed_by uuid NOT NULL REFERENCES persons,
        changed_by_name text NOT NULL,
        changed_at timestamptz(3) NOT NULL,
        PRIMARY KEY (entry_id, ordinal)
      );
      CREATE TABLE vetting_checks (
        entry_id uuid NOT NULL,
        ordinal integer NOT NULL,
        slot_id uuid REFERENCES contest_slots,
        field_id uuid REFERENCES contest_fields,
        verdict text NOT NULL CONSTRAINT verdict_is_known CHECK (verdict IN ('pass', 'fail')),
        reason_kind text CONSTRAINT reason_kind_is_known CHECK (reason_kind IN ('missing', 'wrong', 'unreadable', 'expired', 'other')),
        note text NOT NULL DEFAULT '',
        -- Which receipt of the dossier was looked at: a failed check of an earlier one says nothing about the supplement.
        round integer NOT NULL,
        checked_by uuid NOT NULL REFERENCES persons,
        checked_by_name text NOT NULL,
        checked_at timestamptz(3) NOT NULL,
        CONSTRAINT place_is_checked_once_a_level UNIQUE NULLS NOT DISTINCT (entry_id, ordinal, slot_id, field_id),
        CONSTRAINT check_is_of_a_checklist FOREIGN KEY (entry_id, ordinal) REFERENCES vetting_checklists,
        CONSTRAINT check_names_one_place CHECK ((slot_id IS NULL) <> (field_id IS NULL)),
        CONSTRAINT failed_check_has_a_kind CHECK ((verdict = 'fail') = (reason_kind IS NOT NULL))
      );

      CREATE TABLE vetting_decisions (
        id uuid PRIMARY KEY,
        -- The order in which they were taken; the clock of a rehearsal stands still.
        seq bigint GENERATED ALWAYS AS IDENTITY,
        entry_id uuid NOT NULL REFERENCES entries,
        ordinal integer NOT NULL,
        unit_id uuid NOT NULL REFERENCES units,
        unit_name text NOT NULL,
        verb text NOT NULL CONSTRAINT decision_verb_is_known CHECK (verb IN ('accept', 'reject', 'return')),
        reason text,
        due_at timestamptz(3),
        rules_version_id uuid REFERENCES rules_versions,
        decided_by uuid NOT NULL REFERENCES persons,
        decided_by_name text NOT NULL,
        decided_at timestamptz(3) NOT NULL,
        CONSTRAINT negative_decision_has_a_reason CHECK (verb = 'accept' OR length(reason) > 0),
        CONSTRAINT return_has_a_due_instant CHECK (verb <> 'return' OR due_at IS NOT NULL)
      );
      CREATE INDEX decisions_on_an_entry ON vetting_decisions (entry_id, seq);

      -- The slots (or text fields) that a return opens again; open until the supplement comes.
      CREATE TABLE supplement_points (
        id uuid PRIMARY KEY,
        decision_id uuid NOT NULL REFERENCES vetting_decisions,
        entry_id uuid NOT NULL REFERENCES entries,
        slot_id uuid REFERENCES contest_slots,
        field_id uuid REFERENCES contest_fields,
        reason_kind text NOT NULL CONSTRAINT supplement_kind_is_known CHECK (reason_kind IN ('missing', 'wrong', 'unreadable', 'expired', 'other')),
        note text NOT NULL,
        answered_at timestamptz(3),
        CONSTRAINT supplement_point_names_one_place CHECK ((slot_id IS NULL) <> (field_id IS NULL))
      );
      CREATE INDEX open_supplement_points ON supplement_points (entry_id) WHERE answered_at IS NULL;
      CREATE INDEX supplement_points_of_a_decision ON supplement_points (decision_id);

      CREATE TABLE forwarding_batches (
        id uuid PRIMARY KEY,
        contest_id uuid NOT NULL REFERENCES contests,
        ordinal integer NOT NULL,
        unit_id uuid NOT NULL REFERENCES units,
        unit_name text NOT NULL,
        number integer NOT NULL,
        note text NOT NULL DEFAULT '',
        -- What stayed behind when the batch left, and why: printed on its covering list.
        left_out jsonb NOT NULL DEFAULT '[]',
        forwarded_by uuid NOT NULL REFERENCES persons,
        forwarded_by_name text NOT NULL,
        forwarded_at timestamptz(3) NOT NULL,
        CONSTRAINT batches_are_counted UNIQUE (contest_id, unit_id, ordinal, number)
      );
      CREATE TABLE forwarded_entries (
        batch_id uuid NOT NULL REFERENCES forwarding_batches,
        entry_id uuid NOT NULL REFERENCES entries,
        ordinal integer NOT NULL,
        PRIMARY KEY (batch_id, entry_id),
        CONSTRAINT entry_is_forwarded_once_a_level UNIQUE (entry_id, ordinal)
      );

      -- The queue of every office, oldest first, without a look at what others hold or have done.
      CREATE INDEX entries_waiting_for_vetting ON entries (contest_id, vetted_level, forwarded_level, submitted_at, id)
        WHERE state IN ('submitted', 'accepted');
      -- Counts by stage and by commune are read off this index alone.
      CREATE INDEX entries_counted_by_stage ON entries (contest_id, commune_id, state, vetted_level, forwarded_level)
        INCLUDE (submitted_at, village_id) WHERE number IS NOT NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX entries_counted_by_stage; DROP INDEX entries_waiting_for_vetting;
      DROP TABLE forwarded_entries; DROP TABLE forwarding_batches; DROP TABLE supplement_points; DROP TABLE vetting_decisions;
      DROP TABLE vetting_checks; DROP TABLE vetting_checklists;
    `);
  }
}
