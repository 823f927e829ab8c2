import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Emulation movements, the drives in them, and what units report: figures are rows that stay, a correction names the row it replaces. */
export class CreateMovements1637004400000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE movements (
        id uuid PRIMARY KEY,
        name text NOT NULL CONSTRAINT movement_has_a_name CHECK (length(name) BETWEEN 1 AND 300),
        owner_unit_id uuid NOT NULL REFERENCES units,
        standing_agency text NOT NULL,
        plan_number text NOT NULL,
        plan_dated_on date,
        starts_on date NOT NULL,
        ends_on date NOT NULL,
        sample boolean NOT NULL DEFAULT false,
        made_at timestamptz(3) NOT NULL,
        made_by_name text NOT NULL,
        version integer NOT NULL DEFAULT 1,
        CONSTRAINT movement_ends_after_it_begins CHECK (ends_on >= starts_on)
      );
      CREATE INDEX movements_newest ON movements (starts_on DESC, id);
      CREATE INDEX movements_of_an_owner ON movements (owner_unit_id);

      -- A contest stands in one movement at most.
      CREATE TABLE movement_contests (
        contest_id uuid PRIMARY KEY REFERENCES contests ON DELETE CASCADE,
        movement_id uuid NOT NULL REFERENCES movements ON DELETE CASCADE
      );
      CREATE INDEX contests_of_a_movement ON movement_contests (movement_id);

      CREATE TABLE drives (
        id uuid PRIMARY KEY,
        movement_id uuid NOT NULL REFERENCES movements ON DELETE CASCADE,
        template text NOT NULL,
        name text NOT NULL CONSTRAINT drive_has_a_name CHECK (length(name) BETWEEN 1 AND 300),
        -- The tree whose communes report, as it was on a day.
        scope_unit_id uuid NOT NULL REFERENCES units,
        units_on date NOT NULL,
        reporters text NOT NULL CONSTRAINT drive_reporters_are_known CHECK (reporters IN ('communes', 'agencies')),
        rhythm text NOT NULL CONSTRAINT drive_rhythm_is_known CHECK (rhythm IN ('once', 'weekly', 'daily')),
        -- Of a weekly rhythm: 1 is Monday, 7 Sunday. Due until that day has ended.
        due_weekday smallint,
        confirms text NOT NULL CONSTRAINT drive_confirmer_is_known CHECK (confirms IN ('nobody', 'office', 'hamlet')),
        starts_on date NOT NULL,
        ends_on date NOT NULL,
        -- What people are to open or install; null: nothing.
        link text CONSTRAINT drive_link_is_safe CHECK (link ~ '^https://[^[:space:]]+$'),
        link_name text,
        guidance text NOT NULL,
        -- Who comes in and goes out is checked and written down (letter S4).
        keeps_checks boolean NOT NULL DEFAULT false,
        sample boolean NOT NULL DEFAULT false,
        made_at timestamptz(3) NOT NULL,
        made_by_name text NOT NULL,
        version integer NOT NULL DEFAULT 1,
        CONSTRAINT drive_ends_after_it_begins CHECK (ends_on >= starts_on),
        CONSTRAINT weekly_drive_has_a_due_weekday CHECK ((rhythm = 'weekly') = (due_weekday IS NOT NULL) AND due_weekday BETWEEN 1 AND 7),
        CONSTRAINT drive_link_has_a_name CHECK ((link IS NULL) = (link_name IS NULL))
      );
      CREATE INDEX drives_of_a_movement ON drives (movement_id, starts_on, id);

      CREATE TABLE drive_indicators (
        id uuid PRIMARY KEY,
        drive_id uuid NOT NULL REFERENCES drives ON DELETE CASCADE,
        ordinal smallint NOT NULL,
        name text NOT NULL CONSTRAINT indicator_has_a_name CHECK (length(name) BETWEEN 1 AND 200),
        -- What is counted: "người", "lượt".
        noun text NOT NULL,
        -- none: a bare count; typed: a part of a whole that is reported too; required: a part of what the unit must bring.
        whole text NOT NULL CONSTRAINT indicator_whole_is_known CHECK (whole IN ('none', 'typed', 'required')),
        whole_name text,
        -- A count, or a percentage where there is a whole; null: no target was set.
        target integer CONSTRAINT indicator_target_is_positive CHECK (target > 0),
        due_on date,
        only_grows boolean NOT NULL,
        CONSTRAINT indicator_stands_in_one_place UNIQUE (drive_id, ordinal),
        CONSTRAINT indicator_percentage_is_at_most_a_hundred CHECK (whole = 'none' OR target <= 100),
        CONSTRAINT typed_whole_has_a_name CHECK ((whole = 'typed') = (whole_name IS NOT NULL))
      );

      -- Who reports, frozen with the drive's day: names and places stay when units merge.
      CREATE TABLE drive_units (
        id uuid PRIMARY KEY,
        drive_id uuid NOT NULL REFERENCES drives ON DELETE CASCADE,
        ordinal integer NOT NULL,
        -- The commune that reports, or that the agency stands in.
        commune_id uuid NOT NULL REFERENCES units,
        commune_name text NOT NULL,
        district_id uuid REFERENCES units,
        district_name text,
        province_id uuid REFERENCES units,
        name text NOT NULL,
        sort_key text COLLATE "C" NOT NULL,
        district_sort_key text COLLATE "C",
        -- How many people it must bring; null: not known.
        required integer CONSTRAINT required_is_positive CHECK (required > 0),
        controller_name text,
        CONSTRAINT drive_unit_stands_in_one_place UNIQUE (drive_id, ordinal),
        CONSTRAINT drive_unit_stands_once UNIQUE (drive_id, commune_id, name)
      );
      CREATE INDEX drive_units_of_a_commune ON drive_units (commune_id, drive_id);
      CREATE INDEX drive_units_of_a_district ON drive_units (district_id, drive_id);
      CREATE INDEX drive_units_of_a_province ON drive_units (province_id, drive_id);

      CREATE TABLE drive_reports (
        id uuid PRIMARY KEY,
        seq bigint GENERATED ALWAYS AS IDENTITY,
        drive_unit_id uuid NOT NULL REFERENCES drive_units ON DELETE CASCADE,
        -- The first day of what it reports on, and the last day on which it was in time.
        period_on date NOT NULL,
        due_on date NOT NULL,
        reported_at timestamptz(3) NOT NULL,
        by_name text NOT NULL,
        by_role text NOT NULL,
        way text NOT NULL CONSTRAINT report_way_is_known CHECK (way IN ('page', 'workbook', 'program')),
        note text NOT NULL,
        doubts text[] NOT NULL,
        replaces_id uuid CONSTRAINT report_is_replaced_once UNIQUE REFERENCES drive_reports,
        reason text,
        confirmed_at timestamptz(3),
        confirmed_by_name text,
        -- Whose word it was, where somebody else writes it down: the head of the hamlet.
        confirmed_for text,
        CONSTRAINT correction_has_a_reason CHECK ((replaces_id IS NULL) = (reason IS NULL)),
        CONSTRAINT report_does_not_replace_itself CHECK (replaces_id <> id),
        CONSTRAINT confirmed_report_says_by_whom CHECK ((confirmed_at IS NULL) = (confirmed_by_name IS NULL))
      );
      CREATE UNIQUE INDEX report_of_a_period_is_begun_once ON drive_reports (drive_unit_id, period_on) WHERE replaces_id IS NULL;
      CREATE INDEX reports_of_a_unit ON drive_reports (drive_unit_id, period_on DESC, seq DESC);

      CREATE TABLE drive_figures (
        report_id uuid NOT NULL REFERENCES drive_reports ON DELETE CASCADE,
        indicator_id uuid NOT NULL REFERENCES drive_indicators ON DELETE CASCADE,
        part integer NOT NULL CONSTRAINT figure_is_a_count CHECK (part >= 0),
        whole integer CONSTRAINT figure_whole_is_a_count CHECK (whole >= 0),
        PRIMARY KEY (report_id, indicator_id)
      );

      -- Checks at a gate: how many came in or went out, and how many of them without the app. No names of people.
      CREATE TABLE drive_checks (
        id uuid PRIMARY KEY,
        seq bigint GENERATED ALWAYS AS IDENTITY,
        drive_unit_id uuid NOT NULL REFERENCES drive_units ON DELETE CASCADE,
        checked_at timestamptz(3) NOT NULL,
        way text NOT NULL CONSTRAINT check_way_is_known CHECK (way IN ('in', 'out')),
        people integer NOT NULL CONSTRAINT check_counts_somebody CHECK (people BETWEEN 1 AND 10000),
        without_app integer NOT NULL,
        controller_name text NOT NULL,
        by_name text NOT NULL,
        CONSTRAINT check_counts_within_people CHECK (without_app BETWEEN 0 AND people)
      );
      CREATE INDEX checks_of_a_unit ON drive_checks (drive_unit_id, checked_at DESC, seq DESC);

      CREATE FUNCTION refuse_to_change_report() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF (OLD.drive_unit_id, OLD.period_on, OLD.due_on, OLD.reported_at, OLD.by_name, OLD.way, OLD.note, OLD.doubts, OLD.replaces_id, OLD.reason)
           IS DISTINCT FROM
           (NEW.drive_unit_id, NEW.period_on, NEW.due_on, NEW.reported_at, NEW.by_name, NEW.way, NEW.note, NEW.doubts, NEW.replaces_id, NEW.reason)
           OR OLD.confirmed_at IS NOT NULL THEN
          RAISE EXCEPTION 'a report stays as it was sent' USING ERRCODE = 'insufficient_privilege';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER drive_reports_stay BEFORE UPDATE ON drive_reports FOR EACH ROW EXECUTE FUNCTION refuse_to_change_report();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE drive_checks; DROP TABLE drive_figures; DROP TABLE drive_reports; DROP TABLE drive_units; DROP TABLE drive_indicators;
      DROP TABLE drives; DROP TABLE movement_contests; DROP TABLE movements; DROP FUNCTION refuse_to_change_report;
    `);
  }
}
