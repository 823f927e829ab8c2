import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Award lists: drafted from ranks and tiers, confirmed by a second person, frozen at publication, superseded rather than edited. */
export class CreateAwards1637000700000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE award_lists (
        id uuid PRIMARY KEY,
        contest_id uuid NOT NULL REFERENCES contests,
        round_id uuid NOT NULL REFERENCES judging_rounds,
        number integer NOT NULL,
        state text NOT NULL CONSTRAINT award_list_state_is_known CHECK (state IN ('draft', 'confirmed', 'published', 'superseded')),
        drafted_by uuid NOT NULL REFERENCES persons,
        drafted_by_name text NOT NULL,
        drafted_at timestamptz(3) NOT NULL,
        confirmed_by uuid REFERENCES persons,
        confirmed_by_name text,
        confirmed_at timestamptz(3),
        published_by_name text,
        published_at timestamptz(3),
        superseded_at timestamptz(3),
        supersede_reason text,
        total bigint,
        -- What the ranks were computed from, as text hashed when the list was drafted: a later change is noticed.
        input_sha256 text NOT NULL,
        version integer NOT NULL DEFAULT 1,
        CONSTRAINT award_lists_are_counted UNIQUE (contest_id, number),
        CONSTRAINT second_person_confirms CHECK (confirmed_by IS NULL OR confirmed_by <> drafted_by),
        CONSTRAINT published_list_was_confirmed CHECK (state NOT IN ('published', 'superseded') OR (confirmed_at IS NOT NULL AND published_at IS NOT NULL AND total IS NOT NULL)),
        CONSTRAINT superseded_list_has_a_reason CHECK (state <> 'superseded' OR length(supersede_reason) > 0)
      );
      CREATE UNIQUE INDEX one_published_list_per_contest ON award_lists (contest_id) WHERE state = 'published';

      CREATE TABLE award_decisions (
        id uuid PRIMARY KEY,
        -- The order in which decisions were taken; a rehearsal's clock may stand still between two of them.
        seq bigint GENERATED ALWAYS AS IDENTITY,
        list_id uuid NOT NULL REFERENCES award_lists ON DELETE CASCADE,
        kind text NOT NULL CONSTRAINT award_decision_kind_is_known CHECK (kind IN ('tie', 'withhold', 'release')),
        -- The entries of the tie, by number, and the tiers they stand across, in order.
        entries text[] NOT NULL,
        tiers text[] NOT NULL,
        choice text NOT NULL CONSTRAINT award_choice_is_known CHECK (choice IN ('share', 'extend', 'order', 'withhold', 'keep-withheld')),
        chosen_order text[],
        reason text NOT NULL CONSTRAINT award_decision_has_a_reason CHECK (length(reason) > 0),
        decided_by uuid NOT NULL REFERENCES persons,
        decided_by_name text NOT NULL,
        decided_at timestamptz(3) NOT NULL
      );
      CREATE INDEX decisions_of_an_award_list ON award_decisions (list_id, seq);

      -- Copied when the list is published and never computed again.
      CREATE TABLE award_lines (
        list_id uuid NOT NULL REFERENCES award_lists,
        position integer NOT NULL,
        entry_id uuid NOT NULL REFERENCES entries,
        entry_number text NOT NULL,
        title text NOT NULL,
        village_name text NOT NULL,
        commune_id uuid NOT NULL,
        commune_name text NOT NULL,
        commune_sort_key text COLLATE "C" NOT NULL,
        district_name text,
        district_sort_key text COLLATE "C",
        representative text NOT NULL DEFAULT '',
        rank integer NOT NULL,
        score text NOT NULL,
        exact text NOT NULL,
        tie_break text[] NOT NULL,
        tier_code text,
        tier_name text,
        amount bigint NOT NULL CONSTRAINT award_amount_is_not_negative CHECK (amount >= 0),
        note text NOT NULL DEFAULT '',
        PRIMARY KEY (list_id, position),
        CONSTRAINT entry_stands_once_on_a_list UNIQUE (list_id, entry_id),
        CONSTRAINT money_belongs_to_a_tier CHECK (amount = 0 OR tier_code IS NOT NULL)
      );
      CREATE INDEX award_lines_of_a_commune ON award_lines (list_id, commune_id);

      -- What was published stays as it was. A rehearsal may be started over, and then its lines go with it: only whole, never
      -- changed, and whether a contest is a rehearsal was said when it was created.
      CREATE FUNCTION is_list_of_a_rehearsal(list uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
        SELECT EXISTS (SELECT 1 FROM award_lists l JOIN contests c ON c.id = l.contest_id WHERE l.id = list AND c.rehearsal)
      $$;
      CREATE FUNCTION refuse_to_rewrite_award_lines() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF TG_OP = 'DELETE' AND is_list_of_a_rehearsal(OLD.list_id) THEN
          RETURN OLD;
        END IF;
        RAISE EXCEPTION 'published award lines are frozen' USING ERRCODE = 'insufficient_privilege';
      END $$;
      CREATE TRIGGER award_lines_are_frozen BEFORE UPDATE OR DELETE ON award_lines
        FOR EACH ROW EXECUTE FUNCTION refuse_to_rewrite_award_lines();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE award_lines; DROP FUNCTION refuse_to_rewrite_award_lines; DROP FUNCTION is_list_of_a_rehearsal;
      DROP TABLE award_decisions; DROP TABLE award_lists;
    `);
  }
}
