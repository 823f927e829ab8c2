import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What stands of a station's slots in a week, in two rows of bits, so that a week of thousands of communes is counted without reading every
 * tick. The trigger keeps it in the transaction of the tick. Bits of other slots stay as they are: two stations of one house may tick at once.
 */
export class KeepBroadcastWeeks1637005511500 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- The place of a slot in its week, 0 to 83: a day has twelve times at most. Null: no time of the plan.
      CREATE FUNCTION place_in_week(slot_on date, slot_minute smallint, minutes smallint[]) RETURNS integer LANGUAGE sql IMMUTABLE
        RETURN (extract(isodow FROM slot_on)::integer - 1) * 12 + array_position(minutes, slot_minute) - 1;
      CREATE FUNCTION monday_of(day date) RETURNS date LANGUAGE sql IMMUTABLE RETURN day - (extract(isodow FROM day)::integer - 1);

      CREATE TABLE propaganda_unit_weeks (
        plan_unit_id uuid NOT NULL REFERENCES propaganda_plan_units ON DELETE CASCADE,
        -- Its Monday.
        week_on date NOT NULL CONSTRAINT unit_week_begins_on_monday CHECK (extract(isodow FROM week_on) = 1),
        done bit(84) NOT NULL,
        failed bit(84) NOT NULL,
        PRIMARY KEY (plan_unit_id, week_on),
        CONSTRAINT slot_is_done_or_failed CHECK ((done & failed) = 0::bit(84))
      );

      CREATE FUNCTION keep_unit_weeks() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        INSERT INTO propaganda_unit_weeks AS w (plan_unit_id, week_on, done, failed)
          SELECT plan_unit_id, week_on, coalesce(bit_or(place) FILTER (WHERE outcome = 'done'), 0::bit(84)),
                 coalesce(bit_or(place) FILTER (WHERE outcome = 'failed'), 0::bit(84))
            FROM (SELECT DISTINCT ON (t.plan_unit_id, t.slot_on, t.slot_minute) t.plan_unit_id, monday_of(t.slot_on) AS week_on, t.outcome,
                         set_bit(0::bit(84), place_in_week(t.slot_on, t.slot_minute, p.minutes), 1) AS place
                    FROM added t JOIN propaganda_plan_units u ON u.id = t.plan_unit_id JOIN propaganda_plans p ON p.id = u.plan_id
                   ORDER BY t.plan_unit_id, t.slot_on, t.slot_minute, t.seq DESC) s
           WHERE place IS NOT NULL GROUP BY plan_unit_id, week_on ORDER BY plan_unit_id, week_on
        ON CONFLICT (plan_unit_id, week_on) DO UPDATE
          SET done = (w.done & ~EXCLUDED.failed) | EXCLUDED.done, failed = (w.failed & ~EXCLUDED.done) | EXCLUDED.failed;
        RETURN NULL;
      END $$;
      CREATE TRIGGER propaganda_ticks_are_counted AFTER INSERT ON propaganda_ticks
        REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION keep_unit_weeks();

      INSERT INTO propaganda_unit_weeks (plan_unit_id, week_on, done, failed)
        SELECT plan_unit_id, week_on, coalesce(bit_or(place) FILTER (WHERE outcome = 'done'), 0::bit(84)),
               coalesce(bit_or(place) FILTER (WHERE outcome = 'failed'), 0::bit(84))
          FROM (SELECT DISTINCT ON (t.plan_unit_id, t.slot_on, t.slot_minute) t.plan_unit_id, monday_of(t.slot_on) AS week_on, t.outcome,
                       set_bit(0::bit(84), place_in_week(t.slot_on, t.slot_minute, p.minutes), 1) AS place
                  FROM propaganda_ticks t JOIN propaganda_plan_units u ON u.id = t.plan_unit_id JOIN propaganda_plans p ON p.id = u.plan_id
                 ORDER BY t.plan_unit_id, t.slot_on, t.slot_minute, t.seq DESC) s
         WHERE place IS NOT NULL GROUP BY plan_unit_id, week_on;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER propaganda_ticks_are_counted ON propaganda_ticks;
      DROP FUNCTION keep_unit_weeks; DROP TABLE propaganda_unit_weeks; DROP FUNCTION place_in_week; DROP FUNCTION monday_of;
    `);
  }
}
