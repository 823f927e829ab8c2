import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A decision can be taken back while nobody has seen it: it remembers from where it moved the dossier, and whether the commune has
 * opened the dossier since, or its notice.
 */
export class TakeBackDecisions1637002110000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Null on decisions of before: they cannot be taken back.
      ALTER TABLE vetting_decisions
        ADD COLUMN from_state text,
        ADD COLUMN from_decided_at timestamptz(3),
        -- The version that the dossier had right after the decision; a later one means that somebody has acted since.
        ADD COLUMN entry_version integer,
        ADD COLUMN undone_at timestamptz(3),
        ADD COLUMN undone_by uuid REFERENCES persons,
        ADD COLUMN undone_by_name text,
        ADD CONSTRAINT undone_decision_says_by_whom CHECK (num_nulls(undone_at, undone_by, undone_by_name) IN (0, 3)),
        ADD CONSTRAINT decision_knows_where_it_came_from CHECK (num_nulls(from_state, entry_version) IN (0, 2));

      -- When somebody of the commune, or whoever holds its receipt, first looked at a dossier that had just been decided on.
      CREATE TABLE entry_sightings (
        entry_id uuid NOT NULL REFERENCES entries ON DELETE CASCADE,
        version integer NOT NULL,
        at timestamptz(3) NOT NULL,
        PRIMARY KEY (entry_id, version)
      );

      -- When the person's list of notices first showed it, read or not.
      ALTER TABLE notices ADD COLUMN shown_at timestamptz(3);
      CREATE INDEX notices_of_a_thing ON notices (once);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX notices_of_a_thing; ALTER TABLE notices DROP COLUMN shown_at; DROP TABLE entry_sightings;
      ALTER TABLE vetting_decisions DROP COLUMN from_state, DROP COLUMN from_decided_at, DROP COLUMN entry_version,
        DROP COLUMN undone_at, DROP COLUMN undone_by, DROP COLUMN undone_by_name;
    `);
  }
}
