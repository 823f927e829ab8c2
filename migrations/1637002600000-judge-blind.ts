import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A contest may be judged blind: every dossier has a code that says nothing of its number, and the rule says what else is kept from judges. */
export class JudgeBlind1637002600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE contests ADD COLUMN blind boolean NOT NULL DEFAULT false;
      -- Films and office files cannot be made blind; the organiser may let judges have them all the same.
      ALTER TABLE contests ADD COLUMN blind_shows_files boolean NOT NULL DEFAULT false;
      -- Codes of the fields of words that name somebody.
      ALTER TABLE contests ADD COLUMN blind_hides text[] NOT NULL DEFAULT '{}';
      -- At random, so that neither number nor day nor place can be read out of it.
      ALTER TABLE entries ADD COLUMN blind_code text NOT NULL
        DEFAULT 'K' || upper(substr(replace(gen_random_uuid()::text, '-', ''), 1, 10));
      ALTER TABLE entries ADD CONSTRAINT blind_codes_are_unique UNIQUE (blind_code);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE entries DROP COLUMN blind_code;
      ALTER TABLE contests DROP COLUMN blind, DROP COLUMN blind_shows_files, DROP COLUMN blind_hides;
    `);
  }
}
