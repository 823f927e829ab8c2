import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Stored files, dossiers with their files, receipts, and the counters their numbers come from. */
export class CreateEntries1637000400000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- One row per content: the same bytes sent twice are kept once, under their hash.
      CREATE TABLE stored_files (
        sha256 text PRIMARY KEY CONSTRAINT stored_file_is_named_by_hash CHECK (sha256 ~ '^[0-9a-f]{64}$'),
        size bigint NOT NULL CONSTRAINT stored_file_is_not_empty CHECK (size > 0),
        kind text NOT NULL,
        stored_at timestamptz(3) NOT NULL
      );
      ALTER TABLE rules_attachments ADD CONSTRAINT attachment_is_a_stored_file FOREIGN KEY (file_sha256) REFERENCES stored_files;

      CREATE TABLE entries (
        id uuid PRIMARY KEY,
        contest_id uuid NOT NULL REFERENCES contests,
        village_id uuid NOT NULL,
        commune_id uuid NOT NULL,
        -- Six capitals and digits that name the dossier in addresses before it has a number.
        draft_code text NOT NULL,
        number text,
        state text NOT NULL CONSTRAINT entry_state_is_known
          CHECK (state IN ('draft', 'submitted', 'accepted', 'returned', 'rejected', 'withdrawn', 'disqualified')),
        -- How many vetting levels have passed it, and how many have forwarded it upwards.
        vetted_level integer NOT NULL DEFAULT 0,
        forwarded_level integer NOT NULL DEFAULT 0,
        answers jsonb NOT NULL DEFAULT '{}',
        reason text,
        supplement_due_at timestamptz(3),
        rules_version_id uuid REFERENCES rules_versions,
        extension_id uuid REFERENCES window_extensions,
        created_by uuid NOT NULL REFERENCES persons,
        created_at timestamptz(3) NOT NULL,
        changed_at timestamptz(3) NOT NULL,
        changed_by_name text NOT NULL,
        submitted_at timestamptz(3),
        decided_at timestamptz(3),
        version integer NOT NULL DEFAULT 1,
        CONSTRAINT entry_draft_codes_are_unique UNIQUE (draft_code),
        CONSTRAINT entry_numbers_are_unique UNIQUE (number),
        CONSTRAINT entry_is_of_a_village_in_the_contest FOREIGN KEY (contest_id, village_id) REFERENCES contest_villages (contest_id, village_id),
        CONSTRAINT entry_submitted_has_number CHECK (state IN ('draft', 'withdrawn') OR (number IS NOT NULL AND submitted_at IS NOT NULL)),
        CONSTRAINT entry_decided_has_date CHECK (state NOT IN ('accepted', 'rejected', 'disqualified') OR decided_at IS NOT NULL),
        CONSTRAINT entry_refused_has_reason CHECK (state NOT IN ('rejected', 'disqualified', 'returned') OR reason IS NOT NULL)
      );
      CREATE INDEX entries_of_a_commune ON entries (contest_id, commune_id, state);
      CREATE INDEX entries_of_a_village ON entries (contest_id, village_id);
      CREATE INDEX entries_by_state ON entries (contest_id, state, submitted_at, id);
      CREATE INDEX entries_by_number ON entries (contest_id, number);

      CREATE TABLE entry_counters (
        contest_id uuid NOT NULL REFERENCES contests ON DELETE CASCADE,
        on_day date NOT NULL,
        last integer NOT NULL,
        PRIMARY KEY (contest_id, on_day)
      );

      CREATE TABLE entry_files (
        id uuid PRIMARY KEY,
        entry_id uuid NOT NULL REFERENCES entries,
        slot_id uuid NOT NULL REFERENCES contest_slots,
        sha256 text NOT NULL REFERENCES stored_files,
        name text NOT NULL CONSTRAINT file_name_is_short CHECK (octet_length(name) BETWEEN 1 AND 255),
        kind text NOT NULL,
        size bigint NOT NULL,
        pages integer,
        position integer NOT NULL,
        uploaded_by uuid NOT NULL REFERENCES persons,
        uploaded_at timestamptz(3) NOT NULL,
        removed_at timestamptz(3)
      );
      CREATE INDEX files_of_an_entry ON entry_files (entry_id, slot_id, position) WHERE removed_at IS NULL;
      CREATE INDEX files_by_hash ON entry_files (sha256);

      -- One row per submission and per supplement; what it says is frozen.
      CREATE TABLE entry_receipts (
        id uuid PRIMARY KEY,
        entry_id uuid NOT NULL REFERENCES entries,
        round integer NOT NULL,
        received_at timestamptz(3) NOT NULL,
        received_by text NOT NULL,
        secret text NOT NULL,
        body jsonb NOT NULL,
        CONSTRAINT receipts_are_counted UNIQUE (entry_id, round)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE entry_receipts; DROP TABLE entry_files; DROP TABLE entry_counters; DROP TABLE entries;
      ALTER TABLE rules_attachments DROP CONSTRAINT attachment_is_a_stored_file;
      DROP TABLE stored_files;
    `);
  }
}
