import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A contest as data: nothing of one contest is in code. */
export class CreateContests1637000300000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE contests (
        id uuid PRIMARY KEY,
        slug text NOT NULL CONSTRAINT contest_slug_is_plain CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
        code text NOT NULL CONSTRAINT contest_code_is_plain CHECK (code ~ '^[A-Z0-9]{2,12}$'),
        name text NOT NULL,
        -- The word printed for it: "Cuộc thi", "Hội thi", "Phong trào thi đua".
        noun text NOT NULL,
        -- What an entrant is called: "bản", "thôn", "nhóm".
        village_noun text NOT NULL,
        organiser_name text NOT NULL,
        state text NOT NULL CONSTRAINT contest_state_is_known CHECK (state IN ('draft', 'open', 'archived')),
        template text NOT NULL,
        scope_unit_id uuid NOT NULL REFERENCES units,
        units_on date NOT NULL,
        rehearsal boolean NOT NULL DEFAULT false,
        -- A rehearsal's clock stands at this instant; null follows the real time.
        clock_at timestamptz(3),
        contact_name text NOT NULL DEFAULT '',
        contact_phone text NOT NULL DEFAULT '',
        quota_percent integer NOT NULL CONSTRAINT quota_is_a_percentage CHECK (quota_percent BETWEEN 0 AND 100),
        quota_strict boolean NOT NULL,
        entries_per_village integer NOT NULL DEFAULT 1 CONSTRAINT entries_per_village_is_positive CHECK (entries_per_village BETWEEN 1 AND 100),
        aggregate_method text NOT NULL CONSTRAINT aggregate_is_known CHECK (aggregate_method IN ('mean', 'trimmed-mean', 'median')),
        aggregate_drop integer NOT NULL DEFAULT 0 CONSTRAINT aggregate_drop_is_small CHECK (aggregate_drop BETWEEN 0 AND 9),
        rounding_decimals integer NOT NULL CONSTRAINT rounding_decimals_are_few CHECK (rounding_decimals BETWEEN 0 AND 6),
        rounding_mode text NOT NULL,
        rank_on text NOT NULL CONSTRAINT rank_on_is_known CHECK (rank_on IN ('rounded', 'exact')),
        tie_break text[] NOT NULL,
        at_boundary text NOT NULL CONSTRAINT at_boundary_is_known CHECK (at_boundary IN ('decide', 'share', 'extend')),
        budget bigint CONSTRAINT budget_is_not_negative CHECK (budget >= 0),
        sample_notes text NOT NULL DEFAULT '',
        opened_at timestamptz(3),
        created_at timestamptz(3) NOT NULL,
        -- Who last changed any part of it, for the person whose own change came too late.
        changed_by_name text NOT NULL DEFAULT '',
        changed_at timestamptz(3),
        version integer NOT NULL DEFAULT 1,
        CONSTRAINT contest_open_has_instant CHECK (state = 'draft' OR opened_at IS NOT NULL),
        CONSTRAINT clock_moves_in_rehearsal_only CHECK (rehearsal OR clock_at IS NULL)
      );
      CREATE UNIQUE INDEX contest_slug_is_unique ON contests (slug);
      CREATE UNIQUE INDEX contest_code_is_unique ON contests (code);
      ALTER TABLE role_assignments ADD CONSTRAINT role_is_in_a_contest FOREIGN KEY (contest_id) REFERENCES contests;

      CREATE TABLE contest_windows (
        contest_id uuid NOT NULL REFERENCES contests ON DELETE CASCADE,
        kind text NOT NULL CONSTRAINT window_kind_is_known CHECK (kind IN ('activity', 'submission', 'vetting', 'judging', 'publication')),
        from_at timestamptz(3) NOT NULL,
        until_at timestamptz(3) NOT NULL,
        -- The words of the letter or the rules: "trước ngày 01/12/2021".
        printed text NOT NULL,
        PRIMARY KEY (contest_id, kind),
        CONSTRAINT window_ends_after_it_begins CHECK (until_at > from_at)
      );

      CREATE TABLE window_extensions (
        id uuid PRIMARY KEY,
        contest_id uuid NOT NULL REFERENCES contests ON DELETE CASCADE,
        kind text NOT NULL CONSTRAINT extended_window_is_known CHECK (kind IN ('submission', 'vetting')),
        -- The commune or the vetting office whose window is longer.
        unit_id uuid NOT NULL REFERENCES units,
        until_at timestamptz(3) NOT NULL,
        document_number text NOT NULL CONSTRAINT extension_names_its_document CHECK (length(document_number) > 0),
        reason text NOT NULL CONSTRAINT extension_has_a_reason CHECK (length(reason) > 0),
        granted_by uuid NOT NULL,
        granted_at timestamptz(3) NOT NULL
      );
      CREATE INDEX extensions_of_a_contest ON window_extensions (contest_id, unit_id, kind);

      CREATE TABLE contest_bodies (
        id uuid PRIMARY KEY,
        contest_id uuid NOT NULL REFERENCES contests ON DELETE CASCADE,
        kind text NOT NULL CONSTRAINT body_kind_is_known CHECK (kind IN ('committee', 'jury', 'secretariat', 'other')),
        name text NOT NULL,
        founded_by text NOT NULL DEFAULT '',
        sort_order integer NOT NULL
      );
      CREATE INDEX bodies_of_a_contest ON contest_bodies (contest_id, sort_order);
      CREATE TABLE contest_body_members (
        id uuid PRIMARY KEY,
        body_id uuid NOT NULL REFERENCES contest_bodies ON DELETE CASCADE,
        full_name text NOT NULL,
        title text NOT NULL DEFAULT '',
        position text NOT NULL DEFAULT '',
        person_id uuid REFERENCES persons,
        sort_order integer NOT NULL
      );
      CREATE INDEX members_of_a_body ON contest_body_members (body_id, sort_order);

      CREATE TABLE rules_versions (
        id uuid PRIMARY KEY,
        contest_id uuid NOT NULL REFERENCES contests ON DELETE CASCADE,
        number integer NOT NULL,
        title text NOT NULL,
        document_number text NOT NULL DEFAULT '',
        issued_on date,
        body text NOT NULL,
        change_note text NOT NULL DEFAULT '',
        in_force_at timestamptz(3) NOT NULL,
        CONSTRAINT rules_versions_are_counted UNIQUE (contest_id, number)
      );
      CREATE TABLE rules_attachments (
        id uuid PRIMARY KEY,
        rules_version_id uuid NOT NULL REFERENCES rules_versions ON DELETE CASCADE,
        file_sha256 text NOT NULL,
        name text NOT NULL,
        sort_order integer NOT NULL
      );
      CREATE INDEX attachments_of_rules ON rules_attachments (rules_version_id, sort_order);

      CREATE TABLE contest_slots (
        id uuid PRIMARY KEY,
        contest_id uuid NOT NULL REFERENCES contests ON DELETE CASCADE,
        code text NOT NULL CONSTRAINT slot_code_is_plain CHECK (code ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
        title text NOT NULL,
        help text NOT NULL DEFAULT '',
        requirement text NOT NULL CONSTRAINT slot_requirement_is_known CHECK (requirement IN ('required', 'one-of', 'optional')),
        -- Slots of one group stand for one another: at least one of them must be filled.
        one_of_group text,
        kinds text[] NOT NULL,
        max_bytes bigint NOT NULL CONSTRAINT slot_size_is_positive CHECK (max_bytes > 0),
        max_files integer NOT NULL CONSTRAINT slot_count_is_positive CHECK (max_files BETWEEN 1 AND 100),
        sort_order integer NOT NULL,
        CONSTRAINT slot_codes_are_unique UNIQUE (contest_id, code),
        CONSTRAINT one_of_slots_name_their_group CHECK ((requirement = 'one-of') = (one_of_group IS NOT NULL))
      );

      CREATE TABLE contest_fields (
        id uuid PRIMARY KEY,
        contest_id uuid NOT NULL REFERENCES contests ON DELETE CASCADE,
        code text NOT NULL CONSTRAINT field_code_is_plain CHECK (code ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
        label text NOT NULL,
        help text NOT NULL DEFAULT '',
        kind text NOT NULL CONSTRAINT field_kind_is_known CHECK (kind IN ('line', 'text', 'number', 'day', 'link', 'phone')),
        required boolean NOT NULL,
        max_length integer NOT NULL CONSTRAINT field_length_is_positive CHECK (max_length BETWEEN 1 AND 20000),
        sort_order integer NOT NULL,
        CONSTRAINT field_codes_are_unique UNIQUE (contest_id, code)
      );

      CREATE TABLE rubric_versions (
        id uuid PRIMARY KEY,
        contest_id uuid NOT NULL REFERENCES contests ON DELETE CASCADE,
        number integer NOT NULL,
        change_note text NOT NULL DEFAULT '',
        in_force_at timestamptz(3) NOT NULL,
        CONSTRAINT rubric_versions_are_counted UNIQUE (contest_id, number)
      );
      CREATE TABLE criteria (
        id uuid PRIMARY KEY,
        rubric_version_id uuid NOT NULL REFERENCES rubric_versions ON DELETE CASCADE,
        code text NOT NULL CONSTRAINT criterion_code_is_plain CHECK (code ~ '^[A-Za-z0-9]{1,12}$'),
        title text NOT NULL,
        help text NOT NULL DEFAULT '',
        max_hundredths integer NOT NULL CONSTRAINT criterion_maximum_is_positive CHECK (max_hundredths > 0),
        step_hundredths integer NOT NULL CONSTRAINT criterion_step_is_positive CHECK (step_hundredths > 0),
        weight numeric(8, 4) NOT NULL CONSTRAINT criterion_weight_is_positive CHECK (weight > 0),
        sort_order integer NOT NULL,
        CONSTRAINT criterion_codes_are_unique UNIQUE (rubric_version_id, code),
        CONSTRAINT criterion_step_fits_maximum CHECK (max_hundredths % step_hundredths = 0)
      );

      CREATE TABLE vetting_levels (
        contest_id uuid NOT NULL REFERENCES contests ON DELETE CASCADE,
        ordinal integer NOT NULL CONSTRAINT vetting_ordinal_counts_from_one CHECK (ordinal >= 1),
        name text NOT NULL,
        -- Attached to the units of a level above the commune, or to one named office.
        attached_to text NOT NULL CONSTRAINT vetting_attachment_is_known CHECK (attached_to IN ('level', 'office')),
        unit_level text,
        office_unit_id uuid REFERENCES units,
        PRIMARY KEY (contest_id, ordinal),
        CONSTRAINT vetting_level_names_its_place
          CHECK ((attached_to = 'level' AND unit_level IN ('district', 'province') AND office_unit_id IS NULL)
              -- An office may still be unnamed while the contest is prepared; without it the contest does not open.
              OR (attached_to = 'office' AND unit_level IS NULL))
      );

      CREATE TABLE prize_tiers (
        id uuid PRIMARY KEY,
        contest_id uuid NOT NULL REFERENCES contests ON DELETE CASCADE,
        code text NOT NULL CONSTRAINT tier_code_is_plain CHECK (code ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
        name text NOT NULL,
        quantity integer NOT NULL CONSTRAINT tier_quantity_is_not_negative CHECK (quantity >= 0),
        amount bigint NOT NULL CONSTRAINT tier_amount_is_not_negative CHECK (amount >= 0),
        minimum_hundredths integer CONSTRAINT tier_minimum_is_not_negative CHECK (minimum_hundredths >= 0),
        sort_order integer NOT NULL,
        CONSTRAINT tier_codes_are_unique UNIQUE (contest_id, code)
      );

      -- The unit snapshot: who takes part and who vets whom, frozen with printed names on the contest's day.
      CREATE TABLE contest_communes (
        contest_id uuid NOT NULL REFERENCES contests ON DELETE CASCADE,
        commune_id uuid NOT NULL REFERENCES units,
        name text NOT NULL,
        sort_key text COLLATE "C" NOT NULL,
        code text,
        -- The unit between commune and province where there is one: districts of 2021. Null since the two-level reform.
        district_id uuid REFERENCES units,
        district_name text,
        district_sort_key text COLLATE "C",
        village_count integer NOT NULL CONSTRAINT village_count_is_not_negative CHECK (village_count >= 0),
        PRIMARY KEY (contest_id, commune_id)
      );
      CREATE INDEX communes_of_a_contest_by_name ON contest_communes (contest_id, district_sort_key, sort_key);
      CREATE TABLE contest_villages (
        contest_id uuid NOT NULL REFERENCES contests ON DELETE CASCADE,
        village_id uuid NOT NULL REFERENCES units,
        commune_id uuid NOT NULL,
        name text NOT NULL,
        sort_key text COLLATE "C" NOT NULL,
        PRIMARY KEY (contest_id, village_id),
        FOREIGN KEY (contest_id, commune_id) REFERENCES contest_communes ON DELETE CASCADE
      );
      CREATE INDEX villages_of_a_contest_commune ON contest_villages (contest_id, commune_id, sort_key);
      CREATE TABLE contest_vetters (
        contest_id uuid NOT NULL,
        commune_id uuid NOT NULL,
        ordinal integer NOT NULL,
        unit_id uuid NOT NULL REFERENCES units,
        unit_name text NOT NULL,
        PRIMARY KEY (contest_id, commune_id, ordinal),
        FOREIGN KEY (contest_id, commune_id) REFERENCES contest_communes ON DELETE CASCADE
      );
      CREATE INDEX communes_of_a_vetter ON contest_vetters (unit_id, contest_id, ordinal);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE contest_vetters; DROP TABLE contest_villages; DROP TABLE contest_communes; DROP TABLE prize_tiers;
      DROP TABLE vetting_levels; DROP TABLE criteria; DROP TABLE rubric_versions; DROP TABLE contest_fields; DROP TABLE contest_slots;
      DROP TABLE rules_attachments; DROP TABLE rules_versions; DROP TABLE contest_body_members; DROP TABLE contest_bodies;
      DROP TABLE window_extensions; DROP TABLE contest_windows;
      ALTER TABLE role_assignments DROP CONSTRAINT role_is_in_a_contest;
      DROP TABLE contests;
    `);
  }
}
