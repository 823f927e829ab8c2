import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a scanner found in stored files, whether their pictures are made, and slots that a find opened again. */
export class ScanFiles1637001200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE stored_files
        ADD COLUMN scan_state text NOT NULL DEFAULT 'unscanned'
          CONSTRAINT scan_state_is_known CHECK (scan_state IN ('unscanned', 'clean', 'infected')),
        -- The scanner's name for what it found.
        ADD COLUMN scan_finding text,
        ADD COLUMN scanned_at timestamptz(3),
        -- When the scanner last gave no verdict on it: such files stand behind those never tried.
        ADD COLUMN scan_tried_at timestamptz(3),
        ADD COLUMN prepared_at timestamptz(3),
        ADD CONSTRAINT scanned_has_instant CHECK ((scan_state = 'unscanned') = (scanned_at IS NULL)),
        ADD CONSTRAINT infected_has_a_finding CHECK ((scan_state = 'infected') = (scan_finding IS NOT NULL));
      CREATE INDEX files_to_scan ON stored_files (scan_tried_at NULLS FIRST, stored_at, sha256) WHERE scan_state = 'unscanned';
      CREATE INDEX files_to_prepare ON stored_files (stored_at, sha256) WHERE prepared_at IS NULL;

      -- A slot whose file was found infected after it had come in: it takes another one until then, whatever the window says.
      CREATE TABLE slot_reopenings (
        id uuid PRIMARY KEY,
        entry_id uuid NOT NULL REFERENCES entries ON DELETE CASCADE,
        slot_id uuid NOT NULL REFERENCES contest_slots ON DELETE CASCADE,
        sha256 text NOT NULL,
        opened_at timestamptz(3) NOT NULL,
        until_at timestamptz(3) NOT NULL,
        CONSTRAINT reopening_ends_after_it_begins CHECK (until_at > opened_at),
        CONSTRAINT a_find_reopens_a_slot_once UNIQUE (entry_id, slot_id, sha256)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE slot_reopenings;
      ALTER TABLE stored_files DROP COLUMN scan_state, DROP COLUMN scan_finding, DROP COLUMN scanned_at, DROP COLUMN scan_tried_at, DROP COLUMN prepared_at;
    `);
  }
}
