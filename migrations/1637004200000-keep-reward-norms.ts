import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Norms of reward forms and steps of the base salary are kept by people: added with their paper, closed with a day, withdrawn with a reason where
 * they were written wrongly, and never deleted or changed. Each row says after which grant it was known: a grant is held against the rows of its time.
 */
export class KeepRewardNorms1637004200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const table of ['reward_norms', 'base_salaries'])
      await runner.query(`
        ALTER TABLE ${table}
          DROP CONSTRAINT ${table === 'reward_norms' ? 'reward_norm_begins_once' : 'base_salaries_pkey'},
          ADD COLUMN id uuid NOT NULL DEFAULT gen_random_uuid() PRIMARY KEY,
          -- The newest grant (award_decisions.seq) when the row was written: it says nothing of that one and of those before. 0: came with the platform.
          ADD COLUMN recorded_after bigint NOT NULL DEFAULT 0,
          ADD COLUMN recorded_by_name text,
          ADD COLUMN recorded_at timestamptz(3),
          ADD COLUMN withdrawn_after bigint,
          ADD COLUMN withdrawn_by_name text,
          ADD COLUMN withdrawn_at timestamptz(3),
          ADD COLUMN withdrawn_reason text,
          ADD CONSTRAINT ${table}_withdrawal_is_whole CHECK (num_nulls(withdrawn_after, withdrawn_by_name, withdrawn_at, withdrawn_reason) IN (0, 4))`);
    await runner.query(`
      ALTER TABLE reward_norms
        -- The same of the closing: grants up to this one went by a row that had no end yet.
        ADD COLUMN closed_after bigint,
        ADD CONSTRAINT reward_norm_names_its_paper CHECK (document <> '');
      CREATE UNIQUE INDEX reward_norm_begins_once ON reward_norms (form, recipient_kind, in_force_from) WHERE withdrawn_at IS NULL;
      CREATE UNIQUE INDEX base_salary_begins_once ON base_salaries (in_force_from) WHERE withdrawn_at IS NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX base_salary_begins_once; DROP INDEX reward_norm_begins_once;
      DELETE FROM reward_norms WHERE withdrawn_at IS NOT NULL;
      DELETE FROM base_salaries WHERE withdrawn_at IS NOT NULL;
      ALTER TABLE reward_norms DROP COLUMN closed_after, DROP CONSTRAINT reward_norm_names_its_paper;
    `);
    for (const [table, key] of [
      ['reward_norms', 'CONSTRAINT reward_norm_begins_once PRIMARY KEY (form, recipient_kind, in_force_from)'],
      ['base_salaries', 'CONSTRAINT base_salaries_pkey PRIMARY KEY (in_force_from)'],
    ] as const)
      await runner.query(`
        ALTER TABLE ${table} DROP CONSTRAINT ${table}_withdrawal_is_whole, DROP COLUMN withdrawn_reason, DROP COLUMN withdrawn_at,
          DROP COLUMN withdrawn_by_name, DROP COLUMN withdrawn_after, DROP COLUMN recorded_at, DROP COLUMN recorded_by_name,
          DROP COLUMN recorded_after, DROP COLUMN id, ADD ${key}`);
  }
}
