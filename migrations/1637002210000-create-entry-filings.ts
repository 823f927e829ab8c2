import type { MigrationInterface, QueryRunner } from 'typeorm';

/** That an officer of a vetting office fills in and sends a dossier for its commune: who brought it, why, and how. */
export class CreateEntryFilings1637002210000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE entry_filings (
        id uuid PRIMARY KEY,
        entry_id uuid NOT NULL REFERENCES entries ON DELETE CASCADE,
        person_id uuid NOT NULL REFERENCES persons,
        person_name text NOT NULL,
        unit_id uuid NOT NULL REFERENCES units,
        unit_name text NOT NULL,
        brought_by text NOT NULL CONSTRAINT filing_names_who_brought_it CHECK (brought_by <> ''),
        brought_duty text NOT NULL CONSTRAINT filing_names_the_duty CHECK (brought_duty <> ''),
        reason text NOT NULL CONSTRAINT filing_says_why CHECK (reason <> ''),
        way text NOT NULL CONSTRAINT filing_way_is_known CHECK (way IN ('usb', 'paper', 'other')),
        begun_at timestamptz(3) NOT NULL,
        -- A filing ends in one of two ways: the officer sent the dossier, or gave it up (or somebody else sent it).
        sent_at timestamptz(3),
        ended_at timestamptz(3),
        CONSTRAINT filing_ends_once CHECK (sent_at IS NULL OR ended_at IS NULL),
        CONSTRAINT one_filing_for_each_officer UNIQUE (entry_id, person_id)
      );
      -- A dossier comes in once by a filing: what follows is the commune's own.
      CREATE UNIQUE INDEX entry_is_filed_once ON entry_filings (entry_id) WHERE sent_at IS NOT NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE entry_filings`);
  }
}
