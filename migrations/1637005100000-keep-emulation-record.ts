import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was seen of units during a movement, and proposals to reward somebody for it: a track of its own beside the prizes of a contest. */
export class KeepEmulationRecord1637005100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE emulation_observations (
        id uuid PRIMARY KEY,
        seq bigint GENERATED ALWAYS AS IDENTITY,
        movement_id uuid NOT NULL REFERENCES movements ON DELETE CASCADE,
        -- The commune as it was on the day, with its names of then.
        commune_id uuid NOT NULL REFERENCES units,
        commune_name text NOT NULL,
        district_name text,
        sort_key text COLLATE "C" NOT NULL,
        observed_on date NOT NULL,
        kind text NOT NULL CONSTRAINT observation_kind_is_known CHECK (kind IN ('merit', 'shortcoming')),
        seen text NOT NULL CONSTRAINT observation_says_something CHECK (length(seen) BETWEEN 1 AND 2000),
        recorded_at timestamptz(3) NOT NULL,
        by_name text NOT NULL,
        -- The office that saw it; null for organisers, who have none.
        by_unit_name text,
        replaces_id uuid CONSTRAINT observation_is_replaced_once UNIQUE REFERENCES emulation_observations,
        reason text,
        -- The row that it replaces should never have been written; nothing stands in its place.
        withdraws boolean NOT NULL DEFAULT false,
        sample boolean NOT NULL DEFAULT false,
        CONSTRAINT observation_correction_has_a_reason CHECK ((replaces_id IS NULL) = (reason IS NULL)),
        CONSTRAINT observation_does_not_replace_itself CHECK (replaces_id <> id),
        CONSTRAINT only_a_correction_withdraws CHECK (NOT withdraws OR replaces_id IS NOT NULL)
      );
      CREATE INDEX observations_of_a_movement ON emulation_observations (movement_id, observed_on DESC, seq DESC);
      CREATE INDEX observations_of_a_commune ON emulation_observations (commune_id, movement_id, observed_on DESC, seq DESC);

      CREATE TABLE emulation_observation_files (
        id uuid PRIMARY KEY,
        observation_id uuid NOT NULL REFERENCES emulation_observations ON DELETE CASCADE,
        ordinal smallint NOT NULL,
        sha256 text NOT NULL REFERENCES stored_files(sha256),
        name text NOT NULL,
        kind text NOT NULL,
        size bigint NOT NULL,
        CONSTRAINT observation_file_stands_in_one_place UNIQUE (observation_id, ordinal)
      );
      CREATE INDEX observation_files_by_bytes ON emulation_observation_files (sha256);

      CREATE TABLE reward_proposals (
        id uuid PRIMARY KEY,
        movement_id uuid NOT NULL REFERENCES movements ON DELETE CASCADE,
        -- Whose tree it is about, and who writes it: an office, or the unit that holds the movement.
        unit_id uuid NOT NULL REFERENCES units,
        sender_unit_id uuid NOT NULL REFERENCES units,
        sender_name text NOT NULL,
        title text NOT NULL CONSTRAINT proposal_has_a_title CHECK (length(title) BETWEEN 1 AND 300),
        addressee text NOT NULL,
        grounds text NOT NULL,
        -- The day whose norms the sums go by.
        proposed_on date NOT NULL,
        state text NOT NULL DEFAULT 'draft' CONSTRAINT proposal_state_is_known CHECK (state IN ('draft', 'confirmed', 'submitted')),
        drafted_at timestamptz(3) NOT NULL,
        drafted_by uuid NOT NULL,
        drafted_by_name text NOT NULL,
        -- Who last changed it: neither of the two may confirm.
        written_by uuid NOT NULL,
        written_by_name text NOT NULL,
        confirmed_at timestamptz(3),
        confirmed_by uuid,
        confirmed_by_name text,
        submitted_at timestamptz(3),
        submitted_by_name text,
        submission_number text,
        submission_dated_on date,
        sample boolean NOT NULL DEFAULT false,
        version integer NOT NULL DEFAULT 1,
        CONSTRAINT proposal_is_confirmed_by_a_second_person CHECK (confirmed_by NOT IN (drafted_by, written_by)),
        CONSTRAINT confirmed_proposal_says_by_whom CHECK (num_nulls(confirmed_at, confirmed_by, confirmed_by_name) = CASE state WHEN 'draft' THEN 3 ELSE 0 END),
        CONSTRAINT submitted_proposal_says_by_whom CHECK (num_nulls(submitted_at, submitted_by_name) = CASE state WHEN 'submitted' THEN 0 ELSE 2 END)
      );
      CREATE INDEX proposals_of_a_movement ON reward_proposals (movement_id, proposed_on DESC, id);
      CREATE INDEX proposals_of_a_tree ON reward_proposals (unit_id, movement_id);
      CREATE INDEX proposals_to_confirm ON reward_proposals (movement_id) WHERE state = 'draft';

      CREATE TABLE reward_nominees (
        id uuid PRIMARY KEY,
        proposal_id uuid NOT NULL REFERENCES reward_proposals ON DELETE CASCADE,
        ordinal integer NOT NULL,
        kind text NOT NULL CONSTRAINT nominee_kind_is_known CHECK (kind IN ('individual', 'organisation', 'unit')),
        name text NOT NULL CONSTRAINT nominee_has_a_name CHECK (length(name) BETWEEN 1 AND 200),
        -- Post or address: "Trưởng bản Nà Khum".
        post text NOT NULL,
        commune_id uuid REFERENCES units,
        commune_name text,
        district_name text,
        achievements text NOT NULL CONSTRAINT nominee_has_achievements CHECK (length(achievements) BETWEEN 1 AND 3000),
        form text NOT NULL,
        form_name text NOT NULL CONSTRAINT reward_form_has_a_name CHECK (form_name <> ''),
        -- Why no observation supports it.
        unlinked_reason text CONSTRAINT unlinked_reason_says_something CHECK (unlinked_reason <> ''),
        -- What the form is worth, kept when the proposal is submitted; null: no norm was known for the day.
        amount bigint CONSTRAINT nominee_amount_is_money CHECK (amount >= 0),
        CONSTRAINT nominee_stands_in_one_place UNIQUE (proposal_id, ordinal),
        CONSTRAINT nominee_place_is_whole CHECK ((commune_id IS NULL) = (commune_name IS NULL))
      );
      CREATE INDEX nominees_of_a_commune ON reward_nominees (commune_id);

      CREATE TABLE nominee_observations (
        nominee_id uuid NOT NULL REFERENCES reward_nominees ON DELETE CASCADE,
        observation_id uuid NOT NULL REFERENCES emulation_observations ON DELETE CASCADE,
        PRIMARY KEY (nominee_id, observation_id)
      );
      CREATE INDEX nominees_by_observation ON nominee_observations (observation_id);

      CREATE FUNCTION refuse_to_change_observation() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'an observation stays as it was written' USING ERRCODE = 'insufficient_privilege';
      END $$;
      CREATE TRIGGER emulation_observations_stay BEFORE UPDATE ON emulation_observations FOR EACH ROW EXECUTE FUNCTION refuse_to_change_observation();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE nominee_observations; DROP TABLE reward_nominees; DROP TABLE reward_proposals; DROP TABLE emulation_observation_files;
      DROP TABLE emulation_observations; DROP FUNCTION refuse_to_change_observation;
    `);
  }
}
