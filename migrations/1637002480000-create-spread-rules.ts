import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A contest's rule about marks that lie apart, and what was opened or decided by it. */
export class CreateSpreadRules1637002480000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- No row: no rule, all signed sheets of an entry count.
      CREATE TABLE spread_rules (
        contest_id uuid PRIMARY KEY REFERENCES contests ON DELETE CASCADE,
        rule jsonb NOT NULL
      );

      CREATE TABLE remarkings (
        round_id uuid NOT NULL REFERENCES judging_rounds ON DELETE CASCADE,
        entry_id uuid NOT NULL REFERENCES entries,
        way text NOT NULL CONSTRAINT remarking_way_is_known CHECK (way IN ('head', 'third', 'panel')),
        -- Whose sheet is the third mark, or the one that the panel marks together.
        person_id uuid,
        -- Codes of the judges whose marks count, as the head of the jury decided.
        counted text[],
        reason text NOT NULL CONSTRAINT remarking_has_a_reason CHECK (reason <> ''),
        -- The words of the rules as they were then.
        rule_text text NOT NULL,
        opened_at timestamptz(3) NOT NULL,
        opened_by_name text NOT NULL,
        PRIMARY KEY (round_id, entry_id, way),
        CONSTRAINT remarking_is_of_a_panel_judge FOREIGN KEY (round_id, person_id) REFERENCES panel_judges,
        CONSTRAINT remarking_is_a_sheet_or_a_choice CHECK ((way = 'head') = (counted IS NOT NULL) AND (way = 'head') = (person_id IS NULL))
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE remarkings; DROP TABLE spread_rules;`);
  }
}
