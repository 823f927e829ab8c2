import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Lists of members: what a contest asks for, the list of each dossier, and the copy that is still being put right. */
export class CreateMemberLists1637001300000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE contest_member_lists (
        contest_id uuid PRIMARY KEY REFERENCES contests ON DELETE CASCADE,
        -- The list belongs to a slot: it has the slot's duty, and is asked for again like the slot's files.
        slot_id uuid NOT NULL REFERENCES contest_slots,
        -- The text field in which the commune declares how many members there are; the list is compared with it.
        declared_field_id uuid REFERENCES contest_fields,
        -- [{code, label, kind, required}], in the order of the table; exactly one is of kind "name".
        columns jsonb NOT NULL CONSTRAINT member_list_has_columns CHECK (jsonb_typeof(columns) = 'array' AND jsonb_array_length(columns) > 0),
        CONSTRAINT member_list_slots_are_unique UNIQUE (slot_id)
      );

      -- A list is read and replaced as a whole, so it is one row: nothing of it is ever half there.
      CREATE TABLE entry_member_lists (
        entry_id uuid PRIMARY KEY REFERENCES entries ON DELETE CASCADE,
        members jsonb NOT NULL CONSTRAINT member_list_is_an_array CHECK (jsonb_typeof(members) = 'array'),
        sha256 text NOT NULL CONSTRAINT member_list_has_a_hash CHECK (sha256 ~ '^[0-9a-f]{64}$'),
        member_count integer NOT NULL CONSTRAINT member_list_is_counted CHECK (member_count = jsonb_array_length(members) AND member_count > 0),
        changed_at timestamptz(3) NOT NULL,
        changed_by_name text NOT NULL
      );

      CREATE TABLE pending_member_lists (
        entry_id uuid PRIMARY KEY REFERENCES entries ON DELETE CASCADE,
        rows jsonb NOT NULL CONSTRAINT pending_members_are_an_array CHECK (jsonb_typeof(rows) = 'array'),
        -- What was to be said about the file as a whole when it was read; [] when there was none.
        remarks jsonb NOT NULL DEFAULT '[]',
        version integer NOT NULL,
        changed_at timestamptz(3) NOT NULL,
        changed_by_name text NOT NULL,
        -- By the real clock, which a rehearsal does not move: what nobody touched for long is swept.
        touched_at timestamptz(3) NOT NULL
      );
      CREATE INDEX pending_members_by_age ON pending_member_lists (touched_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `DROP TABLE pending_member_lists; DROP TABLE entry_member_lists; DROP TABLE contest_member_lists;`,
    );
  }
}
