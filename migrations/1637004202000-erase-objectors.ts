import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who sent an objection, and how to reach that person, is erased some time after the answer. */
export class EraseObjectors1637004202000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE award_objections ADD COLUMN erased_at timestamptz(3),
        DROP CONSTRAINT objector_can_be_reached,
        ADD CONSTRAINT objector_can_be_reached_until_erased CHECK (
          CASE WHEN erased_at IS NULL THEN person_id IS NOT NULL OR length(sender_contact) > 0
               ELSE person_id IS NULL AND sender_name = '' AND sender_contact = '' END)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      UPDATE award_objections SET sender_contact = '-' WHERE erased_at IS NOT NULL;
      ALTER TABLE award_objections DROP CONSTRAINT objector_can_be_reached_until_erased, DROP COLUMN erased_at,
        ADD CONSTRAINT objector_can_be_reached CHECK (person_id IS NOT NULL OR length(sender_contact) > 0)`);
  }
}
