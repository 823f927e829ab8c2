import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A contest entry may name the group of the register that it presents. */
export class PresentGroups1637004301000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE entry_presentations (
        entry_id uuid PRIMARY KEY REFERENCES entries(id) ON DELETE CASCADE,
        group_id uuid NOT NULL REFERENCES community_groups,
        chosen_at timestamptz(3) NOT NULL,
        chosen_by_name text NOT NULL
      );
      CREATE INDEX presentations_of_a_group ON entry_presentations (group_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE entry_presentations;`);
  }
}
