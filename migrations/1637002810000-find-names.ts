import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Before blind judging the words of every dossier are searched for the names of its own village and commune; a person decides on each find. */
export class FindNames1637002810000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE name_searches (
        entry_id uuid PRIMARY KEY REFERENCES entries ON DELETE CASCADE,
        -- Stands for exactly what was read: another one, and the dossier is to be searched again.
        stamp text NOT NULL,
        -- Files that judges see and that hold no words a program could read: photos, scans.
        unread integer NOT NULL CONSTRAINT unread_files_are_counted CHECK (unread >= 0),
        searched_at timestamptz(3) NOT NULL
      );
      CREATE TABLE name_findings (
        id uuid PRIMARY KEY,
        entry_id uuid NOT NULL REFERENCES entries ON DELETE CASCADE,
        -- Where: a file of the dossier, or a field of words by its code.
        place text NOT NULL,
        is_file boolean NOT NULL,
        names text[] NOT NULL CONSTRAINT finding_names_something CHECK (cardinality(names) > 0),
        excerpt text NOT NULL,
        -- Hash of the words that were read: others there, and it is to be decided anew.
        words_hash text NOT NULL,
        found_at timestamptz(3) NOT NULL,
        decision text CONSTRAINT finding_decision_is_known CHECK (decision IN ('withheld', 'accepted')),
        reason text,
        decided_by_name text,
        decided_at timestamptz(3),
        version integer NOT NULL DEFAULT 1,
        CONSTRAINT one_finding_a_place UNIQUE (entry_id, place),
        CONSTRAINT finding_decided_by_somebody CHECK ((decision IS NULL) = (decided_at IS NULL) AND (decision IS NULL) = (decided_by_name IS NULL)),
        CONSTRAINT finding_accepted_for_a_reason CHECK (decision IS DISTINCT FROM 'accepted' OR reason <> '')
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE name_findings; DROP TABLE name_searches;`);
  }
}
