import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Prizes beside the tiers (by one criterion, by choice, or recognition of all who reach a floor); what people decide over a draft may name a
 * document, move quotas between tiers, and be withdrawn; an entry may stand on a list once by rank and once for each prize beside.
 */
export class CreateSidePrizes1637003400000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE side_prizes (
        id uuid PRIMARY KEY,
        contest_id uuid NOT NULL REFERENCES contests ON DELETE CASCADE,
        -- The colon keeps it apart from the code of every tier: both stand in one column of a list.
        code text NOT NULL CONSTRAINT side_prize_code_is_its_own CHECK (code ~ '^phu:[a-z0-9]+(-[a-z0-9]+)*$'),
        name text NOT NULL,
        basis text NOT NULL CONSTRAINT side_prize_basis_is_known CHECK (basis IN ('criterion', 'choice', 'floor')),
        quantity integer CONSTRAINT side_prize_quantity_is_positive CHECK (quantity > 0),
        amount bigint NOT NULL CONSTRAINT side_prize_amount_is_not_negative CHECK (amount >= 0),
        criterion text,
        minimum_hundredths integer CONSTRAINT side_prize_minimum_is_not_negative CHECK (minimum_hundredths >= 0),
        beside_rank boolean NOT NULL,
        sort_order integer NOT NULL,
        CONSTRAINT side_prize_codes_are_unique UNIQUE (contest_id, code),
        -- Everybody who reaches a floor is recognised; of all others there are so many.
        CONSTRAINT side_prize_is_counted_or_has_a_floor CHECK (
          (basis = 'floor') = (quantity IS NULL) AND (basis = 'floor') = (minimum_hundredths IS NOT NULL)),
        CONSTRAINT side_prize_by_criterion_names_it CHECK ((basis = 'criterion') = (criterion IS NOT NULL))
      );

      ALTER TABLE award_decisions
        DROP CONSTRAINT award_decision_kind_is_known,
        DROP CONSTRAINT award_choice_is_known,
        ADD COLUMN document_number text,
        -- Of a shift: how many prizes the first of its tiers gives up, how many the second gets.
        ADD COLUMN quantities integer[],
        ADD COLUMN withdrawn_at timestamptz(3),
        ADD COLUMN withdrawn_by_name text,
        ADD COLUMN withdrawn_reason text,
        ADD CONSTRAINT award_decision_is_about_something_known CHECK (kind IN ('tie', 'withhold', 'shift', 'side')),
        ADD CONSTRAINT award_decision_chooses_something_known CHECK (
          choice IN ('share', 'extend', 'order', 'withhold', 'keep-withheld', 'shift', 'pick')),
        ADD CONSTRAINT shift_has_a_document_and_two_quantities CHECK ((kind = 'shift') = (document_number IS NOT NULL) AND
          (kind = 'shift') = (quantities IS NOT NULL) AND (kind <> 'shift' OR (cardinality(tiers) = 2 AND cardinality(quantities) = 2))),
        ADD CONSTRAINT withdrawn_decision_has_a_reason CHECK (
          (withdrawn_at IS NULL) = (withdrawn_reason IS NULL) AND (withdrawn_at IS NULL) = (withdrawn_by_name IS NULL));

      ALTER TABLE award_lines
        ADD COLUMN kind text NOT NULL DEFAULT 'rank' CONSTRAINT award_line_kind_is_known CHECK (kind IN ('rank', 'side', 'recognition')),
        DROP CONSTRAINT entry_stands_once_on_a_list;
      ALTER TABLE award_lines ALTER COLUMN kind DROP DEFAULT;
      CREATE UNIQUE INDEX entry_has_a_prize_once ON award_lines (list_id, entry_id, tier_code);
      CREATE UNIQUE INDEX entry_has_one_prize_by_rank ON award_lines (list_id, entry_id) WHERE kind = 'rank';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX entry_has_one_prize_by_rank; DROP INDEX entry_has_a_prize_once;
      ALTER TABLE award_lines DROP COLUMN kind, ADD CONSTRAINT entry_stands_once_on_a_list UNIQUE (list_id, entry_id);
      ALTER TABLE award_decisions
        DROP CONSTRAINT withdrawn_decision_has_a_reason,
        DROP CONSTRAINT shift_has_a_document_and_two_quantities,
        DROP CONSTRAINT award_decision_chooses_something_known,
        DROP CONSTRAINT award_decision_is_about_something_known,
        DROP COLUMN withdrawn_reason, DROP COLUMN withdrawn_by_name, DROP COLUMN withdrawn_at, DROP COLUMN quantities, DROP COLUMN document_number,
        ADD CONSTRAINT award_choice_is_known CHECK (choice IN ('share', 'extend', 'order', 'withhold', 'keep-withheld')),
        ADD CONSTRAINT award_decision_kind_is_known CHECK (kind IN ('tie', 'withhold', 'release'));
      DROP TABLE side_prizes;
    `);
  }
}
