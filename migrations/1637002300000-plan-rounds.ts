import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Rounds as the rules plan them, criteria of a round's own, and which entries a later round has. A contest without plans has one round, as before. */
export class PlanRounds1637002300000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE planned_rounds (
        id uuid PRIMARY KEY,
        contest_id uuid NOT NULL REFERENCES contests ON DELETE CASCADE,
        -- 1, 2, 3 …: the judging round of the same number is judged by this plan.
        number integer NOT NULL CONSTRAINT planned_rounds_count_from_one CHECK (number >= 1),
        name text NOT NULL CONSTRAINT planned_round_has_a_name CHECK (name <> ''),
        kind text NOT NULL CONSTRAINT planned_round_kind_is_known CHECK (kind IN ('dossier', 'live', 'field')),
        from_at timestamptz(3) NOT NULL,
        until_at timestamptz(3) NOT NULL,
        printed text NOT NULL,
        -- How many times the round's value counts in the contest's: 0, 1, 0.4 …
        weight numeric(8, 4) NOT NULL CONSTRAINT planned_round_weight_is_not_negative CHECK (weight >= 0),
        -- Who goes on from this round to the next.
        advancing text NOT NULL CONSTRAINT advancing_rule_is_known CHECK (advancing IN ('all', 'rank', 'threshold', 'hand')),
        advancing_count integer CONSTRAINT advancing_count_is_positive CHECK (advancing_count > 0),
        advancing_hundredths integer CONSTRAINT advancing_threshold_is_not_negative CHECK (advancing_hundredths >= 0),
        -- Fewest signed sheets for an entry; null: as many as the ranking needs.
        fewest_judges integer CONSTRAINT planned_quorum_is_positive CHECK (fewest_judges > 0),
        -- Share of the panel that must have signed everything it was given; null: none is asked.
        signed_percent integer CONSTRAINT planned_quorum_is_a_share CHECK (signed_percent BETWEEN 1 AND 100),
        under_quorum text NOT NULL CONSTRAINT under_quorum_is_known CHECK (under_quorum IN ('reason', 'refuse')),
        CONSTRAINT planned_rounds_are_counted UNIQUE (contest_id, number) DEFERRABLE INITIALLY DEFERRED,
        CONSTRAINT planned_round_begins_before_it_ends CHECK (from_at < until_at),
        CONSTRAINT advancing_by_rank_has_a_count CHECK ((advancing = 'rank') = (advancing_count IS NOT NULL)),
        CONSTRAINT advancing_by_threshold_has_one CHECK ((advancing = 'threshold') = (advancing_hundredths IS NOT NULL))
      );

      -- Null: the contest's own criteria, which every round uses that has none of its own.
      ALTER TABLE rubric_versions ADD COLUMN planned_round_id uuid REFERENCES planned_rounds ON DELETE CASCADE;
      ALTER TABLE rubric_versions DROP CONSTRAINT rubric_versions_are_counted;
      ALTER TABLE rubric_versions ADD CONSTRAINT rubric_versions_are_counted_by_round
        UNIQUE NULLS NOT DISTINCT (contest_id, planned_round_id, number);

      -- What goes on to a round after the first. The first round has every entry that is judged, and no rows here.
      CREATE TABLE round_entries (
        round_id uuid NOT NULL REFERENCES judging_rounds ON DELETE CASCADE,
        entry_id uuid NOT NULL REFERENCES entries,
        way text NOT NULL CONSTRAINT advancing_way_is_known CHECK (way IN ('rule', 'tie', 'hand')),
        PRIMARY KEY (round_id, entry_id)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE round_entries;
      DELETE FROM rubric_versions WHERE planned_round_id IS NOT NULL;
      ALTER TABLE rubric_versions DROP CONSTRAINT rubric_versions_are_counted_by_round;
      ALTER TABLE rubric_versions DROP COLUMN planned_round_id;
      ALTER TABLE rubric_versions ADD CONSTRAINT rubric_versions_are_counted UNIQUE (contest_id, number);
      DROP TABLE planned_rounds;
    `);
  }
}
