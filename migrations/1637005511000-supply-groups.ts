import type { MigrationInterface, QueryRunner } from 'typeorm';

/** In which groups, on which days, a commune has posted what it was supplied with. A posting stays; one that was noted by mistake is struck out. */
export class SupplyGroups1637005511000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE propaganda_postings (
        id uuid PRIMARY KEY,
        item_id uuid NOT NULL,
        -- The edition that was in force when it was noted.
        edition integer NOT NULL,
        group_id uuid NOT NULL REFERENCES community_groups ON DELETE CASCADE,
        posted_on date NOT NULL,
        noted_at timestamptz(3) NOT NULL,
        by_name text NOT NULL,
        by_role text NOT NULL,
        struck_at timestamptz(3),
        struck_by_name text,
        struck_reason text,
        CONSTRAINT posting_is_of_an_edition FOREIGN KEY (item_id, edition) REFERENCES propaganda_editions ON DELETE CASCADE,
        CONSTRAINT struck_posting_says_why CHECK (num_nulls(struck_at, struck_by_name, struck_reason) IN (0, 3) AND struck_reason <> '')
      );
      CREATE UNIQUE INDEX item_is_posted_once_a_day_in_a_group ON propaganda_postings (item_id, group_id, posted_on) WHERE struck_at IS NULL;
      CREATE INDEX postings_in_a_group ON propaganda_postings (group_id, item_id);

      CREATE FUNCTION refuse_to_change_posting() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF OLD.struck_at IS NOT NULL OR
           (NEW.id, NEW.item_id, NEW.edition, NEW.group_id, NEW.posted_on, NEW.noted_at, NEW.by_name, NEW.by_role)
             IS DISTINCT FROM (OLD.id, OLD.item_id, OLD.edition, OLD.group_id, OLD.posted_on, OLD.noted_at, OLD.by_name, OLD.by_role) THEN
          RAISE EXCEPTION 'a posting stays as it was noted; it may be struck out once' USING ERRCODE = 'insufficient_privilege';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER propaganda_postings_stay BEFORE UPDATE ON propaganda_postings FOR EACH ROW EXECUTE FUNCTION refuse_to_change_posting();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE propaganda_postings; DROP FUNCTION refuse_to_change_posting;`);
  }
}
