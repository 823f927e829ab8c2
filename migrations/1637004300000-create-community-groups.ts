import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The register of community groups: who runs them, how many members were counted when, and which of the required roles are in them. */
export class CreateCommunityGroups1637004300000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE community_groups (
        id uuid PRIMARY KEY,
        -- As it was when the group was entered; a later day finds its successor by unit_successions.
        commune_id uuid NOT NULL REFERENCES units,
        village_id uuid REFERENCES units,
        kind text NOT NULL CONSTRAINT group_kind_is_known CHECK (kind IN ('residents', 'command', 'other')),
        platform text NOT NULL CONSTRAINT group_platform_is_known CHECK (platform IN ('zalo', 'facebook', 'viber', 'telegram', 'other')),
        name text NOT NULL CONSTRAINT group_has_a_name CHECK (length(name) > 0),
        folded text NOT NULL,
        sort_key text COLLATE "C" NOT NULL,
        -- Normalised: two groups with the same one claim the same link.
        link text,
        decision_number text NOT NULL DEFAULT '',
        decision_on date,
        decision_issuer text NOT NULL DEFAULT '',
        households integer CONSTRAINT group_households_are_counted CHECK (households >= 0),
        population integer CONSTRAINT group_population_is_counted CHECK (population >= 0),
        figures_on date,
        note text NOT NULL DEFAULT '',
        sample boolean NOT NULL DEFAULT false,
        closed_on date,
        closed_reason text,
        list_order integer NOT NULL DEFAULT 0,
        created_at timestamptz(3) NOT NULL,
        changed_at timestamptz(3) NOT NULL,
        changed_by_name text NOT NULL,
        version integer NOT NULL DEFAULT 1,
        CONSTRAINT group_figures_have_a_day CHECK ((households IS NULL AND population IS NULL) = (figures_on IS NULL)),
        CONSTRAINT group_closes_for_a_reason CHECK ((closed_on IS NULL) = (closed_reason IS NULL))
      );
      CREATE INDEX community_groups_of_a_commune ON community_groups (commune_id, sort_key, id);
      CREATE INDEX community_groups_of_a_village ON community_groups (village_id) WHERE village_id IS NOT NULL;
      CREATE INDEX community_groups_by_link ON community_groups (link) WHERE link IS NOT NULL AND closed_on IS NULL;
      CREATE INDEX community_groups_by_folded_name ON community_groups USING gin (folded gin_trgm_ops);

      CREATE TABLE community_group_people (
        group_id uuid NOT NULL REFERENCES community_groups ON DELETE CASCADE,
        ordinal integer NOT NULL,
        part text NOT NULL CONSTRAINT group_part_is_known CHECK (part IN ('owner', 'deputy', 'admin')),
        full_name text NOT NULL CONSTRAINT group_person_has_a_name CHECK (length(full_name) > 0),
        post text NOT NULL DEFAULT '',
        PRIMARY KEY (group_id, ordinal)
      );
      CREATE UNIQUE INDEX group_has_one_owner ON community_group_people (group_id) WHERE part = 'owner';

      CREATE TABLE community_group_counts (
        id uuid PRIMARY KEY,
        group_id uuid NOT NULL REFERENCES community_groups,
        counted_on date NOT NULL,
        members integer NOT NULL CONSTRAINT group_members_are_counted CHECK (members >= 0),
        source text NOT NULL CONSTRAINT count_source_is_known CHECK (source IN ('declared', 'screenshot', 'import')),
        file_sha256 text REFERENCES stored_files(sha256),
        file_name text,
        file_kind text,
        file_size bigint,
        note text NOT NULL DEFAULT '',
        replaces_id uuid UNIQUE REFERENCES community_group_counts,
        recorded_at timestamptz(3) NOT NULL,
        recorded_by_name text NOT NULL,
        CONSTRAINT count_file_is_whole CHECK (num_nulls(file_sha256, file_name, file_kind, file_size) IN (0, 4)),
        CONSTRAINT screenshot_is_kept CHECK (source <> 'screenshot' OR file_sha256 IS NOT NULL),
        CONSTRAINT count_does_not_replace_itself CHECK (replaces_id <> id)
      );
      CREATE INDEX community_counts_of_a_group ON community_group_counts (group_id, counted_on DESC, recorded_at DESC);
      CREATE INDEX community_counts_by_file ON community_group_counts (file_sha256) WHERE file_sha256 IS NOT NULL;

      -- What a province (null: every one) wants to see in a group of this kind. An ended one is no longer asked for.
      CREATE TABLE community_roles (
        id uuid PRIMARY KEY,
        province_id uuid REFERENCES units,
        group_kind text NOT NULL CONSTRAINT role_group_kind_is_known CHECK (group_kind IN ('residents', 'command', 'other')),
        name text NOT NULL CONSTRAINT role_has_a_name CHECK (length(name) > 0),
        source text NOT NULL DEFAULT '',
        list_order integer NOT NULL DEFAULT 0,
        ended_at timestamptz(3),
        CONSTRAINT role_is_named_once UNIQUE NULLS NOT DISTINCT (province_id, group_kind, name)
      );
      INSERT INTO community_roles (id, group_kind, name, source, list_order)
        SELECT gen_random_uuid(), kind, name, source, place
          FROM unnest(ARRAY['command', 'residents']) kind,
               (VALUES ('Tổ trưởng Tổ Covid cộng đồng', 'Công văn của UBND huyện Tam Dương, 9/2021, mục 1', 1),
                       ('Tổ trưởng Tổ liên gia tự quản', 'Công văn của UBND huyện Tam Dương, 9/2021, mục 2', 2)) r (name, source, place);

      CREATE TABLE community_role_sightings (
        id uuid PRIMARY KEY,
        group_id uuid NOT NULL REFERENCES community_groups,
        role_id uuid NOT NULL REFERENCES community_roles,
        state text NOT NULL CONSTRAINT role_state_is_known CHECK (state IN ('present', 'absent', 'unknown')),
        seen_on date NOT NULL,
        recorded_at timestamptz(3) NOT NULL,
        recorded_by_name text NOT NULL
      );
      CREATE INDEX community_sightings_of_a_group ON community_role_sightings (group_id, role_id, seen_on DESC, recorded_at DESC);

      CREATE FUNCTION refuse_to_rewrite_a_register() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION '% is never changed: write a new row', TG_TABLE_NAME; END $$;
      CREATE TRIGGER community_counts_are_never_changed BEFORE UPDATE OR DELETE ON community_group_counts
        FOR EACH ROW EXECUTE FUNCTION refuse_to_rewrite_a_register();
      CREATE TRIGGER community_sightings_are_never_changed BEFORE UPDATE OR DELETE ON community_role_sightings
        FOR EACH ROW EXECUTE FUNCTION refuse_to_rewrite_a_register();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE community_role_sightings, community_roles, community_group_counts, community_group_people, community_groups;
      DROP FUNCTION refuse_to_rewrite_a_register();
    `);
  }
}
