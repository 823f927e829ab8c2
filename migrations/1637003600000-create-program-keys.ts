import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Keys that people give to programs; of the key itself only its hash is kept. */
export class CreateProgramKeys1637003600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE program_keys (
        id uuid PRIMARY KEY,
        token_hash bytea NOT NULL CONSTRAINT program_key_is_one_of_a_kind UNIQUE,
        person_id uuid NOT NULL REFERENCES persons,
        -- The one role that the program acts in.
        assignment_id uuid NOT NULL REFERENCES role_assignments,
        -- Of the person's sessions when it was made: what ends those ends the key.
        epoch integer NOT NULL,
        name text NOT NULL CONSTRAINT program_key_has_a_name CHECK (char_length(name) BETWEEN 1 AND 100),
        scopes text[] NOT NULL CONSTRAINT program_key_opens_something CHECK (cardinality(scopes) > 0),
        made_at timestamptz(3) NOT NULL,
        expires_at timestamptz(3) NOT NULL,
        last_used_at timestamptz(3),
        -- How often it was used in the minute that began then.
        minute_at timestamptz(3) NOT NULL DEFAULT '-infinity',
        minute_count integer NOT NULL DEFAULT 0,
        revoked_at timestamptz(3),
        revoked_by_name text,
        CONSTRAINT program_key_ends_within_a_year CHECK (expires_at > made_at AND expires_at <= made_at + interval '366 days'),
        CONSTRAINT program_key_is_revoked_by_somebody CHECK ((revoked_at IS NULL) = (revoked_by_name IS NULL))
      );
      CREATE INDEX program_keys_of_person ON program_keys (person_id, made_at DESC);
      CREATE INDEX program_keys_newest ON program_keys (made_at DESC, id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE program_keys;`);
  }
}
