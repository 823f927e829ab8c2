import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is said over loudspeakers, in groups and on boards: working words of an item, and the editions that were approved, which stay. */
export class CreatePropagandaItems1637005000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE propaganda_items (
        id uuid PRIMARY KEY,
        -- The unit whose people keep it, by its name of the day.
        owner_unit_id uuid NOT NULL REFERENCES units,
        owner_name text NOT NULL,
        movement_id uuid REFERENCES movements,
        title text NOT NULL CONSTRAINT propaganda_item_has_a_title CHECK (length(title) BETWEEN 1 AND 200),
        -- The department that supplied it.
        source_name text NOT NULL,
        loud_text text NOT NULL,
        zalo_text text NOT NULL,
        valid_until date,
        image_sha256 text REFERENCES stored_files(sha256),
        image_name text,
        image_kind text,
        image_size bigint,
        state text NOT NULL CONSTRAINT propaganda_state_is_known CHECK (state IN ('draft', 'submitted', 'approved', 'withdrawn')),
        -- The newest edition; 0 before the first is approved.
        edition integer NOT NULL DEFAULT 0 CONSTRAINT propaganda_editions_count_from_one CHECK (edition >= 0),
        submitted_by uuid REFERENCES persons,
        submitted_by_name text,
        submitted_at timestamptz(3),
        -- Why it was sent back, or withdrawn.
        reason text,
        withdrawn_at timestamptz(3),
        sample boolean NOT NULL DEFAULT false,
        changed_at timestamptz(3) NOT NULL,
        changed_by_name text NOT NULL,
        version integer NOT NULL DEFAULT 1,
        CONSTRAINT propaganda_item_says_something CHECK (loud_text <> '' OR zalo_text <> '' OR image_sha256 IS NOT NULL),
        CONSTRAINT propaganda_image_is_whole CHECK (num_nulls(image_sha256, image_name, image_kind, image_size) IN (0, 4)),
        CONSTRAINT submitted_propaganda_says_by_whom CHECK (state <> 'submitted' OR num_nulls(submitted_by, submitted_by_name, submitted_at) = 0),
        CONSTRAINT withdrawn_propaganda_says_why CHECK ((state = 'withdrawn') = (withdrawn_at IS NOT NULL) AND (state <> 'withdrawn' OR reason IS NOT NULL)),
        CONSTRAINT approved_propaganda_has_an_edition CHECK (state <> 'approved' OR edition > 0)
      );
      CREATE INDEX propaganda_items_newest ON propaganda_items (changed_at DESC, id);
      CREATE INDEX propaganda_items_of_an_owner ON propaganda_items (owner_unit_id, changed_at DESC);
      CREATE INDEX propaganda_items_of_a_movement ON propaganda_items (movement_id) WHERE movement_id IS NOT NULL;
      CREATE INDEX propaganda_items_by_image ON propaganda_items (image_sha256) WHERE image_sha256 IS NOT NULL;

      CREATE TABLE propaganda_editions (
        item_id uuid NOT NULL REFERENCES propaganda_items ON DELETE CASCADE,
        edition integer NOT NULL CONSTRAINT propaganda_edition_is_counted CHECK (edition > 0),
        title text NOT NULL,
        source_name text NOT NULL,
        loud_text text NOT NULL,
        zalo_text text NOT NULL,
        valid_until date,
        image_sha256 text REFERENCES stored_files(sha256),
        image_name text,
        image_kind text,
        image_size bigint,
        approved_at timestamptz(3) NOT NULL,
        approved_by_name text NOT NULL,
        -- By whoever wrote it, since there was nobody else.
        approved_alone boolean NOT NULL,
        PRIMARY KEY (item_id, edition),
        CONSTRAINT propaganda_edition_image_is_whole CHECK (num_nulls(image_sha256, image_name, image_kind, image_size) IN (0, 4))
      );
      CREATE INDEX propaganda_editions_by_image ON propaganda_editions (image_sha256) WHERE image_sha256 IS NOT NULL;

      CREATE FUNCTION refuse_to_change_edition() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'an approved edition stays as it was approved' USING ERRCODE = 'insufficient_privilege';
      END $$;
      CREATE TRIGGER propaganda_editions_stay BEFORE UPDATE ON propaganda_editions FOR EACH ROW EXECUTE FUNCTION refuse_to_change_edition();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `DROP TABLE propaganda_editions; DROP TABLE propaganda_items; DROP FUNCTION refuse_to_change_edition;`,
    );
  }
}
