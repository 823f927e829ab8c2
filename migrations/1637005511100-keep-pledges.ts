import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who of an agency pledged to join the group of the hamlet that he or she lives in, and what the hamlet said of it; a drive begins its reports with them. */
export class KeepPledges1637005511100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE drives ADD COLUMN keeps_pledges boolean NOT NULL DEFAULT false;
      UPDATE drives SET keeps_pledges = true WHERE template = 'nhom-noi-cu-tru';
      ALTER TABLE drive_indicators DROP CONSTRAINT indicator_register_figure_is_known,
        ADD CONSTRAINT indicator_figure_is_known
          CHECK (from_register IN ('required-roles', 'command-members', 'pledged', 'pledges-confirmed'));
      UPDATE drive_indicators i SET from_register = CASE i.ordinal WHEN 0 THEN 'pledged' ELSE 'pledges-confirmed' END
        FROM drives d WHERE d.id = i.drive_id AND d.template = 'nhom-noi-cu-tru' AND i.ordinal IN (0, 1);

      CREATE TABLE drive_pledges (
        id uuid PRIMARY KEY,
        seq bigint GENERATED ALWAYS AS IDENTITY,
        -- The agency.
        drive_unit_id uuid NOT NULL REFERENCES drive_units ON DELETE CASCADE,
        -- '' once erased, as the post is; no telephone number, no day of birth.
        full_name text NOT NULL,
        post text NOT NULL,
        sort_key text COLLATE "C" NOT NULL,
        same_key text NOT NULL,
        -- Where the person lives, as units were on the drive's day; null: outside the tree of the movement.
        commune_id uuid REFERENCES units,
        district_id uuid REFERENCES units,
        province_id uuid REFERENCES units,
        -- Null: nobody has entered the villages of the commune.
        village_id uuid REFERENCES units,
        pledged_on date NOT NULL,
        state text NOT NULL DEFAULT 'pledged'
          CONSTRAINT pledge_state_is_known CHECK (state IN ('pledged', 'confirmed', 'absent', 'withdrawn', 'replaced')),
        added_at timestamptz(3) NOT NULL,
        added_by_name text NOT NULL,
        replaces_id uuid CONSTRAINT pledge_is_replaced_once UNIQUE REFERENCES drive_pledges,
        reason text,
        withdrawn_at timestamptz(3),
        withdrawn_by_name text,
        withdrawn_reason text,
        erased_at timestamptz(3),
        version integer NOT NULL DEFAULT 1,
        CONSTRAINT pledge_names_somebody_until_erased CHECK ((erased_at IS NULL) = (full_name <> '')),
        CONSTRAINT pledge_of_a_village_is_of_a_commune CHECK (village_id IS NULL OR commune_id IS NOT NULL),
        CONSTRAINT pledge_outside_is_nobodys_to_confirm CHECK (commune_id IS NOT NULL OR state NOT IN ('confirmed', 'absent')),
        CONSTRAINT pledge_does_not_replace_itself CHECK (replaces_id <> id),
        CONSTRAINT corrected_pledge_has_a_reason CHECK ((replaces_id IS NULL) = (reason IS NULL)),
        CONSTRAINT pledge_is_withdrawn_whole
          CHECK (num_nulls(withdrawn_at, withdrawn_by_name, withdrawn_reason) = CASE state WHEN 'withdrawn' THEN 0 ELSE 3 END)
      );
      CREATE UNIQUE INDEX pledge_of_a_person_stands_once ON drive_pledges (drive_unit_id, same_key)
        WHERE state IN ('pledged', 'confirmed', 'absent') AND erased_at IS NULL;
      CREATE INDEX pledges_of_a_unit ON drive_pledges (drive_unit_id, sort_key, id);
      CREATE INDEX pledges_of_a_commune ON drive_pledges (commune_id, state, drive_unit_id);
      CREATE INDEX pledges_of_a_village ON drive_pledges (village_id);
      CREATE INDEX pledges_of_a_district ON drive_pledges (district_id);
      CREATE INDEX pledges_of_a_province ON drive_pledges (province_id);

      -- What the hamlet said, each time; the last word counts.
      CREATE TABLE drive_pledge_words (
        pledge_id uuid NOT NULL REFERENCES drive_pledges ON DELETE CASCADE,
        ordinal integer NOT NULL,
        is_member boolean NOT NULL,
        said_on date NOT NULL,
        -- Why the person is not in the group; '' once erased.
        reason text,
        said_at timestamptz(3) NOT NULL,
        by_name text NOT NULL,
        PRIMARY KEY (pledge_id, ordinal),
        CONSTRAINT pledge_denied_has_a_reason CHECK (is_member = (reason IS NULL))
      );

      CREATE FUNCTION refuse_to_change_pledge() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF NEW.erased_at IS NULL AND OLD.state <> 'pledged'
           AND (OLD.full_name, OLD.post, OLD.commune_id, OLD.village_id, OLD.pledged_on)
               IS DISTINCT FROM (NEW.full_name, NEW.post, NEW.commune_id, NEW.village_id, NEW.pledged_on) THEN
          RAISE EXCEPTION 'a pledge that the hamlet spoke of stays as it was' USING ERRCODE = 'insufficient_privilege';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER drive_pledges_stay BEFORE UPDATE ON drive_pledges FOR EACH ROW EXECUTE FUNCTION refuse_to_change_pledge();
      CREATE FUNCTION refuse_to_change_pledge_word() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF NEW.reason IS DISTINCT FROM '' OR (OLD.pledge_id, OLD.ordinal, OLD.is_member, OLD.said_on, OLD.said_at, OLD.by_name)
           IS DISTINCT FROM (NEW.pledge_id, NEW.ordinal, NEW.is_member, NEW.said_on, NEW.said_at, NEW.by_name) THEN
          RAISE EXCEPTION 'what a hamlet said stays' USING ERRCODE = 'insufficient_privilege';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER drive_pledge_words_stay BEFORE UPDATE ON drive_pledge_words FOR EACH ROW EXECUTE FUNCTION refuse_to_change_pledge_word();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE drive_pledge_words; DROP TABLE drive_pledges;
      DROP FUNCTION refuse_to_change_pledge_word; DROP FUNCTION refuse_to_change_pledge;
      UPDATE drive_indicators SET from_register = NULL WHERE from_register IN ('pledged', 'pledges-confirmed');
      ALTER TABLE drive_indicators DROP CONSTRAINT indicator_figure_is_known,
        ADD CONSTRAINT indicator_register_figure_is_known CHECK (from_register IN ('required-roles', 'command-members'));
      ALTER TABLE drives DROP COLUMN keeps_pledges;
    `);
  }
}
