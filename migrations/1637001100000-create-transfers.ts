import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Files of dossiers that are still arriving, and how many bytes each person, commune, contest and the disk hold. */
export class CreateTransfers1637001100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE entry_transfers (
        id uuid PRIMARY KEY,
        entry_id uuid NOT NULL REFERENCES entries ON DELETE CASCADE,
        slot_id uuid NOT NULL REFERENCES contest_slots,
        person_id uuid NOT NULL REFERENCES persons,
        name text NOT NULL CONSTRAINT transfer_name_is_short CHECK (octet_length(name) BETWEEN 1 AND 255),
        size bigint NOT NULL CONSTRAINT transfer_is_not_empty CHECK (size > 0),
        -- What the sender's device says the file's head and tail are like: two files of one name and size are told apart by it.
        fingerprint text NOT NULL CONSTRAINT transfer_fingerprint_is_short CHECK (length(fingerprint) <= 64),
        received bigint NOT NULL DEFAULT 0,
        -- Real time, also in a rehearsal: disks know no other.
        begun_at timestamptz(3) NOT NULL,
        active_at timestamptz(3) NOT NULL,
        state text NOT NULL DEFAULT 'arriving' CONSTRAINT transfer_state_is_known CHECK (state IN ('arriving', 'kept', 'refused')),
        -- Known once the file has arrived whole and was found sound.
        sha256 text,
        kind text,
        pages integer,
        -- Why a file that had arrived whole could not be taken.
        refusal jsonb,
        CONSTRAINT transfer_holds_no_more_than_its_file CHECK (received BETWEEN 0 AND size),
        CONSTRAINT transfer_kept_is_whole CHECK (state <> 'kept' OR (received = size AND sha256 IS NOT NULL)),
        CONSTRAINT transfer_refused_has_reason CHECK ((state = 'refused') = (refusal IS NOT NULL))
      );
      CREATE INDEX transfers_of_an_entry ON entry_transfers (entry_id, slot_id) WHERE state <> 'kept';
      CREATE INDEX transfers_by_activity ON entry_transfers (active_at);

      -- Bytes held, by whom: kept files, removed ones too since their bytes stay, and those promised to files still arriving.
      -- Scope 'disk' holds only the promises; what is free now is asked of the disk itself.
      CREATE TABLE storage_usage (
        scope text NOT NULL CONSTRAINT usage_scope_is_known CHECK (scope IN ('commune', 'contest', 'disk', 'person')),
        holder_id uuid NOT NULL,
        bytes bigint NOT NULL CONSTRAINT usage_is_never_negative CHECK (bytes >= 0),
        most bigint NOT NULL,
        PRIMARY KEY (scope, holder_id)
      );
      INSERT INTO storage_usage (scope, holder_id, bytes, most)
        SELECT 'person', uploaded_by, sum(size), 0 FROM entry_files GROUP BY uploaded_by
        UNION ALL SELECT 'commune', e.commune_id, sum(f.size), 0 FROM entry_files f JOIN entries e ON e.id = f.entry_id GROUP BY e.commune_id
        UNION ALL SELECT 'contest', e.contest_id, sum(f.size), 0 FROM entry_files f JOIN entries e ON e.id = f.entry_id GROUP BY e.contest_id;

      ALTER TABLE contests ADD COLUMN storage_bytes bigint NOT NULL DEFAULT 214748364800
        CONSTRAINT contest_storage_is_positive CHECK (storage_bytes > 0);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE contests DROP COLUMN storage_bytes;
      DROP TABLE storage_usage;
      DROP TABLE entry_transfers;
    `);
  }
}
