import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Administrative units, one row per legal incarnation; codes were re-used in 2025, so a code alone is never a key. */
export class CreateUnits1637000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE EXTENSION IF NOT EXISTS pg_trgm;

      CREATE TABLE units (
        id uuid PRIMARY KEY,
        level text NOT NULL CONSTRAINT unit_level_is_known CHECK (level IN ('province', 'district', 'commune', 'office', 'village')),
        type text NOT NULL,
        name text NOT NULL CONSTRAINT unit_name_is_not_empty CHECK (length(name) > 0),
        code text,
        parent_id uuid REFERENCES units,
        valid_from date NOT NULL,
        valid_to date,
        sort_order integer NOT NULL DEFAULT 0,
        sort_key text COLLATE "C" NOT NULL,
        folded text NOT NULL,
        sample boolean NOT NULL DEFAULT false,
        note text,
        version integer NOT NULL DEFAULT 1,
        CONSTRAINT unit_ends_after_it_begins CHECK (valid_to IS NULL OR valid_to > valid_from),
        CONSTRAINT unit_below_province_has_parent CHECK (level = 'province' OR parent_id IS NOT NULL)
      );
      CREATE UNIQUE INDEX unit_code_is_unique_from_a_day ON units (level, code, valid_from) WHERE code IS NOT NULL;
      CREATE UNIQUE INDEX village_name_is_unique_in_its_commune ON units (parent_id, name, valid_from) WHERE level = 'village';
      CREATE INDEX units_of_a_parent ON units (parent_id, sort_key);
      CREATE INDEX units_by_level ON units (level, sort_key, id);
      CREATE INDEX units_by_folded_name ON units USING gin (folded gin_trgm_ops);

      CREATE TABLE unit_aliases (
        unit_id uuid NOT NULL REFERENCES units ON DELETE CASCADE,
        alias text NOT NULL,
        folded text NOT NULL,
        PRIMARY KEY (unit_id, alias)
      );
      CREATE INDEX unit_aliases_by_folded_name ON unit_aliases USING gin (folded gin_trgm_ops);

      CREATE TABLE unit_successions (
        old_id uuid NOT NULL REFERENCES units,
        new_id uuid NOT NULL REFERENCES units,
        kind text NOT NULL CONSTRAINT succession_kind_is_known CHECK (kind IN ('merged_whole', 'merged_part', 'unchanged', 'renamed')),
        document text NOT NULL,
        PRIMARY KEY (old_id, new_id),
        CONSTRAINT unit_does_not_succeed_itself CHECK (old_id <> new_id)
      );
      CREATE INDEX unit_successions_to_new ON unit_successions (new_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE unit_successions; DROP TABLE unit_aliases; DROP TABLE units;`);
  }
}
