import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Sessions on their way to another browser: one open at a time for a person, for five minutes. */
export class CreateSessionMoves1637001400000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE session_moves (
        id uuid PRIMARY KEY,
        person_id uuid NOT NULL REFERENCES persons,
        assignment_id uuid NOT NULL REFERENCES role_assignments,
        -- Of the session that is moved: what ended it ends the move too.
        epoch integer NOT NULL,
        -- When that session began: a move does not make it longer.
        signed_in_at timestamptz(3) NOT NULL,
        code_hash text NOT NULL,
        token_hash text NOT NULL,
        tries integer NOT NULL DEFAULT 0 CONSTRAINT session_move_takes_five_tries CHECK (tries BETWEEN 0 AND 5),
        made_at timestamptz(3) NOT NULL,
        expires_at timestamptz(3) NOT NULL,
        used_at timestamptz(3),
        CONSTRAINT session_move_tokens_are_unique UNIQUE (token_hash),
        CONSTRAINT session_move_ends CHECK (expires_at > made_at)
      );
      CREATE UNIQUE INDEX session_moves_are_one_a_person ON session_moves (person_id) WHERE used_at IS NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE session_moves`);
  }
}
