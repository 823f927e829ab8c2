import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Links by which somebody without an account sends one file into one slot of a dossier. */
export class CreateSlotLinks1637001410000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE slot_links (
        id uuid PRIMARY KEY,
        entry_id uuid NOT NULL REFERENCES entries,
        slot_id uuid NOT NULL REFERENCES contest_slots,
        token_hash text NOT NULL,
        -- The commune's official in whose name the file comes in.
        made_by uuid NOT NULL REFERENCES persons,
        made_by_name text NOT NULL,
        made_at timestamptz(3) NOT NULL,
        expires_at timestamptz(3) NOT NULL,
        closed_at timestamptz(3),
        used_at timestamptz(3),
        file_id uuid REFERENCES entry_files,
        CONSTRAINT slot_link_tokens_are_unique UNIQUE (token_hash),
        CONSTRAINT slot_link_ends CHECK (expires_at > made_at),
        CONSTRAINT slot_link_used_has_file CHECK ((used_at IS NULL) = (file_id IS NULL))
      );
      CREATE INDEX slot_links_of_an_entry ON slot_links (entry_id, slot_id, made_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE slot_links`);
  }
}
