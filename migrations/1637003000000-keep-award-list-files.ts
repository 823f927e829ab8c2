import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the results bundle of a published list says, kept as it was at publication: scores, sheets and rules may change afterwards. */
export class KeepAwardListFiles1637003000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE award_list_files (
        list_id uuid NOT NULL REFERENCES award_lists ON DELETE CASCADE,
        position integer NOT NULL,
        path text NOT NULL,
        content text NOT NULL,
        PRIMARY KEY (list_id, position),
        CONSTRAINT file_of_a_list_has_one_place UNIQUE (list_id, path)
      );
      CREATE FUNCTION refuse_to_rewrite_list_files() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        -- A list of a rehearsal may be cleared away, and its files go with it: by then the list itself is gone.
        IF TG_OP = 'DELETE' AND NOT EXISTS (SELECT 1 FROM award_lists WHERE id = OLD.list_id) THEN
          RETURN OLD;
        END IF;
        RAISE EXCEPTION 'files of a published list are frozen' USING ERRCODE = 'insufficient_privilege';
      END $$;
      CREATE TRIGGER award_list_files_are_frozen BEFORE UPDATE OR DELETE ON award_list_files
        FOR EACH ROW EXECUTE FUNCTION refuse_to_rewrite_list_files();
      -- The bundle itself, in the store of files; made once, after the publication.
      CREATE TABLE award_bundles (
        list_id uuid PRIMARY KEY REFERENCES award_lists ON DELETE CASCADE,
        sha256 text NOT NULL REFERENCES stored_files,
        size bigint NOT NULL CONSTRAINT bundle_is_not_empty CHECK (size > 0)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE award_bundles; DROP TABLE award_list_files; DROP FUNCTION refuse_to_rewrite_list_files;
    `);
  }
}
