import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When approved items are broadcast, by whom, and what stations ticked. A slot follows from the rule of its plan and is not stored; a tick is. */
export class SchedulePropaganda1637005001000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Hours at which a channel is quiet, minutes of the day; from later than until goes over midnight. Null: none.
      CREATE TABLE propaganda_quiet_hours (
        channel text PRIMARY KEY CONSTRAINT quiet_channel_is_known CHECK (channel IN ('loudspeaker', 'van', 'visual', 'word', 'zalo', 'oa')),
        from_minute smallint CONSTRAINT quiet_begins_in_the_day CHECK (from_minute BETWEEN 0 AND 1439),
        until_minute smallint CONSTRAINT quiet_ends_in_the_day CHECK (until_minute BETWEEN 0 AND 1439),
        -- The paper that sets it; '' where none does: then it is this platform's own.
        source text NOT NULL,
        changed_at timestamptz(3),
        changed_by_name text,
        version integer NOT NULL DEFAULT 1,
        CONSTRAINT quiet_hours_are_whole CHECK ((from_minute IS NULL) = (until_minute IS NULL) AND from_minute <> until_minute)
      );
      INSERT INTO propaganda_quiet_hours (channel, from_minute, until_minute, source) VALUES
        ('loudspeaker', 1260, 300, ''), ('van', 1200, 360, ''), ('visual', NULL, NULL, ''), ('word', 1260, 360, ''), ('zalo', 1260, 360, ''), ('oa', 1260, 360, '');

      CREATE TABLE propaganda_plans (
        id uuid PRIMARY KEY,
        item_id uuid NOT NULL REFERENCES propaganda_items ON DELETE CASCADE,
        channel text NOT NULL CONSTRAINT plan_channel_is_known CHECK (channel IN ('loudspeaker', 'van', 'visual', 'word', 'zalo', 'oa')),
        starts_on date NOT NULL,
        ends_on date NOT NULL,
        -- 1 is Monday.
        weekdays smallint[] NOT NULL CONSTRAINT plan_weekdays_are_known CHECK (cardinality(weekdays) BETWEEN 1 AND 7 AND weekdays <@ '{1,2,3,4,5,6,7}'),
        -- Minutes of the day in Viet Nam.
        minutes smallint[] NOT NULL CONSTRAINT plan_has_some_times CHECK (cardinality(minutes) BETWEEN 1 AND 12 AND 0 <= ALL (minutes) AND 1440 > ALL (minutes)),
        -- How often it is said in one slot.
        repeats smallint NOT NULL CONSTRAINT plan_repeats_are_few CHECK (repeats BETWEEN 1 AND 20),
        note text NOT NULL,
        scope_name text NOT NULL,
        stopped_at timestamptz(3),
        stopped_by_name text,
        stop_reason text,
        sample boolean NOT NULL DEFAULT false,
        made_at timestamptz(3) NOT NULL,
        made_by_name text NOT NULL,
        CONSTRAINT plan_ends_after_it_begins CHECK (ends_on BETWEEN starts_on AND starts_on + 366),
        CONSTRAINT stopped_plan_says_why CHECK (num_nulls(stopped_at, stopped_by_name, stop_reason) IN (0, 3))
      );
      CREATE INDEX propaganda_plans_of_an_item ON propaganda_plans (item_id, starts_on, id);
      CREATE INDEX propaganda_plans_by_days ON propaganda_plans (ends_on, starts_on);

      -- Who is to broadcast, by the names and places of the day on which the plan was made.
      CREATE TABLE propaganda_plan_units (
        id uuid PRIMARY KEY,
        plan_id uuid NOT NULL REFERENCES propaganda_plans ON DELETE CASCADE,
        ordinal integer NOT NULL,
        commune_id uuid NOT NULL REFERENCES units,
        commune_name text NOT NULL,
        district_id uuid REFERENCES units,
        district_name text,
        province_id uuid REFERENCES units,
        CONSTRAINT plan_unit_stands_once UNIQUE (plan_id, commune_id),
        CONSTRAINT plan_unit_stands_in_one_place UNIQUE (plan_id, ordinal)
      );
      CREATE INDEX plan_units_of_a_commune ON propaganda_plan_units (commune_id, plan_id);
      CREATE INDEX plan_units_of_a_district ON propaganda_plan_units (district_id, plan_id);
      CREATE INDEX plan_units_of_a_province ON propaganda_plan_units (province_id, plan_id);

      CREATE TABLE propaganda_ticks (
        id uuid PRIMARY KEY,
        seq bigint GENERATED ALWAYS AS IDENTITY,
        plan_unit_id uuid NOT NULL REFERENCES propaganda_plan_units ON DELETE CASCADE,
        slot_on date NOT NULL,
        slot_minute smallint NOT NULL CONSTRAINT tick_lies_in_the_day CHECK (slot_minute BETWEEN 0 AND 1439),
        outcome text NOT NULL CONSTRAINT tick_outcome_is_known CHECK (outcome IN ('done', 'failed')),
        -- Which edition was in force then.
        edition integer NOT NULL,
        -- When it was broadcast, and when that was written down.
        done_at timestamptz(3),
        ticked_at timestamptz(3) NOT NULL,
        by_name text NOT NULL,
        by_role text NOT NULL,
        note text NOT NULL,
        replaces_id uuid CONSTRAINT tick_is_replaced_once UNIQUE REFERENCES propaganda_ticks,
        reason text,
        CONSTRAINT done_tick_says_when CHECK ((outcome = 'done') = (done_at IS NOT NULL)),
        CONSTRAINT failed_tick_says_why CHECK (outcome = 'done' OR note <> ''),
        CONSTRAINT tick_correction_has_a_reason CHECK ((replaces_id IS NULL) = (reason IS NULL)),
        CONSTRAINT tick_does_not_replace_itself CHECK (replaces_id <> id)
      );
      CREATE UNIQUE INDEX slot_is_ticked_once ON propaganda_ticks (plan_unit_id, slot_on, slot_minute) WHERE replaces_id IS NULL;
      CREATE INDEX ticks_of_a_plan_unit ON propaganda_ticks (plan_unit_id, slot_on, slot_minute, seq);

      CREATE FUNCTION refuse_to_change_tick() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'a tick stays as it was set' USING ERRCODE = 'insufficient_privilege';
      END $$;
      CREATE TRIGGER propaganda_ticks_stay BEFORE UPDATE ON propaganda_ticks FOR EACH ROW EXECUTE FUNCTION refuse_to_change_tick();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE propaganda_ticks; DROP TABLE propaganda_plan_units; DROP TABLE propaganda_plans; DROP TABLE propaganda_quiet_hours;
      DROP FUNCTION refuse_to_change_tick;
    `);
  }
}
