import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Packs of dossiers and files of scores that judges took out to work off line: which are out, and how each ended. */
export class KeepPackTakings1637003200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE pack_takings (
        id uuid PRIMARY KEY,
        -- The order in which they were taken.
        seq bigint GENERATED ALWAYS AS IDENTITY,
        round_id uuid NOT NULL,
        person_id uuid NOT NULL,
        contents text NOT NULL CONSTRAINT pack_contents_are_known CHECK (contents IN ('dossiers', 'dossiers-and-films', 'marks')),
        entries integer NOT NULL CONSTRAINT pack_has_entries CHECK (entries > 0),
        taken_at timestamptz(3) NOT NULL,
        ended_at timestamptz(3),
        -- returned: marks came back and were written; replaced: taken again; set-aside: its judge works without it.
        ended_as text CONSTRAINT pack_end_is_known CHECK (ended_as IN ('returned', 'replaced', 'set-aside')),
        CONSTRAINT ended_pack_says_how CHECK ((ended_at IS NULL) = (ended_as IS NULL)),
        CONSTRAINT pack_is_of_a_panel_judge FOREIGN KEY (round_id, person_id) REFERENCES panel_judges ON DELETE CASCADE
      );
      CREATE INDEX packs_of_a_round ON pack_takings (round_id, seq);
      CREATE UNIQUE INDEX one_pack_of_a_kind_is_out ON pack_takings (round_id, person_id, contents) WHERE ended_at IS NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE pack_takings;`);
  }
}
