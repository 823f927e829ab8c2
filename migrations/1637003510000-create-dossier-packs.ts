import type { MigrationInterface, QueryRunner } from 'typeorm';

/** All dossiers of a contest as one archive: who asked for it, how far it is, and where it lies. */
export class CreateDossierPacks1637003510000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE dossier_packs (
        id uuid PRIMARY KEY,
        contest_id uuid NOT NULL REFERENCES contests(id) ON DELETE CASCADE,
        with_books boolean NOT NULL,
        asked_by uuid NOT NULL REFERENCES persons(id),
        asked_by_name text NOT NULL,
        asked_at timestamptz(3) NOT NULL,
        done integer NOT NULL DEFAULT 0,
        total integer NOT NULL DEFAULT 0,
        sha256 text,
        size bigint,
        left_out integer,
        made_at timestamptz(3),
        failure text,
        CONSTRAINT made_pack_is_whole CHECK (num_nulls(sha256, size, left_out, made_at) IN (0, 4)),
        CONSTRAINT pack_ends_once CHECK (made_at IS NULL OR failure IS NULL),
        CONSTRAINT pack_failure_is_known CHECK (failure IN ('no-room', 'broken'))
      );
      -- One at a time: whoever asks meanwhile is shown the one that is being made.
      CREATE UNIQUE INDEX one_pack_at_a_time ON dossier_packs (contest_id) WHERE made_at IS NULL AND failure IS NULL;
      CREATE INDEX packs_of_a_contest ON dossier_packs (contest_id, asked_at DESC);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE dossier_packs;`);
  }
}
