import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Teams of communities: kinds with the bounds that a paper sets, the teams, their members, and households by a named list. */
export class CreateCommunityTeams1637004500000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE team_kinds (
        id uuid PRIMARY KEY,
        name text NOT NULL UNIQUE CONSTRAINT team_kind_has_a_name CHECK (length(name) > 0),
        list_order integer NOT NULL
      );
      -- The newest row of a kind is in force; earlier ones say what was. A null bound is one that no paper sets.
      CREATE TABLE team_kind_bounds (
        kind_id uuid NOT NULL REFERENCES team_kinds,
        version integer NOT NULL,
        members_min integer CONSTRAINT team_members_min_is_counted CHECK (members_min > 0),
        members_max integer,
        households_min integer CONSTRAINT team_households_min_is_counted CHECK (households_min > 0),
        households_max integer,
        leaders integer CONSTRAINT team_leaders_are_counted CHECK (leaders > 0),
        source text NOT NULL,
        recorded_at timestamptz(3) NOT NULL,
        recorded_by_name text NOT NULL,
        PRIMARY KEY (kind_id, version),
        CONSTRAINT team_member_bounds_are_in_order CHECK (members_max >= coalesce(members_min, 1)),
        CONSTRAINT team_household_bounds_are_in_order CHECK (households_max >= coalesce(households_min, 1)),
        CONSTRAINT team_bounds_have_a_source CHECK (source <> '' OR num_nonnulls(members_min, members_max, households_min, households_max, leaders) = 0)
      );
      CREATE TRIGGER team_bounds_are_never_changed BEFORE UPDATE OR DELETE ON team_kind_bounds
        FOR EACH ROW EXECUTE FUNCTION refuse_to_rewrite_a_register();
      INSERT INTO team_kinds (id, name, list_order)
        VALUES ('7ea00000-0000-4000-8000-000000000001', 'Tổ Covid cộng đồng', 1),
               ('7ea00000-0000-4000-8000-000000000002', 'Tổ công nghệ số cộng đồng', 2);
      INSERT INTO team_kind_bounds (kind_id, version, members_min, members_max, households_min, households_max, leaders, source, recorded_at, recorded_by_name)
        VALUES ('7ea00000-0000-4000-8000-000000000001', 1, 3, 5, 30, 50, 1,
                'Công văn của Cục Thông tin cơ sở, dẫn Công văn số 348a-CV/BDVTW ngày 06/9/2021', '2021-09-06T00:00:00+07:00', 'Hệ thống'),
               ('7ea00000-0000-4000-8000-000000000002', 1, NULL, NULL, NULL, NULL, NULL, '', '2021-09-06T00:00:00+07:00', 'Hệ thống');

      CREATE TABLE community_teams (
        id uuid PRIMARY KEY,
        kind_id uuid NOT NULL REFERENCES team_kinds,
        -- As it was when the team was entered; a later day finds its successor by unit_successions.
        commune_id uuid NOT NULL REFERENCES units,
        village_id uuid REFERENCES units,
        name text NOT NULL CONSTRAINT team_has_a_name CHECK (length(name) > 0),
        folded text NOT NULL,
        sort_key text COLLATE "C" NOT NULL,
        state text NOT NULL DEFAULT 'draft' CONSTRAINT team_state_is_known CHECK (state IN ('draft', 'founded', 'dissolved')),
        decision_number text NOT NULL DEFAULT '',
        decision_on date,
        -- Why it was founded although it did not keep the bounds.
        founded_despite text,
        dissolved_on date,
        dissolved_reason text,
        sample boolean NOT NULL DEFAULT false,
        created_at timestamptz(3) NOT NULL,
        changed_at timestamptz(3) NOT NULL,
        changed_by_name text NOT NULL,
        version integer NOT NULL DEFAULT 1,
        CONSTRAINT team_of_a_kind UNIQUE (id, kind_id),
        CONSTRAINT team_is_named_once UNIQUE NULLS NOT DISTINCT (kind_id, commune_id, village_id, folded),
        CONSTRAINT team_is_founded_by_a_decision CHECK (state <> 'founded' OR (decision_number <> '' AND decision_on IS NOT NULL)),
        CONSTRAINT team_is_dissolved_for_a_reason CHECK ((state = 'dissolved') = (dissolved_on IS NOT NULL AND dissolved_reason IS NOT NULL))
      );
      CREATE INDEX community_teams_of_a_commune ON community_teams (commune_id, kind_id, sort_key, id);
      CREATE INDEX community_teams_by_folded_name ON community_teams USING gin (folded gin_trgm_ops);

      CREATE TABLE community_team_members (
        id uuid PRIMARY KEY,
        team_id uuid NOT NULL REFERENCES community_teams,
        ordinal integer NOT NULL,
        full_name text NOT NULL CONSTRAINT team_member_has_a_name CHECK (length(full_name) > 0),
        phone text NOT NULL DEFAULT '',
        post text NOT NULL DEFAULT '',
        is_leader boolean NOT NULL DEFAULT false,
        left_at timestamptz(3)
      );
      CREATE INDEX members_of_a_team ON community_team_members (team_id, ordinal) WHERE left_at IS NULL;

      CREATE TABLE community_households (
        id uuid PRIMARY KEY,
        commune_id uuid NOT NULL REFERENCES units,
        village_id uuid REFERENCES units,
        head_name text NOT NULL CONSTRAINT household_has_a_head CHECK (length(head_name) > 0),
        address text NOT NULL DEFAULT '',
        persons integer CONSTRAINT household_has_persons CHECK (persons > 0),
        sort_key text COLLATE "C" NOT NULL,
        -- Head and address as they are told apart: the same household is not entered twice.
        same_key text NOT NULL,
        sample boolean NOT NULL DEFAULT false,
        recorded_at timestamptz(3) NOT NULL,
        CONSTRAINT household_is_entered_once UNIQUE NULLS NOT DISTINCT (commune_id, village_id, same_key)
      );

      CREATE TABLE community_household_assignments (
        id uuid PRIMARY KEY,
        household_id uuid NOT NULL REFERENCES community_households,
        team_id uuid NOT NULL,
        kind_id uuid NOT NULL,
        from_at timestamptz(3) NOT NULL,
        from_by_name text NOT NULL,
        until_at timestamptz(3),
        until_by_name text,
        until_reason text,
        CONSTRAINT household_assignment_keeps_the_kind FOREIGN KEY (team_id, kind_id) REFERENCES community_teams (id, kind_id),
        CONSTRAINT household_assignment_ends_whole CHECK (num_nulls(until_at, until_by_name, until_reason) IN (0, 3))
      );
      CREATE UNIQUE INDEX household_has_one_team_of_a_kind ON community_household_assignments (household_id, kind_id) WHERE until_at IS NULL;
      CREATE INDEX households_of_a_team ON community_household_assignments (team_id) WHERE until_at IS NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE community_household_assignments, community_households, community_team_members, community_teams, team_kind_bounds, team_kinds;
    `);
  }
}
