import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A recalled document may tell everybody why: in words of its own, since the reason that offices are told may say what is theirs alone. */
export class TellRecalls1637004201000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE documents ADD COLUMN public_recall_reason text,
        ADD CONSTRAINT only_a_recall_is_explained CHECK (public_recall_reason IS NULL OR (state = 'recalled' AND public_recall_reason <> ''))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE documents DROP COLUMN public_recall_reason`);
  }
}
