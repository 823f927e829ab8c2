import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Legal reward forms (giấy khen, bằng khen) beside the prizes: what they are worth as multiples of the base salary, what the base salary was
 * from when on, and grants of them as decisions over a draft. A line of a list says whether a collective, a person or a household receives it.
 *
 * Multiples, with the days on which they hold: Decree 91/2017/NĐ-CP (01/10/2017 to 31/12/2023), article 73; Decree 152/2025/NĐ-CP (from 01/07/2025),
 * article 54. Of the time between, and of other forms of 2017, no paper was at hand: nothing stands here, and nothing is computed.
 */
export class GrantRewardForms1637003900000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE reward_norms (
        -- The colon keeps it apart from the codes of tiers and of prizes beside them: all three stand in one column of a list.
        form text NOT NULL CONSTRAINT reward_form_code_is_its_own CHECK (form ~ '^khen:[a-z0-9]+(-[a-z0-9]+)*$'),
        name text NOT NULL,
        recipient_kind text NOT NULL CONSTRAINT reward_recipient_is_known CHECK (recipient_kind IN ('collective', 'individual', 'household')),
        -- 15 is 0,15 times the base salary.
        multiple_hundredths integer NOT NULL CONSTRAINT reward_multiple_is_positive CHECK (multiple_hundredths > 0),
        rounding text NOT NULL CONSTRAINT reward_rounding_is_known CHECK (rounding IN ('none', 'up-ten-thousand')),
        document text NOT NULL,
        article text NOT NULL,
        in_force_from date NOT NULL,
        in_force_until date,
        -- What is not known for certain about the row, said wherever it is used; '' when nothing is.
        caveat text NOT NULL,
        sort_order integer NOT NULL,
        CONSTRAINT reward_norm_begins_once PRIMARY KEY (form, recipient_kind, in_force_from),
        CONSTRAINT reward_norm_ends_after_it_begins CHECK (in_force_until >= in_force_from)
      );
      CREATE TABLE base_salaries (
        in_force_from date PRIMARY KEY,
        amount bigint NOT NULL CONSTRAINT base_salary_is_positive CHECK (amount > 0),
        -- '' where no paper is at hand: then that is said wherever the amount is used.
        document text NOT NULL
      );

      INSERT INTO base_salaries (in_force_from, amount, document) VALUES
        ('2019-07-01', 1490000, 'Nghị định 38/2019/NĐ-CP'),
        ('2023-07-01', 1800000, 'Nghị định 24/2023/NĐ-CP'),
        ('2024-07-01', 2340000, 'Nghị định 73/2024/NĐ-CP'),
        ('2026-07-01', 2530000, '');

      INSERT INTO reward_norms (form, name, recipient_kind, multiple_hundredths, rounding, document, article, in_force_from, in_force_until, caveat, sort_order)
      SELECT 'khen:giay-khen-xa', 'Giấy khen của Chủ tịch UBND cấp xã', kind, multiple, 'up-ten-thousand', 'Nghị định 91/2017/NĐ-CP', 'Điều 73',
             '2017-10-01'::date, '2023-12-31'::date,
             'Làm tròn lên hàng chục nghìn đồng theo Điều 68; các nguồn ghi khác nhau (223.500 đồng có nơi ghi 220.000, có nơi ghi 230.000).', place
        FROM (VALUES ('collective', 30, 1), ('individual', 15, 2)) AS row (kind, multiple, place)
      UNION ALL
      SELECT form, name, kind, multiple, 'none', 'Nghị định 152/2025/NĐ-CP', 'Điều 54', '2025-07-01'::date, NULL,
             'Chưa có văn bản dẫn về cách làm tròn nên không làm tròn.', place
        FROM (VALUES
          ('khen:giay-khen', 'Giấy khen', 'collective', 60, 3), ('khen:giay-khen', 'Giấy khen', 'individual', 30, 4),
          ('khen:giay-khen', 'Giấy khen', 'household', 45, 5),
          ('khen:bang-khen-tinh', 'Bằng khen cấp bộ, tỉnh', 'collective', 300, 6), ('khen:bang-khen-tinh', 'Bằng khen cấp bộ, tỉnh', 'individual', 150, 7),
          ('khen:bang-khen-tinh', 'Bằng khen cấp bộ, tỉnh', 'household', 225, 8),
          ('khen:bang-khen-thu-tuong', 'Bằng khen của Thủ tướng Chính phủ', 'collective', 700, 9),
          ('khen:bang-khen-thu-tuong', 'Bằng khen của Thủ tướng Chính phủ', 'individual', 350, 10),
          ('khen:bang-khen-thu-tuong', 'Bằng khen của Thủ tướng Chính phủ', 'household', 525, 11)) AS row (form, name, kind, multiple, place);

      ALTER TABLE award_decisions
        DROP CONSTRAINT award_decision_is_about_something_known,
        DROP CONSTRAINT award_decision_chooses_something_known,
        -- Of a grant alone: to whom, and the multiple and the base salary as they stood when it was decided.
        ADD COLUMN reward jsonb,
        ADD CONSTRAINT award_decision_has_a_known_subject CHECK (kind IN ('tie', 'withhold', 'shift', 'side', 'reward')),
        ADD CONSTRAINT award_decision_has_a_known_choice CHECK (
          choice IN ('share', 'extend', 'order', 'withhold', 'keep-withheld', 'shift', 'pick', 'grant')),
        ADD CONSTRAINT grant_says_what_it_is_worth CHECK ((kind = 'reward') = (reward IS NOT NULL) AND (kind = 'reward') = (choice = 'grant')
          AND (kind <> 'reward' OR (cardinality(entries) = 1 AND cardinality(tiers) = 1)));

      DROP INDEX entry_has_a_prize_once;
      ALTER TABLE award_lines
        DROP CONSTRAINT award_line_kind_is_known,
        ADD CONSTRAINT award_line_is_of_a_known_kind CHECK (kind IN ('rank', 'side', 'recognition', 'reward')),
        ADD COLUMN recipient_kind text NOT NULL DEFAULT 'collective'
          CONSTRAINT award_recipient_is_known CHECK (recipient_kind IN ('collective', 'individual', 'household'));
      ALTER TABLE award_lines ALTER COLUMN recipient_kind DROP DEFAULT;
      CREATE UNIQUE INDEX entry_has_each_prize_once ON award_lines (list_id, entry_id, tier_code) WHERE kind <> 'reward';
      CREATE UNIQUE INDEX nobody_has_a_reward_form_twice ON award_lines (list_id, entry_id, tier_code, recipient_kind, title, representative)
        WHERE kind = 'reward';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX nobody_has_a_reward_form_twice; DROP INDEX entry_has_each_prize_once;
      ALTER TABLE award_lines DROP COLUMN recipient_kind, DROP CONSTRAINT award_line_is_of_a_known_kind,
        ADD CONSTRAINT award_line_kind_is_known CHECK (kind IN ('rank', 'side', 'recognition'));
      CREATE UNIQUE INDEX entry_has_a_prize_once ON award_lines (list_id, entry_id, tier_code);
      ALTER TABLE award_decisions
        DROP CONSTRAINT grant_says_what_it_is_worth, DROP CONSTRAINT award_decision_has_a_known_choice,
        DROP CONSTRAINT award_decision_has_a_known_subject, DROP COLUMN reward,
        ADD CONSTRAINT award_decision_is_about_something_known CHECK (kind IN ('tie', 'withhold', 'shift', 'side')),
        ADD CONSTRAINT award_decision_chooses_something_known CHECK (
          choice IN ('share', 'extend', 'order', 'withhold', 'keep-withheld', 'shift', 'pick'));
      DROP TABLE base_salaries; DROP TABLE reward_norms;
    `);
  }
}
