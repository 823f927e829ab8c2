import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Penalties and bonuses of an entry in a round: late, over time, a bonus, anything else, with the reason and who wrote it down. */
export class CreateScoreAdjustments1637002520000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE score_adjustments (
        id uuid PRIMARY KEY,
        round_id uuid NOT NULL REFERENCES judging_rounds ON DELETE CASCADE,
        entry_id uuid NOT NULL REFERENCES entries,
        kind text NOT NULL CONSTRAINT adjustment_kind_is_known CHECK (kind IN ('late', 'over-time', 'bonus', 'other')),
        -- Below 0 for a penalty.
        hundredths integer NOT NULL CONSTRAINT adjustment_changes_something CHECK (hundredths <> 0),
        reason text NOT NULL CONSTRAINT adjustment_has_a_reason CHECK (reason <> ''),
        made_by uuid NOT NULL REFERENCES persons,
        made_by_name text NOT NULL,
        made_at timestamptz(3) NOT NULL,
        CONSTRAINT lateness_takes_points CHECK (kind NOT IN ('late', 'over-time') OR hundredths < 0),
        CONSTRAINT bonus_gives_points CHECK (kind <> 'bonus' OR hundredths > 0)
      );
      CREATE INDEX adjustments_of_a_round ON score_adjustments (round_id, entry_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE score_adjustments`);
  }
}
